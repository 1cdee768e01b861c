//! What is said about a register that is read in: the file, its rows, and what became of them.

use super::{Words, words};
use crate::domain::arrival::Brought;
use crate::domain::credit_code::Fault;
use crate::domain::duplicates::Likeness;
use crate::domain::register::{ListField, RowNote, Side, Trouble};

words! {
    intake_comma => "、", ", ";
    intake_no_file(path: String, cause: String) => "打不开 {path}（{cause}）。请核对文件名，或先关闭正在打开它的程序。",
        "Cannot open {path} ({cause}). Check the name, or close the program that holds the file.";
    intake_missing(path: String) => "没有 {path} 这个文件。请核对路径和文件名。", "There is no file {path}. Check the path and the name.";
    intake_folder(path: String) => "{path} 是文件夹。请写出里面的名册文件。", "{path} is a folder. Name the register's file in it.";
    intake_empty(path: String) => "{path} 里没有内容。请换一个文件。", "There is nothing in {path}. Name another file.";
    intake_broken(path: String, cause: String) => "{path} 读不出来（{cause}）。请用表格软件打开，另存为 xlsx 后再试。",
        "{path} cannot be read ({cause}). Open it in a spreadsheet program, save it as xlsx and try again.";
    intake_password(path: String) => "{path} 有打开密码。请在表格软件里取消密码，另存后再试。",
        "{path} is protected by a password. Remove it in a spreadsheet program, save the file and try again.";
    intake_web_page(path: String) => "{path} 其实是网页，不是表格。请用表格软件打开，另存为 xlsx 后再试。",
        "{path} is a web page under another name. Open it in a spreadsheet program, save it as xlsx and try again.";
    intake_encoding(path: String, row: u32) => "{path} 第 {row} 行的文字既不是 UTF-8 也不是 GB18030。请用表格软件另存为 xlsx 后再试。",
        "Row {row} of {path} is neither UTF-8 nor GB18030. Save the file as xlsx in a spreadsheet program and try again.";
    intake_quote(path: String, row: u32) => "{path} 第 {row} 行的双引号没有配对。请改好这一行，或另存为 xlsx 后再试。",
        "A quotation mark in row {row} of {path} is not closed. Mend the row, or save the file as xlsx, and try again.";
    intake_no_sheets(path: String, wanted: String) => "{path} 是文本，没有工作表「{wanted}」。请去掉 --sheet。",
        "{path} is text and has no sheet [{wanted}]. Leave out --sheet.";
    intake_no_sheet(wanted: String, sheets: String) => "没有工作表「{wanted}」，文件里有：{sheets}。请改正 --sheet。",
        "There is no sheet [{wanted}], only: {sheets}. Correct --sheet.";
    intake_no_header(path: String) => "{path} 的前 30 行里找不到表头：至少要有「单位名称」一列。请核对文件，或用 --map name=列 指定。",
        "No header is found in the first 30 rows of {path}: a column of names is needed. Check the file, or name it: --map name=COLUMN.";
    intake_no_column(column: String, field: &str) => "没有「{column}」这一列（用作{field}）。请用表头的文字或列标（如 C）改正 --map。",
        "There is no column [{column}] ({field}). Correct --map with the text of a header or letters such as C.";

    list_name => "名称", "Name";
    list_credit_code => "信用代码", "Credit code";
    list_class => "类别", "Kind";
    list_area => "所在镇街", "Area";
    list_authority => "业务主管单位", "Authority";
    list_registered => "登记日期", "Registered";
    list_status => "状态", "Status";
    list_address => "地址", "Address";
    list_head => "负责人", "Head";
    list_contact => "联系人", "Contact";
    list_phone => "电话", "Phone";
    list_staff => "从业人员", "Staff";
    list_members => "会员", "Members";
    list_party_full_here => "专职已转党员", "Party members, full-time, transferred";
    list_party_full_elsewhere => "专职未转党员", "Party members, full-time, not transferred";
    list_party_part_here => "兼职已转党员", "Party members, part-time, transferred";
    list_party_part_elsewhere => "兼职未转党员", "Party members, part-time, not transferred";
    list_party_total => "党员总数", "Party members";
    list_branch => "党组织名称", "Party organisation";
    list_branch_form => "组建方式", "Form of the Party organisation";
    list_branch_secretary => "书记", "Secretary";
    list_branch_founded => "党组织成立日期", "Party organisation founded";
    list_branch_election => "换届日期", "Election due";
    list_instructor => "指导员", "Instructor";
    list_instructor_unit => "指导员单位", "Instructor's unit";
    list_instructor_phone => "指导员电话", "Instructor's telephone";
    list_liaison => "联络员", "Liaison";
    list_liaison_phone => "联络员电话", "Liaison's telephone";
    fault_columns_unknown(code: &str) => "没有「{code}」这一项，请改正或删去。", "There is no [{code}]; correct it or leave it out.";
    fault_columns_twice(name: &str) => "「{name}」写在了两处，请只留一处。", "[{name}] stands in two places; leave it in one.";
    fault_wording_unknown(key: &str) => "没有「{key}」这段文字，请改正或删去。", "There is no text [{key}]; correct it or leave it out.";
    fault_wording_empty(key: &str) => "「{key}」是空的，请写上文字或删去。", "[{key}] is empty; write its text or leave it out.";
    fault_wording_open(key: &str) => "「{key}」中有不成对的大括号。", "[{key}] has a brace without its pair.";
    fault_wording_place(key: &str, place: &str) => "「{key}」中不能填入「{place}」，请改正或删去。", "[{key}] cannot fill in [{place}]; correct it or leave it out.";

    note_at(row: u32, field: &str, column: &str, what: String) => "第{row}行 {field}（{column}列）：{what}", "Row {row}, {field} (column {column}): {what}";
    note_in_row(row: u32, field: &str, what: String) => "第{row}行 {field}：{what}", "Row {row}, {field}: {what}";
    note_name_missing => "没有名称，这一行未导入", "there is no name; the row is not taken";
    note_not_a_name(text: &str) => "「{text}」不是单位名称，这一行未导入", "[{text}] is no organisation; the row is not taken";
    note_code_length(code: &str, length: usize) => "「{code}」应为 18 位，实为 {length} 位，这一行未导入", "[{code}] has {length} characters instead of 18; the row is not taken";
    note_code_character(code: &str, character: char, position: usize) => "「{code}」第 {position} 位「{character}」不可能出现在信用代码里，这一行未导入",
        "[{code}]: [{character}] at place {position} cannot stand in a code; the row is not taken";
    note_code_check(code: &str, right: char) => "「{code}」校验码不对，按前 17 位应为「{right}」，请对照证书核对，这一行未导入",
        "[{code}]: the check character should be [{right}]; compare the certificate; the row is not taken";
    note_code_scientific(code: &str) => "「{code}」被表格软件当成数字，变成了科学计数，原代码已丢失；请把该列设为文本后重新填写，这一行未导入",
        "[{code}]: a spreadsheet took the code for a number and rounded it; set the column to text and enter it anew; the row is not taken";
    note_code_zero_tail(code: &str) => "「{code}」被表格软件当成数字，末三位变成了 000，原代码已丢失；请把该列设为文本后重新填写，这一行未导入",
        "[{code}]: a spreadsheet took the code for a number and lost its last three digits; set the column to text and enter it anew; the row is not taken";
    note_formula(text: &str) => "公式出错（{text}），这一行未导入", "the formula failed ({text}); the row is not taken";
    note_same_as(first: u32) => "与第{first}行是同一家，这一行未导入", "the same organisation as in row {first}; the row is not taken";
    note_inner_check(code: &str, right: char) => "「{code}」里的组织机构代码末位按算法应为「{right}」，已照原样导入，请核对",
        "[{code}]: the inner check character should be [{right}]; taken as it is, please check";
    note_date(text: &str) => "「{text}」不是日期，此格未导入", "[{text}] is no date; the cell is left out";
    note_number(text: &str) => "「{text}」不是人数，此格未导入", "[{text}] is no count; the cell is left out";
    note_class(text: &str) => "不认识类别「{text}」，此格未导入", "kind [{text}] is not known; the cell is left out";
    note_status(text: &str) => "不认识状态「{text}」，此格未导入", "status [{text}] is not known; the cell is left out";
    note_formula_left_out(text: &str) => "公式出错（{text}），此格未导入", "the formula failed ({text}); the cell is left out";
    note_party_total => "表中只有党员总数，全部记作专职已转，请在名册里再分开", "only the total is given; it is counted as full-time, transferred, to be divided by hand";
    note_code_replaced(before: &str) => "名称和镇街相同，代码由「{before}」改为本行的", "same name and area; the code was [{before}] and is now this row's";
    note_joined_before(name: &str) => "已并入「{name}」，这一行未改动数据", "was joined into [{name}]; the row changes nothing";
    note_form(text: &str) => "不认识组建方式「{text}」，此格未导入", "form [{text}] is not known; the cell is left out";
    note_not_a_branch(text: &str) => "「{text}」不是党组织名称，此格未导入", "[{text}] is no name of a Party organisation; the cell is left out";
    note_branch_name_missing => "有组建方式而没有党组织名称，未登记党组织", "there is a form but no name; no Party organisation is written down";
    note_branch_differs(first: u32) => "与第{first}行对同一党组织的说法不同，以第{first}行为准", "row {first} says otherwise about the same Party organisation and holds";
    note_which_person(name: &str) => "「{name}」有同名的几个人，分不清是谁，未指派；请补上单位或电话", "there are several of the name [{name}]; nobody is assigned; add a unit or telephone";
    note_person_replaced(names: &str) => "原为「{names}」，改由本行所列的人负责", "[{names}] did this before; those of this row do it now";

    brought(branches: u64, people: u64, assignments: u64) => "另新增党组织 {branches} 个、指导联络人员 {people} 人、指派 {assignments} 项", "Along with them {branches} new Party organisations, {people} people and {assignments} assignments";

    same_code => "信用代码相同", "same credit code";
    same_name => "名称相同", "same name";
    duplicates_none => "没有可能重复的。", "Nothing may be double.";
    duplicates_more => "还有更多，处理完这些再看。", "There are more; they come when these are settled.";
    duplicates_joined(other: &str, keeper: &str) => "「{other}」已并入「{keeper}」", "[{other}] is joined into [{keeper}]";
    duplicates_parted(other: &str) => "「{other}」已恢复为单独的组织", "[{other}] is an organisation of its own again";
    cli_duplicate(one: String, other: String, why: &str) => "{one} 与 {other}：{why}", "{one} and {other}: {why}";
    cli_organisation(name: &str, rest: String) => "「{name}」（{rest}）", "[{name}] ({rest})";
    cli_duplicates_two(help: &str) => "合并要写两个组织：保留的和并入的。见 {help}。", "Joining takes two organisations: the one to keep and the other. See {help}.";
    cli_duplicates_one(help: &str) => "撤销合并要写一个组织：被并入的那个。见 {help}。", "Undoing takes one organisation: the one that was joined. See {help}.";
    cli_duplicates_same(help: &str) => "两个写的是同一个组织。见 {help}。", "Both are the same organisation. See {help}.";
    cli_no_organisation(typed: &str) => "没有信用代码或名称为「{typed}」的组织。请写完整名称或信用代码。", "There is no organisation with the code or name [{typed}]. Give its whole name or its code.";
    cli_which_organisation(typed: &str, n: usize) => "「{typed}」有 {n} 个，分不清是哪一个。请改用信用代码，或在界面的「可能重复」里合并。", "There are {n} of [{typed}]. Give a credit code, or join them on the screen of duplicates.";

    side_row(row: u32) => "第{row}行", "row {row}";
    side_known => "已有", "known";
    side(from: String, name: &str, rest: String) => "{from}「{name}」（{rest}）", "{from} [{name}] ({rest})";
    side_nothing => "无镇街和代码", "no area or code";
    twins(one: String, other: String) => "{one} 与 {other}", "{one} and {other}";
}

