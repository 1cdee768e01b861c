//! The shipped templates, and which of them and of the county's own can be chosen. Names stand in a table here, so that
//! the program starts without reading two hundred kilobytes of templates of which a visit needs one.

use std::path::{Path, PathBuf};

use super::{Standard, StandardError, parse};
use crate::domain::checklist::{Text, Use};

struct Shipped {
    id: &'static str,
    purpose: Use,
    zh: &'static str,
    en: &'static str,
    text: &'static str,
}

macro_rules! shipped {
    ($($id:literal $purpose:ident $zh:literal $en:literal;)*) => {
        /// In the order in which they are offered; the site standard is the one for everyday. Each text is what the
        /// journal keeps.
        const SHIPPED: &[Shipped] = &[$(Shipped {
            id: $id,
            purpose: Use::$purpose,
            zh: $zh,
            en: $en,
            text: include_str!(concat!("../../fixtures/standards/", $id, ".toml")),
        },)*];
    };
}

shipped! {
    "liuyou-site" Check "「六有」场所检查" "Six-Haves site check";
    "liuyou-centre" Check "党群活动服务中心检查" "Party-masses service centre check";
    "quarterly-life" Check "组织生活季度检查" "Quarterly check of organisational life";
    "annual-report" Check "年度报告党建情况核查" "Party-building in the annual report";
    "census-four" Check "四清摸排表" "Census form";
    "instructor-visit" Visit "党建指导员走访记录" "Instructor's visit record";
    "ledger-committee" Ledger "基层党（工）委台账" "Ledger of a basic-level Party committee";
    "ledger-branch" Ledger "社会组织党支部台账" "Ledger of a Party branch";
    "ledger-centre" Ledger "党群活动服务中心台账" "Ledger of a service centre";
    "activity-record" Record "活动记录" "Activity record";
    "service-record" Record "服务记录" "Service record";
    "project-record" Record "服务项目记录" "Project record";
    "training-record" Record "培训记录" "Training record";
    "money-record" Record "党建经费收支" "Party-building money";
    "needs-feedback" Record "需求和反馈" "Needs and feedback";
    "member-development" Register "发展党员登记册" "Member-development register";
    "five-standard" Assessment "「五化」党支部评定" "Five-standard branch assessment";
    "seven-powers" Assessment "「七力」评定" "Seven-powers assessment";
    "secretary-assessment" Assessment "书记述职评议" "Secretary's yearly assessment";
    "joint-building" Agreement "共建协议" "Joint-building agreement";
}

/// A template that a visit can be made with.
#[derive(Clone, Debug)]
pub struct Offer {
    pub id: String,
    pub name: Text,
    pub purpose: Use,
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    Shipped(&'static str),
    Own(Box<Standard>),
}

/// Everything that can be chosen, shipped and the county's own, the one for everyday first.
#[derive(Clone, Debug)]
pub struct Shelf(Vec<Offer>);

impl Shelf {
    /// As `load` takes them; a copy that cannot be used is left out and reported.
    pub fn load(directory: &Path) -> (Shelf, Vec<(PathBuf, StandardError)>) {
        let (own, refused) = super::own_in_force(directory);
        let mut offers: Vec<Offer> = SHIPPED.iter().map(Offer::shipped).collect();
        for own in own {
            let offer = Offer::own(own);
            match offers.iter_mut().find(|known| known.id == offer.id) {
                Some(known) => *known = offer,
                None => offers.push(offer),
            }
        }
        (Shelf(offers), refused)
    }

    pub fn offers(&self) -> impl Iterator<Item = &Offer> {
        self.0.iter()
    }

    /// The template of an id, read now.
    pub fn standard(&self, id: &str) -> Option<Standard> {
        self.0
            .iter()
            .find(|offer| offer.id == id)
            .map(Offer::standard)
    }

    /// The one for everyday.
    pub fn first(&self) -> Standard {
        self.0[0].standard()
    }
}

impl Offer {
    fn shipped(shipped: &Shipped) -> Offer {
        Offer {
            id: shipped.id.into(),
            name: Text {
                zh: shipped.zh.into(),
                en: shipped.en.into(),
            },
            purpose: shipped.purpose,
            source: Source::Shipped(shipped.text),
        }
    }

    fn own(own: Standard) -> Offer {
        Offer {
            id: own.checklist.id.clone(),
            name: own.checklist.name.clone(),
            purpose: own.checklist.purpose,
            source: Source::Own(Box::new(own)),
        }
    }

    pub fn standard(&self) -> Standard {
        match &self.source {
            Source::Shipped(text) => read(text),
            Source::Own(own) => (**own).clone(),
        }
    }
}

pub fn shipped() -> Vec<Standard> {
    SHIPPED.iter().map(|shipped| read(shipped.text)).collect()
}

/// The site standard as shipped.
pub fn site() -> Standard {
    read(SHIPPED[0].text)
}

fn read(text: &str) -> Standard {
    Standard {
        checklist: parse(text).expect("a test reads every shipped checklist"),
        text: text.to_owned(),
        path: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_names_agrees_with_the_templates() {
        for shipped in SHIPPED {
            let list = read(shipped.text).checklist;
            assert_eq!(
                (&*list.id, list.purpose, &*list.name.zh, &*list.name.en),
                (shipped.id, shipped.purpose, shipped.zh, shipped.en)
            );
        }
        assert_eq!(site().checklist.id, "liuyou-site");
    }

    #[test]
    fn a_countys_copy_is_offered_in_place_of_the_shipped_one_and_its_own_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("standards");
        std::fs::create_dir(&own).unwrap();
        let text = site().text.replace("version = 1", "version = 7");
        std::fs::write(own.join("a.toml"), &text).unwrap();
        let text = text.replace("\"liuyou-site\"", "\"ours\"");
        std::fs::write(own.join("b.toml"), &text).unwrap();
        let (shelf, refused) = Shelf::load(folder.path());
        assert!(refused.is_empty());
        assert_eq!(shelf.first().checklist.version, 7);
        assert_eq!(shelf.offers().last().unwrap().id, "ours");
        assert_eq!(shelf.offers().count(), SHIPPED.len() + 1);
        assert!(shelf.standard("theirs").is_none());
        let visit = shelf.standard("instructor-visit").unwrap();
        assert_eq!(visit.checklist.purpose, Use::Visit);
    }
}
