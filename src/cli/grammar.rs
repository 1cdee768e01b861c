//! The grammar of the command line: commands, options and their help, and the arguments read into plain values.
//! Values are as they were typed; what follows from them (folder, order of an export) is worked out by the commands.

mod at_rest;
mod branches;
mod conflicts;
mod duplicates;
mod evidence;
mod exchange;
mod export;
mod findings;
mod notice;
mod people;
mod plan;
mod rates;
mod report;
mod round;
mod template;
mod tests;
mod typed;
mod visits;

use std::ffi::OsString;
use std::path::PathBuf;

pub use at_rest::AtRestTyped;
pub use branches::BranchesWanted;
pub use conflicts::ConflictsTyped;
pub use duplicates::DuplicatesTyped;
pub use evidence::{EvidenceAction, EvidenceTyped};
pub use exchange::{ExchangeTyped, StoreTyped};
pub use export::Wanted;
pub use findings::{FindingsAction, FindingsTyped};
pub use notice::{NoticeAction, NoticeTyped};
pub use people::{AssignWanted, PeopleView, PeopleWanted, To};
pub use plan::{NUMBERS, PlanTyped};
pub use rates::{AdviceWanted, RatesAction, RatesWanted};
pub use report::ReportTyped;
pub use round::{RoundAction, RoundTyped};
pub use template::{TemplateAction, TemplateWanted};
pub use visits::VisitsTyped;

use clap::builder::{PossibleValuesParser, StyledStr};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use typed::Typed;

use crate::documents::Encoding;
use crate::words::Words;

const LANGS: [&str; 2] = ["zh", "en"];
const ENCODINGS: [(&str, Encoding); 2] = [("utf8", Encoding::Utf8), ("gb18030", Encoding::Gb18030)];
/// More organisations than any county has.
const MOST_GENERATED: u64 = 1_000_000;

/// The arguments as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub data_dir: Option<PathBuf>,
    pub passphrase_file: Option<PathBuf>,
    pub task: Task,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    Screen,
    Demo,
    Init(Contents),
    Export(Wanted),
    Import(Brought),
    Rates(RatesWanted),
    Advice(AdviceWanted),
    Report(ReportTyped),
    Plan(PlanTyped),
    Findings(Box<FindingsTyped>),
    Round(Box<RoundTyped>),
    Notice(Box<NoticeTyped>),
    People(PeopleWanted),
    Assign(AssignWanted),
    Duplicates(DuplicatesTyped),
    Conflicts(ConflictsTyped),
    Branches(BranchesWanted),
    Evidence(EvidenceTyped),
    Template(TemplateWanted),
    Exchange(ExchangeTyped),
    AtRest(AtRestTyped),
    Visits(VisitsTyped),
    Status { json: bool },
    Check { json: bool },
    Rebuild,
}

/// What a new data file starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    Nothing,
    Demo,
    /// That many generated organisations.
    Scale(u64),
}

/// An import as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    pub file: PathBuf,
    pub sheet: Option<String>,
    /// `FIELD=COLUMN`, not yet taken apart.
    pub map: Vec<String>,
    pub dry_run: bool,
    pub strict: bool,
    pub json: bool,
}

