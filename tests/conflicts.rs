//! Two laptops answer the same item differently: both answers stay, the worse one counts, and one decision settles it on
//! both. Real data files, real keys, a real folder between them.

mod drive;
#[path = "conflicts/page.rs"]
mod page;

use std::fs;

use drive::cases::demo_file;
use drive::synced::{self, Laptop, draft, later, say};
use drive::{Drive, NOW};
use liuyou::documents;
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::checklist::Lang;
use liuyou::domain::conflict::{Conflict, Decided, Verdict};
use liuyou::domain::exchange::Reach;
use liuyou::domain::export::{Detail, Encoding, Format, Order, Subject};
use liuyou::domain::finding::Entry;
use liuyou::domain::notice::{Draft, NoticeKind};
use liuyou::domain::paper::Number;
use liuyou::domain::visit::{Answers, Said, VisitStatus};
use liuyou::store::Store;
use tempfile::TempDir;

struct Two {
    office: Laptop,
    other: Laptop,
    visit: Uuid,
    // in the order in which they must go: connections before folders
    place: TempDir,
    own: TempDir,
    _second: TempDir,
}

impl Two {
    fn new() -> Two {
        let [own, second, place] = [(), (), ()].map(|()| tempfile::tempdir().unwrap());
        let (office, other) = synced::two(demo_file(), place.path(), own.path(), second.path());
        Two {
            visit: draft(&office.store),
            office,
            other,
            place,
            own,
            _second: second,
        }
    }

    /// Both have everything.
    fn meet(&mut self) {
        for own in [false, true, false] {
            let laptop = match own {
                true => &mut self.office,
                false => &mut self.other,
            };
            assert_eq!(laptop.sync(self.place.path(), false).halt, None);
        }
    }

    fn both(&self) -> [&Store; 2] {
        [&self.office.store, &self.other.store]
    }

    fn are_sound_and_alike(&mut self) {
        for laptop in [&mut self.office, &mut self.other] {
            let report = laptop.store.check(&mut |_, _| true).unwrap();
            assert!(report.is_sound(), "{report:?}");
        }
        let [one, other] = self.both();
        assert_eq!(one.view_digest().unwrap(), other.view_digest().unwrap());
    }
}

fn answers(store: &mut Store, visit: Uuid) -> Answers {
    let id = store.number_of(visit).unwrap();
    store.visit(id).unwrap().answers
}

fn at(store: &Store, visit: Uuid, item: &str, field: Field) -> Conflict {
    let conflicts = store.conflicts_of(store.number_of(visit).unwrap()).unwrap();
    let mut here = conflicts
        .into_iter()
        .filter(|one| one.place.part == item && one.place.field == field);
    here.next().expect("it is undecided")
}

#[test]
fn both_answers_stay_the_worse_counts_and_one_decision_settles_it_on_both() {
    let mut two = Two::new();
    let visit = two.visit;
    say(
        &mut two.office.store,
        visit,
        "5.4",
        ("good", "架上有三期"),
        later(1),
    );
    say(
        &mut two.other.store,
        visit,
        "5.4",
        ("poor", "只见到去年的"),
        later(2),
    );
    two.meet();
    for store in two.both() {
        assert_eq!(
            store.conflict_count().unwrap(),
            2,
            "the answer and the remark"
        );
        let conflict = at(store, visit, "5.4", Field::ANSWER);
        let said: Vec<_> = conflict
            .claims
            .iter()
            .map(|claim| {
                (
                    claim.value.as_text().unwrap(),
                    claim.who.as_str(),
                    claim.utc_ms,
                    claim.remark.as_str(),
                    claim.counts,
                )
            })
            .collect();
        let (one, other) = (later(1).utc_ms, later(2).utc_ms);
        assert_eq!(
            said,
            [
                ("good", "林示例", one, "架上有三期", false),
                ("poor", "韩示例", other, "只见到去年的", true),
            ]
        );
    }
    for laptop in [&mut two.office, &mut two.other] {
        let answer = answers(&mut laptop.store, visit)["5.4"].clone();
        assert_eq!(
            (answer.option.as_deref(), answer.conflict),
            (Some("poor"), true)
        );
    }
    two.are_sound_and_alike();

    let conflict = at(&two.other.store, visit, "5.4", Field::ANSWER);
    let first = conflict.claims[0].op;
    let decision = conflict.decide(Verdict::Claim(first));
    let decided = two.other.store.decide(&decision, "选定", later(3)).unwrap();
    assert_eq!(decided, Decided::Done);
    two.meet();
    for laptop in [&mut two.office, &mut two.other] {
        assert_eq!(laptop.store.conflict_count().unwrap(), 0);
        let answer = answers(&mut laptop.store, visit)["5.4"].clone();
        assert_eq!(
            (
                answer.option.as_deref(),
                answer.remark.as_str(),
                answer.conflict
            ),
            (Some("good"), "架上有三期", false)
        );
    }
    // the one operation names all it replaces, and the history keeps them
    let mut seen = Vec::new();
    two.office
        .store
        .journal(Some(visit), &mut |entry| {
            let own: Vec<_> = entry.ops().map(|(id, op)| (id, op.clone())).collect();
            let here = own
                .into_iter()
                .filter(|(_, op)| op.place.part == "5.4" && op.place.field == Field::ANSWER);
            seen.extend(here);
            true
        })
        .unwrap();
    assert_eq!(seen.len(), 3);
    let mut named = seen[0].1.prev.clone();
    let mut others = vec![seen[1].0, seen[2].0];
    named.sort();
    others.sort();
    assert_eq!(named, others);
    two.are_sound_and_alike();
}

