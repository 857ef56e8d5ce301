//! Schedules from iCalendar.
#![no_main]

inward_tests::guided!(calendar);