/// # Errors
/// Help and version too are "errors" of clap, with the text to print.
pub fn read(arguments: &[OsString], words: Words) -> Result<Given, clap::Error> {
    let matches = liuyou(words).try_get_matches_from(arguments)?;
    let task = match matches.subcommand() {
        Some(("demo", _)) => Task::Demo,
        Some(("init", own)) => Task::Init(contents(own)),
        Some(("export", own)) => Task::Export(needed(export::wanted(own))?),
        Some(("import", own)) => Task::Import(needed(brought(own))?),
        Some(("rates", own)) => Task::Rates(rates::rates(own)),
        Some(("advice", own)) => Task::Advice(rates::advice(own)),
        Some(("report", own)) => Task::Report(needed(report::report(own))?),
        Some(("plan", own)) => Task::Plan(plan::plan(own)),
        Some(("findings", own)) => Task::Findings(Box::new(findings::findings(own)?)),
        Some(("notice", own)) => Task::Notice(Box::new(notice::notice(own)?)),
        Some(("round", own)) => Task::Round(Box::new(round::round(own)?)),
        Some(("people", own)) => Task::People(people::people(own)),
        Some(("assign", own)) => Task::Assign(needed(people::assign(own))?),
        Some(("duplicates", own)) => Task::Duplicates(duplicates::duplicates(own)),
        Some(("conflicts", own)) => Task::Conflicts(needed(conflicts::conflicts(own))?),
        Some(("branches", own)) => Task::Branches(branches::wanted(own)),
        Some(("evidence", own)) => Task::Evidence(needed(evidence::evidence(own))?),
        Some(("template", own)) => Task::Template(needed(template::template(own))?),
        Some(("visits", own)) => Task::Visits(visits::visits(own)),
        Some(("status", own)) => Task::Status {
            json: own.get_flag("json"),
        },
        Some(("check", own)) => Task::Check {
            json: own.get_flag("json"),
        },
        Some(("rebuild", _)) => Task::Rebuild,
        Some((name, own)) => exchange::task(name, own)?
            .or_else(|| at_rest::task(name, own))
            .unwrap_or(Task::Screen),
        None => Task::Screen,
    };
    // an option of every command may stand before or after the command's name; clap hands it down
    let innermost = matches.subcommand().map_or(&matches, |(_, own)| own);
    Ok(Given {
        data_dir: innermost.get_one::<PathBuf>("data-dir").cloned(),
        passphrase_file: innermost.get_one::<PathBuf>("passphrase-file").cloned(),
        task,
    })
}

/// What the grammar does not let be missing.
fn needed<T>(read: Option<T>) -> Result<T, clap::Error> {
    read.ok_or_else(|| clap::Error::new(ErrorKind::MissingRequiredArgument))
}

fn contents(own: &ArgMatches) -> Contents {
    match (own.get_flag("demo"), own.get_one::<u64>("scale")) {
        (_, Some(organisations)) => Contents::Scale(*organisations),
        (true, None) => Contents::Demo,
        (false, None) => Contents::Nothing,
    }
}

fn brought(own: &ArgMatches) -> Option<Brought> {
    Some(Brought {
        file: Typed(own).path("file")?,
        sheet: Typed(own).text("sheet"),
        map: Typed(own).many("map"),
        dry_run: own.get_flag("dry-run"),
        strict: own.get_flag("strict"),
        json: own.get_flag("json"),
    })
}

fn picked<T: Copy>(own: &ArgMatches, name: &str, choices: &[(&str, T)]) -> Option<T> {
    let typed = own.get_one::<String>(name)?;
    choices
        .iter()
        .find(|(code, _)| code == typed)
        .map(|(_, value)| *value)
}

/// The names of the commands, for hints.
pub const COMMANDS: [&str; 30] = [
    "demo",
    "init",
    "import",
    "export",
    "rates",
    "advice",
    "report",
    "plan",
    "round",
    "findings",
    "notice",
    "people",
    "assign",
    "duplicates",
    "conflicts",
    "branches",
    "evidence",
    "template",
    "sync",
    "store",
    "device",
    "verify",
    "journal",
    "backup",
    "restore",
    "passphrase",
    "visits",
    "status",
    "check",
    "rebuild",
];