#[test]
fn the_worst_counts_in_scores_rates_and_exports_until_somebody_decides() {
    // 差 before 未检查 before 不适用 before 好
    for (one, other, worst) in [
        (Some("good"), Some("poor"), Some("poor")),
        (Some("good"), None, None),
        (Some("na"), None, None),
        (Some("poor"), None, Some("poor")),
        (Some("good"), Some("na"), Some("na")),
        (Some("fair"), Some("good"), Some("fair")),
    ] {
        let mut two = Two::new();
        let visit = two.visit;
        // both start from an answer that both have seen, so that one of them can take it back
        say(&mut two.office.store, visit, "5.4", ("weak", ""), later(1));
        two.meet();
        for (laptop, answer) in [(&mut two.office, one), (&mut two.other, other)] {
            let said = Said::Option(answer.map(str::to_owned)).edit(visit, "5.4");
            laptop
                .store
                .commit(&Change::of(vec![said]), later(2))
                .unwrap();
        }
        two.meet();
        for laptop in [&mut two.office, &mut two.other] {
            let answers = answers(&mut laptop.store, visit);
            let answer = answers
                .get("5.4")
                .and_then(|answer| answer.option.as_deref());
            assert_eq!(answer, worst, "{one:?} and {other:?}");
        }
    }
}

#[test]
fn a_finished_visit_is_scored_and_exported_by_the_worst_and_corrected_by_the_decision() {
    let mut two = Two::new();
    let visit = two.visit;
    say(&mut two.office.store, visit, "1.1", ("yes", ""), later(1));
    two.meet();
    say(
        &mut two.other.store,
        visit,
        "1.1",
        ("no", "门已上锁"),
        later(2),
    );
    say(
        &mut two.office.store,
        visit,
        "1.1",
        ("yes", "确有场所"),
        later(3),
    );
    // said again by one who had seen it, it is the same answer; so the office says it anew after taking it back
    let taken = Said::Option(None).edit(visit, "1.1");
    two.office
        .store
        .commit(&Change::of(vec![taken]), later(4))
        .unwrap();
    say(
        &mut two.office.store,
        visit,
        "1.1",
        ("yes", "确有场所"),
        later(5),
    );
    let finish = vec![
        Edit::new(
            visit,
            Field::VISIT_STATUS,
            Value::text(VisitStatus::Finished.code()),
        ),
        Edit::new(
            visit,
            Field::VISIT_FINISHED,
            Value::text(later(6).clock().to_string()),
        ),
    ];
    two.office
        .store
        .commit(&Change::of(finish), later(6))
        .unwrap();
    let id = two.office.store.number_of(visit).unwrap();
    let organisation = two.office.store.visit(id).unwrap().visit.organisation;
    let verdict = |store: &Store| {
        let id = store.number_of(visit).unwrap();
        let lines = store.organisation_named(organisation).unwrap().visits;
        lines.into_iter().find(|line| line.id == id).unwrap()
    };
    let before = verdict(&two.office.store);
    two.meet();
    let disputed = verdict(&two.office.store);
    assert!(disputed.tenths < before.tenths, "{disputed:?} {before:?}");
    assert_eq!(disputed.verdict, verdict(&two.other.store).verdict);
    let [one, other] = two.both().map(|store| {
        let view = store.organisation_named(organisation).unwrap();
        view.standing
    });
    assert_eq!(one, other);

    let out = two.own.path().join("答案.csv");
    let order = Order {
        subject: Subject::Answers,
        format: Format::Csv,
        encoding: Encoding::Utf8,
        from: None,
        to: None,
        out: out.clone(),
        lang: Lang::Zh,
        evidence: false,
        detail: Detail {
            template: "liuyou-site".into(),
            labels: true,
            ..Detail::default()
        },
    };
    documents::write(&mut two.office.store, &order, &mut |_, _| true).unwrap();
    let table = fs::read_to_string(&out).unwrap();
    let row = table
        .lines()
        .find(|line| line.contains("1.1") && line.contains(&visit.to_string()));
    let row = row.or(table.lines().find(|line| line.contains(&visit.to_string())));
    let row = row.expect("the visit is in the table");
    assert!(row.contains("否"), "{row}");

    let conflict = at(&two.office.store, visit, "1.1", Field::ANSWER);
    let yes = conflict
        .claims
        .iter()
        .find(|claim| claim.value == Value::text("yes"))
        .unwrap();
    let decision = conflict.decide(Verdict::Claim(yes.op));
    two.office
        .store
        .decide(&decision, "复核确有场所", later(9))
        .unwrap();
    two.meet();
    for store in two.both() {
        let line = verdict(store);
        assert_eq!((line.tenths, line.verdict), (before.tenths, before.verdict));
        assert_eq!(line.status, VisitStatus::Corrected);
    }
    let view = two.office.store.visit(id).unwrap();
    let reasons: Vec<_> = view
        .corrections
        .iter()
        .map(|one| one.reason.as_str())
        .collect();
    assert!(reasons.contains(&"复核确有场所"), "{reasons:?}");
    two.are_sound_and_alike();
}

