//! What marks mean, and how each meaning looks on screen and on paper.

use serde::{Deserialize, Serialize};

use super::Ink;

/// Names the meaning of a mark.
///
/// Phases differ by shape and dash as well as by colour, so that they can be
/// told apart in black only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// The ground of a phase before the behaviour.
    Band,
    /// The ground of a phase with the behaviour.
    BandWith,
    /// Slanted lines over days that do not count.
    Hatch,
    /// A line of the scale.
    Grid,
    /// The line at the foot of the scale.
    Axis,
    /// A day of the first phase: a hollow circle.
    PointBefore,
    /// A day after an event: a diamond.
    PointTalk,
    /// A day with the behaviour: a filled circle.
    PointWith,
    /// A value from the other person: a filled square.
    PointTheirs,
    /// The median of the first phase: dotted.
    MedianBefore,
    /// The median after an event: dashed.
    MedianTalk,
    /// The median with the behaviour: solid.
    MedianWith,
    /// The way the days before were going.
    Trend,
    /// A line between values that follow each other.
    Line,
    /// An event that opens a phase.
    Event,
    /// A change inside a phase.
    Change,
    /// The diamond on top of an event.
    EventMark,
    /// A day on which the behaviour happened.
    Done,
    /// A day on which it did not.
    NotDone,
    /// A line between two groups.
    Divider,
    /// The ground of a bar.
    Track,
    /// The filled part of a bar.
    Fill,
    /// A clear patch behind a label.
    Patch,
    /// Small grey text.
    Label,
    /// Small text.
    LabelSecond,
    /// Small strong text.
    LabelStrong,
}

/// Holds how a mark is painted on paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) fill: Option<&'static str>,
    pub(crate) stroke: Option<&'static str>,
    pub(crate) width: f64,
    pub(crate) dash: &'static [f64],
    pub(crate) strong: bool,
}

/// Text size of every label, in units: the smallest that is read well on screen.
pub(crate) const TEXT_SIZE: f64 = 11.0;

// Paper values of the design tokens, computed from their oklch values.
const INK: &str = "#191511";
const INK_2: &str = "#46423d";
const INK_3: &str = "#5b5752";
const LINE: &str = "#c6c4c0";
const LINE_STRONG: &str = "#75716b";
const PINE: &str = "#106168";
const CLAY: &str = "#96512b";
const BEFORE: &str = "#6d6861";
const TALK: &str = "#5a6245";
const BAND: &str = "#f6f4f0";
const BAND_WITH: &str = "#edf6f5";
const HATCH: &str = "#d3d1cb";
const WHITE: &str = "#ffffff";
const BLACK: &str = "#000000";
const DOTTED: &[f64] = &[2.0, 3.0];
const DASHED: &[f64] = &[7.0, 3.0];

impl Look {
    /// Lists every look.
    pub const ALL: [Look; 26] = [
        Look::Band,
        Look::BandWith,
        Look::Hatch,
        Look::Grid,
        Look::Axis,
        Look::PointBefore,
        Look::PointTalk,
        Look::PointWith,
        Look::PointTheirs,
        Look::MedianBefore,
        Look::MedianTalk,
        Look::MedianWith,
        Look::Trend,
        Look::Line,
        Look::Event,
        Look::Change,
        Look::EventMark,
        Look::Done,
        Look::NotDone,
        Look::Divider,
        Look::Track,
        Look::Fill,
        Look::Patch,
        Look::Label,
        Look::LabelSecond,
        Look::LabelStrong,
    ];

