//! How each meaning is painted on paper: in fixed colours, or in black and white with every shape and dash kept.

use super::{Ink, Look};

/// Holds how a mark is painted on paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) fill: Option<&'static str>,
    pub(crate) stroke: Option<&'static str>,
    pub(crate) width: f64,
    pub(crate) dash: &'static [f64],
}

// Paper values of the design tokens, computed from their oklch values.
const INK: &str = "#191511";
const INK_2: &str = "#46423d";
const INK_3: &str = "#5b5752";
const LINE: &str = "#c6c4c0";
const LINE_STRONG: &str = "#75716b";
const PINE: &str = "#106168";
const PINE_LINE: &str = "#7aa8ab";
const PINE_SOFT: &str = "#e5f2f1";
const CLAY: &str = "#96512b";
const CLAY_LINE: &str = "#c79170";
const BEFORE: &str = "#6d6861";
const TALK: &str = "#5a6245";
const BAND: &str = "#f6f4f0";
const BAND_WITH: &str = "#edf6f5";
const HATCH: &str = "#d3d1cb";
const WHITE: &str = "#ffffff";
const BLACK: &str = "#000000";
const DOTTED: &[f64] = &[2.0, 3.0];
const DASHED: &[f64] = &[7.0, 3.0];
const GUESSED: &[f64] = &[5.0, 4.0];
const SPARSE: &[f64] = &[1.0, 4.0];

impl Look {
    /// Returns how it is painted on paper.
    pub(crate) fn style(self, ink: Ink) -> Style {
        let colour = coloured(self);
        if ink == Ink::Black { blackened(self, colour) } else { colour }
    }
}

fn coloured(look: Look) -> Style {
    match look {
        Look::Band => filled(BAND),
        Look::BandWith => filled(BAND_WITH),
        Look::Hatch => stroked(HATCH, 1.4, &[]),
        Look::Grid => stroked(LINE, 0.8, &[]),
        Look::Axis => stroked(LINE_STRONG, 1.0, &[]),
        Look::PointBefore => framed(WHITE, BEFORE, 1.6, &[]),
        Look::PointTalk => filled(TALK),
        Look::PointWith => framed(PINE, WHITE, 1.0, &[]),
        Look::PointTheirs => framed(CLAY, WHITE, 1.0, &[]),
        Look::MedianBefore => stroked(BEFORE, 2.0, DOTTED),
        Look::MedianTalk => stroked(TALK, 2.0, DASHED),
        Look::MedianWith => stroked(PINE, 2.0, &[]),
        Look::Trend => stroked(INK_2, 1.2, &[1.0, 2.5]),
        Look::Line => stroked(PINE, 1.6, &[]),
        Look::Event => stroked(INK_2, 1.0, &[]),
        Look::Change => stroked(INK_2, 1.0, DOTTED),
        Look::EventMark => filled(INK_2),
        Look::Done => filled(PINE),
        Look::NotDone => framed(WHITE, INK_3, 1.2, &[]),
        Look::Divider => stroked(LINE_STRONG, 1.0, DOTTED),
        Look::Track => framed(WHITE, LINE_STRONG, 0.8, &[]),
        Look::Fill => filled(PINE),
        Look::Patch => filled(WHITE),
        Look::BoxMine => framed(WHITE, PINE, 1.4, &[]),
        Look::BoxMineGuessed => framed(WHITE, PINE, 1.4, GUESSED),
        Look::BoxTheirs => framed(WHITE, CLAY, 1.4, &[]),
        Look::BoxTheirsGuessed => framed(WHITE, CLAY, 1.4, GUESSED),
        Look::BoxPlain => framed(WHITE, LINE_STRONG, 1.4, &[]),
        Look::BoxEnded => framed(WHITE, LINE_STRONG, 1.4, DOTTED),
        Look::BoxBreak => framed(PINE_SOFT, PINE, 3.0, &[]),
        Look::LinkMine => stroked(PINE_LINE, 2.0, &[]),
        Look::LinkTheirs => stroked(CLAY_LINE, 2.0, &[]),
        Look::LinkMissing => stroked(INK_2, 1.4, DOTTED),
        Look::TipMine => filled(PINE),
        Look::TipTheirs => filled(CLAY),
        Look::Sign => stroked(INK_2, 1.4, &[]),
        Look::SignGround => framed(WHITE, INK_3, 1.0, &[]),
        Look::SignStrong => framed(INK_2, WHITE, 1.0, &[]),
        Look::SignClear => stroked(WHITE, 1.6, &[]),
        Look::TiePractice => stroked(PINE, 5.0, &[]),
        Look::TieIdeas => stroked(LINE_STRONG, 1.5, &[]),
        Look::TieContact => stroked(LINE_STRONG, 1.5, &[3.0, 5.0]),
        Look::TieOthers => stroked(CLAY_LINE, 1.4, &[]),
        Look::TieEnded => stroked(INK_3, 1.4, SPARSE),
        Look::Label => filled(INK_3),
        Look::LabelSecond => filled(INK_2),
        Look::LabelStrong | Look::Words | Look::Name => filled(INK),
        Look::NameMine => filled(PINE),
        Look::NameTheirs => filled(CLAY),
        Look::NameClear => filled(WHITE),
    }
}

fn filled(colour: &'static str) -> Style {
    Style { fill: Some(colour), stroke: None, width: 0.0, dash: &[] }
}

fn stroked(colour: &'static str, width: f64, dash: &'static [f64]) -> Style {
    Style { fill: None, stroke: Some(colour), width, dash }
}

fn framed(ground: &'static str, edge: &'static str, width: f64, dash: &'static [f64]) -> Style {
    Style { fill: Some(ground), ..stroked(edge, width, dash) }
}

/// Takes the colour out: grounds become white, everything else black.
fn blackened(look: Look, style: Style) -> Style {
    let bare = |colour: &'static str| if colour == WHITE { WHITE } else { BLACK };
    let fill = match look {
        Look::Band | Look::BandWith | Look::BoxBreak => Some(WHITE),
        _ => style.fill.map(bare),
    };
    // Light lines keep their rank by being thinner.
    let width = match look {
        Look::Grid => 0.3,
        Look::Hatch => 0.4,
        Look::LinkMine | Look::LinkTheirs | Look::TieOthers => 0.8,
        _ => style.width,
    };
    Style { fill, stroke: style.stroke.map(bare), width, ..style }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn without_colour_a_guess_and_the_break_point_still_stand_out() {
        let [known, guessed, chosen] =
            [Look::BoxTheirs, Look::BoxTheirsGuessed, Look::BoxBreak].map(|look| look.style(Ink::Black));
        assert!(known.dash.is_empty() && !guessed.dash.is_empty());
        assert!(2.0 * known.width < chosen.width + 0.5);
    }
}
