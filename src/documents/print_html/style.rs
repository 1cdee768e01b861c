//! The style sheet of a paper: A4 with the margins of GB/T 9704-2012, fonts by name with what may stand in for them.

use crate::domain::paper::Form;

pub fn style(form: Form) -> String {
    let page = match form {
        Form::Document => DOCUMENT_PAGE.to_owned(),
        Form::Letter => format!("{DOCUMENT_PAGE}{LETTER_PAGE}"),
        Form::Sheet => SHEET_PAGE.to_owned(),
    };
    page + COMMON
}

const DOCUMENT_PAGE: &str = "
@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm; }
@page :right { @bottom-right { content: '\\2014\\a0' counter(page) '\\a0\\2014'; font: 14pt SimSun, 宋体, 'Noto Serif CJK SC', serif;
  vertical-align: top; padding: 4.5mm 14pt 0 0; } }
@page :left { @bottom-left { content: '\\2014\\a0' counter(page) '\\a0\\2014'; font: 14pt SimSun, 宋体, 'Noto Serif CJK SC', serif;
  vertical-align: top; padding: 4.5mm 0 0 14pt; } }
";

const LETTER_PAGE: &str = "
@page :first { margin-top: 30mm; @bottom-right { content: none; } @bottom-center { content: ''; width: 156mm; vertical-align: bottom;
  height: 1.6mm; border-top: .75pt solid #f00; border-bottom: 2.5pt solid #f00; margin-bottom: 20mm; } }
";

const SHEET_PAGE: &str = "
@page { size: 210mm 297mm; margin: 22mm 26mm 18mm 28mm; @bottom-center { content: '第 ' counter(page) ' 页　共 ' counter(pages) ' 页';
  font: 10.5pt SimSun, 宋体, 'Noto Serif CJK SC', serif; } }
";

const COMMON: &str = "
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; line-break: strict; text-autospace: no-autospace; -webkit-print-color-adjust: exact;
  print-color-adjust: exact;
  font: 16pt/28.95pt 仿宋_GB2312, 仿宋, FangSong, STFangsong, 'Noto Serif CJK SC', 'Source Han Serif SC', serif; }
main { width: 156mm; margin: 0 auto; letter-spacing: -.25pt; }
p, h1, h2 { margin: 0; }
.mark { color: #f00; text-align: center; line-height: 1.2; white-space: nowrap;
  font-family: 方正小标宋简体, FZXiaoBiaoSong-B05S, 华文中宋, STZhongsong, 宋体, SimSun, 'Noto Serif CJK SC', serif; }
.document .mark { padding-top: 34mm; }
.document .number { margin-top: 57.9pt; text-align: center; }
.rule { height: 0; margin-top: 2.3mm; border-top: 1.5pt solid #f00; }
.letter header { padding-top: 0; }
.double { height: 1.6mm; margin: 2.3mm -6mm 0 -8mm; border-top: 2.5pt solid #f00; border-bottom: .75pt solid #f00; }
.letter .number { margin-top: 1.4mm; text-align: right; }
h1, h2 { font: 22pt/35pt 方正小标宋简体, FZXiaoBiaoSong-B05S, 华文中宋, STZhongsong, 宋体, SimSun, 'Noto Serif CJK SC', serif;
  text-align: center; letter-spacing: 0; break-after: avoid; }
h1 { padding: 57.9pt 0 28.95pt; }
.sheet h1 { padding: 0 0 6pt; }
.text { text-indent: 2em; text-align: justify; orphans: 2; widows: 2; }
.heading { break-after: avoid; }
.one { font-family: 黑体, SimHei, STHeiti, 'Noto Sans CJK SC', sans-serif; }
.two { font-family: 楷体_GB2312, 楷体, KaiTi, STKaiti, 'AR PL UKai CN', serif; }
.sheet .text { font-size: 14pt; line-height: 23pt; }
.above { display: flex; justify-content: space-between; font-size: 14pt; line-height: 22pt; }
.gap { height: 8pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 12pt; line-height: 19pt; letter-spacing: 0; }
caption, th { font-family: 黑体, SimHei, STHeiti, 'Noto Sans CJK SC', sans-serif; font-weight: normal; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .5pt solid #000; padding: 2pt 3.5pt; overflow-wrap: anywhere; }
th { text-align: center; }
td.centre { text-align: center; }
td.right { text-align: right; }
.foot { text-align: right; line-height: 24pt; white-space: pre-wrap; }
.foot:first-of-type { margin-top: 12pt; }
.remark { font-size: 12pt; line-height: 19pt; padding-top: 4pt; }
.attached { display: flex; margin-top: 28.95pt; padding-left: 2em; break-before: avoid; break-inside: avoid; }
.attached span { flex: none; white-space: nowrap; }
.attached div { flex: 1; }
.attached p { padding-left: 1em; text-indent: -1em; }
.signature { display: flex; justify-content: flex-end; padding: 57.9pt 4em 0 0; break-before: avoid; break-inside: avoid; }
.signature p { text-align: center; white-space: nowrap; }
.above span, .printer span { white-space: nowrap; }
section { break-before: page; }
.which { font-family: 黑体, SimHei, STHeiti, 'Noto Sans CJK SC', sans-serif; }
h2 { padding: 28.95pt 0; }
footer { margin-top: 28.95pt; break-inside: avoid; font-size: 14pt; line-height: 22pt; }
.document footer { border-top: 1pt solid #000; border-bottom: 1pt solid #000; }
.copies { padding: 0 1em 0 4em; text-indent: -3em; }
.printer { display: flex; justify-content: space-between; padding: 0 1em; }
.document .copies + .printer { border-top: .75pt solid #000; }
@media screen {
  body { background: #888; padding: 8mm 0; }
  main { width: 210mm; min-height: 297mm; padding: 37mm 26mm 35mm 28mm; background: #fff; }
  .letter main { padding-top: 30mm; }
  .sheet main { padding: 25mm 26mm 22mm 28mm; }
  section { margin-top: 28.95pt; border-top: 1px dashed #888; padding-top: 28.95pt; }
}
";
