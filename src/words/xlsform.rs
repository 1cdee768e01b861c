//! Taking in forms of other programs: why one is refused, and what of it comes out otherwise.

use super::{Words, words};
use crate::domain::checklist::Lang;
use crate::intake::xlsform::{Refusal, Remark, Said, Spot, Warning};

/// Places named in one remark; the others are counted.
const MOST_SPOTS: usize = 12;

words! {
    form_too_large(path: String) => "{path} 太大，不像是一份表单。请核对文件。", "{path} is too large for a form. Check the file.";
    form_no_table(path: String) => "{path} 里没有表格。XLSForm 要么是 xlsx 工作簿，要么是 Markdown 表格。", "There is no table in {path}. An XLSForm is a workbook, or Markdown tables.";

    refusal_no_survey => "没有 survey 工作表，或者表是空的。", "There is no sheet survey, or it is empty.";
    refusal_too_long(most: usize) => "survey 超过 {most} 行。", "survey has more than {most} rows.";
    refusal_sheet_twice(name: &str) => "有两张 {name} 工作表。", "There are two sheets {name}.";
    refusal_no_column(name: &str) => "缺少 {name} 列。", "The column {name} is missing.";
    refusal_header_twice(name: &str, other: &str) => "「{name}」列与 {other} 列重复。", "The column [{name}] repeats column {other}.";
    refusal_formula(found: &str) => "公式出错，只剩下 {found}。", "A formula failed and left {found}.";
    refusal_no_type => "没有写 type。", "The row has no type.";
    refusal_unknown_type(found: &str) => "不认识 type「{found}」。", "The type [{found}] is not known.";
    refusal_unsupported(found: &str) => "不支持 type「{found}」。", "The type [{found}] is not supported.";
    refusal_no_name => "没有写 name。", "The row has no name.";
    refusal_bad_name(name: &str) => "name「{name}」不能用：以字母或下划线开头，只用字母、数字和 _ - .。", "The name [{name}] cannot be used: it begins with a letter or an underscore and has letters, digits and _ - . alone.";
    refusal_bad_choice(name: &str) => "选项的 name「{name}」不能用：里面不能有空格和 # $ 及花括号。", "The choice's name [{name}] cannot be used: it must not hold blanks, #, $ or braces.";
    refusal_name_twice(name: &str, first: &str) => "name「{name}」与 {first} 重复。", "The name [{name}] is given at {first} already.";
    refusal_no_list_name => "选项没有写 list_name。", "The choice has no list_name.";
    refusal_choice_twice(list: &str, name: &str, first: &str) => "选项表 {list} 的「{name}」与 {first} 重复。", "Choice [{name}] of list {list} is given at {first} already.";
    refusal_selects_nothing => "没有写从哪个选项表里选。", "The name of the list is missing.";
    refusal_no_such_list(list: &str) => "choices 里没有选项表 {list}。", "The sheet choices has no list {list}.";
    refusal_other_filtered => "or_other 不能同 choice_filter 一起用。", "or_other and choice_filter exclude each other.";
    refusal_end_unopened(what: &str) => "end {what} 之前没有 begin {what}。", "There is no begin {what} before this end {what}.";
    refusal_end_crosses(what: &str, open: &str) => "这里应先结束 {open}，不是 end {what}。", "Here {open} must end first, and this is end {what}.";
    refusal_not_ended(name: &str) => "{name} 没有 end。", "{name} is never ended.";
    refusal_repeat_in_repeat(inner: &str, outer: &str) => "可重复的部分 {inner} 在另一个可重复的部分 {outer} 里，不支持。", "Repeat {inner} stands inside repeat {outer}, which is not supported.";
    refusal_repeat_empty(name: &str) => "可重复的部分 {name} 里没有内容。", "There is nothing in repeat {name}.";
    refusal_repeat_count(found: &str) => "重复次数「{found}」须是 1 至 500 的整数，或表达式。", "The repeat count [{found}] must be a whole number from 1 to 500, or an expression.";
    refusal_expression(text: &str, why: String) => "表达式「{text}」：{why}", "Expression [{text}]: {why}";
    refusal_text_reference(name: &str) => "文字里提到 ${{{name}}}，但这里没有这个值。", "The text speaks of ${{{name}}}, which has no value here.";
    refusal_parameter(found: &str) => "parameters「{found}」不成立：要写 start=1 end=10 step=1 这样，end 大于 start，step 大于 0。", "The parameters [{found}] do not hold: write start=1 end=10 step=1, with end above start and step above 0.";
    refusal_default(why: String) => "默认值不能用：{why}", "The default cannot stand: {why}";
    refusal_other_file(found: &str) => "「{found}」要用另一个文件里的选项，不支持。请把选项抄到 choices。", "[{found}] takes its choices from another file, which is not supported. Copy them into choices.";
    refusal_trigger => "trigger 与随时间变化的计算（now、today、once）不能一起用。", "A trigger beside a calculation that changes with time (now, today, once) is not supported.";
    refusal_no_calculation(name: &str) => "{name} 没有写 calculation。", "{name} has no calculation.";

    warning_sheet(name: &str) => "工作表「{name}」没有读。", "The sheet [{name}] is not read.";
    warning_column(name: &str) => "「{name}」列不支持，没有读。", "The column [{name}] is not supported and not read.";
    warning_not_used(name: &str) => "「{name}」在这里不起作用，没有采用。", "[{name}] has no effect here and is left out.";
    warning_no_header => "这些单元格的列没有表头，没有读。", "The column of these cells has no header; they are not read.";
    warning_comment => "没有 type、name 和 label 的行当作注释，没有读。", "A row without type, name and label is taken for a comment.";
    warning_disabled => "disabled 的行没有读。", "A disabled row is left out.";
    warning_appearance => "appearance 在终端里不起作用。", "appearance has no effect in a terminal.";
    warning_other_language(language: &str) => "语言「{language}」没有采用，本程序用中文和英文。", "The language [{language}] is left out; this program has Chinese and English.";
    warning_one_language(column: &str) => "{column} 只有一种文字，中文和英文都用它。", "{column} is in one language only; both texts are the same.";
    warning_one_language_zh(column: &str) => "{column} 没有中文，中文也用这一种文字。", "{column} has no Chinese; the same text stands for it.";
    warning_one_language_en(column: &str) => "{column} 没有英文，英文也用这一种文字。", "{column} has no English; the same text stands for it.";
    warning_untranslated_zh => "这里没有中文，用了另一种文字。", "There is no Chinese here; the other text stands for it.";
    warning_untranslated_en => "这里没有英文，用了另一种文字。", "There is no English here; the other text stands for it.";
    warning_no_label(name: &str) => "{name} 没有 label，用 name 代替。", "{name} has no label; its name stands for it.";
    warning_quotes => "表达式里的弯引号当作直引号。", "Curly quotes in the expression are read as straight ones.";
    warning_case_twins(one: &str, other: &str) => "「{one}」和「{other}」只有大小写不同，容易混淆。", "[{one}] and [{other}] differ in capitals alone and are easily mixed up.";
    warning_group_empty(name: &str) => "分组 {name} 里没有内容，没有采用。", "There is nothing in group {name}; it is left out.";
    warning_metadata(kind: &str) => "{kind} 没有采用：谁在何时检查、改过什么，本程序自己会记。", "{kind} is left out: who visited when, and what was changed, is kept by the program itself.";
    warning_metadata_kept(kind: &str) => "{kind} 被别处引用，作为一项保留。", "{kind} is referred to and kept as an item.";
    warning_any_file(kind: &str) => "{kind} 作为文件附上，本程序不录制。", "{kind} is attached as a file; this program records none.";
    warning_typed(kind: &str) => "{kind} 改为手工输入。", "{kind} is typed by hand.";
    warning_calculated(name: &str) => "{name} 有 calculation，由程序算出，不能填写。", "{name} has a calculation; it is worked out and not asked.";
    warning_trigger => "计算随任何一项改变而更新，不只是 trigger 所指的一项。", "The calculation follows every change and not the trigger alone.";
    warning_read_only => "read_only 只能写 yes 或 no，这里按 no。", "read_only takes yes or no alone; no is taken.";
    warning_no_message => "没有 constraint_message，用一般的提示。", "There is no constraint_message; a general one is used.";
    warning_parameter(found: &str) => "parameters「{found}」没有采用。", "The parameter [{found}] is left out.";
    warning_title(title: &str) => "没有 form_title，名称用「{title}」。", "There is no form_title; the template is called [{title}].";
    warning_id(found: &str, id: &str) => "代号「{found}」改为 {id}：代号只用英文字母、数字、- 和 _。", "The id [{found}] becomes {id}: ids have letters, digits, - and _ alone.";
    warning_version(found: &str) => "版本「{found}」不是整数，改为 1。", "The version [{found}] is no whole number; 1 is taken.";
    warning_default_language(language: &str) => "default_language「{language}」不是中文也不是英文。", "The default_language [{language}] is neither Chinese nor English.";
    warning_group_position => "position(..) 数的是分组，永远是 1。", "position(..) counts the group and is always 1.";
    warning_unasked(column: &str) => "choices 的「{column}」列没有 choice_filter 用到，没有读。", "No choice_filter asks for the column [{column}]; it is not read.";

    spots_more(shown: String, more: usize) => "{shown} 等 {more} 处", "{shown} and {more} more";
    remark_refused(place: String, said: String) => "{place}：{said}", "{place}: {said}";
    remark_warned(place: String, said: String) => "{place}：提示：{said}", "{place}: note: {said}";
    cli_form_refused(count: usize) => "表单有 {count} 处不能采用，没有写出模板。请改好后再试。", "Faults of the form: {count}. No template was written; mend them and try again.";
    cli_form_taken(title: String, path: String, items: usize) => "已写成模板 {title}（{items} 项）：{path}。核对后用 liuyou template add 添加。", "Wrote template {title} ({items} items): {path}. Look it over, then add it with liuyou template add.";
    cli_form_notes(count: usize) => "有 {count} 条提示，请核对。", "Notes: {count}; please look at them.";
    cli_form_exists(path: String) => "{path} 已经存在，没有改动。请换一个文件名。", "{path} exists and was not touched. Name another file.";
}

