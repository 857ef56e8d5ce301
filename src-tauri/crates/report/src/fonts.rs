//! The faces every document is set in, and which signs they have.
//!
//! They are part of the program, so that a report looks the same on every
//! machine and no font of the system is ever read.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariations};
use typst::utils::LazyHash;

use crate::drawing::{Face, Letters, Look};

const FILES: [&[u8]; 5] = [
    include_bytes!("../fonts/Inter-Regular.ttf"),
    include_bytes!("../fonts/Inter-SemiBold.ttf"),
    include_bytes!("../fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../fonts/SourceSerif4-Italic.ttf"),
    include_bytes!("../fonts/SourceSerif4-SemiBold.ttf"),
];

/// Holds how many of [`FILES`], from the first, belong to the sans serif family.
const SANS: usize = 2;

/// Holds the faces and their index.
pub(crate) struct Faces {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// Holds the faces of the house, read once.
pub(crate) static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES
        .into_iter()
        .map(|file| Font::new(Bytes::new(file), 0).expect("BUG: the faces in fonts/ are readable"))
        .collect();
    Faces { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// Tells which families have a sign in all their faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Families {
    /// Inter.
    pub(crate) sans: bool,
    /// Source Serif 4.
    pub(crate) serif: bool,
}

impl Families {
    /// Tells whether any family has it.
    pub(crate) fn any(self) -> bool {
        self.sans || self.serif
    }

    /// Returns the families that have both signs, so that they can be set as one.
    pub(crate) fn and(self, other: Families) -> Families {
        Families { sans: self.sans && other.sans, serif: self.serif && other.serif }
    }
}

/// Looks up which families can set the sign.
pub(crate) fn families_with(sign: char) -> Families {
    if matches!(sign, ' '..='~') {
        return Families { sans: true, serif: true };
    }
    let has = |font: &Font| font.info().coverage.contains(sign as u32);
    let (sans, serif) = FACES.fonts.split_at(SANS);
    Families { sans: sans.iter().all(has), serif: serif.iter().all(has) }
}

/// Holds the faces of drawings ready for measuring: sans serif, strong, serif.
static MEASURED: LazyLock<[FontInstance; 3]> = LazyLock::new(|| {
    [0, 1, SANS].map(|at| {
        let font = FACES.fonts[at].clone();
        let variant = font.info().variant;
        font.instantiate(variant, Abs::pt(12.0), &FontVariations::default())
    })
});

/// Measures a line of sans serif text of the given size, without kerning; same unit as `size`.
pub(crate) fn width(text: &str, size: f64, strong: bool) -> f64 {
    let face = if strong { Face::SansStrong } else { Face::Sans };
    measured(text, Letters { face, size })
}

/// Measures a line of text as a look sets it, in units, without kerning.
pub(crate) fn width_of(text: &str, look: Look) -> f64 {
    measured(text, look.letters())
}

fn measured(text: &str, Letters { face, size }: Letters) -> f64 {
    let font = match face {
        Face::Sans => &MEASURED[0],
        Face::SansStrong => &MEASURED[1],
        Face::Serif => &MEASURED[2],
    };
    let advance = |sign: char| {
        let glyph = font.ttf().glyph_index(sign)?;
        font.x_advance(glyph.0)
    };
    text.chars().map(|sign| advance(sign).map_or(1.0, |em| em.get())).sum::<f64>() * size
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::text::{FontStretch, FontStyle, FontVariant, FontWeight};

    #[test]
    fn each_face_of_the_template_is_there() {
        let cases = [
            ("inter", FontStyle::Normal, 400),
            ("inter", FontStyle::Normal, 600),
            ("source serif 4", FontStyle::Normal, 400),
            ("source serif 4", FontStyle::Italic, 400),
            ("source serif 4", FontStyle::Normal, 600),
        ];
        for (at, (family, style, weight)) in cases.into_iter().enumerate() {
            let variant = FontVariant::new(style, FontWeight::from_number(weight), FontStretch::NORMAL);
            assert_eq!(FACES.book.select(family, variant), Some(at), "{family} {style:?} {weight}");
        }
    }

    #[test]
    fn longer_text_is_wider_and_strong_text_too() {
        assert!(width("median 10", 11.0, false) > width("median 3", 11.0, false));
        assert!(width("median", 11.0, true) > width("median", 11.0, false));
        assert_eq!(width("", 11.0, false), 0.0);
    }
}
