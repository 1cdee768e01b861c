//! Templates: what can be wrong with one, what kinds of items there are, and why what was typed is no answer.

use super::{Words, words};
use crate::domain::checklist::{Differs, ItemKind, Trouble, Use, What};
use crate::standards::Wrong;

words! {
    fault_pass_lines => "达标线须为 基本达标 <= 达标 <= 示范 <= 100。", "Pass lines must be basic <= pass <= demonstration <= 100.";
    fault_scale_twice(scale: &str) => "评分等级 {scale} 重复。", "Scale {scale} is given twice.";
    fault_item_twice(item: &str) => "检查项编号「{item}」为空或重复。", "Item code [{item}] is empty or given twice.";
    fault_no_scale(item: &str, scale: &str) => "检查项 {item} 的评分等级「{scale}」不存在。", "Item {item} names scale [{scale}], which does not exist.";
    fault_points(item: &str) => "检查项 {item} 的分值须为 1 至 1000。", "Item {item} must have 1 to 1000 points.";
    fault_empty => "检查表没有检查项。", "The checklist has no items.";
    fault_option(scale: &str, option: &str) => "等级 {scale} 的选项 {option} 按键或代码重复，或按键不在 1 至 9。", "Option {option} of scale {scale} repeats a key or code, or its key is not 1 to 9.";
    fault_percent(scale: &str, option: &str) => "等级 {scale} 的选项 {option} 超过 100%。", "Option {option} of scale {scale} exceeds 100 percent.";
    fault_no_options(scale: &str) => "等级 {scale} 没有选项。", "Scale {scale} has no options.";
    fault_id(id: &str) => "模板代号「{id}」只能用英文字母、数字、- 和 _。", "The id [{id}] may hold letters, digits, - and _ alone.";
    fault_code(item: &str) => "检查项编号「{item}」里不能有空格和 # $ 及花括号。", "Item code [{item}] must not hold blanks, #, $ or braces.";
    fault_wordless(key: &str) => "{key} 的中文和英文都要填写。", "{key} needs both its Chinese and its English.";
    fault_list_twice(list: &str) => "选项表「{list}」代码为空或重复。", "List [{list}] has no code or is given twice.";
    fault_choice(list: &str, choice: &str) => "选项表 {list} 的选项代码「{choice}」为空、重复，或含有空格和 # $ 及花括号。", "Choice [{choice}] of list {list} is empty, repeated, or holds blanks, #, $ or braces.";
    fault_no_choices(list: &str) => "选项表 {list} 没有选项。", "List {list} has no choices.";
    fault_no_list(item: &str, list: &str) => "检查项 {item} 的选项表「{list}」不存在。", "Item {item} names list [{list}], which does not exist.";
    fault_needless(item: &str, key: &str, kind: &str) => "检查项 {item} 是{kind}，不能写 {key}。", "Item {item} is of kind {kind}, which has no {key}.";
    fault_missing(item: &str, key: &str) => "检查项 {item} 缺少 {key}。", "Item {item} lacks {key}.";
    fault_blank(code: &str, key: &str) => "{code} 的 {key} 是空的，请写表达式或删去。", "{key} of {code} is blank; write an expression or leave it out.";
    fault_least_above_most(item: &str) => "检查项 {item} 的下限大于上限。", "Item {item} has a least above its most.";
    fault_decimals(item: &str) => "检查项 {item} 的小数位数不能多于 6。", "Item {item} has more than 6 decimals.";
    fault_no_figure(item: &str, from: &str, known: String) => "检查项 {item} 的台账数「{from}」不存在，可用：{known}。", "Item {item} takes figure [{from}], which the register does not have; there are {known}.";
    fault_section_twice(section: &str) => "部分编号「{section}」重复。", "Section code [{section}] is given twice.";
    fault_step(item: &str) => "检查项 {item} 的 step 须大于 0，且不大于上下限之差。", "The step of item {item} must be above 0 and no wider than from least to most.";
    fault_case_item(case: &str, address: &str) => "测试「{case}」里的检查项 {address} 不存在。", "Test [{case}] speaks of item {address}, which does not exist.";
    fault_case_today(case: &str) => "测试「{case}」的 today 不是日期，请写成 2026-01-31 这样。", "today of test [{case}] is no date; write it like 2026-01-31.";
    fault_repeat_empty(section: &str) => "第 {section} 部分可重复填写，但没有检查项。", "Section {section} repeats and has no items.";
    fault_repeat_most(section: &str) => "第 {section} 部分的重复次数上限须为 1 至 500。", "Section {section} must repeat at most 1 to 500 times.";
    fault_repeat_scored(item: &str) => "检查项 {item} 在可重复填写的部分里，不能有分值。", "Item {item} stands in a section that repeats and cannot have points.";
    fault_nothing_scored => "有达标线，但没有评分的检查项。", "There are pass lines and no item is scored.";
    fault_soon_without_every => "写了 soon_days，还须写 every_days。", "soon_days needs every_days.";

    use_check => "检查", "Checks";
    use_visit => "走访", "Visits";
    use_ledger => "台账", "Ledgers";
    use_record => "记录", "Records";
    use_register => "登记册", "Registers";
    use_assessment => "评定", "Assessments";
    use_agreement => "协议", "Agreements";

    kind_scale => "评分项", "scale";
    kind_number => "数字项", "number";
    kind_money => "金额项", "money";
    kind_text => "文字项", "text";
    kind_date => "日期项", "date";
    kind_one_of => "单选项", "one of a list";
    kind_several_of => "多选项", "several of a list";
    kind_pair => "台账与现场对照项", "ledger beside site";
    kind_person => "人员项", "person";
    kind_time => "时间项", "time of day";
    kind_acknowledge => "确认项", "acknowledgement";
    kind_file => "文件项", "file";
    kind_computed => "计算项", "computed";
    kind_note => "说明", "note";

    trouble_empty => "还没有填写。", "Nothing is typed yet.";
    trouble_not_answered => "本项由程序算出或只供阅读，不用填写。", "This item is worked out or only read; it takes no answer.";
    trouble_not_a_number(typed: &str) => "「{typed}」不是数字。", "[{typed}] is not a number.";
    trouble_whole => "本项填整数。", "This item takes a whole number.";
    trouble_places(places: u32) => "小数最多 {places} 位。", "At most {places} places after the point.";
    trouble_too_small(least: &str) => "不能小于 {least}。", "It cannot be less than {least}.";
    trouble_too_large(most: &str) => "不能大于 {most}。", "It cannot be more than {most}.";
    trouble_not_a_date(typed: &str) => "「{typed}」不是日期，请写成 2026-01-31 这样。", "[{typed}] is no date; write it like 2026-01-31.";
    trouble_not_a_time(typed: &str) => "「{typed}」不是时间，请写成 09:05 这样。", "[{typed}] is no time of day; write it like 09:05.";
    trouble_off_step(step: &str, from: &str) => "须从 {from} 起每 {step} 一档。", "It must be {from} or steps of {step} above it.";

    trouble_no_such_choice(typed: &str, known: String) => "没有「{typed}」，可选：{known}。", "There is no [{typed}]; choose from {known}.";
    trouble_too_long(longest: usize) => "最多 {longest} 个字。", "At most {longest} characters.";

    wrong_form(why: &str) => "格式读不懂：{why}", "The form is wrong: {why}";
    wrong_key(key: &str, why: String) => "{key}：{why}", "{key}: {why}";
    wrong_rules(kind: &str) => "这是规则文件（kind = {kind}），不是模板。", "This file holds rules (kind = {kind}) and no template.";

    cli_about_template => "查看、核对、试填、比较、添加、导入模板", "List, check, test, compare, add, import templates";
    cli_help_template_action => "list、show、check、test、diff、add 或 import-xlsform", "list, show, check, test, diff, add or import-xlsform";
    cli_help_template_out => "import-xlsform 写成的模板文件", "File for the template that import-xlsform makes";
    cli_help_template_with => "模板代号或文件，各用法见上", "Id of a template or a file, as above";
    cli_template_line(items: usize) => "{items} 项", "{items} items";
    cli_template_points(points: u32) => "{points} 分", "{points} points";
    cli_template_own(path: String) => "本县：{path}", "own: {path}";
    cli_template_every(days: u32) => "每 {days} 天一次", "every {days} days";
    cli_template_lines(demonstration: u32, pass: u32, basic: u32) => "示范 {demonstration}，达标 {pass}，基本达标 {basic}", "demonstration {demonstration}, pass {pass}, basic {basic}";
    cli_template_repeat(most: u32) => "可重复填写，最多 {most} 次", "repeats, at most {most} times";
    cli_template_when(expression: &str) => "显示条件：{expression}", "shown when: {expression}";
    cli_template_required => "必填", "required";
    cli_template_veto => "否决项", "veto";
    cli_template_sound(title: String) => "没有发现问题：{title}", "Nothing is wrong with {title}.";
    cli_template_faults(faults: usize) => "模板有 {faults} 处问题，没有采用。请改好后再试。", "The template has {faults} faults and is not used. Mend them and try again.";
    cli_template_unread(path: String, cause: String) => "无法读取 {path}（{cause}）。请核对文件名，模板代号见 liuyou template list。", "Cannot read {path} ({cause}). Check the name; liuyou template list shows the ids.";
    cli_template_other_text => "已有同代号、同版本而内容不同的模板，没有采用。请把 version 加一后再添加。", "Another text of the same id and version is there; nothing was added. Raise version and add it again.";
    cli_template_added(title: String, path: String) => "已添加 {title}：{path}", "Added {title}: {path}";
    cli_template_known(title: String) => "{title} 已经在用，没有改动。", "{title} is there already; nothing was changed.";
    cli_template_behind(title: String, version: u32) => "已添加 {title}，但在用的是更高的第 {version} 版。", "Added {title}, but version {version} is higher and stays in use.";
    cli_template_same => "两份模板没有差别。", "The two templates do not differ.";
    cli_template_wants(action: &str, takes: String, help: &str) => "template {action} 的用法是：liuyou template {action} {takes}。用法见 {help}。", "Use it like this: liuyou template {action} {takes}. See {help}.";
    cli_template_wants_none(help: &str) => "template list 后面不带别的参数。用法见 {help}。", "template list takes nothing more. See {help}.";
    cli_template_no_such(id: &str, help: &str) => "没有代号为「{id}」的模板，代号见 liuyou template list。用法见 {help}。", "There is no template [{id}]; liuyou template list shows the ids. See {help}.";

    differs_added(item: &str, name: &str) => "新增  {item} {name}", "added    {item} {name}";
    differs_removed(item: &str, name: &str) => "删去  {item} {name}", "removed  {item} {name}";
    differs_moved(item: &str, name: &str) => "移位  {item} {name}", "moved    {item} {name}";
    differs_changed(item: &str, key: &str, old: &str, new: &str) => "改动  {item} {key}：「{old}」改为「{new}」", "changed  {item} {key}: [{old}] is now [{new}]";
    differs_outside(key: &str) => "改动  {key}", "changed  {key}";
}

