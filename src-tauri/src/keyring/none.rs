//! Stands in where the system has no keyring that this program can talk to: it is always absent.

use super::{Found, Problem};

/// Reaches no keyring.
#[derive(Debug, Clone, Default)]
pub struct Keyring;

impl Keyring {
    /// Finds nothing.
    ///
    /// # Errors
    /// [`Problem::Absent`], always.
    pub fn find(&self, _names: &[String], _ask: bool) -> Result<Vec<Found>, Problem> {
        Err(Problem::Absent)
    }

    /// Keeps nothing.
    ///
    /// # Errors
    /// [`Problem::Absent`], always.
    pub fn keep(&self, _name: &str, _label: &str, _text: &str) -> Result<(), Problem> {
        Err(Problem::Absent)
    }

    /// Removes nothing.
    ///
    /// # Errors
    /// [`Problem::Absent`], always.
    pub fn remove(&self, _names: &[String]) -> Result<(), Problem> {
        Err(Problem::Absent)
    }
}
