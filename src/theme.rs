//! Colours by what they mean. Sixteen terminal colours on the terminal's own background; a state is always a
//! word or a mark as well, so that nothing is lost without colour.

use ratatui::style::{Color, Modifier, Style};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Palette {
    #[default]
    Dark,
    Light,
    /// No colour at all; also where `NO_COLOR` is set.
    Plain,
}

impl Palette {
    pub const ALL: [Palette; 3] = [Palette::Dark, Palette::Light, Palette::Plain];

    pub fn code(self) -> &'static str {
        match self {
            Palette::Dark => "dark",
            Palette::Light => "light",
            Palette::Plain => "plain",
        }
    }

    pub fn from_code(code: &str) -> Option<Palette> {
        Palette::ALL
            .into_iter()
            .find(|palette| palette.code() == code)
    }
}

/// Lines may be drawn with glyphs that some terminals make two columns wide; ASCII is safe everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Borders {
    #[default]
    Lines,
    Ascii,
}

impl Borders {
    pub const ALL: [Borders; 2] = [Borders::Lines, Borders::Ascii];

    pub fn code(self) -> &'static str {
        match self {
            Borders::Lines => "lines",
            Borders::Ascii => "ascii",
        }
    }

    pub fn from_code(code: &str) -> Option<Borders> {
        Borders::ALL
            .into_iter()
            .find(|borders| borders.code() == code)
    }

    pub fn horizontal(self) -> &'static str {
        match self {
            Borders::Lines => "─",
            Borders::Ascii => "-",
        }
    }

    pub fn vertical(self) -> &'static str {
        match self {
            Borders::Lines => "│",
            Borders::Ascii => "|",
        }
    }

    /// Top left, top right, bottom left, bottom right.
    pub fn corners(self) -> [&'static str; 4] {
        match self {
            Borders::Lines => ["┌", "┐", "└", "┘"],
            Borders::Ascii => ["+", "+", "+", "+"],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Theme {
    pub palette: Palette,
    pub borders: Borders,
}

impl Theme {
    fn colour(self, dark: Color, light: Color) -> Style {
        match self.palette {
            Palette::Dark => Style::new().fg(dark),
            Palette::Light => Style::new().fg(light),
            Palette::Plain => Style::new(),
        }
    }

    pub fn text(self) -> Style {
        Style::new().fg(Color::Reset)
    }

    pub fn strong(self) -> Style {
        self.text().add_modifier(Modifier::BOLD)
    }

    pub fn accent(self) -> Style {
        self.colour(Color::Cyan, Color::Blue)
    }

    pub fn good(self) -> Style {
        self.colour(Color::Green, Color::Green)
    }

    pub fn warn(self) -> Style {
        self.colour(Color::Yellow, Color::Magenta)
    }

    pub fn bad(self) -> Style {
        self.colour(Color::LightRed, Color::Red)
            .add_modifier(Modifier::BOLD)
    }

    pub fn dim(self) -> Style {
        match self.palette {
            Palette::Plain => Style::new().add_modifier(Modifier::DIM),
            _ => self.colour(Color::DarkGray, Color::DarkGray),
        }
    }

    /// Words that explain; quieter than text, still easy to read.
    pub fn quiet(self) -> Style {
        self.colour(Color::Gray, Color::DarkGray)
    }

    /// The selected line is the terminal's own text turned round; colours of its parts step back.
    pub fn selected(self) -> Style {
        Style::reset().add_modifier(Modifier::REVERSED)
    }

    /// A key in a hint.
    pub fn key(self) -> Style {
        self.accent().add_modifier(Modifier::BOLD)
    }
}
