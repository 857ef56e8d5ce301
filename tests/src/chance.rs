//! Chance that can be begun again: numbers, and texts that are nearly right.
//!
//! It comes from a seed, or from the bytes of somebody who wants to decide what
//! is drawn, such as a fuzzer that looks where an input has led.

/// Draws numbers; the same seed, or the same bytes, draw the same ones.
pub struct Chance(Source);

enum Source {
    /// The state of a generator. *Source:* Vigna (2015), splitmix64.
    Seed(u64),
    /// What is left to be drawn from.
    Bytes(std::vec::IntoIter<u8>),
}

/// What breaks readers more often than other bytes do.
const TROUBLE: [&[u8]; 24] = [
    b"\0",
    b"\r",
    b"\n",
    b"\r\n",
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\\",
    b"-",
    b"99999999999999999999",
    b"-0",
    b"1e999",
    b"NaN",
    b"{}",
    b"[[[[[[[[",
    b"</script>",
    "\u{202e}".as_bytes(),
    "\u{feff}".as_bytes(),
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"0000-00-00",
    b"2026-02-30",
];

impl Chance {
    /// Begins at a seed.
    pub fn new(seed: u64) -> Chance {
        Chance(Source::Seed(seed))
    }

    /// Draws from bytes; once they are spent it draws zeros, and nothing that is rare happens.
    pub fn of_bytes(bytes: &[u8]) -> Chance {
        let bytes = bytes.to_vec();
        Chance(Source::Bytes(bytes.into_iter()))
    }

    /// Tells whether there are bytes left; a seed is never spent.
    pub fn is_spent(&self) -> bool {
        matches!(&self.0, Source::Bytes(left) if left.len() == 0)
    }

    /// Draws a number.
    pub fn draw(&mut self) -> u64 {
        match &mut self.0 {
            Source::Seed(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut z = *state;
                z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                z ^ (z >> 31)
            }
            Source::Bytes(left) => left.take(8).fold(0, |sum, byte| sum << 8 | u64::from(byte)),
        }
    }

    /// Draws a number below a limit; 0 for a limit of 0.
    pub fn below(&mut self, limit: usize) -> usize {
        match &mut self.0 {
            _ if limit == 0 => 0,
            // One byte for each small choice, so that a change of one byte is a change of one choice.
            Source::Bytes(left) if limit <= 256 => usize::from(left.next().unwrap_or(0)) % limit,
            _ => (self.draw() % limit as u64) as usize,
        }
    }

    /// Tells, once in `n` times, yes.
    pub fn one_in(&mut self, n: usize) -> bool {
        !self.is_spent() && self.below(n) == 0
    }

    /// Draws one of several.
    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Makes something of a few good inputs that is nearly one.
    pub fn spoiled(&mut self, good: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = self.of(good).clone();
        for _ in 0..1 + self.below(8) {
            self.spoil(&mut bytes, good);
        }
        bytes.truncate(200_000);
        bytes
    }

    fn spoil(&mut self, bytes: &mut Vec<u8>, good: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        let end = (at + 1 + self.below(40)).min(bytes.len());
        match self.below(9) {
            0 => drop(bytes.drain(at.min(end)..end)),
            1 => {
                let piece = bytes[at.min(end)..end].to_vec();
                let to = self.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            2 | 3 => {
                let trouble = *self.of(&TROUBLE);
                bytes.splice(at..at, trouble.iter().copied());
            }
            4 => bytes.truncate(at),
            5 => {
                let other = self.of(good).clone();
                let from = self.below(other.len() + 1);
                bytes.splice(at.., other[from..].iter().copied());
            }
            6 => {
                let piece = bytes[at.min(end)..end].to_vec();
                let times = 1 + self.below(200);
                bytes.splice(at..at, piece.repeat(times));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = self.draw() as u8;
                }
            }
        }
    }

    /// Makes a text that is nearly one of a few, or takes it from the bytes.
    pub fn spoiled_text(&mut self, good: &[&str]) -> String {
        if let Source::Bytes(left) = &mut self.0 {
            let length = usize::from(left.next().unwrap_or(0));
            return String::from_utf8_lossy(&left.take(length).collect::<Vec<u8>>()).into_owned();
        }
        let good: Vec<Vec<u8>> = good.iter().map(|text| text.as_bytes().to_vec()).collect();
        String::from_utf8_lossy(&self.spoiled(&good)).into_owned()
    }
}

#[test]
fn the_same_seed_says_the_same_and_another_one_says_something_else() {
    let said = |seed| {
        let mut chance = Chance::new(seed);
        (0..50).map(|_| chance.spoiled(&[b"a good file, in a line\n".to_vec()])).collect::<Vec<_>>()
    };
    assert_eq!(said(1), said(1));
    assert_ne!(said(1), said(2));
}

#[test]
fn bytes_are_drawn_one_a_choice_and_end_in_nothing() {
    let mut chance = Chance::of_bytes(&[7, 3, 2, b'h', b'i', 1]);
    assert_eq!((chance.below(5), chance.one_in(4)), (2, false));
    assert_eq!(chance.spoiled_text(&["x"]), "hi");
    assert_eq!(chance.draw(), 1);
    assert!(chance.is_spent() && !chance.one_in(1) && chance.below(9) == 0 && chance.draw() == 0);
}