/// In the order of the help.
fn commands(words: Words) -> [Command; COMMANDS.len()] {
    let json = || flag("json", words.cli_help_json());
    let [sync, store, device, verify, journal] = exchange::commands(words);
    let [backup, restore, passphrase] = at_rest::commands(words);
    [
        command("demo", words.cli_about_demo(), "", "liuyou demo", [], words),
        command(
            "init",
            words.cli_about_init(),
            "",
            "liuyou init --demo --data-dir ./shiyong",
            init_args(words),
            words,
        ),
        command(
            "import",
            words.cli_about_import(),
            "organisations FILE ",
            "liuyou import organisations mingce.xlsx --dry-run\n  liuyou import organisations mingce.csv --map head=F",
            import_args(words),
            words,
        ),
        command(
            "export",
            words.cli_about_export(),
            "WHAT [VISIT] --out FILE ",
            "liuyou export visits --format xlsx --out jiancha.xlsx --from 2026-01-01\n  liuyou export answers --template liuyou-site --format csv --out daan.csv\n  liuyou export audit --all --out genggai.csv",
            export::args(words),
            words,
        ),
        command(
            "rates",
            words.cli_about_rates(),
            "[snapshot|list] ",
            "liuyou rates --by area\n  liuyou rates snapshot",
            rates::rates_args(words),
            words,
        ),
        command(
            "advice",
            words.cli_about_advice(),
            "",
            "liuyou advice --unformed",
            rates::advice_args(words),
            words,
        ),
        command(
            "report",
            words.cli_about_report(),
            "REPORT ",
            "liuyou report coverage\n  liuyou report ranking --by authority --format html --out paiming.html",
            report::report_args(words),
            words,
        ),
        command(
            "plan",
            words.cli_about_plan(),
            "",
            "liuyou plan --week 2026-W49\n  liuyou plan --area AREA --format xlsx -o luxian.xlsx",
            plan::plan_args(words),
            words,
        ),
        command(
            "round",
            words.cli_about_round(),
            "list|show|new|add|close [NAME] ",
            "liuyou round new NAME --from 2026-11-16 --to 2026-11-27 --lead UNIT\n  liuyou round add NAME --authority AUTHORITY",
            round::round_args(words),
            words,
        ),
        command(
            "findings",
            words.cli_about_findings(),
            "ACTION [NUMBER...] ",
            "liuyou findings list --light red\n  liuyou findings close 2026-A-0003 --reviewer NAME\n  liuyou findings export --format xlsx -o taizhang.xlsx",
            findings::findings_args(words),
            words,
        ),
        command(
            "notice",
            words.cli_about_notice(),
            "ACTION [NAME...] ",
            "liuyou notice new 2026-A-0003 --kind letter\n  liuyou notice issue 812\n  liuyou notice print 812 -o han.docx",
            notice::notice_args(words),
            words,
        ),
        command(
            "people",
            words.cli_about_people(),
            "",
            "liuyou people --view due\n  liuyou people --role leader --json",
            people::people_args(words),
            words,
        ),
        command(
            "assign",
            words.cli_about_assign(),
            "--to NAME ",
            "liuyou assign --to NAME --area AREA --dry-run\n  liuyou assign --spread instructor",
            people::assign_args(words),
            words,
        ),
        command(
            "duplicates",
            words.cli_about_duplicates(),
            "[join KEEP OTHER | undo OTHER] ",
            "liuyou duplicates\n  liuyou duplicates join 51100000500009247D 51100000500012681T",
            duplicates::duplicates_args(words),
            words,
        ),
        command(
            "conflicts",
            words.cli_about_conflicts(),
            "list|show|resolve [WHICH] ",
            "liuyou conflicts list\n  liuyou conflicts resolve 3f2a91c0 --take 2",
            conflicts::conflicts_args(words),
            words,
        ),
        command(
            "branches",
            words.cli_about_branches(),
            "",
            "liuyou branches --only idle",
            branches::args(words),
            words,
        ),
        command(
            "evidence",
            words.cli_about_evidence(),
            "list|add|export|verify [VISIT|ORG] [FILE]... ",
            "liuyou evidence list\n  liuyou evidence add 51100000500009247D menpai.jpg --item 1.1\n  liuyou evidence verify",
            evidence::evidence_args(words),
            words,
        ),
        command(
            "template",
            words.cli_about_template(),
            "ACTION [ID|FILE]... ",
            "liuyou template list\n  liuyou template test zousan.toml\n  liuyou template import-xlsform biao.xlsx -o biao.toml",
            template::template_args(words),
            words,
        ),
        sync,
        store,
        device,
        verify,
        journal,
        backup,
        restore,
        passphrase,
        command(
            "visits",
            words.cli_about_visits(),
            "list|diff ORGANISATION|VISIT [OTHER] ",
            "liuyou visits list 51100000500012681T\n  liuyou visits diff 51100000500012681T 2026-03-02\n  liuyou visits diff 51100000500012681T --format html --out duibi.html",
            visits::visits_args(words),
            words,
        ),
        command(
            "status",
            words.cli_about_status(),
            "",
            "liuyou status --json",
            [json()],
            words,
        ),
        command(
            "check",
            words.cli_about_check(),
            "",
            "liuyou check",
            [json()],
            words,
        ),
        command(
            "rebuild",
            words.cli_about_rebuild(),
            "",
            "liuyou rebuild",
            [],
            words,
        ),
    ]
}

