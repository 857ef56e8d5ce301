//! Places labels in rows so that none covers another or touches the line of another.

/// Holds a label that wants to stand at a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    /// Its left edge if it is to the right of its line.
    pub(crate) x: f64,
    /// Its width.
    pub(crate) width: f64,
    /// How many lines of text it has.
    pub(crate) lines: usize,
    /// Where its own vertical line stands, from the foot of the rows to its highest line of text.
    pub(crate) mast: Option<f64>,
}

/// Tells where a label stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Placed {
    /// Its left edge.
    pub(crate) x: f64,
    /// The row of its lowest line, counted from 0 upwards.
    pub(crate) row: usize,
}

/// Keeps this much room between two labels of a row.
const ROOM: f64 = 8.0;

/// Keeps this much room between a label and the line of another.
const CLEAR: f64 = 5.0;

/// Holds what a row is taken by, from a left to a right edge.
type Taken = Vec<Vec<(f64, f64)>>;

/// Places each label in the lowest rows that are free; one that would leave the sheet moves left.
///
/// `wanted` goes from left to right. A label reaches to the right of its line, so the last one is
/// placed first: the lines it could touch are then already there.
/// `flip` is how far left of `x` a label ends if it is put on the other side of its line.
pub(crate) fn placed(wanted: &[Wanted], sheet_width: f64, flip: f64) -> Vec<Placed> {
    let mut taken: Taken = Vec::new();
    let mut placed: Vec<Placed> =
        wanted.iter().rev().map(|label| place(label, &mut taken, sheet_width, flip)).collect();
    placed.reverse();
    placed
}

fn place(label: &Wanted, taken: &mut Taken, sheet_width: f64, flip: f64) -> Placed {
    let is_outside = sheet_width < label.x + label.width;
    let x = if is_outside { (label.x - flip - label.width).max(0.0) } else { label.x };
    let (start, end) = (x - ROOM, x + label.width + ROOM);
    let is_free = |row: usize| {
        taken.get(row).is_none_or(|taken| taken.iter().all(|(from, to)| end <= *from || *to <= start))
    };
    let row = (0..).find(|row| (*row..row + label.lines).all(is_free));
    let row = row.expect("BUG: rows above every label are free");
    taken.resize(taken.len().max(row + label.lines), Vec::new());
    for (at, taken) in taken[..row + label.lines].iter_mut().enumerate() {
        if row <= at {
            taken.push((x, x + label.width));
        }
        // The line takes less room than a label: what is added to each label is taken off again.
        taken.extend(label.mast.map(|line| (line + ROOM - CLEAR, line - ROOM + CLEAR)));
    }
    Placed { x, row }
}

/// Returns how many rows the placed labels need.
pub(crate) fn rows(wanted: &[Wanted], placed: &[Placed]) -> usize {
    wanted.iter().zip(placed).map(|(label, at)| at.row + label.lines).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(x: f64, width: f64, lines: usize) -> Wanted {
        Wanted { x, width, lines, mast: None }
    }

    #[test]
    fn labels_with_room_share_the_lowest_row() {
        let wanted = [label(0.0, 50.0, 2), label(100.0, 50.0, 2), label(200.0, 50.0, 1)];
        let at = placed(&wanted, 400.0, 12.0);
        assert!(at.iter().all(|place| place.row == 0));
        assert_eq!(rows(&wanted, &at), 2);
    }

    #[test]
    fn a_label_that_would_cover_another_goes_above_it() {
        let wanted = [label(0.0, 120.0, 2), label(60.0, 50.0, 2), label(90.0, 10.0, 1)];
        let at = placed(&wanted, 400.0, 12.0);
        assert_eq!([at[0].row, at[1].row, at[2].row], [3, 1, 0]);
    }

    #[test]
    fn a_label_that_would_touch_the_next_line_goes_above_its_label() {
        let with_line = |x: f64, width: f64| Wanted { mast: Some(x - 7.0), ..label(x, width, 2) };
        for (width, row) in [(60.0, 0), (87.0, 0), (89.0, 2), (93.0, 2), (150.0, 2)] {
            let at = placed(&[with_line(7.0, width), with_line(107.0, 40.0)], 400.0, 14.0);
            assert_eq!(
                [at[0].row, at[1].row],
                [row, 0],
                "the next line stands at 100, the label ends at {}",
                7.0 + width
            );
        }
    }

    #[test]
    fn a_label_at_the_right_edge_stands_left_of_its_line() {
        let at = placed(&[label(380.0, 60.0, 1)], 400.0, 12.0);
        assert_eq!(at[0].x, 308.0);
    }
}
