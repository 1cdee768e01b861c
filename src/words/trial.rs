//! Trying a template out: what a case expected and what came, and what no filling could reach or answer.

use super::{Words, words};
use crate::domain::trial::{Miss, Zero};

words! {
    cli_case_passed(name: &str) => "通过    {name}", "passed  {name}";
    cli_case_failed(name: &str) => "未通过  {name}", "failed  {name}";
    cli_cases_sound(title: String, cases: usize) => "{title} 的 {cases} 个测试全部通过。", "All {cases} tests of {title} pass.";
    cli_cases_failed(failed: usize, cases: usize) => "{cases} 个测试里有 {failed} 个未通过。", "{failed} of {cases} tests fail.";
    cli_explored(title: String, fillings: usize) => "{title} 没有写 [[test]]，自动填了 {fillings} 遍。", "{title} has no [[test]]; it was filled {fillings} times.";
    cli_explored_sound => "每一项都能问到，必填的都能作答。", "Every item is reached, and every required one can be answered.";
    cli_explored_failed(count: usize) => "自动试填发现 {count} 处问题。", "Filling it found faults: {count}.";

    miss_value(address: &str, wanted: &str, found: &str) => "{address} 应为「{wanted}」，得到「{found}」", "{address} should be [{wanted}] and is [{found}]";
    miss_not_shown(address: &str) => "{address} 应显示，没有显示", "{address} should be asked and is hidden";
    miss_not_hidden(address: &str) => "{address} 应隐藏，却显示了", "{address} should be hidden and is asked";
    miss_score(wanted: &str, found: &str) => "得分应为 {wanted}，得到 {found}", "The score should be {wanted} and is {found}";
    miss_list(key: &str, wanted: String, found: String) => "{key} 应为 [{wanted}]，得到 [{found}]", "{key} should be [{wanted}] and is [{found}]";
    explored_never(item: &str) => "{item} 从来没有问到", "{item} is never asked";
    explored_never_when(item: &str, conditions: String) => "{item} 从来没有问到，条件：{conditions}", "{item} is never asked; it stands under {conditions}";
    explored_unanswerable(item: &str) => "{item} 必填，但试过的答案都不被接受", "{item} is required, and no answer tried is taken";
    explored_unguessed(item: &str) => "提示：{item} 必填，答案须合 regex() 的式样，自动试填没有猜中，请自己试一遍", "note: {item} is required and its limit is a pattern that was not guessed; try it yourself";
    explored_zero(item: &str, divisor: &str) => "提示：{item} 的除数 {divisor} 可能为 0，这时结果为空", "note: {item} may divide by zero ({divisor}) and is then empty";
}

impl Words {
    pub fn miss(self, miss: &Miss) -> String {
        match miss {
            Miss::Value {
                address,
                wanted,
                found,
            } => self.miss_value(address, wanted, found),
            Miss::NotShown(address) => self.miss_not_shown(address),
            Miss::NotHidden(address) => self.miss_not_hidden(address),
            Miss::Score { wanted, found } => self.miss_score(wanted, found),
            Miss::List { key, wanted, found } => {
                self.miss_list(key, wanted.join(", "), found.join(", "))
            }
        }
    }

    pub fn never_shown(self, item: &str, conditions: &[String]) -> String {
        match conditions {
            [] => self.explored_never(item),
            conditions => self.explored_never_when(item, conditions.join(self.list_comma())),
        }
    }

    pub fn zero(self, zero: &Zero) -> String {
        self.explored_zero(&zero.item, &zero.divisor)
    }
}
