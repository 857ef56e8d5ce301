//! What the vault promises, seen from outside.

mod examples;

mod opening;

mod unreadable;

mod keeping;

mod trash;

mod hold;

mod purging;

mod imports;

mod searching;

mod reminders;

mod beside;

mod damage;

mod released;