fn liuyou(words: Words) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .display_order(92);
    let usage = format!("{} ", words.cli_usage_command());
    command(
        "",
        words.cli_about(),
        &usage,
        "liuyou\n  liuyou --data-dir D:\\liuyou",
        [],
        words,
    )
    .name("liuyou")
    .version(env!("CARGO_PKG_VERSION"))
    .disable_help_subcommand(true)
    .arg(version.help(words.cli_help_version()))
    .args(common_args(words))
    .subcommands(commands(words))
    .help_template(template(words, true, false))
}

/// A command whose help has no word of clap's own.
fn command(
    name: &'static str,
    about: &'static str,
    usage: &str,
    example: &str,
    args: impl IntoIterator<Item = Arg>,
    words: Words,
) -> Command {
    let space = if name.is_empty() { "" } else { " " };
    let args: Vec<Arg> = args.into_iter().collect();
    let positionals = args.iter().any(Arg::is_positional);
    Command::new(name)
        .about(about)
        .override_usage(format!(
            "liuyou{space}{name} {usage}{}",
            words.cli_usage_options()
        ))
        .after_help(format!("{}\n  {example}", words.cli_heading_examples()))
        .help_template(template(words, false, positionals))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .term_width(0)
        .args(args)
}

fn template(words: Words, commands: bool, positionals: bool) -> String {
    let mut template = format!("{{about}}\n\n{}{{usage}}\n\n", words.cli_heading_usage());
    if commands {
        template += &format!("{}\n{{subcommands}}\n\n", words.cli_heading_commands());
    }
    if positionals {
        template += &format!("{}\n{{positionals}}\n\n", words.cli_heading_arguments());
    }
    template
        + &format!(
            "{}\n{{options}}{{after-help}}\n",
            words.cli_heading_options()
        )
}

/// Options that every command takes.
fn common_args(words: Words) -> [Arg; 4] {
    let data_dir =
        option("data-dir", "DIR", words.cli_help_data_dir()).value_parser(value_parser!(PathBuf));
    let lang = choice(option("lang", "zh|en", words.cli_help_lang()), &LANGS);
    let passphrase = option("passphrase-file", "FILE", words.cli_help_passphrase_file())
        // for programs, and too long for the help of every command: that of `passphrase` shows it
        .value_parser(value_parser!(PathBuf))
        .hide(true);
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(words.cli_help_help());
    [
        data_dir.display_order(80),
        lang.display_order(81),
        passphrase.display_order(82),
        help.display_order(91),
    ]
    .map(|arg| arg.global(true))
}

fn init_args(words: Words) -> [Arg; 2] {
    let whole_number = |text: &str| match text.parse::<u64>() {
        Ok(number) if (1..=MOST_GENERATED).contains(&number) => Ok(number),
        _ => Err("out of range"),
    };
    [
        flag("demo", words.cli_help_demo()).conflicts_with("scale"),
        option("scale", "N", words.cli_help_scale()).value_parser(whole_number),
    ]
}

fn import_args(words: Words) -> [Arg; 7] {
    let subject = Arg::new("subject")
        .value_name("organisations")
        .required(true)
        .help(words.cli_help_import_subject());
    [
        choice(subject, &["organisations"]),
        Arg::new("file")
            .value_name("FILE")
            .required(true)
            .help(words.cli_help_import_file())
            .value_parser(value_parser!(PathBuf)),
        option("sheet", "NAME", words.cli_help_sheet()),
        option("map", "FIELD=COLUMN", words.cli_help_map()).action(ArgAction::Append),
        flag("dry-run", words.cli_help_dry_run()),
        flag("strict", words.cli_help_strict()),
        flag("json", words.cli_help_json()),
    ]
}

fn option(name: &'static str, value: &'static str, help: impl Into<StyledStr>) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

/// The choices stand in the help text itself: clap would list them under an English heading.
fn choice(arg: Arg, choices: &[&'static str]) -> Arg {
    arg.value_parser(PossibleValuesParser::new(choices.iter().copied()))
        .hide_possible_values(true)
}