#[test]
fn what_came_while_one_was_typing_is_not_replaced_unseen() {
    let mut two = Two::new();
    let visit = two.visit;
    let id = two.office.store.number_of(visit).unwrap();
    // on screen at the office, while the other's answer comes
    let seen_to = two.office.store.visit(id).unwrap().seen_to;
    say(&mut two.other.store, visit, "5.4", ("poor", ""), later(1));
    two.meet();
    let said = Said::Option(Some("good".into())).edit(visit, "5.4");
    let change = Change::of(vec![said]);
    two.office
        .store
        .commit_having_seen(&change, seen_to, later(2))
        .unwrap();
    assert_eq!(
        at(&two.office.store, visit, "5.4", Field::ANSWER)
            .claims
            .len(),
        2
    );
    // a second answer from the same screen replaces its own first one alone
    let said = Said::Option(Some("fair".into())).edit(visit, "5.4");
    let change = Change::of(vec![said]);
    two.office
        .store
        .commit_having_seen(&change, seen_to, later(3))
        .unwrap();
    let conflict = at(&two.office.store, visit, "5.4", Field::ANSWER);
    let values: Vec<_> = conflict
        .claims
        .iter()
        .map(|claim| claim.value.as_text().unwrap())
        .collect();
    assert_eq!(values, ["poor", "fair"]);
    two.meet();
    two.are_sound_and_alike();
    // and what it saw that others replaced meanwhile is not brought back by it
    let seen_to = two.office.store.visit(id).unwrap().seen_to;
    let said = Said::Option(Some("weak".into())).edit(visit, "5.4");
    let change = Change::of(vec![said]);
    two.office
        .store
        .commit_having_seen(&change, seen_to, later(4))
        .unwrap();
    assert_eq!(two.office.store.conflict_count().unwrap(), 0);
}

#[test]
fn a_decision_made_before_something_new_came_writes_nothing() {
    let mut two = Two::new();
    let visit = two.visit;
    say(&mut two.office.store, visit, "5.4", ("good", ""), later(1));
    say(&mut two.other.store, visit, "5.4", ("poor", ""), later(2));
    two.meet();
    let conflict = at(&two.office.store, visit, "5.4", Field::ANSWER);
    let mut decision = conflict.decide(Verdict::Claim(conflict.claims[0].op));
    decision.seen.pop();
    let before = two.office.store.status().unwrap().operations;
    let store = &mut two.office.store;
    assert_eq!(
        store.decide(&decision, "", later(3)).unwrap(),
        Decided::NewsCame
    );
    assert_eq!(store.status().unwrap().operations, before);
    let decision = conflict.decide(Verdict::Other(Value::text("fair")));
    assert_eq!(
        store.decide(&decision, "", later(3)).unwrap(),
        Decided::Done
    );
    assert_eq!(
        store.decide(&decision, "", later(4)).unwrap(),
        Decided::Over
    );
}