impl Words {
    /// `survey!C5, C9`: each place once, the sheet once.
    pub fn spots(self, spots: &[Spot]) -> String {
        let mut shown = String::new();
        let mut sheet = None;
        for spot in spots.iter().take(MOST_SPOTS) {
            let place = match sheet == Some(&spot.sheet) {
                true => spot.to_string().split_off(spot.sheet.len() + 1),
                false => spot.to_string(),
            };
            if !shown.is_empty() {
                shown += self.list_comma();
            }
            shown += &place;
            sheet = Some(&spot.sheet).filter(|_| spot.row.is_some());
        }
        match spots.len().checked_sub(MOST_SPOTS) {
            None | Some(0) => shown,
            Some(more) if self.0 == Lang::En => self.spots_more(shown, more),
            Some(_) => self.spots_more(shown, spots.len()),
        }
    }

    pub fn form_remark(self, remark: &Remark) -> String {
        let place = self.spots(&remark.spots);
        let said = self.form_said(&remark.said);
        match remark.said {
            Said::Refused(_) => self.remark_refused(place, said),
            Said::Warned(_) => self.remark_warned(place, said),
        }
    }

    pub fn form_said(self, said: &Said) -> String {
        match said {
            Said::Refused(why) => self.form_refusal(why),
            Said::Warned(of) => self.form_warning(of),
        }
    }

