//! What is said while a form is filled: of answers that are none, of choices, repeats and what is still missing.

use super::words;

words! {
    answer_label => "答案", "Answer";
    required_mark => "必填", "required";
    hint_label => "填写说明", "Note";
    note_label => "说明", "Note";
    computed_label => "自动计算", "Worked out";
    not_computed => "相关项填写后自动得出", "comes out of other answers";
    yuan => "元", "yuan";
    pair_ledger => "台账", "Ledger";
    pair_site => "实地", "Found";
    pair_apart => "相差", "Apart";
    pair_same => "账实相符", "ledger and site agree";
    pair_hint => "按 = 填台账数，Enter 保存", "= as the ledger has it";
    date_hint => "按 = 填当天，可写 20261124", "= is today; or as 20261124";
    time_hint => "如 9:00 或 14:30，Enter 保存", "such as 14:30; Enter saves";
    file_hint => "按 F12 附上文件，这里写文件名", "F12 attaches it; its name goes here";
    typed_hint => "Enter 保存并到下一项", "Enter saves and goes on";
    several_hint => "按数字逐个选，再按一次取消，Enter 到下一项", "Digits choose and take back; Enter goes on";
    many_hint => "选项较多，按 Enter 打开查找", "Many choices: Enter opens the list";
    add_line(name: &str) => "再加一项：{name}", "One more: {name}";
    add_none(name: &str) => "还没有填写，按 Enter 或 1 增加一项：{name}", "None yet; Enter or 1 adds one: {name}";
    add_some(n: usize) => "已有 {n} 项", "{n} so far";
    add_key => "增加一项", "Add one";
    take_away_key => "删去一项", "Take one away";
    take_away_title => "删去哪一项", "Take which one away";
    taken_away(n: u32) => "已删去第 {n} 项，后面的依次前移。按 F4 撤销。", "Number {n} is taken away and later ones move up. F4 takes it back.";
    instance_line(n: u32) => "第 {n} 项", "No. {n}";
    no_more_of_it(n: u32) => "最多填 {n} 项。", "No more than {n} can be filled in.";
    choose_answer_title => "选择答案", "Choose an answer";
    can_be_skipped => "可免检", "can be skipped";
    finding_label => "问题", "Finding";
    open_finding(number: &str, state: &str, deadline: String) => "{number} {state}，期限 {deadline}", "{number} {state}, due {deadline}";
    open_problem => "未解决", "Open";
    no_changes => "与上次相比没有变化。", "Nothing has changed since last time.";
    nothing_before => "这是首次填写，没有上次可比。", "This is the first one; there is nothing to compare with.";
    warning(text: &str) => "提醒：{text}", "Note: {text}";
    limit_now(text: &str) => "超出限定：{text}", "Out of its limit: {text}";
    stray_choice => "所选项已不在可选范围内，请重新选择。", "What was chosen is no longer offered; choose again.";
    confirm_only => "写好后按 Enter 确认，按 Esc 放弃。", "Enter confirms what is typed, Esc drops it.";
    required_answered => "该填的都已填好，按 F9 完成；其余可以不填。", "All that is needed is filled in; F9 finishes, the rest is optional.";
    finished_record => "已完成并保存。", "Finished and saved.";
    finish_required(n: usize, items: String) => "必填项还有 {n} 项未填，填好才能完成：{items}", "{n} required items are empty and hold up the finish: {items}";
    finish_broken(n: usize, items: String) => "有 {n} 项超出限定，改好才能完成：{items}", "{n} items are out of their limits and hold up the finish: {items}";
    finish_record_complete => "可以完成。", "Ready to be finished.";
    finish_keys_held => "Enter 去填写   Esc 返回", "Enter go there   Esc back";
    finish_held => "还不能完成，请先填好必填项和超出限定的项。", "It cannot be finished yet: something required is empty, or out of its limit.";
    key_save_and_next => "保存", "save";
    key_drop_or_back => "返回", "back";
    key_next_changed => "下个有变化", "next changed";
    key_previous_changed => "上个有变化", "previous changed";
}
