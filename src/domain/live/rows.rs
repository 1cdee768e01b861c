//! The rows of a filling: the form itself is one, and every time a repeat is asked is another, with its own cells.

use super::sheet::Sheet;

/// Times a repeat may be asked, at the top of the form and inside one and two other repeats: whatever a count says, a
/// filling stays within a million rows.
pub const MOST_TIMES: [usize; 3] = [1_000, 100, 10];

/// Names a row for as long as the filling lives; rows that are taken away leave no other under their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub(super) usize);

impl Row {
    /// The form outside all repeats.
    pub const FORM: Row = Row(0);
}

#[derive(Debug, Default)]
pub struct Cell {
    /// The answer or the computed value, as it is written.
    pub text: String,
    pub shown: bool,
    pub broken: bool,
    pub warned: bool,
    pub required: bool,
    pub stray: bool,
}

#[derive(Debug)]
struct Line {
    space: usize,
    parent: Option<usize>,
    /// Its place among its siblings, counted from 0.
    place: usize,
    gone: bool,
    cells: Vec<Cell>,
    /// For each space opened in this one.
    kids: Vec<Kids>,
}

/// The times of one repeat. Those beyond `asked` are kept, so that a count that comes back brings its answers back.
#[derive(Debug, Default)]
struct Kids {
    rows: Vec<usize>,
    asked: usize,
}

#[derive(Debug)]
pub struct Rows {
    lines: Vec<Line>,
}

impl Rows {
    pub fn new(sheet: &Sheet) -> Rows {
        let mut rows = Rows { lines: Vec::new() };
        rows.add_line(sheet, 0, None, 0);
        rows
    }

    fn add_line(
        &mut self,
        sheet: &Sheet,
        space: usize,
        parent: Option<usize>,
        place: usize,
    ) -> usize {
        let shape = &sheet.spaces[space];
        let mut cells = Vec::new();
        cells.resize_with(shape.items.len(), Cell::default);
        let mut kids = Vec::new();
        kids.resize_with(shape.spaces.len(), Kids::default);
        self.lines.push(Line {
            space,
            parent,
            place,
            gone: false,
            cells,
            kids,
        });
        self.lines.len() - 1
    }

    pub fn space(&self, row: usize) -> usize {
        self.lines[row].space
    }

    pub fn parent(&self, row: usize) -> Option<usize> {
        self.lines[row].parent
    }

    pub fn place(&self, row: usize) -> usize {
        self.lines[row].place
    }

    pub fn exists(&self, row: usize) -> bool {
        row < self.lines.len()
    }

    /// Whether the row and all that hold it are asked.
    pub fn is_asked(&self, sheet: &Sheet, row: usize) -> bool {
        let mut at = row;
        loop {
            let line = &self.lines[at];
            let Some(parent) = line.parent else {
                return true;
            };
            if line.gone || line.place >= self.kids(sheet, parent, line.space).asked {
                return false;
            }
            at = parent;
        }
    }

    pub fn cell(&self, row: usize, slot: usize) -> &Cell {
        &self.lines[row].cells[slot]
    }

    pub fn cell_mut(&mut self, row: usize, slot: usize) -> &mut Cell {
        &mut self.lines[row].cells[slot]
    }

    /// The row of `space` that holds this one.
    pub fn holder(&self, row: usize, space: usize) -> Option<usize> {
        let mut at = Some(row);
        while let Some(row) = at {
            if self.lines[row].space == space {
                return Some(row);
            }
            at = self.lines[row].parent;
        }
        None
    }

    /// Where among the spaces of its parent a space stands.
    fn kid(sheet: &Sheet, space: usize) -> usize {
        let parent = sheet.spaces[space].parent.unwrap_or(0);
        let mut spaces = sheet.spaces[parent].spaces.iter();
        spaces.position(|found| *found == space).unwrap_or(0)
    }

    fn kids(&self, sheet: &Sheet, row: usize, space: usize) -> &Kids {
        &self.lines[row].kids[Rows::kid(sheet, space)]
    }

    fn kids_mut(&mut self, sheet: &Sheet, row: usize, space: usize) -> &mut Kids {
        &mut self.lines[row].kids[Rows::kid(sheet, space)]
    }

    /// The times of a repeat that are asked.
    pub fn times(&self, sheet: &Sheet, row: usize, space: usize) -> &[usize] {
        let kids = self.kids(sheet, row, space);
        &kids.rows[..kids.asked]
    }

    /// All rows of `space` that are asked below this row, which may be of that space itself; in order.
    pub fn below(&self, sheet: &Sheet, row: usize, space: usize) -> Vec<usize> {
        let from = self.lines[row].space;
        let path: Vec<usize> = sheet
            .chain(space)
            .take_while(|inner| *inner != from)
            .collect();
        let mut rows = vec![row];
        for inner in path.into_iter().rev() {
            rows = rows
                .into_iter()
                .flat_map(|row| self.times(sheet, row, inner))
                .copied()
                .collect();
        }
        rows
    }

    /// Sets how often a repeat is asked and gives the rows that begin to be asked.
    pub fn ask(&mut self, sheet: &Sheet, row: usize, space: usize, times: usize) -> Vec<usize> {
        let (have, asked) = {
            let kids = self.kids(sheet, row, space);
            (kids.rows.len(), kids.asked)
        };
        for place in have..times {
            let added = self.add_line(sheet, space, Some(row), place);
            self.kids_mut(sheet, row, space).rows.push(added);
        }
        let kids = self.kids_mut(sheet, row, space);
        kids.asked = times;
        kids.rows.get(asked..times).unwrap_or(&[]).to_vec()
    }

    /// Makes rows up to this time without asking them, for answers that are read before the count is known.
    pub fn keep(&mut self, sheet: &Sheet, row: usize, space: usize, time: usize) -> usize {
        let asked = self.kids(sheet, row, space).asked;
        self.ask(sheet, row, space, asked.max(time + 1));
        let kids = self.kids_mut(sheet, row, space);
        kids.asked = asked;
        kids.rows[time]
    }

    /// Takes a time away for good and gives those that move up.
    pub fn take_away(&mut self, sheet: &Sheet, row: usize) -> Vec<usize> {
        let (space, place) = (self.lines[row].space, self.lines[row].place);
        let Some(parent) = self.lines[row].parent else {
            return Vec::new();
        };
        self.lines[row].gone = true;
        let kids = self.kids_mut(sheet, parent, space);
        kids.rows.remove(place);
        kids.asked -= 1;
        let moved = kids.rows[place..].to_vec();
        for (at, row) in moved.iter().enumerate() {
            self.lines[*row].place = place + at;
        }
        moved
    }
}

/// How often a repeat in this space may be asked at most.
pub fn most_times(sheet: &Sheet, space: usize) -> usize {
    let depth = sheet.spaces[space].depth;
    MOST_TIMES[depth.clamp(1, MOST_TIMES.len()) - 1]
}
