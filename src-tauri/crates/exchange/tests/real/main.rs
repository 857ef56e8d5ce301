//! Real files: the corpora that calcard ships, and the samples that lie beside the checkout.
//!
//! The corpora are part of calcard's source, which is there wherever this crate
//! compiles. The samples belong to other projects and are not ours to ship, so
//! they lie in `../shared/samples` beside the checkout, or where
//! `INWARD_SAMPLES` says; where they are absent, each test says so on the terminal.

mod corpus;

mod samples;