#[test]
fn conflicts_are_shown_and_decided_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    synced::disputed(demo_file()).put(folder.path());
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive.sees("填报不一致 4 处").keys("6");
    drive
        .sees("林示例")
        .sees("韩示例")
        .sees("架上有三期")
        .sees("暂计");
    // taking the first person's answer takes that person's remark too
    drive.keys("1").sees("已选定").sees("1 / 2").sees("5.5");
    // an answer of the scale that nobody gave
    drive
        .keys("Enter")
        .sees("较好")
        .keys("text:较好 Enter")
        .sees("1 / 1");
    drive
        .sees("0888-5550101")
        .keys("F4 text:0888-5550123 F9")
        .sees("没有不一致");
    drive.keys("Esc").sees_not("填报不一致");
    let visit = draft(&drive.worker.store);
    let answers = answers(&mut drive.worker.store, visit);
    assert_eq!(answers["5.4"].option.as_deref(), Some("good"));
    assert_eq!(answers["5.4"].remark, "架上有三期");
    assert_eq!(answers["5.5"].option.as_deref(), Some("fair"));
    let id = drive.worker.store.number_of(visit).unwrap();
    let facts = drive.worker.store.visit(id).unwrap().facts;
    assert_eq!(facts.phone, "0888-5550123");
}

#[test]
fn an_answer_given_in_sight_of_both_settles_the_item() {
    let folder = tempfile::tempdir().unwrap();
    synced::disputed(demo_file()).put(folder.path());
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive
        .keys("Enter Ctrl+N")
        .sees("只见到去年的")
        .sees("答案不一");
    drive.keys("Ctrl+N").sees("5.5").keys("Ctrl+B").sees("5.4");
    // a third answer, where the answers stand beside each other
    drive.keys("2").keys("Up");
    let visit = draft(&drive.worker.store);
    let id = drive.worker.store.number_of(visit).unwrap();
    let left = drive.worker.store.conflicts_of(id).unwrap();
    let left: Vec<_> = left
        .iter()
        .map(|one| (one.place.part.as_str(), one.place.field))
        .collect();
    assert_eq!(left, [("5.4", Field::REMARK), ("5.5", Field::ANSWER)]);
    drive
        .keys("Ctrl+X")
        .sees("架上有三期")
        .keys("2")
        .sees("已选定")
        .keys("Esc");
    drive.sees("只见到去年的").sees_not("架上有三期");
    let report = drive.worker.store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(NOW.today, drive.now.today);
}

#[test]
fn conflicts_are_listed_shown_and_decided_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    synced::disputed(demo_file()).put(folder.path());
    let liuyou = |arguments: &[&str]| {
        let run = assert_cmd::Command::cargo_bin("liuyou")
            .unwrap()
            .args(arguments)
            .args(["--lang", "zh", "--data-dir"])
            .arg(folder.path())
            .output()
            .unwrap();
        let (out, said) = (run.stdout, run.stderr);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (run.status.success(), text(out), text(said))
    };
    let (good, out, _) = liuyou(&["conflicts", "list"]);
    assert!(good && out.lines().count() == 4, "{out}");
    assert!(out.contains("5.4 党刊 结果  好 / 差"), "{out}");
    let (_, json, _) = liuyou(&["conflicts", "list", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&json).unwrap();
    let first = listed[0]["id"].as_str().unwrap();
    assert_eq!(listed[0]["claims"][1]["remark"], "只见到去年的");
    assert_eq!(listed[0]["claims"][1]["counts"], true);
    let (good, out, _) = liuyou(&["conflicts", "show", first]);
    assert!(
        good && out.contains("韩示例") && out.contains("2026-11-22"),
        "{out}"
    );
    let (good, _, said) = liuyou(&["conflicts", "resolve", first]);
    assert!(!good && said.contains("--take"), "{said}");
    let (good, _, said) = liuyou(&["conflicts", "resolve", first, "--value", "很好"]);
    assert!(!good && said.contains("很好"), "{said}");
    let (good, ..) = liuyou(&["conflicts", "resolve", first, "--value", "较好"]);
    assert!(good);
    let phone = listed[3]["id"].as_str().unwrap();
    assert!(liuyou(&["conflicts", "resolve", phone, "--take", "2"]).0);
    let (_, out, _) = liuyou(&["conflicts", "list"]);
    assert_eq!(out.lines().count(), 2, "{out}");
    let (good, _, said) = liuyou(&["conflicts", "show", phone]);
    assert!(!good && said.contains("liuyou conflicts list"), "{said}");
    let record = listed[0]["record"].as_str().unwrap();
    let (_, out, _) = liuyou(&["journal", "show", "--row", record, "--last", "1"]);
    assert!(out.starts_with("这条记录：本机"), "{out}");
    assert!(liuyou(&["check"]).0);
}

