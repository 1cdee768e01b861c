//! A campaign at a glance: milestones, how far the targets are, what has grown since the base, the tasks, the ranking.
//! Everything is lines of one page that scrolls; what a line says is put together in `page`.

mod page;

use std::sync::Arc;

use super::begin::Begin;
use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::pick::Pick;
use super::report::ReportScreen;
use super::rounds::Supervision;
use super::screen::{Reply, Screen, Step};
use super::tasks::Tasks;
use super::wall::Wall;
use crate::domain::campaign::{CampaignView, Purpose, Stage};
use crate::domain::change::Uuid;
use crate::domain::coverage::Division;
use crate::domain::export::{ReportStage, ReportSubject, ReportWanted};
use crate::domain::worklist::Wanted;
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::width;

pub struct CampaignScreen {
    /// The one asked for; none for the running one.
    wanted: Option<Uuid>,
    shown: Shown,
    division: Division,
    top: usize,
}

enum Shown {
    Reading,
    Nothing,
    Campaign(Arc<CampaignView>),
}

impl CampaignScreen {
    pub fn new() -> (CampaignScreen, Cmd) {
        let screen = CampaignScreen {
            wanted: None,
            shown: Shown::Reading,
            division: Division::Area,
            top: 0,
        };
        (screen, Cmd::Campaign(None))
    }

    pub fn reload(&self) -> Step {
        Step::ask(vec![Cmd::Campaign(self.wanted)])
    }

