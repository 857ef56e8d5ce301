//! The key of the printed sheet: 148 random bits that a person can read, write and type.
//!
//! Six groups of six signs in Crockford's base 32. The last sign of a group is
//! his check sign over the five before it and the group's place, so a slip of
//! the hand is found with the group it is in, and so are two groups that
//! changed places. A group whose check sign would be one of `* ~ $ = U` is
//! drawn again, which costs a fifth of a bit and keeps the sheet to letters and
//! digits.
//!
//! *Source:* Crockford (2019), Base 32, <https://www.crockford.com/base32.html>.

use zeroize::{Zeroize, Zeroizing};

use super::{KeyError, random};
use crate::open::OpenError;

/// How many groups a recovery key has.
pub const GROUPS: usize = 6;
/// How many signs of a group carry the key; one more checks them.
const CARRYING: u32 = 5;
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The number that Crockford's check sign is the remainder of: a prime above 32.
const CHECK: u32 = 37;

/// States why a text is no recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryProblem {
    /// It has too few or too many signs.
    #[error("a recovery key has {expected} signs, not {found}")]
    Length {
        /// How many there were.
        found: usize,
        /// How many there are to be.
        expected: usize,
    },
    /// A group is not as it was printed.
    #[error("group {group} is not as it was printed")]
    Group {
        /// Which, from 1.
        group: usize,
    },
}

/// Holds a recovery key; it is wiped when dropped.
pub struct RecoveryKey {
    groups: Zeroizing<[u32; GROUPS]>,
}

impl RecoveryKey {
    /// Makes a new key.
    ///
    /// # Errors
    /// [`OpenError::NoRandomness`] when the operating system gives no random bytes.
    pub fn random() -> Result<RecoveryKey, OpenError> {
        let mut groups = Zeroizing::new([0; GROUPS]);
        for (place, group) in groups.iter_mut().enumerate() {
            *group = random_group(place)?;
        }
        Ok(RecoveryKey { groups })
    }

    /// Reads a key as somebody typed it: case, spaces and hyphens do not matter, O is 0, I and L are 1.
    ///
    /// # Errors
    /// [`RecoveryProblem`] with the group to look at again.
    pub fn parse(text: &str) -> Result<RecoveryKey, RecoveryProblem> {
        let signs = Zeroizing::new(signs_of(text));
        let size = CARRYING as usize + 1;
        let expected = GROUPS * size;
        if signs.len() != expected {
            return Err(RecoveryProblem::Length { found: signs.len(), expected });
        }
        let mut groups = Zeroizing::new([0; GROUPS]);
        for (place, signs) in signs.chunks(size).enumerate() {
            groups[place] = read_group(place, signs).ok_or(RecoveryProblem::Group { group: place + 1 })?;
        }
        Ok(RecoveryKey { groups })
    }

    /// Lists the groups as they are printed.
    pub fn groups(&self) -> [Zeroizing<String>; GROUPS] {
        std::array::from_fn(|place| Zeroizing::new(group_text(place, self.groups[place])))
    }

    /// Tells whether a group was copied from the sheet as it is; `place` is counted from 0.
    pub fn has_group(&self, place: usize, typed: &str) -> bool {
        let signs = Zeroizing::new(signs_of(typed));
        let read = (place < GROUPS).then(|| read_group(place, &signs)).flatten();
        read.is_some_and(|group| group == self.groups[place])
    }

    /// Returns the one way of writing the key that is hashed.
    pub(super) fn canonical(&self) -> Zeroizing<String> {
        Zeroizing::new(self.groups().iter().map(|group| group.as_str()).collect::<Vec<_>>().join("-"))
    }
}

impl Drop for RecoveryKey {
    fn drop(&mut self) {
        self.groups.zeroize();
    }
}

/// Takes away what carries nothing, and folds what looks alike.
fn signs_of(text: &str) -> Vec<u8> {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => b'0',
            'I' | 'L' => b'1',
            other => u8::try_from(other).unwrap_or(b'?'),
        })
        .collect()
}

fn random_group(place: usize) -> Result<u32, KeyError> {
    loop {
        let drawn = u32::from_le_bytes(random::<4>()?) & ((1 << (5 * CARRYING)) - 1);
        if check_of(place, drawn) < 32 {
            return Ok(drawn);
        }
    }
}

fn read_group(place: usize, signs: &[u8]) -> Option<u32> {
    let value_of = |sign: &u8| SIGNS.iter().position(|known| known == sign).map(|at| at as u32);
    let (check, carrying) = signs.split_last()?;
    if carrying.len() != CARRYING as usize {
        return None;
    }
    let mut group = 0;
    for sign in carrying {
        group = group << 5 | value_of(sign)?;
    }
    (value_of(check)? == check_of(place, group)).then_some(group)
}

fn group_text(place: usize, group: u32) -> String {
    let carrying = (0..CARRYING).rev().map(|digit| group >> (5 * digit) & 31);
    let all = carrying.chain([check_of(place, group)]);
    all.map(|value| char::from(SIGNS[value as usize])).collect()
}

/// Returns Crockford's check value of a group that is written after its place.
fn check_of(place: usize, group: u32) -> u32 {
    ((place as u32) << (5 * CARRYING) | group) % CHECK
}
