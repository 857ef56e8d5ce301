//! Answers in stored mails.
#![no_main]

inward_tests::guided!(mail);
