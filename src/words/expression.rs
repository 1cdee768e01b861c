//! What is wrong with an expression, in words: what stands there, and what should stand there instead.

use super::{Words, words};
use crate::domain::expression::{Kind, Mismatch, Why};
use crate::domain::filling;
use crate::domain::live;

words! {
    expression_empty => "表达式是空的。", "The expression is empty.";
    expression_too_long(most: usize) => "表达式过长，最多 {most} 个字节。", "The expression is longer than {most} bytes.";
    expression_too_deep(most: usize) => "括号套得过深，最多 {most} 层。", "Parentheses stand more than {most} deep inside each other.";
    expression_too_many_patterns(most: usize) => "regex() 用得过多，最多 {most} 个。", "There are more than {most} uses of regex().";
    expression_wrong_character(found: char, meant: &str) => "这里的「{found}」要写成半角的 {meant}。", "Write {meant} in place of the character [{found}].";
    expression_unexpected(found: char) => "看不懂这里的「{found}」。", "The character [{found}] has no meaning here.";
    expression_wrong_operator(found: &str, meant: &str) => "「{found}」要写成 {meant}。", "Write {meant} in place of [{found}].";
    expression_open_text => "引号没有成对。", "A quotation mark is not closed.";
    expression_open_reference => "${ 后面缺少右花括号。", "A closing brace is missing after ${.";
    expression_empty_reference => "${} 里缺少编号。", "There is no name in ${}.";
    expression_number_too_large => "数字过大。", "The number is too large.";
    expression_value_missing => "这里缺少一个数、文字或编号。", "A value is missing here.";
    expression_operator_missing => "这里缺少运算符，例如 and、or、= 或 +。", "An operator is missing here, such as and, or, = or +.";
    expression_open_parenthesis => "左括号没有配上右括号。", "A parenthesis is not closed.";
    expression_unopened(found: char) => "多了一个「{found}」。", "There is one [{found}] too many.";
    expression_unknown_function(name: &str) => "没有 {name}() 这个函数。", "There is no function {name}().";
    expression_meant_function(name: &str, meant: &str) => "没有 {name}() 这个函数，应是 {meant}()。", "There is no function {name}(); {meant}() may be meant.";
    expression_unsupported_function(name: &str) => "本程序不支持 {name}() 函数。", "This program does not have the function {name}().";
    expression_few_arguments(function: &str, found: usize, least: usize) => "{function}() 至少要 {least} 个参数，这里有 {found} 个。", "{function}() takes at least {least} arguments and has {found}.";
    expression_many_arguments(function: &str, found: usize, most: usize) => "{function}() 最多 {most} 个参数，这里有 {found} 个。", "{function}() takes at most {most} arguments and has {found}.";
    expression_bare_name(name: &str) => "「{name}」前后要加引号；如果是编号，写成 ${{{name}}}。", "Put [{name}] into quotes, or write ${{{name}}} for the answer of that name.";
    expression_bare_meant(name: &str, meant: &str) => "「{name}」应写成 {meant}。", "Write {meant} in place of [{name}].";
    expression_path(path: &str) => "不支持路径「{path}」，请用 ${{编号}}。", "Paths such as [{path}] are not taken; write ${{name}}.";
    expression_quoted_reference(name: &str) => "引号里的 ${{{name}}} 只是文字。请去掉引号，或用 concat() 连接。", "${{{name}}} inside quotes is plain text. Leave the quotes out, or use concat().";
    expression_reference_wanted(function: &str) => "{function}() 的这个参数要写成 ${{编号}}。", "This argument of {function}() must be ${{name}}.";
    expression_literal_wanted(function: &str) => "{function}() 的这个参数要直接写在引号里。", "This argument of {function}() must be written out in quotes.";
    expression_pattern(fault: &str) => "regex() 的式样不对：{fault}", "The pattern of regex() is wrong: {fault}";
    expression_format_letter(letter: char) => "日期格式里没有 %{letter}。", "Date formats have no %{letter}.";

    misfit_unknown(name: &str) => "没有编号为 {name} 的检查项。", "There is no item {name}.";
    misfit_no_column(name: &str) => "选项表没有「{name}」这一列。", "The choices have no column [{name}].";
    misfit_repeated(name: &str) => "{name} 可重复填写，有多个值；请用 sum()、count() 等，或 indexed-repeat() 指定第几次。", "{name} stands in a repeat and has many values; use sum(), count() and their like, or indexed-repeat().";
    misfit_no_value(name: &str) => "{name} 是部分或说明，没有值。", "{name} is a section or a note and has no value.";
    misfit_no_set => "这里要写 ${编号}。", "${name} must stand here.";
    misfit_not_a_repeat(name: &str) => "{name} 不可重复填写。", "{name} is not repeated.";
    misfit_not_within(item: &str, repeat: &str) => "{item} 不在 {repeat} 里。", "{item} does not stand in {repeat}.";
    misfit_outer_repeat(name: &str) => "{name} 还在另一个可重复的部分里，也要写明第几次。", "{name} stands inside another repeat, which must be named too.";
    misfit_not_repeated => "position() 只能用在可重复填写的部分里。", "position() means something inside a repeat only.";
    misfit_no_own_value => "这里没有「.」所指的答案。", "There is no answer that [.] could mean here.";
    misfit_no_choices(name: &str) => "{name} 没有选项。", "{name} has no choices.";
    misfit_no_number(kind: &str) => "{kind}不能用来计算或比大小。", "A value of kind {kind} cannot be calculated with or ordered.";
    misfit_text_no_number(text: &str) => "「{text}」不是数字。", "[{text}] is no number.";
    misfit_text_no_date(text: &str) => "「{text}」不是日期或时间。", "[{text}] is no date or time.";
    misfit_text_no_yes_no(text: &str) => "这里只能是 'yes' 或 'no'，不能是「{text}」。", "Only 'yes' or 'no' can stand here, not [{text}].";
    misfit_compared(left: &str, right: &str) => "{left}不能同{right}比较。", "A value of kind {left} is never like one of kind {right}.";
    misfit_dates_added => "两个日期不能相加。", "Two dates cannot be added.";
    misfit_no_selection(kind: &str) => "{kind}不是选择题，不能用 selected() 等函数。", "A value of kind {kind} is no selection for selected() and its like.";
    misfit_code_not_quoted => "选项代码要加引号。", "The code of a choice must be quoted.";
    misfit_no_date(kind: &str) => "{kind}不能当作日期。", "A value of kind {kind} is no date.";

    form_ring(names: String) => "互相依赖成圈，算不出来：{names}。", "These depend on each other in a ring and can never be worked out: {names}.";
    form_own_value => "「.」和省略的参数只能写在 limit 和 warn 里。", "[.], and arguments left out, may stand in limit and warn alone.";
    form_once => "once() 只能写在 computed 里。", "once() may stand in computed alone.";
    form_no_choices => "没有选项，不能写 filter。", "There are no choices for a filter.";
    form_name(name: &str) => "编号「{name}」为空、重复或位置不对。", "The name [{name}] is empty, given twice or out of place.";
    form_too_deep(most: usize) => "可重复的部分套得过深，最多 {most} 层。", "Repeats stand more than {most} deep inside each other.";
    form_text(name: &str) => "文字里提到 ${{{name}}}，但这里没有这个值。", "The text speaks of ${{{name}}}, which has no value here.";

    value_number => "数字", "number";
    value_text => "文字", "text";
    value_date => "日期", "date";
    value_moment => "日期时间", "date with time";
    value_time => "时间", "time of day";
    value_one => "单选答案", "choice";
    value_several => "多选答案", "several choices";
    value_yes_no => "是否答案", "yes or no";
    value_truth => "真假值", "true or false";
    value_days => "天数", "days";
    value_repeat => "可重复的部分", "repeat";
    value_group => "部分", "section";
    value_any => "值", "value";
}