#[test]
fn a_record_says_how_far_it_has_come() {
    let mut two = Two::new();
    let visit = two.visit;
    let reach = |laptop: &Laptop| {
        let id = laptop.store.number_of(visit).unwrap();
        laptop.store.reach(id).unwrap()
    };
    assert_eq!(reach(&two.office), Some(Reach::Confirmed));
    assert_eq!(reach(&two.other), Some(Reach::Confirmed));
    say(&mut two.other.store, visit, "5.4", ("good", ""), later(1));
    assert_eq!(reach(&two.other), Some(Reach::Here));
    let place = two.place.path().to_owned();
    two.other.sync(&place, false);
    assert_eq!(reach(&two.other), Some(Reach::Uploaded));
    // the office takes it in and says so; the other hears of that with its next sync
    two.office.sync(&place, false);
    assert_eq!(reach(&two.other), Some(Reach::Uploaded));
    two.other.sync(&place, false);
    assert_eq!(reach(&two.other), Some(Reach::Confirmed));
    assert_eq!(reach(&two.office), Some(Reach::Confirmed));

    let alone = tempfile::tempdir().unwrap();
    fs::write(liuyou::store::data_file(alone.path()), demo_file()).unwrap();
    let store = Store::open_existing(alone.path()).unwrap();
    let id = store.number_of(draft(&store)).unwrap();
    assert_eq!(store.reach(id).unwrap(), None, "there is nowhere to go");
    drop(store);
    let mut drive = Drive::open(alone.path(), Lang::Zh);
    drive.keys("Enter").sees("已存").sees_not("本机");

    let folder = tempfile::tempdir().unwrap();
    synced::disputed(demo_file()).put(folder.path());
    let mut drive = Drive::open(folder.path(), Lang::Zh);
    drive
        .keys("Enter")
        .sees("已确认")
        .keys("Home 4")
        .sees("本机");
}

#[test]
fn numbers_that_two_laptops_gave_alike_are_listed_and_opened() {
    let mut two = Two::new();
    for (laptop, title) in [
        (&mut two.office, "关于甲协会的提醒"),
        (&mut two.other, "关于乙协会的提醒"),
    ] {
        let store = &mut laptop.store;
        store.set_office("name", "中共云岭县委社会工作部").unwrap();
        store.set_office("mark", "云社党工督").unwrap();
        let draft = Draft {
            kind: NoticeKind::Reminder,
            organisation: None,
            authority: "云岭县民政局".into(),
            title: title.into(),
            to: vec!["云岭县民政局".into()],
            copies: Vec::new(),
            body: "请按期整改。".into(),
            deadline: Some(NOW.today.plus_days(15)),
            items: Vec::new(),
            talk: None,
            on_site: None,
            tables: None,
        };
        let id = store.draft_notice(&draft, None, NOW).unwrap();
        let entry = Entry {
            day: NOW.today,
            hand: "林示例".into(),
            reason: String::new(),
        };
        let rules = liuyou::standards::Rules::shipped();
        let number = Number::read("云社党工督〔2026〕77号").unwrap().0;
        store
            .issue_notice(id, Some(&number), &entry, &rules, NOW)
            .unwrap()
            .unwrap();
    }
    two.meet();
    for store in two.both() {
        let shared = store.shared_numbers().unwrap();
        assert_eq!(shared.len(), 2, "{shared:?}");
        assert_eq!(shared[0].number, shared[1].number);
    }
    let Two { own, office, .. } = two;
    drop(office);
    let mut drive = Drive::open(own.path(), Lang::Zh);
    drive.keys("5").sees("文书字号重复").sees("2 个待处理");
    drive
        .keys("Down Enter")
        .sees("关于甲协会")
        .sees("关于乙协会")
        .keys("Enter")
        .sees("请按期整改");
    drive.keys("Ctrl+S").sees("文书字号重复");
    // the demo county has organisations that may be one
    drive.keys("Down Enter").sees("可能重复");
}
