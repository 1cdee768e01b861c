//! What a pressed key is called, and what it types: the same on every keyboard and with a Chinese input method on.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The name of a key as the table writes it: letters in lower case, full-width forms as their ASCII twins,
/// and what a Chinese input method makes of `.` `/` `?` `:` `[` `]`.
pub fn name(key: &KeyEvent) -> String {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let named = match key.code {
        KeyCode::Char(c) => {
            let c = ascii_twin(c).to_ascii_lowercase();
            return if control {
                format!("Ctrl+{}", c.to_ascii_uppercase())
            } else {
                c.to_string()
            };
        }
        KeyCode::F(number) => return format!("F{number}"),
        KeyCode::Enter => "Enter",
        KeyCode::Esc => "Esc",
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => "Shift+Tab",
        KeyCode::Tab => "Tab",
        KeyCode::BackTab => "Shift+Tab",
        KeyCode::Backspace => "Backspace",
        KeyCode::Delete => "Delete",
        KeyCode::Up => "Up",
        KeyCode::Down => "Down",
        KeyCode::Left => "Left",
        KeyCode::Right => "Right",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::PageUp => "PgUp",
        KeyCode::PageDown => "PgDn",
        _ => "",
    };
    match control && !named.is_empty() {
        true => format!("Ctrl+{named}"),
        false => named.to_owned(),
    }
}

fn ascii_twin(c: char) -> char {
    match c {
        '。' => '.',
        '、' => '/',
        '【' | '「' => '[',
        '】' | '」' => ']',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The digit a key stands for, full-width or not.
pub fn digit(key: &KeyEvent) -> Option<u8> {
    match key.code {
        KeyCode::Char(c) if !key.modifiers.contains(KeyModifiers::CONTROL) => {
            ascii_twin(c).to_digit(10).map(|digit| digit as u8)
        }
        _ => None,
    }
}

/// The character a key types into a text field; none for keys that act.
pub fn typed(key: &KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c)
            if !key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            Some(c)
        }
        _ => None,
    }
}
