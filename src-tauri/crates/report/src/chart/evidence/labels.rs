//! Places labels in rows so that none covers another.

/// Holds a label that wants to stand at a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    /// Its left edge if it is to the right of its line.
    pub(super) x: f64,
    /// Its width.
    pub(super) width: f64,
    /// How many lines of text it has.
    pub(super) lines: usize,
}

/// Tells where a label stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Its left edge.
    pub(super) x: f64,
    /// The row of its lowest line, counted from 0 upwards.
    pub(super) row: usize,
}

/// Keeps this much room between two labels of a row.
const ROOM: f64 = 8.0;

/// Places each label in the lowest rows that are free; one that would leave the sheet moves left.
///
/// `flip` is how far left of `x` a label ends if it is put on the other side of its line.
pub(super) fn placed(wanted: &[Wanted], sheet_width: f64, flip: f64) -> Vec<Placed> {
    let mut rows: Vec<Vec<(f64, f64)>> = Vec::new();
    wanted
        .iter()
        .map(|label| {
            let is_outside = sheet_width < label.x + label.width;
            let x = if is_outside { (label.x - flip - label.width).max(0.0) } else { label.x };
            let (start, end) = (x - ROOM, x + label.width + ROOM);
            let is_free = |rows: &[Vec<(f64, f64)>], row: usize| {
                rows.get(row).is_none_or(|taken| taken.iter().all(|(from, to)| end <= *from || *to <= start))
            };
            let row = (0..).find(|row| (*row..row + label.lines).all(|row| is_free(&rows, row)));
            let row = row.expect("BUG: rows above every label are free");
            rows.resize(rows.len().max(row + label.lines), Vec::new());
            for taken in &mut rows[row..row + label.lines] {
                taken.push((x, x + label.width));
            }
            Placed { x, row }
        })
        .collect()
}

/// Returns how many rows the placed labels need.
pub(super) fn rows(wanted: &[Wanted], placed: &[Placed]) -> usize {
    wanted.iter().zip(placed).map(|(label, at)| at.row + label.lines).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(x: f64, width: f64, lines: usize) -> Wanted {
        Wanted { x, width, lines }
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
        assert_eq!([at[0].row, at[1].row, at[2].row], [0, 2, 4]);
    }

    #[test]
    fn a_label_at_the_right_edge_stands_left_of_its_line() {
        let at = placed(&[label(380.0, 60.0, 1)], 400.0, 12.0);
        assert_eq!(at[0].x, 308.0);
    }
}
