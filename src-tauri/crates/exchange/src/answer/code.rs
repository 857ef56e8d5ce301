//! The name of a request that people can read to each other: seven signs and one that checks them.

use std::fmt;

/// Crockford's base 32: no letter that looks like a digit.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Seven of these are 35 bits: enough to tell the requests of a lifetime apart.
const DATA: usize = 7;

/// Names a request, as `K7QF-2M9X`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestCode(String);

impl RequestCode {
    /// Makes the name of a request from its id; the end of a UUID is the random part.
    pub fn of(id: [u8; 16]) -> RequestCode {
        let mut bits = u64::from_be_bytes(id[8..].try_into().expect("BUG: half of an id is eight bytes"));
        let mut values = [0; DATA];
        for value in &mut values {
            *value = (bits % 32) as usize;
            bits /= 32;
        }
        RequestCode::with_check(&values)
    }

    /// Reads a name, with or without its dash, in any case; `None` when its last sign does not fit.
    pub fn parse(text: &str) -> Option<RequestCode> {
        let values: Option<Vec<usize>> =
            text.trim().chars().filter(|c| *c != '-').take(DATA + 2).map(value).collect();
        let values = values.filter(|values| values.len() == DATA + 1)?;
        let data: [usize; DATA] = values[..DATA].try_into().ok()?;
        let code = RequestCode::with_check(&data);
        (value(code.0.chars().next_back()?)? == values[DATA]).then_some(code)
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn with_check(values: &[usize; DATA]) -> RequestCode {
        // A prime, so that one wrong sign and two exchanged ones are both noticed.
        let check = values.iter().zip(1..).map(|(value, place)| value * place).sum::<usize>() % 31;
        let mut code: String = values.iter().chain([&check]).map(|value| char::from(SIGNS[*value])).collect();
        code.insert(4, '-');
        RequestCode(code)
    }
}

/// Reads a sign as people write it: I and L are one, O is zero.
fn value(sign: char) -> Option<usize> {
    let sign = match sign.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    SIGNS.iter().position(|known| char::from(*known) == sign)
}

impl fmt::Display for RequestCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