    fn form_refusal(self, why: &Refusal) -> String {
        match why {
            Refusal::NoSurvey => self.refusal_no_survey().into(),
            Refusal::TooLong(most) => self.refusal_too_long(*most),
            Refusal::SheetTwice(name) => self.refusal_sheet_twice(name),
            Refusal::NoColumn(name) => self.refusal_no_column(name),
            Refusal::HeaderTwice(name, other) => self.refusal_header_twice(name, other),
            Refusal::FormulaError(found) => self.refusal_formula(found),
            Refusal::NoType => self.refusal_no_type().into(),
            Refusal::UnknownType(found) => self.refusal_unknown_type(found),
            Refusal::Unsupported(found) => self.refusal_unsupported(found),
            Refusal::NoName => self.refusal_no_name().into(),
            Refusal::BadName(name) => self.refusal_bad_name(name),
            Refusal::BadChoice(name) => self.refusal_bad_choice(name),
            Refusal::NameTwice(name, first) => self.refusal_name_twice(name, &first.to_string()),
            Refusal::NoListName => self.refusal_no_list_name().into(),
            Refusal::ChoiceTwice { list, name, first } => {
                self.refusal_choice_twice(list, name, &first.to_string())
            }
            Refusal::SelectsNothing => self.refusal_selects_nothing().into(),
            Refusal::NoSuchList(list) => self.refusal_no_such_list(list),
            Refusal::OtherFiltered => self.refusal_other_filtered().into(),
            Refusal::EndUnopened(what) => self.refusal_end_unopened(what),
            Refusal::EndCrosses(what, open) => self.refusal_end_crosses(what, open),
            Refusal::NotEnded(name) => self.refusal_not_ended(name),
            Refusal::RepeatInRepeat { inner, outer } => self.refusal_repeat_in_repeat(inner, outer),
            Refusal::RepeatEmpty(name) => self.refusal_repeat_empty(name),
            Refusal::RepeatCount(found) => self.refusal_repeat_count(found),
            Refusal::Expression(text, fault) => {
                self.refusal_expression(text, self.expression_why(&fault.why))
            }
            Refusal::Form(text, why) if text.is_empty() => self.form_why(why),
            Refusal::Form(text, why) => self.refusal_expression(text, self.form_why(why)),
            Refusal::TextReference(name) => self.refusal_text_reference(name),
            Refusal::Parameter(found) => self.refusal_parameter(found),
            Refusal::Default(trouble) => self.refusal_default(self.answer_trouble(trouble)),
            Refusal::OtherFile(found) => self.refusal_other_file(found),
            Refusal::TriggerOfMoment => self.refusal_trigger().into(),
            Refusal::NoCalculation(name) => self.refusal_no_calculation(name),
            Refusal::Template(what) => self.fault(what),
        }
    }