impl Words {
    pub fn list_field(self, field: ListField) -> &'static str {
        match field {
            ListField::Name => self.list_name(),
            ListField::CreditCode => self.list_credit_code(),
            ListField::Class => self.list_class(),
            ListField::Area => self.list_area(),
            ListField::Authority => self.list_authority(),
            ListField::Registered => self.list_registered(),
            ListField::Status => self.list_status(),
            ListField::Address => self.list_address(),
            ListField::Head => self.list_head(),
            ListField::Contact => self.list_contact(),
            ListField::Phone => self.list_phone(),
            ListField::Staff => self.list_staff(),
            ListField::Members => self.list_members(),
            ListField::PartyFullHere => self.list_party_full_here(),
            ListField::PartyFullElsewhere => self.list_party_full_elsewhere(),
            ListField::PartyPartHere => self.list_party_part_here(),
            ListField::PartyPartElsewhere => self.list_party_part_elsewhere(),
            ListField::PartyTotal => self.list_party_total(),
            ListField::Branch => self.list_branch(),
            ListField::BranchForm => self.list_branch_form(),
            ListField::BranchSecretary => self.list_branch_secretary(),
            ListField::BranchFounded => self.list_branch_founded(),
            ListField::BranchElection => self.list_branch_election(),
            ListField::Instructor => self.list_instructor(),
            ListField::InstructorUnit => self.list_instructor_unit(),
            ListField::InstructorPhone => self.list_instructor_phone(),
            ListField::Liaison => self.list_liaison(),
            ListField::LiaisonPhone => self.list_liaison_phone(),
        }
    }

    /// A note with its place; `column` is the letters of the field's column, empty where it has none.
    pub fn row_note(self, note: &RowNote, column: &str) -> String {
        let (field, what) = (self.list_field(note.field), self.trouble(&note.trouble));
        match column {
            "" => self.note_in_row(note.row, field, what),
            column => self.note_at(note.row, field, column, what),
        }
    }

    pub fn trouble(self, trouble: &Trouble) -> String {
        match trouble {
            Trouble::NameMissing => self.note_name_missing().into(),
            Trouble::NotAName(text) => self.note_not_a_name(text),
            Trouble::Code(code, Fault::Length(length)) => self.note_code_length(code, *length),
            Trouble::Code(code, Fault::Character(character, position)) => {
                self.note_code_character(code, *character, *position)
            }
            Trouble::Code(code, Fault::Check(right)) => self.note_code_check(code, *right),
            Trouble::Code(code, Fault::InnerCheck(right)) | Trouble::InnerCheck(code, right) => {
                self.note_inner_check(code, *right)
            }
            Trouble::CodeScientific(code) => self.note_code_scientific(code),
            Trouble::CodeZeroTail(code) => self.note_code_zero_tail(code),
            Trouble::Formula(text) => self.note_formula(text),
            Trouble::SameAs(first) => self.note_same_as(*first),
            Trouble::UnreadableDate(text) => self.note_date(text),
            Trouble::UnreadableNumber(text) => self.note_number(text),
            Trouble::UnknownClass(text) => self.note_class(text),
            Trouble::UnknownStatus(text) => self.note_status(text),
            Trouble::FormulaLeftOut(text) => self.note_formula_left_out(text),
            Trouble::PartyTotal => self.note_party_total().into(),
            Trouble::CodeReplaced(before) => self.note_code_replaced(before),
            Trouble::JoinedBefore(name) => self.note_joined_before(name),
            Trouble::UnknownForm(text) => self.note_form(text),
            Trouble::NotABranch(text) => self.note_not_a_branch(text),
            Trouble::BranchNameMissing => self.note_branch_name_missing().into(),
            Trouble::BranchDiffers(first) => self.note_branch_differs(*first),
            Trouble::WhichPerson(name) => self.note_which_person(name),
            Trouble::PersonReplaced(names) => self.note_person_replaced(names),
        }
    }

    pub fn likeness(self, likeness: Likeness) -> &'static str {
        match likeness {
            Likeness::Code => self.same_code(),
            Likeness::Name => self.same_name(),
        }
    }

    /// What came along with the organisations.
    pub fn import_brought(self, brought: Brought) -> String {
        self.brought(brought.branches, brought.people, brought.assignments)
    }

    /// Two organisations that may be one.
    pub fn possible_twins(self, one: &Side, other: &Side) -> String {
        let side = |side: &Side| {
            let from = match side.row {
                Some(row) => self.side_row(row),
                None => self.side_known().to_owned(),
            };
            let facts = [side.area.as_str(), side.credit_code.as_str()];
            let rest: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
            let rest = match rest.is_empty() {
                true => self.side_nothing().to_owned(),
                false => rest.join(self.intake_comma()),
            };
            self.side(from, &side.name, rest)
        };
        self.twins(side(one), side(other))
    }
}
