//! The route sheet 走访路线表: who is visited on which working day, area by area and along the street. Whoever is overdue
//! longest comes first; what finds no place is named.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::calendar::Date;
use super::checklist::Text;
use super::schedule::{MOST_PER_DAY, ScheduleRules};

/// Days that one sheet covers at most.
pub const MOST_DAYS: u32 = 31;
/// Organisations named among those that found no place.
pub const LEFT_NAMED: usize = 200;

/// A route sheet as it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanWanted {
    /// None: the Monday of next week.
    pub from: Option<Date>,
    /// Days of the calendar, the first one included; none: a week.
    pub days: Option<u32>,
    pub area: Option<String>,
    /// Only organisations that this person looks after, by number in the file and name.
    pub person: Option<(i64, String)>,
    /// None: as the rules have it.
    pub per_day: Option<u32>,
}

impl PlanWanted {
    /// First and last day of the sheet.
    pub fn span(&self, today: Date) -> (Date, Date) {
        let from = self.from.unwrap_or(today.monday().plus_days(7));
        let days = self.days.unwrap_or(7).clamp(1, MOST_DAYS);
        (from, from.plus_days(i64::from(days) - 1))
    }

    pub fn per_day(&self, rules: &ScheduleRules) -> usize {
        let per_day = self.per_day.unwrap_or(rules.per_day);
        per_day.clamp(1, MOST_PER_DAY) as usize
    }
}

/// Why an organisation is on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A template is due again.
    Template(Text),
    /// It was never visited; the template to begin with.
    First(Text),
    /// Whoever looks after it owes a visit; the name.
    Contact(String),
}

/// One thing to be done at an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub reason: Reason,
    pub last: Option<Date>,
    pub due: Date,
}

/// An organisation on the sheet: one line, however many things are due there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    pub id: i64,
    pub name: String,
    pub area: String,
    pub address: String,
    pub contact: String,
    pub phone: String,
    /// The earliest due first; at least one.
    pub items: Vec<Item>,
}

impl Stop {
    /// The day by which somebody should be there.
    pub fn due(&self) -> Date {
        let days = self.items.iter().map(|item| item.due);
        days.min().unwrap_or(Date::of(9999, 12, 31))
    }

    /// The last visit of any kind that is due again.
    pub fn last(&self) -> Option<Date> {
        self.items.iter().filter_map(|item| item.last).max()
    }

    /// Days by which the earliest is late; 0 while there is time.
    pub fn late(&self, today: Date) -> i64 {
        today.days_since(self.due()).max(0)
    }
}

/// The stops of one working day in the order in which they are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlan {
    pub date: Date,
    pub stops: Vec<Stop>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutePlan {
    /// The day on which it was made.
    pub made: Date,
    pub from: Date,
    pub to: Date,
    pub wanted: PlanWanted,
    pub per_day: usize,
    /// Every working day, also one without a stop.
    pub days: Vec<DayPlan>,
    /// Who found no place, the longest overdue first; at most `LEFT_NAMED`.
    pub left: Vec<Stop>,
    /// Organisations due by the last day, and how many of them were overdue when it was made.
    pub found: u64,
    pub overdue: u64,
}

impl RoutePlan {
    pub fn placed(&self) -> u64 {
        self.days.iter().map(|day| day.stops.len() as u64).sum()
    }

    /// How many found no place, named or not.
    pub fn without_place(&self) -> u64 {
        self.found.saturating_sub(self.placed())
    }
}

/// Puts stops, the most urgent first, on working days: the first ones as there is room, area by area, that of the most
/// urgent stop first, and along the street within it. Returns the days and who found no place.
pub fn spread(stops: Vec<Stop>, days: &[Date], per_day: usize) -> (Vec<DayPlan>, Vec<Stop>) {
    let room = days.len() * per_day;
    let mut stops = stops;
    let left = stops.split_off(room.min(stops.len()));
    // an area's place is that of its most urgent stop
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (at, stop) in stops.iter().enumerate() {
        places.entry(stop.area.clone()).or_insert(at);
    }
    stops.sort_by(|a, b| {
        places[&a.area]
            .cmp(&places[&b.area])
            .then_with(|| along_the_street(&a.address, &b.address))
    });
    let mut stops = stops.into_iter();
    let days = days.iter().map(|date| DayPlan {
        date: *date,
        stops: stops.by_ref().take(per_day).collect(),
    });
    (days.collect(), left)
}

/// The order of addresses as one walks: house numbers count as numbers, so that 9号 comes before 12号. One without an
/// address comes last.
pub fn along_the_street(a: &str, b: &str) -> Ordering {
    match (a.trim().is_empty(), b.trim().is_empty()) {
        (false, false) => tokens(a).cmp(&tokens(b)),
        (a, b) => a.cmp(&b),
    }
}

/// Numbers and what stands between them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    Number(u64),
    Text(String),
}

