//! Which rows of a list are in sight.

/// The first row of the page that holds `selected`, in pages of `rows` lines: while the selection moves within a
/// page nothing else on the screen moves, which is calm to look at and cheap to draw.
/// The last page is drawn full.
pub fn page_of(selected: usize, total: usize, rows: usize) -> usize {
    (selected / rows.max(1) * rows.max(1)).min(total.saturating_sub(rows))
}

/// Moves `top` only as far as needed to have `selected` in sight in `rows` lines.
pub fn keep_in_sight(top: u64, selected: u64, rows: u64) -> u64 {
    top.min(selected)
        .max((selected + 1).saturating_sub(rows.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_in_sight() {
        assert_eq!(
            [0, 3, 4, 9].map(|selected| page_of(selected, 10, 4)),
            [0, 0, 4, 6]
        );
        assert_eq!((page_of(2, 3, 10), page_of(0, 0, 0)), (0, 0));
        assert_eq!(keep_in_sight(0, 3, 4), 0);
        assert_eq!(keep_in_sight(0, 4, 4), 1);
        assert_eq!(keep_in_sight(5, 2, 4), 2);
        assert_eq!(keep_in_sight(5, 7, 0), 7);
    }
}
