//! Habits from HabitBull.
#![no_main]

inward_tests::guided!(habitbull);