fn tokens(address: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for c in address.trim().chars() {
        // full-width digits count as their twins
        let digit = match c {
            '０'..='９' => Some(c as u64 - '０' as u64),
            c => c.to_digit(10).map(u64::from),
        };
        match (digit, tokens.last_mut()) {
            (Some(digit), Some(Token::Number(number))) => {
                *number = number.saturating_mul(10).saturating_add(digit);
            }
            (Some(digit), _) => tokens.push(Token::Number(digit)),
            (None, Some(Token::Text(text))) => text.push(c),
            (None, _) => tokens.push(Token::Text(c.to_string())),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(name: &str, area: &str, address: &str, due: Date) -> Stop {
        Stop {
            id: 0,
            name: name.into(),
            area: area.into(),
            address: address.into(),
            contact: String::new(),
            phone: String::new(),
            items: vec![Item {
                reason: Reason::Template(Text::default()),
                last: None,
                due,
            }],
        }
    }

    #[test]
    fn next_week_is_from_monday_to_sunday_over_the_end_of_a_year() {
        let wanted = PlanWanted::default();
        let span = |y, m, d| {
            let (from, to) = wanted.span(Date::of(y, m, d));
            (from.to_string(), to.to_string())
        };
        // a Sunday belongs to the week before it
        assert_eq!(
            span(2026, 11, 22),
            ("2026-11-23".into(), "2026-11-29".into())
        );
        assert_eq!(
            span(2026, 11, 23),
            ("2026-11-30".into(), "2026-12-06".into())
        );
        assert_eq!(
            span(2026, 12, 31),
            ("2027-01-04".into(), "2027-01-10".into())
        );
        assert_eq!(
            span(2028, 2, 24),
            ("2028-02-28".into(), "2028-03-05".into())
        );
        let three = PlanWanted {
            from: Some(Date::of(2028, 2, 28)),
            days: Some(3),
            ..PlanWanted::default()
        };
        assert_eq!(three.span(Date::of(2026, 1, 1)).1, Date::of(2028, 3, 1));
    }

    #[test]
    fn stops_are_spread_area_by_area_along_the_street_and_the_rest_is_left() {
        let day = |d| Date::of(2026, 11, d);
        // the most urgent first, as they come from the register
        let stops = vec![
            stop("甲", "西街", "西街12号", day(1)),
            stop("乙", "东街", "东街100号", day(2)),
            stop("丙", "西街", "西街9号", day(5)),
            stop("丁", "东街", "东街20号", day(24)),
            stop("戊", "西街", "", day(25)),
            stop("己", "东街", "东街3号", day(26)),
        ];
        let days = [day(23), day(24)];
        let (planned, left) = spread(stops, &days, 2);
        let names = |stops: &[Stop]| -> String { stops.iter().map(|stop| &*stop.name).collect() };
        // four places; 西街 has the most urgent one and its 9号 comes before 12号
        let shown: Vec<String> = planned.iter().map(|day| names(&day.stops)).collect();
        assert_eq!(shown, ["丙甲", "丁乙"]);
        assert_eq!(names(&left), "戊己");
    }

    #[test]
    fn days_without_a_stop_stay_and_no_working_day_places_nobody() {
        let day = |d| Date::of(2026, 11, d);
        let stops = vec![stop("甲", "东街", "", day(1))];
        let (planned, left) = spread(stops.clone(), &[day(23), day(24)], 6);
        assert_eq!(planned.len(), 2);
        assert_eq!((planned[0].stops.len(), planned[1].stops.len()), (1, 0));
        assert!(left.is_empty());
        let (planned, left) = spread(stops, &[], 6);
        assert_eq!((planned.len(), left.len()), (0, 1));
    }

    #[test]
    fn house_numbers_are_numbers() {
        let mut addresses = [
            "东街100号",
            "",
            "东街9号",
            "东街９号2室",
            "北路1号",
            "东街12号",
        ];
        addresses.sort_by(|a, b| along_the_street(a, b));
        assert_eq!(
            addresses,
            [
                "东街9号",
                "东街９号2室",
                "东街12号",
                "东街100号",
                "北路1号",
                ""
            ]
        );
    }

    #[test]
    fn one_line_tells_of_the_earliest_day_and_the_latest_visit() {
        let mut one = stop("甲", "东街", "", Date::of(2028, 2, 29));
        one.items.push(Item {
            reason: Reason::Contact("周样本".into()),
            last: Some(Date::of(2028, 1, 1)),
            due: Date::of(2028, 1, 31),
        });
        assert_eq!(one.due(), Date::of(2028, 1, 31));
        assert_eq!(one.last(), Some(Date::of(2028, 1, 1)));
        // 29 days of February and one of March
        assert_eq!(one.late(Date::of(2028, 3, 1)), 30);
        assert_eq!(one.late(Date::of(2028, 1, 1)), 0);
    }
}
