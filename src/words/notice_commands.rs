//! Words of `liuyou notice`: its help, and what it answers. Help lines fit 80 columns.

use super::words;

words! {
    cli_about_notice => "文书：拟稿、编号发出、送达、回复、打印、登记簿", "Notices: draft, issue, serve, answer, print, registers";
    cli_help_notice_action => "list 列出，show 查看，new 拟稿，issue 发出，serve 送达\nreply 回复，talk 登记约谈，withdraw 撤回，print 打印\nregister 登记簿，numbers 号段和核对，office 发文机关", "list, show, new, issue, serve, reply, talk,\nwithdraw, print; register of a period;\nnumbers: blocks and faults; office: who issues";
    cli_help_notice_name => "发文字号或序号；new 问题编号；print 检查或问题；\noffice 写 名称=内容", "Document number or id; new: findings; print --sheet:\na visit or a finding; office: NAME=VALUE";
    cli_help_notice_kind(kinds: &str) => "文种：{kinds}", "{kinds}";
    cli_help_notice_stage(stages: &str) => "list：{stages}", "list: {stages}";
    cli_help_notice_organisation => "list：这家的；new：这家未销号的问题", "list: of this one; new: its open findings";
    cli_help_notice_authority => "new：督办函致主管单位", "new: the letter goes to the authority";
    cli_help_notice_period => "new 通报：季度，如 2026Q3", "new circular: a quarter, such as 2026Q3";
    cli_help_notice_to => "new：主送单位，可写多次", "new: addressee; may be repeated";
    cli_help_notice_deadline => "new：整改期限，不写则按阶梯", "new: the deadline, else the ladder's";
    cli_help_notice_replaces => "new：更正哪一份", "new: the notice that it corrects";
    cli_help_notice_body => "new：正文取自这个文件，每段一行", "new: the text, a line a paragraph";
    cli_help_notice_number => "issue：指定发文字号，不写则取下一个", "issue: this number, else the next one";
    cli_help_notice_day => "办理日期，不写则为今天", "The day, today if not given";
    cli_help_notice_way(ways: &str) => "serve：{ways}", "serve: {ways}";
    cli_help_notice_taker => "serve：收件人", "serve: who took it";
    cli_help_notice_receipt => "serve：回证已收回", "serve: the receipt came back";
    cli_help_notice_reason => "reply 回复内容，withdraw 撤回原因", "reply: what; withdraw: why";
    cli_help_notice_time => "talk：约谈时间，如 \"2026-11-30 09:00\"", "talk: when, such as \"2026-11-30 09:00\"";
    cli_help_notice_place => "talk：约谈地点", "talk: where";
    cli_help_notice_person => "talk：被约谈人及职务", "talk: who came, with office";
    cli_help_notice_talker => "talk：约谈人，可写多次", "talk: who talked; may be repeated";
    cli_help_notice_statement => "talk：被约谈人陈述", "talk: what was stated";
    cli_help_notice_promises => "talk：整改承诺和时限", "talk: what was promised";
    cli_help_notice_refusal => "talk：拒签说明", "talk: why it was not signed";
    cli_help_notice_sheet => "print：feedback 检查的反馈单，closing 问题的销号单，\nservice 送达回证，talk 约谈记录", "print: feedback of a visit, closing of a finding,\nservice or talk of a notice";
    cli_help_notice_talks => "register：约谈台账", "register: that of talks";
    cli_help_notice_from => "list、register：首日", "list, register: first day";
    cli_help_notice_to_day => "list、register：末日", "list, register: last day";
    cli_help_notice_format => "print：docx、html\nregister：text、csv、xlsx、html、json", "print: docx, html\nregister: text, csv, xlsx, html, json";
    cli_help_notice_block => "numbers：本机号段，如 1-50；off 清除", "numbers: this laptop's block, as 1-50; off: none";
    cli_help_notice_mark => "numbers：号段的机关代字", "numbers: the block's mark";
    cli_help_notice_year => "numbers：号段的年份，不写则为今年", "numbers: the block's year, else this one";
    cli_sheet_without_number(number: &str, help: &str) => "现场反馈单不编文号，不能用「{number}」。用法见 {help}。", "An on-site sheet has no number; [{number}] cannot be given. See {help}.";
    cli_no_such_notice(name: &str, help: &str) => "没有文书「{name}」。用 liuyou notice list 查看有哪些，用法见 {help}。", "There is no notice [{name}]. liuyou notice list shows them; see {help}.";
    cli_no_such_setting(name: &str, known: &str, help: &str) => "没有设定「{name}」，可用的有：{known}。用法见 {help}。", "There is no setting [{name}]; there are: {known}. See {help}.";
    cli_not_a_quarter(text: &str, help: &str) => "「{text}」不是季度，请写成 2026Q3 这样。用法见 {help}。", "[{text}] is no quarter; write it like 2026Q3. See {help}.";
    cli_not_a_block(text: &str, help: &str) => "「{text}」不是号段，请写成 1-50 这样。用法见 {help}。", "[{text}] is no block of numbers; write it like 1-50. See {help}.";
    cli_block_overlaps(other: String) => "与已有的号段 {other} 重叠。", "It shares numbers with the block {other}.";
    cli_not_a_number_of_ours(text: &str, help: &str) => "「{text}」不是发文字号，应写成「代字〔2026〕3号」。用法见 {help}。", "[{text}] is no document number. See {help}.";
    cli_number_off_standard(number: &str) => "提示：规范写法为 {number}。", "Note: by the standard it is written {number}.";
    cli_block(first: String, last: String) => "本机号段：{first} 至 {last}", "This laptop's numbers: {first} to {last}";
    cli_no_blocks => "本机没有分配号段，按已知的最大号顺延。", "No block is assigned; it counts on from the highest known.";
    cli_document_numbers_sound => "文号没有缺号和重号。", "No number is missing or given twice.";
    cli_notice_nothing_open => "没有未销号的问题可以写入文书。", "There is no open finding to put into it.";
    cli_format_not_for(format: &str, action: &str, help: &str) => "{action} 不能用格式「{format}」。用法见 {help}。", "[{action}] has no format [{format}]. See {help}.";
}
