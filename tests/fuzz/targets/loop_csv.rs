//! Habits from the folder or zip of Loop Habit Tracker.
#![no_main]

inward_tests::guided!(loop_csv);