    /// Returns the class that carries this look on screen.
    pub fn class(self) -> &'static str {
        match self {
            Look::Band => "c-band",
            Look::BandWith => "c-band-with",
            Look::Hatch => "c-hatch",
            Look::Grid => "c-grid",
            Look::Axis => "c-axis",
            Look::PointBefore => "c-point-before",
            Look::PointTalk => "c-point-talk",
            Look::PointWith => "c-point-with",
            Look::PointTheirs => "c-point-theirs",
            Look::MedianBefore => "c-median-before",
            Look::MedianTalk => "c-median-talk",
            Look::MedianWith => "c-median-with",
            Look::Trend => "c-trend",
            Look::Line => "c-line",
            Look::Event => "c-event",
            Look::Change => "c-change",
            Look::EventMark => "c-event-mark",
            Look::Done => "c-done",
            Look::NotDone => "c-not-done",
            Look::Divider => "c-divider",
            Look::Track => "c-track",
            Look::Fill => "c-fill",
            Look::Patch => "c-patch",
            Look::Label => "c-label",
            Look::LabelSecond => "c-label-second",
            Look::LabelStrong => "c-label-strong",
        }
    }

    /// Returns how it is painted on paper.
    pub(crate) fn style(self, ink: Ink) -> Style {
        let colour = self.coloured();
        if ink == Ink::Black { blackened(self, colour) } else { colour }
    }

    fn coloured(self) -> Style {
        match self {
            Look::Band => filled(BAND),
            Look::BandWith => filled(BAND_WITH),
            Look::Hatch => stroked(HATCH, 1.4, &[]),
            Look::Grid => stroked(LINE, 0.8, &[]),
            Look::Axis => stroked(LINE_STRONG, 1.0, &[]),
            Look::PointBefore => Style { fill: Some(WHITE), ..stroked(BEFORE, 1.6, &[]) },
            Look::PointTalk => filled(TALK),
            Look::PointWith => Style { fill: Some(PINE), ..stroked(WHITE, 1.0, &[]) },
            Look::PointTheirs => Style { fill: Some(CLAY), ..stroked(WHITE, 1.0, &[]) },
            Look::MedianBefore => stroked(BEFORE, 2.0, DOTTED),
            Look::MedianTalk => stroked(TALK, 2.0, DASHED),
            Look::MedianWith => stroked(PINE, 2.0, &[]),
            Look::Trend => stroked(INK_2, 1.2, &[1.0, 2.5]),
            Look::Line => stroked(PINE, 1.6, &[]),
            Look::Event => stroked(INK_2, 1.0, &[]),
            Look::Change => stroked(INK_2, 1.0, DOTTED),
            Look::EventMark => filled(INK_2),
            Look::Done => filled(PINE),
            Look::NotDone => Style { fill: Some(WHITE), ..stroked(INK_3, 1.2, &[]) },
            Look::Divider => stroked(LINE_STRONG, 1.0, DOTTED),
            Look::Track => Style { fill: Some(WHITE), ..stroked(LINE_STRONG, 0.8, &[]) },
            Look::Fill => filled(PINE),
            Look::Patch => filled(WHITE),
            Look::Label => filled(INK_3),
            Look::LabelSecond => filled(INK_2),
            Look::LabelStrong => Style { strong: true, ..filled(INK) },
        }
    }
}

fn filled(colour: &'static str) -> Style {
    Style { fill: Some(colour), stroke: None, width: 0.0, dash: &[], strong: false }
}

fn stroked(colour: &'static str, width: f64, dash: &'static [f64]) -> Style {
    Style { fill: None, stroke: Some(colour), width, dash, strong: false }
}

/// Takes the colour out: grounds become white, everything else black.
fn blackened(look: Look, style: Style) -> Style {
    let bare = |colour: &'static str| if colour == WHITE { WHITE } else { BLACK };
    let fill = match look {
        Look::Band | Look::BandWith => Some(WHITE),
        _ => style.fill.map(bare),
    };
    // Light lines keep their rank by being thinner.
    let width = match look {
        Look::Grid => 0.3,
        Look::Hatch => 0.4,
        _ => style.width,
    };
    Style { fill, stroke: style.stroke.map(bare), width, ..style }
}

/// Holds the style sheet of drawings on screen, in the design's custom properties.
///
/// The window takes it into its own sheet; a test holds it against [`Look::ALL`].
pub const SCREEN_STYLE: &str = include_str!("screen.css");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_has_a_class_of_its_own_and_a_rule_for_the_screen() {
        let mut classes: Vec<_> = Look::ALL.iter().map(|look| look.class()).collect();
        for class in &classes {
            let named = SCREEN_STYLE.split(|c: char| !(c.is_alphanumeric() || c == '-'));
            assert!(named.into_iter().any(|word| word == *class), "{class} has no rule");
        }
        classes.sort();
        classes.dedup();
        assert_eq!(classes.len(), Look::ALL.len(), "two meanings with one class cannot be told apart");
    }

    #[test]
    fn without_colour_the_phases_still_differ() {
        let points = [Look::PointBefore, Look::PointTalk, Look::PointWith].map(|look| look.style(Ink::Black));
        assert_eq!(points[0].fill, Some(WHITE), "the first phase is hollow");
        assert_eq!(points[1].fill, Some(BLACK));
        let dashes =
            [Look::MedianBefore, Look::MedianTalk, Look::MedianWith].map(|l| l.style(Ink::Black).dash);
        assert_eq!(dashes, [DOTTED, DASHED, &[]]);
        for look in Look::ALL {
            let style = look.style(Ink::Black);
            for colour in [style.fill, style.stroke].into_iter().flatten() {
                assert!(colour == BLACK || colour == WHITE, "{look:?} prints {colour}");
            }
        }
    }
}