    fn form_warning(self, of: &Warning) -> String {
        match of {
            Warning::UnknownSheet(name) => self.warning_sheet(name),
            Warning::UnknownColumn(name) => self.warning_column(name),
            Warning::NotUsed(name) => self.warning_not_used(name),
            Warning::NoHeader => self.warning_no_header().into(),
            Warning::CommentRow => self.warning_comment().into(),
            Warning::Disabled => self.warning_disabled().into(),
            Warning::Appearance => self.warning_appearance().into(),
            Warning::OtherLanguage(language) => self.warning_other_language(language),
            Warning::OneLanguage(column, None) => self.warning_one_language(column),
            Warning::OneLanguage(column, Some(Lang::Zh)) => self.warning_one_language_zh(column),
            Warning::OneLanguage(column, Some(Lang::En)) => self.warning_one_language_en(column),
            Warning::Untranslated(Lang::Zh) => self.warning_untranslated_zh().into(),
            Warning::Untranslated(Lang::En) => self.warning_untranslated_en().into(),
            Warning::NoLabel(name) => self.warning_no_label(name),
            Warning::Quotes => self.warning_quotes().into(),
            Warning::CaseTwins(one, other) => self.warning_case_twins(one, other),
            Warning::GroupEmpty(name) => self.warning_group_empty(name),
            Warning::Metadata(kind) => self.warning_metadata(kind),
            Warning::MetadataKept(kind) => self.warning_metadata_kept(kind),
            Warning::AnyFile(kind) => self.warning_any_file(kind),
            Warning::Typed(kind) => self.warning_typed(kind),
            Warning::Calculated(name) => self.warning_calculated(name),
            Warning::TriggerAlways => self.warning_trigger().into(),
            Warning::ReadOnlyCondition => self.warning_read_only().into(),
            Warning::NoConstraintMessage => self.warning_no_message().into(),
            Warning::Parameter(found) => self.warning_parameter(found),
            Warning::Title(title) => self.warning_title(title),
            Warning::Id { found, id } => self.warning_id(found, id),
            Warning::Version(found) => self.warning_version(found),
            Warning::DefaultLanguage(language) => self.warning_default_language(language),
            Warning::GroupPosition => self.warning_group_position().into(),
            Warning::ColumnUnasked(column) => self.warning_unasked(column),
        }
    }
}
