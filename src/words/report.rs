//! Words of reports: their headings and columns, the screens that show them, and the command that writes them.

use super::{Words, words};
use crate::domain::coverage::Division;
use crate::domain::export::{ReportFormat, ReportSubject};

words! {
    report_coverage => "社会组织党的组织和工作覆盖情况", "Coverage report";
    report_ranking => "覆盖率排名", "Coverage ranking";
    report_rates => "各项比率", "Rates";
    report_branches => "党组织构成", "Party organisations by form";
    report_parts_area => "按镇街", "By area";
    report_parts_authority => "按业务主管单位", "By authority";
    report_parts_kind => "按组织类别", "By kind";
    report_branches_twice => "联合党组织跨部分覆盖的，在各部分都列入，各部分党组织之和因此多于合计。",
        "A joint branch that covers organisations of several parts stands in each of them, so that the parts add up to more than the total.";
    report_trend => "历次快照", "Trend over the snapshots";
    report_excluded => "空壳、注销、不在本级的单位", "Shells, deregistered and registered elsewhere";
    report_notes => "说明", "Notes";
    report_no_rows => "没有", "none";
    report_ranking_off => "排名已关闭。以下按名称排列，不分先后。", "Ranking is switched off. The parts are listed by name, without places.";
    report_ranking_on(date: String) => "按组织覆盖率从高到低，比率相同的名次相同；分母为各自计入的家数。增减为与 {date} 快照相比的百分点。",
        "By organisation coverage, highest first; equal shares have one place. Each is over its own number counted. Change in points since the snapshot of {date}.";
    report_ranking_alone => "按组织覆盖率从高到低，比率相同的名次相同；分母为各自计入的家数。",
        "By organisation coverage, highest first; equal shares have one place. Each is over its own number counted.";

    coverage => "覆盖率", "Coverage";
    counting => "正在统计", "Counting";
    not_counted => "没有统计出来。按 F3 重新统计。", "Nothing was counted. F3 counts again.";
    still_counting => "正在统计，请稍候再存快照。", "Still counting; freeze when it is done.";
    no_earlier_snapshot => "还没有同一口径的较早快照。按 F7 存一份，过后就能看增长。", "No earlier snapshot by this rule yet. F7 freezes one to grow from.";
    column_fraction => "分子/分母", "Fraction";
    column_behind => "名单", "List";
    counted_today => "今日", "today";
    title_earlier => "从哪次算起", "Since which counting";
    title_later => "算到哪次", "Up to which counting";
    listing_of_part(part: &str, list: &str) => "{part}：{list}", "{part}: {list}";
    listing_empty => "名单上没有单位。", "The list is empty.";
    report_growth_title => "增长情况", "Growth";
    report_growth_between(from: String, to: String) => "{from} 至 {to}", "From {from} to {to}";
    report_to_file(title: &str) => "导出：{title}", "Write: {title}";
    report_written(files: String) => "已写出：{files}", "Written: {files}";
    hint_report_html => "图表都在文件里，用浏览器打开，可直接打印（A4）。", "Charts are in the file; open it in a browser, it prints on A4.";
    hint_report_xlsx => "每张表一个工作表，比率为数字。Excel、WPS 可打开。", "A sheet for each table, percents as numbers; for Excel or WPS.";
    hint_report_csv => "每张表一个文件，图不包含在内。", "A file for each table, without the charts.";
    hint_report_text => "与屏幕上一样的纯文本。", "Plain text, as on the screen.";
    hint_report_json => "供其他程序读取，各键固定。", "For other programs; the keys are stable.";
    key_coverage => "覆盖率", "coverage";
    key_names => "名单", "list";
    key_rule => "口径", "rule";
    key_division => "分组", "parts";
    key_ranking => "排名", "rank";
    key_switch_ranking => "开关排名", "switch";
    key_freeze => "存快照", "freeze";
    key_growth => "增长", "growth";
    key_report_file => "导出", "file";
    key_earlier => "从哪次", "since";
    key_later => "到哪次", "up to";
    key_scroll_down => "下翻", "down";
    key_shift_right => "右移", "more";
    key_shift_left => "左移", "to the left";

    report_format_text => "文本", "Text";
    report_format_csv => "CSV 表格", "CSV tables";
    report_format_xlsx => "XLSX 工作簿", "XLSX workbook";
    report_format_html => "网页（含图，可打印）", "Web page (charts, prints well)";
    report_format_json => "JSON（供其他程序）", "JSON, for other programs";

    column_total => "合计", "Total";
    column_registered => "在册", "Registered";
    column_rate => "指标", "Rate";
    column_percent => "比率", "Percent";
    column_numerator => "分子", "Numerator";
    column_denominator => "分母", "Denominator";
    column_counting => "口径", "Counted by";
    column_as_of => "时点", "As of";
    column_part_area => "镇街", "Area";
    column_part_authority => "业务主管单位", "Authority";
    column_part_kind => "组织类别", "Kind";
    column_place => "名次", "Place";
    column_counted => "计入", "Counted";
    column_covered => "已覆盖", "Covered";
    column_organisation_rate => "组织覆盖率", "Organisation";
    column_worked => "工作覆盖", "Worked";
    column_work_rate => "工作覆盖率", "Work";
    column_excluded_count => "空壳等", "Excluded";
    column_branches => "党组织", "Branches";
    column_branch_form_name => "组建方式", "Form";
    column_earlier => "原来", "Before";
    column_later => "现在", "Now";
    column_points => "增减（百分点）", "Points";
    column_remark_mismatch => "说明", "Note";

    cli_about_report => "生成覆盖、排名等报告", "Make reports: coverage, ranking and others";
    cli_help_report_subject(all: &str) => "{all}", "{all}";
    cli_help_report_format => "文件格式：text、csv、xlsx、html、json，默认 text", "Format: text (default), csv, xlsx, html, json";
    cli_help_report_rule => "统计口径编号；任务报告为组建规则编号", "Id of the counting rule; for tasks, of the rule set";
    cli_help_report_stage => "行动报告的阶段：progress、midterm、final", "Stage of a campaign: progress, midterm or final";
    cli_help_report_out => "写到哪个文件；text、json 不写则显示出来", "File to write; text and json are printed without it";
    cli_help_report_by => "分组：镇街 area、主管单位 authority、类别 kind", "Divide by area, authority or kind";
    cli_report_needs_out(format: &str, help: &str) => "{format} 格式要用 --out 指定写到哪个文件。用法见 {help}。",
        "The format {format} needs --out with the file to write. See {help}.";

    mismatch_counting => "统计规则已改，不可比", "Rule changed, not comparable";
    mismatch_base(earlier: u64, later: u64) => "分母由 {earlier} 变为 {later}", "Base from {earlier} to {later}";
}

