//! Chance that can be begun again: numbers, and texts that are nearly right.

/// Draws numbers; the same seed draws the same ones. *Source:* Vigna (2015), splitmix64.
pub struct Chance(u64);

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
        Chance(seed)
    }

    /// Draws a number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Draws a number below a limit; 0 for a limit of 0.
    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.draw() % limit as u64) as usize }
    }

    /// Tells, once in `n` times, yes.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
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

    /// Makes a text that is nearly one of a few.
    pub fn spoiled_text(&mut self, good: &[&str]) -> String {
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
