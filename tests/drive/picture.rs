//! A drawn screen as an SVG picture. Every glyph is centred in its own columns, so that Chinese and Latin stay in
//! line whatever fonts the viewer has; lines are drawn as lines. The same buffer gives the same bytes.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// One column and one row, in pixels.
const COLUMN: u16 = 10;
const ROW: u16 = 22;
const FONT: u16 = 18;
/// From the top of a row to the line its letters stand on.
const BASELINE: u16 = 17;
/// Around the screen.
const MARGIN: u16 = 16;

const PAPER: &str = "#15191e";
const INK: &str = "#d5d9de";

const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Cascadia Mono',Consolas,Menlo,'DejaVu Sans Mono',\
                     'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',monospace";

pub fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (width, height) = (
        area.width * COLUMN + 2 * MARGIN,
        area.height * ROW + 2 * MARGIN,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"12\" fill=\"{PAPER}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" font-family=\"{FONTS}\" font-size=\"{FONT}\" text-anchor=\"middle\">\n"
    );
    for y in 0..area.height {
        let row: Vec<Glyph<'_>> = glyphs(buffer, y);
        grounds(&mut svg, &row, y);
        lines(&mut svg, &row, y);
        texts(&mut svg, &row, y);
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// What stands in a column, or in two where it is wide.
struct Glyph<'a> {
    x: u16,
    columns: u16,
    symbol: &'a str,
    look: Look,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: &'static str,
    ground: &'static str,
    bold: bool,
}

fn glyphs(buffer: &Buffer, y: u16) -> Vec<Glyph<'_>> {
    let mut glyphs = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let columns = (cell.symbol().width() as u16).max(1);
        glyphs.push(Glyph {
            x,
            columns,
            symbol: cell.symbol(),
            look: look(cell),
        });
        x += columns;
    }
    glyphs
}

fn look(cell: &Cell) -> Look {
    let (ink, ground) = (hex(cell.fg, INK), hex(cell.bg, PAPER));
    let (ink, ground) = match cell.modifier.contains(Modifier::REVERSED) {
        true => (ground, ink),
        false => (ink, ground),
    };
    Look {
        ink,
        ground,
        bold: cell.modifier.contains(Modifier::BOLD),
    }
}

fn hex(colour: Color, reset: &'static str) -> &'static str {
    match colour {
        Color::Reset => reset,
        Color::Black => "#15191e",
        Color::Red => "#d0524f",
        Color::Green => "#7fc97a",
        Color::Yellow => "#e0b450",
        Color::Blue => "#5b94e0",
        Color::Magenta => "#c07fd0",
        Color::Cyan => "#58c4d4",
        Color::Gray => "#a3abb5",
        Color::DarkGray => "#626b76",
        Color::LightRed => "#f2736d",
        Color::White => "#f5f7f9",
        other => panic!("the theme uses {other:?}, which has no place in the pictures yet"),
    }
}

/// Rectangles behind the glyphs, one for each stretch of the same colour.
fn grounds(svg: &mut String, row: &[Glyph<'_>], y: u16) {
    for stretch in row.chunk_by(|a, b| a.look.ground == b.look.ground) {
        let ground = stretch[0].look.ground;
        if ground != PAPER {
            let columns: u16 = stretch.iter().map(|glyph| glyph.columns).sum();
            let (x, y, width) = (stretch[0].x * COLUMN, y * ROW, columns * COLUMN);
            writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{ROW}\" fill=\"{ground}\"/>"
            )
            .unwrap();
        }
    }
}

/// Frames and rules, which would have gaps if they were left to a font.
fn lines(svg: &mut String, row: &[Glyph<'_>], y: u16) {
    let (top, middle, bottom) = (y * ROW, y * ROW + ROW / 2, (y + 1) * ROW);
    for stretch in
        row.chunk_by(|a, b| a.symbol == b.symbol && a.look == b.look && is_line(a.symbol))
    {
        let left = stretch[0].x * COLUMN;
        let (centre, right) = (left + COLUMN / 2, left + COLUMN);
        let end = left + stretch.len() as u16 * COLUMN;
        let path = match stretch[0].symbol {
            "─" => format!("M{left} {middle}H{end}"),
            "│" => (0..stretch.len() as u16)
                .map(|at| format!("M{} {top}V{bottom}", centre + at * COLUMN))
                .collect(),
            "┌" => format!("M{centre} {bottom}V{middle}H{right}"),
            "┐" => format!("M{left} {middle}H{centre}V{bottom}"),
            "└" => format!("M{centre} {top}V{middle}H{right}"),
            "┘" => format!("M{left} {middle}H{centre}V{top}"),
            _ => continue,
        };
        let ink = stretch[0].look.ink;
        writeln!(
            svg,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1\"/>"
        )
        .unwrap();
    }
}

fn is_line(symbol: &str) -> bool {
    matches!(symbol, "─" | "│" | "┌" | "┐" | "└" | "┘")
}

/// One text for each stretch of one look, in it every glyph at the middle of its columns.
fn texts(svg: &mut String, row: &[Glyph<'_>], y: u16) {
    let drawn: Vec<&Glyph<'_>> = row
        .iter()
        .filter(|glyph| glyph.symbol != " " && !is_line(glyph.symbol))
        .collect();
    let y = y * ROW + BASELINE;
    for stretch in drawn.chunk_by(|a, b| a.look == b.look) {
        let Look { ink, bold, .. } = stretch[0].look;
        let weight = if bold { " font-weight=\"bold\"" } else { "" };
        write!(svg, "<text y=\"{y}\" fill=\"{ink}\"{weight}>").unwrap();
        for glyph in stretch {
            let x = glyph.x * COLUMN + glyph.columns * COLUMN / 2;
            write!(svg, "<tspan x=\"{x}\">{}</tspan>", escaped(glyph.symbol)).unwrap();
        }
        svg.push_str("</text>\n");
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