    fn view_of(&self) -> Option<&CampaignView> {
        match &self.shown {
            Shown::Campaign(view) => Some(view),
            Shown::Reading | Shown::Nothing => None,
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        match loaded {
            Loaded::Campaign { wanted, view } if *wanted == self.wanted => {
                self.shown = match view {
                    Some(view) => Shown::Campaign(view.clone()),
                    None => Shown::Nothing,
                };
            }
            Loaded::CampaignKept { campaign, .. } => {
                self.wanted = Some(*campaign);
                return self.reload();
            }
            _ => {}
        }
        Step::stay()
    }

    /// Whether a key has something to do: without a campaign there is only one to begin.
    pub fn offers(&self, action: Action) -> bool {
        let needs = [
            Action::TurnRanking,
            Action::Stage,
            Action::Campaigns,
            Action::Write,
        ];
        self.view_of().is_some() || !needs.contains(&action)
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = usize::from(shell.body_rows()).saturating_sub(1).max(1);
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.scroll(1, shell),
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::PageDown => self.scroll(page, shell),
            Action::TurnRanking => {
                self.division = match self.division {
                    Division::Area => Division::Authority,
                    _ => Division::Area,
                };
                self.show_ranking(shell);
            }
            Action::Tasks => {
                let (screen, cmds) = Tasks::new(shell, self.narrowed());
                return Step {
                    cmds,
                    ..Step::open(Screen::Tasks(Box::new(screen)))
                };
            }
            Action::Wall => {
                let (screen, cmd) = Wall::new(shell, self.narrowed().set);
                return Step::open(Screen::Wall(screen)).with(cmd);
            }
            Action::New => return self.begin(shell),
            Action::Rounds => return Supervision::open_list(),
            Action::Stage => return self.pick_stage(shell),
            Action::Campaigns => return self.pick_campaign(shell),
            Action::Write => return self.pick_report(shell),
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    fn scroll(&mut self, by: usize, shell: &Shell) {
        let Some(view) = self.view_of() else {
            return;
        };
        let rows = usize::from(shell.body_rows());
        let lines = page::length(view, self.division, shell);
        self.top = (self.top + by).min(lines.saturating_sub(rows));
    }

    /// Scrolls until most of the ranking is in sight.
    fn show_ranking(&mut self, shell: &Shell) {
        let Some(view) = self.view_of() else {
            return;
        };
        let rows = usize::from(shell.body_rows());
        let at = page::ranking_at(view, shell);
        if at + rows / 2 > self.top + rows || at < self.top {
            self.top = 0;
            self.scroll(at, shell);
        }
    }

    /// The list by the campaign's own rule set.
    fn narrowed(&self) -> Wanted {
        Wanted {
            set: self
                .view_of()
                .map(|view| view.campaign.plan.formation.clone()),
            ..Wanted::default()
        }
    }

    fn begin(&self, shell: &mut Shell) -> Step {
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Step::stay();
        }
        let all = self.view_of().map_or(&[][..], |view| &view.all);
        let open = all.iter().find(|head| head.closed.is_none());
        match Begin::new(shell, open.map(|head| head.name.clone())) {
            Some(screen) => Step::open(Screen::Begin(Box::new(screen))),
            None => Step::stay(),
        }
    }

    /// The stages that a report is made for, and the end.
    fn pick_stage(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let Some(view) = self.view_of() else {
            return Step::stay();
        };
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        let mut lines = Vec::new();
        if view.campaign.closed.is_none() {
            for milestone in &view.campaign.plan.milestones {
                if !matches!(milestone.stage, Stage::MidTerm | Stage::Final) {
                    continue;
                }
                let name = milestone.name.get(words.0);
                let text = match view.stage(milestone.stage) {
                    Some(stand) => words.stage_again(name, stand.coverage.date.to_string()),
                    None => words.stage_freeze(name, milestone.date.to_string()),
                };
                lines.push((text, Reply::Stage(milestone.stage)));
            }
            lines.push((words.stage_close().to_owned(), Reply::CloseCampaign(true)));
        } else {
            lines.push((words.stage_reopen().to_owned(), Reply::CloseCampaign(false)));
        }
        Step::open(Screen::Pick(Pick::new(words.stage_title(), lines, 0)))
    }

    fn pick_report(&self, shell: &Shell) -> Step {
        let words = shell.words;
        if self.view_of().is_none() {
            return Step::stay();
        }
        let lines = ReportStage::ALL.iter().map(|stage| {
            let name = words.report_stage(*stage).to_owned();
            (name, Reply::CampaignReport(*stage))
        });
        let pick = Pick::new(words.report_pick(), lines.collect(), 0);
        Step::open(Screen::Pick(pick))
    }

    fn pick_campaign(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let Some(view) = self.view_of() else {
            return Step::stay();
        };
        let lines = view.all.iter().map(|head| {
            let days = words.campaign_days(head.from.to_string(), head.to.to_string());
            let closed = head
                .closed
                .map_or_else(String::new, |day| words.campaign_closed(day.to_string()));
            let text = format!("{}  {days}  {closed}", width::printable(&head.name));
            (text.trim_end().to_owned(), Reply::Campaign(head.uuid))
        });
        let at = view.all.iter().position(|head| head.uuid == view.uuid);
        let pick = Pick::new(words.campaigns_title(), lines.collect(), at.unwrap_or(0));
        Step::open(Screen::Pick(pick))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        let Some(view) = self.view_of() else {
            return Step::stay();
        };
        let uuid = view.uuid;
        match reply {
            Reply::Campaign(other) => {
                self.wanted = Some(other);
                self.top = 0;
                self.reload()
            }
            Reply::CampaignReport(stage) => {
                let wanted = ReportWanted {
                    stage,
                    campaign: Some(uuid),
                    ..ReportWanted::of(ReportSubject::Campaign)
                };
                let (screen, cmd) = ReportScreen::asked(wanted, shell);
                Step::open(Screen::Report(Box::new(screen))).with(cmd)
            }
            Reply::Stage(stage) => Step::ask(vec![Cmd::Stand(Purpose::Stage(uuid, stage))]),
            Reply::CloseCampaign(close) => Step::ask(vec![Cmd::CloseCampaign {
                campaign: uuid,
                closed: close.then_some(shell.today),
            }]),
            _ => Step::stay(),
        }
    }

    pub fn title(&self, shell: &Shell) -> (String, String) {
        match self.view_of() {
            Some(view) => (
                view.campaign.plan.name.clone(),
                page::progress(view, shell.today, shell.words),
            ),
            None => (
                shell.words.campaign_title().to_owned(),
                shell.today.to_string(),
            ),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width().saturating_sub(2);
        match &self.shown {
            Shown::Reading => {
                paint.text(1, 0, words.reading(), theme.quiet());
            }
            Shown::Nothing => {
                paint
                    .part(1, 0, columns, 4)
                    .wrapped(0, 0, 4, words.campaign_none(), theme.text());
            }
            Shown::Campaign(view) => page::view(view, self.division, self.top, paint, shell),
        }
        None
    }
}
