//! Moving along a list with the keys that every list has.

use std::ops::{Add, Sub};

use crate::keys::Action;

/// Whether it is a key that moves along a list.
pub fn is_walk(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
    )
}

/// The line that a key leads to from line `at`; lines are numbered from 0 to `last`, a page has `page` of them.
pub fn walked<T>(at: T, action: Action, last: T, page: T) -> T
where
    T: Copy + Ord + Add<Output = T> + Sub<Output = T> + From<u8>,
{
    let (first, one) = (T::from(0), T::from(1));
    let up = |by: T| if at > by { at - by } else { first };
    match action {
        Action::Up => up(one),
        Action::PageUp => up(page),
        Action::Down => (at + one).min(last),
        Action::PageDown => (at + page).min(last),
        Action::First => first,
        Action::Last => last,
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_ends_at_the_ends() {
        let from = |at: u64, action| walked(at, action, 9, 4);
        assert_eq!(from(0, Action::Up), 0);
        assert_eq!(from(1, Action::Up), 0);
        assert_eq!(from(3, Action::PageUp), 0);
        assert_eq!(from(9, Action::PageUp), 5);
        assert_eq!(from(9, Action::Down), 9);
        assert_eq!(from(4, Action::PageDown), 8);
        assert_eq!(from(7, Action::PageDown), 9);
        assert_eq!((from(5, Action::First), from(5, Action::Last)), (0, 9));
        assert_eq!(from(5, Action::Open), 5);
        assert!(is_walk(Action::Last) && !is_walk(Action::Open));
    }
}
