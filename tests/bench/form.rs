//! How fast a form follows an answer: with the form ten and a hundred times as long, and with ten and a hundred times as
//! many items that depend on the answer.
//!
//! `cargo bench --bench form`

// the other benches use what this one does not
#[allow(dead_code)]
mod figures;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use liuyou::domain::calendar::{Clock, Date};
use liuyou::domain::checklist::{Checklist, Item, ItemKind, Lang, Section, Text};
use liuyou::domain::expression::{Around, Expression, Kind};
use liuyou::domain::filling::{Filling, Form};
use liuyou::domain::live::{Limit, Live, Node, Place, Row, Sheet, What};
use liuyou::domain::visit::{Answers, VisitStatus};

use figures::{Aims, Samples, Table, thousands, time};

/// Conditions per hundred items: 200 in a form of 500.
const CONDITIONS: usize = 40;
/// Items that depend on the answer where the length of the form varies.
const DEPENDANTS: usize = 20;
/// Answers measured in each form, and how many of them make one sample: one alone is shorter than a clock can tell well.
const SAMPLES: usize = 400;
const ANSWERS: usize = 50;
const OPENINGS: usize = 15;

/// A thousandth of a frame at 60 Hz is nothing; a tenth is what one answer may take.
const ANSWER: Duration = Duration::from_micros(1_667);
const OPENING: Duration = Duration::from_millis(50);
/// Caches, not the form's length, may make a long form a little slower.
const LENGTH_RATIO: f64 = 2.0;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("nothing measured; run `cargo bench --bench form`");
        return;
    }
    let mut aims = Aims::default();
    by_length(&mut aims);
    by_dependants();
    on_screen(&mut aims);
    aims.report();
}

/// The same answer with the same dependants in forms of 50, 500 and 5,000 items.
fn by_length(aims: &mut Aims) {
    let mut table = Table::new(&[
        "one answer, 20 depend on it",
        "conditions",
        "evaluated",
        "p50",
        "p99",
        "max",
        "opened in",
    ]);
    let mut medians = Vec::new();
    for items in [50, 500, 5_000] {
        let nodes = form(items, DEPENDANTS);
        let conditions = conditions(&nodes);
        let (samples, evaluated, opening) = measure(nodes);
        let [p50, p99, max] = samples.cells();
        table.row(
            &format!("{} items", thousands(items as u64)),
            [
                thousands(conditions as u64),
                evaluated.to_string(),
                p50,
                p99,
                max,
                time(opening),
            ],
        );
        if items == 500 {
            aims.at_most(
                "p99 of an answer in 500 items",
                samples.percentile(99),
                ANSWER,
            );
            aims.at_most("500 items opened", opening, OPENING);
        }
        medians.push(samples.percentile(50).as_secs_f64());
    }
    table.print();
    let ratio = |at: usize| medians[at] / medians[0];
    aims.number_at_most("500 items against 50", ratio(1), LENGTH_RATIO, " times");
    aims.number_at_most("5,000 items against 50", ratio(2), LENGTH_RATIO, " times");
}

/// One form of 500 items, and more and more of its 200 conditions on one answer.
fn by_dependants() {
    let mut table = Table::new(&[
        "one answer in 500 items",
        "evaluated",
        "p50",
        "p99",
        "max",
        "a formula",
    ]);
    for dependants in [1, 10, 100, 200] {
        let (samples, evaluated, _) = measure(form(500, dependants));
        let [p50, p99, max] = samples.cells();
        let each = samples.percentile(50) / evaluated.max(1) as u32;
        table.row(
            &format!("{dependants} depend on it"),
            [evaluated.to_string(), p50, p99, max, time(each)],
        );
    }
    table.print();
}

/// The same through the template: what the screen asks of it after an answer are the lines, the gaps and the score.
fn on_screen(aims: &mut Aims) {
    let mut table = Table::new(&[
        "one answer on the screen's way",
        "lines",
        "p50",
        "p99",
        "max",
        "opened in",
    ]);
    for items in [50, 500, 5_000] {
        let form = Arc::new(Form::new(Arc::new(template(items))));
        let start = Instant::now();
        let started = around().now;
        let mut filling = Filling::open(&form, started, Lang::Zh, &Answers::new());
        let opening = start.elapsed();
        filling.set("answer", "9");
        let lines = filling.lines().len();
        let mut samples = Samples::default();
        for at in 0..SAMPLES {
            let start = Instant::now();
            filling.set("answer", if at % 2 == 0 { "1" } else { "9" });
            black_box((filling.lines().len(), filling.gaps()));
            black_box(filling.score(VisitStatus::Draft));
            samples.push(start.elapsed());
        }
        let [p50, p99, max] = samples.cells();
        table.row(
            &format!("{} items", thousands(items as u64)),
            [thousands(lines as u64), p50, p99, max, time(opening)],
        );
        if items == 500 {
            let worst = samples.percentile(99);
            aims.at_most("p99 on the screen's way, 500 items", worst, ANSWER);
        }
    }
    table.print();
}

