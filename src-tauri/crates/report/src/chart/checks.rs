//! What every drawing has to keep, whatever it is told: for the tests of this crate.

use super::Chart;
use crate::drawing::{Anchor, Ink, Look, Pen, Shape};
use crate::fonts::width_of;

/// Texts that try to be more than text, or more than a place can hold.
pub(crate) const HOSTILE: [&str; 9] = [
    "</text><script>alert(1)</script></svg>",
    "#read(\"/etc/passwd\") ] $ & ' \"",
    "Rechtsschutzversicherungsgesellschaftsangestelltenvertretung",
    "a\u{202E}b\u{0}c\u{7}",
    "\u{301}\u{302}e\u{301} \u{1F600}\u{1F469}\u{200D}\u{1F4BB}",
    "سلام عليكم 中文笔记",
    "",
    "   \n\t ",
    "one word after another and another, on and on, and then some more, until nobody reads on any longer at all",
];

/// Returns the left, upper, right and lower edge of a text.
fn area(look: Look, x: f64, y: f64, anchor: Anchor, text: &str) -> [f64; 4] {
    let wide = width_of(text, look);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - wide / 2.0,
        Anchor::End => x - wide,
    };
    let size = look.letters().size;
    [left, y - size * 0.72, left + wide, y]
}

/// Holds a chart against the rules of all charts.
pub(crate) fn assert_readable(chart: &Chart) {
    let drawing = &chart.drawing;
    assert!(
        drawing.width.is_finite() && drawing.height.is_finite() && 0.0 < drawing.height,
        "the sheet has a size"
    );
    let mut texts: Vec<([f64; 4], &str)> = Vec::new();
    for mark in &drawing.marks {
        let (right, lower) = (drawing.width + 1.0, drawing.height + 1.0);
        let is_on_sheet = |x: f64, y: f64| (-1.0..=right).contains(&x) && (-1.0..=lower).contains(&y);
        let is_there = match &mark.shape {
            Shape::Rect { x, y, w, h, .. } => {
                0.0 <= *w && 0.0 <= *h && is_on_sheet(*x, *y) && is_on_sheet(x + w, y + h)
            }
            Shape::Circle { x, y, r } => 0.0 < *r && is_on_sheet(x - r, y - r) && is_on_sheet(x + r, y + r),
            Shape::Path { steps } => steps.iter().all(|step| match *step {
                Pen::Move(x, y) | Pen::Line(x, y) | Pen::Curve(.., x, y) => is_on_sheet(x, y),
                Pen::Close => true,
            }),
            Shape::Text { x, y, anchor, text } => {
                let area = area(mark.look, *x, *y, *anchor, text);
                texts.push((area, text));
                is_on_sheet(area[0], area[1]) && is_on_sheet(area[2], area[3])
            }
        };
        assert!(is_there, "{mark:?} leaves {} × {}", drawing.width, drawing.height);
    }
    for (at, (a, one)) in texts.iter().enumerate() {
        for (b, other) in &texts[at + 1..] {
            let apart = a[2] <= b[0] + 0.5 || b[2] <= a[0] + 0.5 || a[3] <= b[1] + 0.5 || b[3] <= a[1] + 0.5;
            assert!(apart, "{one:?} at {a:?} covers {other:?} at {b:?}");
        }
    }
    let columns = chart.table.head.len();
    assert!(chart.table.rows.iter().all(|row| row.len() == columns), "each row fills the table");
    for ink in [Ink::Screen, Ink::Print, Ink::Black] {
        let svg = chart.svg(ink);
        assert!(!svg.contains("<script"), "{svg}");
    }
}
