//! What marks mean, with the class that carries each meaning on screen and the letters of each text.

use serde::{Deserialize, Serialize};

/// Names the meaning of a mark.
///
/// Phases differ by shape and dash as well as by colour, so that they can be
/// told apart in black only; so do guessed and known, mine and theirs.
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
    /// Something of mine: a frame in pine.
    BoxMine,
    /// Something of mine that I only guess: a dashed frame.
    BoxMineGuessed,
    /// Something of the other person that I know or was told: a frame in clay.
    BoxTheirs,
    /// Something of the other person that I only guess: a dashed frame.
    BoxTheirsGuessed,
    /// Somebody or something on no side: a grey frame.
    BoxPlain,
    /// Somebody who is no longer part of it: a dotted frame.
    BoxEnded,
    /// The place where I break the cycle: a thick frame, filled.
    BoxBreak,
    /// What follows from something of mine.
    LinkMine,
    /// What follows from something of the other person.
    LinkTheirs,
    /// A link that a ring lacks: dotted.
    LinkMissing,
    /// The tip of an arrow from my side.
    TipMine,
    /// The tip of an arrow from the other side.
    TipTheirs,
    /// A small sign: a plus, a tick, a delay.
    Sign,
    /// The ground of a sign that is drawn.
    SignGround,
    /// The ground of a sign that turns the direction round: filled.
    SignStrong,
    /// A sign on a filled ground.
    SignClear,
    /// A person I practise with: a thick line.
    TiePractice,
    /// A person who supports me with ideas: a thin line.
    TieIdeas,
    /// A person I only have contact with: a dotted line.
    TieContact,
    /// A tie between two other people: a thin curve.
    TieOthers,
    /// A tie that has ended: sparse dots.
    TieEnded,
    /// Small grey text.
    Label,
    /// Small text.
    LabelSecond,
    /// Small strong text.
    LabelStrong,
    /// Words of a person, in serif letters.
    Words,
    /// A name or a heading.
    Name,
    /// My name above my side.
    NameMine,
    /// The other person's name above their side.
    NameTheirs,
    /// A name on a filled ground.
    NameClear,
}

/// Holds the letters of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Letters {
    /// The face.
    pub(crate) face: Face,
    /// The size, in units; never below [`TEXT_SIZE`].
    pub(crate) size: f64,
}

/// Names the faces a drawing uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// The application speaks.
    Sans,
    /// The application speaks, strongly.
    SansStrong,
    /// A person speaks.
    Serif,
}

/// Text size of most labels, in units: the smallest that is read well on screen.
pub(crate) const TEXT_SIZE: f64 = 11.0;

impl Look {
    /// Lists every look.
    pub const ALL: [Look; 52] = [
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
        Look::BoxMine,
        Look::BoxMineGuessed,
        Look::BoxTheirs,
        Look::BoxTheirsGuessed,
        Look::BoxPlain,
        Look::BoxEnded,
        Look::BoxBreak,
        Look::LinkMine,
        Look::LinkTheirs,
        Look::LinkMissing,
        Look::TipMine,
        Look::TipTheirs,
        Look::Sign,
        Look::SignGround,
        Look::SignStrong,
        Look::SignClear,
        Look::TiePractice,
        Look::TieIdeas,
        Look::TieContact,
        Look::TieOthers,
        Look::TieEnded,
        Look::Label,
        Look::LabelSecond,
        Look::LabelStrong,
        Look::Words,
        Look::Name,
        Look::NameMine,
        Look::NameTheirs,
        Look::NameClear,
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
            Look::BoxMine => "c-box-mine",
            Look::BoxMineGuessed => "c-box-mine-guessed",
            Look::BoxTheirs => "c-box-theirs",
            Look::BoxTheirsGuessed => "c-box-theirs-guessed",
            Look::BoxPlain => "c-box-plain",
            Look::BoxEnded => "c-box-ended",
            Look::BoxBreak => "c-box-break",
            Look::LinkMine => "c-link-mine",
            Look::LinkTheirs => "c-link-theirs",
            Look::LinkMissing => "c-link-missing",
            Look::TipMine => "c-tip-mine",
            Look::TipTheirs => "c-tip-theirs",
            Look::Sign => "c-sign",
            Look::SignGround => "c-sign-ground",
            Look::SignStrong => "c-sign-strong",
            Look::SignClear => "c-sign-clear",
            Look::TiePractice => "c-tie-practice",
            Look::TieIdeas => "c-tie-ideas",
            Look::TieContact => "c-tie-contact",
            Look::TieOthers => "c-tie-others",
            Look::TieEnded => "c-tie-ended",
            Look::Label => "c-label",
            Look::LabelSecond => "c-label-second",
            Look::LabelStrong => "c-label-strong",
            Look::Words => "c-words",
            Look::Name => "c-name",
            Look::NameMine => "c-name-mine",
            Look::NameTheirs => "c-name-theirs",
            Look::NameClear => "c-name-clear",
        }
    }

    /// Returns the letters of a text of this look; a shape has none and gets those of a label.
    pub(crate) fn letters(self) -> Letters {
        let letters = |face, size| Letters { face, size };
        match self {
            Look::LabelStrong => letters(Face::SansStrong, TEXT_SIZE),
            Look::Words => letters(Face::Serif, 13.0),
            Look::Name | Look::NameClear => letters(Face::SansStrong, 13.0),
            Look::NameMine | Look::NameTheirs => letters(Face::SansStrong, 12.0),
            _ => letters(Face::Sans, TEXT_SIZE),
        }
    }
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
    fn the_screen_sets_the_letters_that_were_measured() {
        for look in Look::ALL {
            let letters = look.letters();
            assert!(TEXT_SIZE <= letters.size, "{look:?} is too small to read");
            if letters.size != TEXT_SIZE {
                let rule = SCREEN_STYLE.lines().find(|line| line.contains(&format!(".{} ", look.class())));
                let rule = rule.expect("every look has a rule");
                assert!(rule.contains(&format!("font-size: {}px", letters.size)), "{look:?}: {rule}");
            }
        }
    }
}
