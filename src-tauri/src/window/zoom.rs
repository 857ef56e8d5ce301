//! Larger and smaller: the steps of the zoom, kept while the program runs.
//!
//! A web view of Windows has the keys itself; elsewhere a small script in our
//! pages passes them on, through the one command that pages have.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Deserialize;
use tauri::{Manager, WebviewWindow};

/// Passes Ctrl and Cmd with +, − and 0 on.
#[cfg(not(windows))]
pub const KEYS: &str = include_str!("zoom.js");

/// The steps, in percent.
const STEPS: [u16; 12] = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];
const NORMAL: usize = 4;

/// Names which way to go.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// One step larger.
    In,
    /// One step smaller.
    Out,
    /// Back to 100 %.
    Normal,
}

/// Asks for a step of the zoom.
#[derive(Debug, Deserialize)]
pub struct ZoomWindow {
    /// Which way.
    pub direction: Direction,
}

/// Keeps the step both windows are at.
pub struct Zoom(AtomicUsize);

impl Default for Zoom {
    fn default() -> Self {
        Zoom(AtomicUsize::new(NORMAL))
    }
}

impl Zoom {
    /// Goes one step and shows it in every window.
    pub fn step(window: &WebviewWindow, direction: Direction) {
        let zoom = window.state::<Zoom>();
        zoom.0.store(next(zoom.0.load(Ordering::Relaxed), direction), Ordering::Relaxed);
        window.webview_windows().values().for_each(Zoom::apply);
    }

    /// Brings a window to the step the others are at.
    pub fn apply(window: &WebviewWindow) {
        let step = window.state::<Zoom>().0.load(Ordering::Relaxed);
        if let Err(error) = window.set_zoom(f64::from(STEPS[step]) / 100.0) {
            eprintln!("inward: the zoom stays as it is: {error}");
        }
    }
}

fn next(step: usize, direction: Direction) -> usize {
    match direction {
        Direction::In => (step + 1).min(STEPS.len() - 1),
        Direction::Out => step.saturating_sub(1),
        Direction::Normal => NORMAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zoom_goes_from_half_to_three_times_and_back_to_normal() {
        assert_eq!(STEPS[NORMAL], 100);
        let largest = (0..40).fold(NORMAL, |step, _| next(step, Direction::In));
        let smallest = (0..40).fold(NORMAL, |step, _| next(step, Direction::Out));
        assert_eq!((STEPS[smallest], STEPS[largest]), (50, 300));
        assert_eq!(next(largest, Direction::Normal), NORMAL);
        assert!(STEPS.contains(&200), "every page is made to work at 200 %");
    }
}