/// The form of `form` as a template: a section of a hundred items each.
fn template(items: usize) -> Checklist {
    let sentence = |text: &str| Text {
        zh: text.into(),
        en: text.into(),
    };
    let item = |node: Node| {
        let kind = match node.what {
            What::Computed(_) => ItemKind::Computed,
            _ => ItemKind::Number,
        };
        Item {
            name: sentence(&node.name),
            code: node.name,
            kind,
            shown_when: node.relevant.map(|test| test.to_string()),
            limit: node.limit.map(|limit| limit.test.to_string()),
            computed: match node.what {
                What::Computed(value) => Some(value.to_string()),
                _ => None,
            },
            ..Item::default()
        }
    };
    let all: Vec<Item> = form(items, DEPENDANTS).into_iter().map(item).collect();
    let sections = all.chunks(100).enumerate().map(|(at, items)| Section {
        code: format!("s{at}"),
        name: sentence("section"),
        items: items.to_vec(),
        ..Section::default()
    });
    Checklist {
        id: "bench".into(),
        version: 1,
        sections: sections.collect(),
        ..Checklist::default()
    }
}

/// Samples of one answer, the formulas it evaluates, and how long the form takes to be read, checked and evaluated.
fn measure(nodes: Vec<Node>) -> (Samples, u64, Duration) {
    let mut openings = Samples::default();
    for _ in 0..OPENINGS {
        let nodes = nodes.clone();
        let start = Instant::now();
        let sheet = Arc::new(Sheet::new(nodes).expect("the form is sound"));
        black_box(Live::new(sheet, around()));
        openings.push(start.elapsed());
    }
    let opening = openings.percentile(50);
    let sheet = Arc::new(Sheet::new(nodes).expect("the form is sound"));
    let mut live = Live::new(sheet, around());
    let place = Place {
        row: Row::FORM,
        item: live.sheet().index("answer").expect("it has the item"),
    };
    let before = live.evaluated();
    live.set(place, "1").expect("it is a question");
    live.set(place, "9").expect("it is a question");
    let evaluated = (live.evaluated() - before) / 2;
    let mut samples = Samples::default();
    for _ in 0..SAMPLES {
        let start = Instant::now();
        for at in 0..ANSWERS {
            // every other answer shows what the one before hid
            let changes = live.set(place, if at % 2 == 0 { "1" } else { "9" });
            black_box(changes.expect("it is a question"));
        }
        samples.push(start.elapsed() / ANSWERS as u32);
    }
    (samples, evaluated, opening)
}

fn around() -> Around {
    Around {
        now: Clock {
            date: Date::of(2026, 11, 22),
            minute: 545,
        },
        lang: Lang::Zh,
    }
}

fn conditions(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| node.expressions().count()).sum()
}

/// A form of so many items, of which two in five have a condition, a limit or a computed value. So many of these ask
/// the first answer, the others the nearest plain question before them.
fn form(items: usize, dependants: usize) -> Vec<Node> {
    let conditions = items * CONDITIONS / 100;
    let mut nodes = vec![Node::new("answer", What::Question(Kind::Number))];
    let mut conditional = 0;
    let mut plain = "answer".to_owned();
    for at in 1..items {
        let mut node = Node::new(format!("item{at}"), What::Question(Kind::Number));
        let due = at * conditions / (items - 1) > conditional;
        if due {
            let asked = match conditional < dependants {
                true => "answer".to_owned(),
                false => plain.clone(),
            };
            give(&mut node, conditional, &asked);
            conditional += 1;
        } else {
            plain.clone_from(&node.name);
        }
        nodes.push(node);
    }
    assert_eq!((nodes.len(), conditional), (items, conditions));
    nodes
}

fn give(node: &mut Node, at: usize, asked: &str) {
    let read = |text: String| Expression::parse(&text).expect("it is an expression");
    match at % 4 {
        0 | 1 => {
            node.relevant = Some(read(format!("${{{asked}}} > 5 and ${{{asked}}} != ''")));
        }
        2 => {
            node.what = What::Computed(read(format!("round(coalesce(${{{asked}}}, 0) * 1.5, 1)")));
        }
        _ => {
            node.limit = Some(Limit {
                test: read(format!(". <= ${{{asked}}} * 2")),
                message: String::new(),
            });
        }
    }
}