impl Words {
    pub fn fault(self, what: &What) -> String {
        match what {
            What::PassLines => self.fault_pass_lines().into(),
            What::ScaleTwice(scale) => self.fault_scale_twice(scale),
            What::ItemTwice(item) => self.fault_item_twice(item),
            What::NoScale { item, scale } => self.fault_no_scale(item, scale),
            What::Points(item) => self.fault_points(item),
            What::Empty => self.fault_empty().into(),
            What::OptionTwice { scale, option } => self.fault_option(scale, option),
            What::Percent { scale, option } => self.fault_percent(scale, option),
            What::NoOptions(scale) => self.fault_no_options(scale),
            What::Id(id) => self.fault_id(id),
            What::Code(item) => self.fault_code(item),
            What::Wordless(key) => self.fault_wordless(key),
            What::ListTwice(list) => self.fault_list_twice(list),
            What::ChoiceTwice { list, choice } => self.fault_choice(list, choice),
            What::NoChoices(list) => self.fault_no_choices(list),
            What::NoList { item, list } => self.fault_no_list(item, list),
            What::Needless { item, key, kind } => {
                self.fault_needless(item, key, self.item_kind(*kind))
            }
            What::Missing { item, key } => self.fault_missing(item, key),
            What::Blank { code, key } => self.fault_blank(code, key),
            What::LeastAboveMost(item) => self.fault_least_above_most(item),
            What::Decimals(item) => self.fault_decimals(item),
            What::NoFigure { item, from } => {
                let known = crate::domain::checklist::Ledger::codes();
                self.fault_no_figure(item, from, known.join(self.list_comma()))
            }
            What::SectionTwice(section) => self.fault_section_twice(section),
            What::Step(item) => self.fault_step(item),
            What::CaseItem { case, address } => self.fault_case_item(case, address),
            What::CaseToday(case) => self.fault_case_today(case),
            What::RepeatEmpty(section) => self.fault_repeat_empty(section),
            What::RepeatMost(section) => self.fault_repeat_most(section),
            What::RepeatScored(item) => self.fault_repeat_scored(item),
            What::NothingScored => self.fault_nothing_scored().into(),
            What::SoonWithoutEvery => self.fault_soon_without_every().into(),
        }
    }

