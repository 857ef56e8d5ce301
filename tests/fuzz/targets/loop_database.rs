//! Habits from the database of Loop Habit Tracker.
#![no_main]

inward_tests::guided!(loop_database);