impl Words {
    pub fn report_parts(self, division: Division) -> &'static str {
        match division {
            Division::Area => self.report_parts_area(),
            Division::Authority => self.report_parts_authority(),
            Division::Kind => self.report_parts_kind(),
        }
    }

    pub fn column_part(self, division: Division) -> &'static str {
        match division {
            Division::Area => self.column_part_area(),
            Division::Authority => self.column_part_authority(),
            Division::Kind => self.column_part_kind(),
        }
    }

    pub fn report_title(self, subject: ReportSubject) -> &'static str {
        match subject {
            ReportSubject::Coverage => self.report_coverage(),
            ReportSubject::Ranking => self.report_ranking(),
            ReportSubject::People => self.report_people(),
            ReportSubject::Campaign => self.report_campaign(),
            ReportSubject::Tasks => self.report_tasks(),
            ReportSubject::Findings => self.report_findings(),
            ReportSubject::Notices => self.report_notices(),
            ReportSubject::Talks => self.report_talks(),
            ReportSubject::Plan => self.plan_title(),
            ReportSubject::Round | ReportSubject::Rounds => self.rounds(),
        }
    }

    pub fn report_format_name(self, format: ReportFormat) -> &'static str {
        match format {
            ReportFormat::Text => self.report_format_text(),
            ReportFormat::Csv => self.report_format_csv(),
            ReportFormat::Xlsx => self.report_format_xlsx(),
            ReportFormat::Html => self.report_format_html(),
            ReportFormat::Json => self.report_format_json(),
        }
    }
}
