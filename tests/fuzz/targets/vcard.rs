//! People from vCards.
#![no_main]

inward_tests::guided!(vcard);