impl Words {
    pub fn expression_why(self, why: &Why) -> String {
        match why {
            Why::Empty => self.expression_empty().into(),
            Why::TooLong { most } => self.expression_too_long(*most),
            Why::TooDeep { most } => self.expression_too_deep(*most),
            Why::TooManyPatterns { most } => self.expression_too_many_patterns(*most),
            Why::WrongCharacter { found, meant } => self.expression_wrong_character(*found, meant),
            Why::Unexpected(found) => self.expression_unexpected(*found),
            Why::WrongOperator { found, meant } => self.expression_wrong_operator(found, meant),
            Why::OpenText => self.expression_open_text().into(),
            Why::OpenReference => self.expression_open_reference().into(),
            Why::EmptyReference => self.expression_empty_reference().into(),
            Why::NumberTooLarge => self.expression_number_too_large().into(),
            Why::ValueMissing => self.expression_value_missing().into(),
            Why::OperatorMissing => self.expression_operator_missing().into(),
            Why::OpenParenthesis => self.expression_open_parenthesis().into(),
            Why::Unopened(found) => self.expression_unopened(*found),
            Why::UnknownFunction { name, meant: None } => self.expression_unknown_function(name),
            Why::UnknownFunction {
                name,
                meant: Some(meant),
            } => self.expression_meant_function(name, meant),
            Why::UnsupportedFunction(name) => self.expression_unsupported_function(name),
            Why::ArgumentCount {
                function,
                found,
                least,
                most,
            } => match most {
                Some(most) if found > most => {
                    self.expression_many_arguments(function, *found, *most)
                }
                _ => self.expression_few_arguments(function, *found, *least),
            },
            Why::BareName { name, meant: None } => self.expression_bare_name(name),
            Why::BareName {
                name,
                meant: Some(meant),
            } => self.expression_bare_meant(name, meant),
            Why::Path(path) => self.expression_path(path),
            Why::QuotedReference(name) => self.expression_quoted_reference(name),
            Why::ReferenceWanted { function } => self.expression_reference_wanted(function),
            Why::LiteralWanted { function } => self.expression_literal_wanted(function),
            Why::Pattern(fault) => self.expression_pattern(fault.trim()),
            Why::FormatLetter(letter) => self.expression_format_letter(*letter),
        }
    }

