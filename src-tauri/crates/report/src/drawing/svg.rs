//! Writes a drawing as SVG: classes for the window, fixed paint for paper.

use std::fmt::Write;

use super::{Anchor, Drawing, Face, Ink, Mark, Note, Pen, Shape, TEXT_SIZE};

/// Writes the whole element.
pub(super) fn written(drawing: &Drawing, ink: Ink, title: &str, description: &str) -> String {
    let (w, h) = (number(drawing.width), number(drawing.height));
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img""#
    );
    match ink {
        Ink::Screen => out.push_str(r#" class="chart">"#),
        Ink::Print | Ink::Black => {
            let _ = write!(out, r#" font-family="Inter" font-size="{}">"#, number(TEXT_SIZE));
        }
    }
    let _ = write!(out, "<title>{}</title><desc>{}</desc>", escaped(title), escaped(description));
    for mark in &drawing.marks {
        out.push('\n');
        push_mark(&mut out, mark, ink);
    }
    out.push_str("\n</svg>");
    out
}

fn push_mark(out: &mut String, mark: &Mark, ink: Ink) {
    let (tag, content) = match &mark.shape {
        Shape::Rect { x, y, w, h, r } => {
            let _ = write!(
                out,
                r#"<rect x="{}" y="{}" width="{}" height="{}""#,
                number(*x),
                number(*y),
                number(*w),
                number(*h)
            );
            if 0.0 < *r {
                let _ = write!(out, r#" rx="{}""#, number(*r));
            }
            ("rect", None)
        }
        Shape::Circle { x, y, r } => {
            let _ = write!(out, r#"<circle cx="{}" cy="{}" r="{}""#, number(*x), number(*y), number(*r));
            ("circle", None)
        }
        Shape::Path { steps } => {
            let _ = write!(out, r#"<path d="{}""#, pen(steps));
            ("path", None)
        }
        Shape::Text { x, y, anchor, text } => {
            let _ = write!(out, r#"<text x="{}" y="{}""#, number(*x), number(*y));
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => out.push_str(r#" text-anchor="middle""#),
                Anchor::End => out.push_str(r#" text-anchor="end""#),
            }
            ("text", Some(escaped(text)))
        }
    };
    push_paint(out, mark, ink);
    push_note(out, mark.note.as_ref(), tag, content);
}

fn push_paint(out: &mut String, mark: &Mark, ink: Ink) {
    if ink == Ink::Screen {
        let _ = write!(out, r#" class="{}""#, mark.look.class());
        return;
    }
    let style = mark.look.style(ink);
    let _ = write!(out, r#" fill="{}""#, style.fill.unwrap_or("none"));
    if let Some(stroke) = style.stroke {
        let _ = write!(out, r#" stroke="{stroke}" stroke-width="{}""#, number(style.width));
    }
    if !style.dash.is_empty() {
        let dash: Vec<_> = style.dash.iter().map(|d| number(*d)).collect();
        let _ = write!(out, r#" stroke-dasharray="{}""#, dash.join(" "));
    }
    let Shape::Text { .. } = mark.shape else { return };
    let letters = mark.look.letters();
    if letters.face == Face::Serif {
        out.push_str(r#" font-family="Source Serif 4""#);
    }
    if letters.size != TEXT_SIZE {
        let _ = write!(out, r#" font-size="{}""#, number(letters.size));
    }
    if letters.face == Face::SansStrong {
        out.push_str(r#" font-weight="600""#);
    }
}

/// Ends the element, with what it says and its text inside.
fn push_note(out: &mut String, note: Option<&Note>, tag: &str, content: Option<String>) {
    let says = note.map(|note| {
        if let Some(on) = note.on {
            let _ = write!(out, r#" data-on="{on}""#);
        }
        if let Some(value) = note.value {
            let _ = write!(out, r#" data-value="{value}""#);
        }
        format!("<title>{}</title>", escaped(&note.says))
    });
    match (says, content) {
        (None, None) => out.push_str("/>"),
        (says, content) => {
            let (says, content) = (says.unwrap_or_default(), content.unwrap_or_default());
            let _ = write!(out, ">{says}{content}</{tag}>");
        }
    }
}

fn pen(steps: &[Pen]) -> String {
    let mut d = String::new();
    for step in steps {
        match step {
            Pen::Move(x, y) => d.push_str(&format!("M{} {}", number(*x), number(*y))),
            Pen::Line(x, y) => d.push_str(&format!("L{} {}", number(*x), number(*y))),
            Pen::Curve(a, b, c, e, x, y) => {
                let n = [a, b, c, e, x, y].map(|v| number(*v));
                d.push_str(&format!("C{} {} {} {} {} {}", n[0], n[1], n[2], n[3], n[4], n[5]));
            }
            Pen::Close => d.push('Z'),
        }
    }
    d
}

/// Writes a number with at most one decimal, and 0 for what is none.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.1}");
    let short = text.strip_suffix(".0").unwrap_or(&text);
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Escapes a text for SVG; signs that XML forbids are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(' '),
            _ if sign.is_control() || matches!(sign, '\u{FFFE}' | '\u{FFFF}') => {}
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Look;

    #[test]
    fn text_of_a_person_is_only_text() {
        let mut drawing = Drawing::new(10.0, 10.0);
        drawing.text(Look::Label, 1.0, 2.0, Anchor::Start, "</text><script>alert(1)</script>&\"'\0");
        let svg = drawing.svg(Ink::Screen, "<b>", "a & b");
        assert!(!svg.contains("<script") && !svg.contains("<b>"), "{svg}");
        assert!(svg.contains("&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&apos;</text>"));
        assert!(svg.contains("<title>&lt;b&gt;</title><desc>a &amp; b</desc>"));
    }

    #[test]
    fn the_window_gets_classes_and_never_styles() {
        let mut drawing = Drawing::new(100.0, 20.0);
        drawing.hatch(10.0, 0.0, 20.0, 20.0);
        drawing.add(Look::PointWith, Shape::Circle { x: 5.0, y: 5.0, r: 4.0 });
        let screen = drawing.svg(Ink::Screen, "t", "d");
        for word in ["style=", "fill=", "stroke=", "url(", "#", "on="] {
            assert!(!screen.contains(word), "{word} in {screen}");
        }
        let print = drawing.svg(Ink::Print, "t", "d");
        assert!(!print.contains("class="), "paper has no style sheet");
        assert!(print.contains(r##"fill="#106168""##));
    }

    #[test]
    fn hatching_stays_inside_its_rectangle() {
        let mut drawing = Drawing::new(100.0, 60.0);
        drawing.hatch(10.0, 5.0, 23.0, 40.0);
        let Shape::Path { steps } = &drawing.marks[0].shape else { panic!("hatching is a path") };
        for step in steps {
            let (Pen::Move(x, y) | Pen::Line(x, y)) = step else { panic!("straight lines only") };
            assert!((10.0..=33.0).contains(x) && (5.0 - 1e-9..=45.0 + 1e-9).contains(y), "{x} {y}");
        }
        assert!(steps.len() >= 10, "a stretch is seen to be hatched");
    }
}
