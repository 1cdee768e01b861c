//! What a person types into the search field, drawn from the names that are there. The draw is the same every time.

use pinyin::ToPinyin;

/// A small generator of numbers (xorshift), seeded alike for every run.
pub struct Draw(u64);

impl Draw {
    pub fn new() -> Draw {
        Draw(0x9e37_79b9_7f4a_7c15)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A run of two to four characters from anywhere in a name.
    pub fn part(&mut self, names: &[String]) -> String {
        let length = 2 + self.below(3);
        self.run(names, length).into_iter().collect()
    }

    /// The initials of a run of characters, every second time from the name's beginning.
    pub fn initials(&mut self, names: &[String], length: usize) -> String {
        self.run(names, length).into_iter().map(initial).collect()
    }

    /// Two to four characters in full pinyin.
    pub fn pinyin(&mut self, names: &[String]) -> String {
        let length = 2 + self.below(3);
        let spell = |c: char| {
            c.to_pinyin()
                .map_or_else(|| c.to_string(), |pinyin| pinyin.plain().to_owned())
        };
        self.run(names, length).into_iter().map(spell).collect()
    }

    fn run(&mut self, names: &[String], length: usize) -> Vec<char> {
        let name: Vec<char> = self.one_of(names).chars().collect();
        let last = name.len().saturating_sub(length);
        let start = if self.below(2) == 0 {
            0
        } else {
            self.below(last + 1)
        };
        name.into_iter().skip(start).take(length).collect()
    }
}

fn initial(c: char) -> char {
    c.to_pinyin()
        .and_then(|pinyin| pinyin.first_letter().chars().next())
        .unwrap_or(c)
}