    pub fn wrong(self, wrong: &Wrong) -> String {
        match wrong {
            Wrong::Form(why) => self.wrong_form(why),
            Wrong::Rules(kind) => self.wrong_rules(kind),
            Wrong::Fault(what) => self.fault(what),
            Wrong::Expression { key: "", why } => self.wrong_expression(why),
            Wrong::Expression { key, why } => self.wrong_key(key, self.wrong_expression(why)),
        }
    }

    pub fn purpose(self, purpose: Use) -> &'static str {
        match purpose {
            Use::Check => self.use_check(),
            Use::Visit => self.use_visit(),
            Use::Ledger => self.use_ledger(),
            Use::Record => self.use_record(),
            Use::Register => self.use_register(),
            Use::Assessment => self.use_assessment(),
            Use::Agreement => self.use_agreement(),
        }
    }

    pub fn item_kind(self, kind: ItemKind) -> &'static str {
        match kind {
            ItemKind::Scale => self.kind_scale(),
            ItemKind::Number => self.kind_number(),
            ItemKind::Money => self.kind_money(),
            ItemKind::Text => self.kind_text(),
            ItemKind::Date => self.kind_date(),
            ItemKind::OneOf => self.kind_one_of(),
            ItemKind::SeveralOf => self.kind_several_of(),
            ItemKind::Pair => self.kind_pair(),
            ItemKind::Person => self.kind_person(),
            ItemKind::Time => self.kind_time(),
            ItemKind::Acknowledge => self.kind_acknowledge(),
            ItemKind::File => self.kind_file(),
            ItemKind::Computed => self.kind_computed(),
            ItemKind::Note => self.kind_note(),
        }
    }

    pub fn answer_trouble(self, trouble: &Trouble) -> String {
        match trouble {
            Trouble::Empty => self.trouble_empty().into(),
            Trouble::NotAnswered => self.trouble_not_answered().into(),
            Trouble::NotANumber(typed) => self.trouble_not_a_number(typed),
            Trouble::Places(0) => self.trouble_whole().into(),
            Trouble::Places(places) => self.trouble_places(*places),
            Trouble::TooSmall(least) => self.trouble_too_small(least),
            Trouble::TooLarge(most) => self.trouble_too_large(most),
            Trouble::NotADate(typed) => self.trouble_not_a_date(typed),
            Trouble::NotATime(typed) => self.trouble_not_a_time(typed),
            Trouble::OffStep(step, from) => self.trouble_off_step(step, from),

            Trouble::NoSuchChoice(typed, known) => {
                let known: Vec<&str> = known.iter().map(|label| label.get(self.0)).collect();
                self.trouble_no_such_choice(typed, known.join(self.list_comma()))
            }
            Trouble::TooLong(longest) => self.trouble_too_long(*longest),
        }
    }

    /// One line of a comparison; `name` gives the name of an item in the newer or the older template.
    pub fn differs(self, differs: &Differs, name: impl Fn(&str) -> String) -> String {
        match differs {
            Differs::Added(item) => self.differs_added(item, &name(item)),
            Differs::Removed(item) => self.differs_removed(item, &name(item)),
            Differs::Moved(item) => self.differs_moved(item, &name(item)),
            Differs::Changed {
                item,
                key,
                old,
                new,
            } => self.differs_changed(item, key, old, new),
            Differs::Outside { key } => self.differs_outside(key),
        }
    }
}
