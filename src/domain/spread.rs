//! Sharing organisations out among people of the same area, so that nobody has much more than another and nobody more
//! than the limit.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// Someone who can take organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    pub area: String,
    /// Organisations already looked after.
    pub load: u32,
}

/// For each organisation, given by its area, the place in `hands` of who takes it; none where everybody of the area
/// is at `most`. The least loaded takes the next one, of equals the first.
pub fn spread(areas: &[String], hands: &[Hand], most: u32) -> Vec<Option<usize>> {
    let mut waiting: HashMap<&str, BinaryHeap<Reverse<(u32, usize)>>> = HashMap::new();
    for (at, hand) in hands.iter().enumerate() {
        if hand.load < most {
            waiting
                .entry(&hand.area)
                .or_default()
                .push(Reverse((hand.load, at)));
        }
    }
    let mut take = |area: &String| {
        let of_area = waiting.get_mut(area.as_str())?;
        let Reverse((load, at)) = of_area.pop()?;
        if load + 1 < most {
            of_area.push(Reverse((load + 1, at)));
        }
        Some(at)
    };
    areas.iter().map(&mut take).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hand(area: &str, load: u32) -> Hand {
        Hand {
            area: area.into(),
            load,
        }
    }

    fn areas(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn the_least_loaded_of_the_area_takes_the_next_one() {
        let hands = [hand("东", 3), hand("东", 0), hand("西", 0), hand("东", 4)];
        // the second takes three, then first and second take turns until both are at five
        let taken = spread(&areas("东东东东东东东东东"), &hands, 5);
        let taken: Vec<usize> = taken.into_iter().flatten().collect();
        assert_eq!(taken, [1, 1, 1, 0, 1, 0, 1, 3]);
    }

    #[test]
    fn who_is_at_the_limit_takes_none_and_other_areas_do_not_help_out() {
        let hands = [hand("东", 5), hand("东", 9), hand("西", 4)];
        assert_eq!(
            spread(&areas("东西西南"), &hands, 5),
            [None, Some(2), None, None]
        );
        assert_eq!(spread(&areas("东"), &[], 5), [None]);
        assert_eq!(spread(&areas("西"), &hands, 0), [None]);
    }

    #[test]
    fn eleven_over_three_people_are_four_four_and_three() {
        let hands = [hand("东", 0), hand("东", 0), hand("东", 0)];
        let taken = spread(&areas(&"东".repeat(11)), &hands, 5);
        let count = |who| taken.iter().filter(|taken| **taken == Some(who)).count();
        assert_eq!([count(0), count(1), count(2)], [4, 4, 3]);
    }
}