    pub fn mismatch(self, why: &Mismatch) -> String {
        match why {
            Mismatch::Unknown(name) => self.misfit_unknown(name),
            Mismatch::NoColumn(name) => self.misfit_no_column(name),
            Mismatch::Repeated(name) => self.misfit_repeated(name),
            Mismatch::NoValue(name) => self.misfit_no_value(name),
            Mismatch::NoSet => self.misfit_no_set().into(),
            Mismatch::NotARepeat(name) => self.misfit_not_a_repeat(name),
            Mismatch::NotWithin { item, repeat } => self.misfit_not_within(item, repeat),
            Mismatch::OuterRepeatMissing(name) => self.misfit_outer_repeat(name),
            Mismatch::NotRepeated => self.misfit_not_repeated().into(),
            Mismatch::NoOwnValue => self.misfit_no_own_value().into(),
            Mismatch::NoChoices(name) => self.misfit_no_choices(name),
            Mismatch::NoNumber(kind) => self.misfit_no_number(self.value_kind(*kind)),
            Mismatch::TextIsNoNumber(text) => self.misfit_text_no_number(text),
            Mismatch::TextIsNoDate(text) => self.misfit_text_no_date(text),
            Mismatch::TextIsNotYesNo(text) => self.misfit_text_no_yes_no(text),
            Mismatch::Compared(left, right) => {
                self.misfit_compared(self.value_kind(*left), self.value_kind(*right))
            }
            Mismatch::DatesAdded => self.misfit_dates_added().into(),
            Mismatch::NoSelection(kind) => self.misfit_no_selection(self.value_kind(*kind)),
            Mismatch::CodeNotQuoted => self.misfit_code_not_quoted().into(),
            Mismatch::NoDate(kind) => self.misfit_no_date(self.value_kind(*kind)),
        }
    }

    pub fn form_why(self, why: &live::Why) -> String {
        match why {
            live::Why::Misfit(misfit) => self.mismatch(&misfit.why),
            live::Why::Ring(names) => self.form_ring(names.join(" - ")),
            live::Why::OwnValue => self.form_own_value().into(),
            live::Why::Once => self.form_once().into(),
            live::Why::NoChoices => self.form_no_choices().into(),
            live::Why::NameMissing | live::Why::NameTwice => self.form_name(""),
            live::Why::NoParent(name) => self.form_name(name),
            live::Why::TooDeep { most } => self.form_too_deep(*most),
        }
    }

    /// What is wrong with one expression or text of a template.
    pub fn wrong_expression(self, why: &filling::Why) -> String {
        match why {
            filling::Why::Expression(fault) => self.expression_why(&fault.why),
            filling::Why::Form(why) => self.form_why(why),
            filling::Why::Text(name) => self.form_text(name),
        }
    }

    fn value_kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Number => self.value_number(),
            Kind::Text => self.value_text(),
            Kind::Date => self.value_date(),
            Kind::Moment => self.value_moment(),
            Kind::Time => self.value_time(),
            Kind::One => self.value_one(),
            Kind::Several => self.value_several(),
            Kind::YesNo => self.value_yes_no(),
            Kind::Truth => self.value_truth(),
            Kind::Days => self.value_days(),
            Kind::Repeat => self.value_repeat(),
            Kind::Group => self.value_group(),
            Kind::Any => self.value_any(),
        }
    }
}
