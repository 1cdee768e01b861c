//! Words of the command `findings`.

use super::words;

words! {
    cli_about_findings => "问题台账：列出、查看、立项、办理、销号、导出", "Findings: list, show, open, step by step to the end, export";
    cli_help_findings_action => "list 列出，show 查看，open 立项，export 台账，numbers 核对编号
feedback 反馈，report 收到报告，arrange 转待复查
recheck 复查合格，close 销号，sendback 退回，reopen 重新整改
extend 延期，responsible 变更责任人，withdraw 撤销
series 显示或指定本机编号段", "list, show, open, export the ledger, numbers checks them
feedback, report, arrange, recheck, close, sendback
reopen, extend, responsible, withdraw take a step
series shows or sets this laptop's";
    cli_help_findings_name => "问题编号，可写几个；series：编号段", "Numbers of findings; with series the series";
    cli_help_findings_light(lights: &str) => "只列这种灯：{lights}", "Only under this light: {lights}";
    cli_help_findings_state(states: &str) => "只列这种状态：\n{states}", "Only in this state:\n{states}";
    cli_help_findings_area => "只列这个镇街", "Only of this area";
    cli_help_findings_authority => "只列这个主管单位", "Only of this authority";
    cli_help_findings_responsible => "只列此人负责的；open、responsible：责任人", "Only of this person; else who it is to be";
    cli_help_findings_organisation => "只列这家；open：哪家，写名称或信用代码", "Only of this one, by name or code";
    cli_help_findings_all => "连已销号的一起列", "Closed ones too";
    cli_help_findings_fact => "open：问题", "open: what the problem is";
    cli_help_findings_requirement => "open：整改要求", "open: what is required";
    cli_help_findings_deadline => "期限；open 不写则按阶梯推算", "The deadline; open has the usual one without it";
    cli_help_findings_day => "办理日期，不写则为今天", "The day of the step, today if not given";
    cli_help_findings_reason => "说明；延期、退回、撤销等必须写", "The reason; some steps need one";
    cli_help_findings_how(hows: &str) => "recheck：复查方式：{hows}", "recheck: how: {hows}";
    cli_help_findings_reviewer => "close：审核人", "close: the reviewer";
    cli_help_findings_from => "export：统计首日", "export: first day of the figures";
    cli_help_findings_to => "export：统计末日", "export: last day of the figures";
    cli_findings_lights(red: u64, yellow: u64, blue: u64, none: u64, recheck: u64) => "红 {red}  黄 {yellow}  蓝 {blue}  正常 {none}（待复查 {recheck}）", "red {red}, yellow {yellow}, blue {blue}, none {none} (to recheck {recheck})";
    cli_no_such_finding(number: &str, help: &str) => "没有编号为「{number}」的问题。用法见 {help}。", "There is no finding numbered [{number}]. See {help}.";
    cli_numbers_sound => "编号连续，没有缺号和重号。", "The numbers are sound: none is missing, none given twice.";
    cli_series(series: &str) => "本机编号段：{series}", "Series of this laptop: {series}";
    cli_no_series(series: &str, help: &str) => "「{series}」不能作编号段：用 1 至 8 个字母或数字。用法见 {help}。", "[{series}] cannot be a series: 1 to 8 letters or digits. See {help}.";
}
