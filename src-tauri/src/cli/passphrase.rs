//! Where the passphrase comes from: a file, standard input, or a person at a terminal. Never an argument.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::Path;

use secrecy::SecretString;

/// Longer than any passphrase, shorter than a mistake: 64 KiB.
const LENGTH_MAX: u64 = 64 * 1024;

/// Names where the passphrase is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source<'a> {
    /// The first line of a file.
    File(&'a Path),
    /// A person who types it unseen.
    Person,
    /// The first line of standard input; what follows stays there.
    StandardInput,
}

impl<'a> Source<'a> {
    /// Chooses the source: a file that was named, else whoever is at standard input.
    pub fn of(file: Option<&'a Path>) -> Source<'a> {
        match file {
            Some(path) => Source::File(path),
            None if io::stdin().is_terminal() => Source::Person,
            None => Source::StandardInput,
        }
    }

    /// Takes the passphrase.
    ///
    /// # Errors
    /// When the file, the terminal or standard input cannot be read.
    pub fn take(self, prompt: &str) -> io::Result<SecretString> {
        match self {
            Source::File(path) => first_line(BufReader::new(File::open(path)?)),
            Source::Person => rpassword::prompt_password(prompt).map(SecretString::from),
            Source::StandardInput => first_line(io::stdin().lock()),
        }
    }
}

fn first_line(mut input: impl BufRead) -> io::Result<SecretString> {
    let mut line = String::new();
    input.by_ref().take(LENGTH_MAX).read_line(&mut line)?;
    let bare = line.strip_suffix('\n').unwrap_or(&line);
    let bare = bare.strip_suffix('\r').unwrap_or(bare);
    Ok(SecretString::from(bare.strip_prefix('\u{feff}').unwrap_or(bare)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn the_first_line_is_the_passphrase_and_the_rest_stays() {
        let mut input: &[u8] = " three words here \r\nthe note\n".as_bytes();
        let passphrase = first_line(&mut input).expect("a line");
        assert_eq!(passphrase.expose_secret(), " three words here ", "spaces belong to it");
        assert_eq!(input, b"the note\n");
    }

    #[test]
    fn a_line_without_an_end_and_a_mark_at_the_start_are_taken() {
        let passphrase = first_line("\u{feff}three words here".as_bytes()).expect("a line");
        assert_eq!(passphrase.expose_secret(), "three words here");
    }
}
