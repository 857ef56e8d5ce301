//! The pseudonymised copy: real names out of texts, and a check of what is left.
//!
//! [`Mask::text`] takes one text of the user and returns it with names,
//! addresses and dates replaced, and with the questions that only the user can
//! answer. What is only likely a name (an alias, initials) is replaced *and*
//! asked about, so that a copy nobody has looked at gives away as little as
//! possible. What may be no name at all (an everyday word, a capitalised word
//! nobody registered) stays as typed until it is answered.
//!
//! Pure: who is registered, what was decided and what the world knows a word
//! as come in from outside. Which texts a document has is not known here.

mod alias;
mod capitals;
mod contacts;
mod dates;
mod decision;
mod mask;
mod register;
mod rewrite;
mod spelling;

#[cfg(test)]
mod tests;

pub use alias::{AliasTrouble, alias_trouble, letters, unique_roles};
pub use capitals::{Familiar, Familiarity};
pub use dates::Weeks;
pub use decision::{Decisions, Remembered, Verdict};
pub use mask::{FindingKind, Mask, Masked, Question};
pub use register::Registered;
pub use rewrite::{Rewrite, rewritten};
