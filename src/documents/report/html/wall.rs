//! Tiles to hang on a wall: groups below each other, tiles side by side, printed across the sheet. The state is a word on
//! each tile, a colour, and the thickness of its edge, so that a grey print tells it too.

use maud::{Markup, html};

use super::clean;
use crate::reports::{Tile, Tiles, Tone};

/// A sheet across, A4 or A3 as the printer has it.
pub const STYLE: &str = "
@page { size: landscape; margin: 12mm; }
body { max-width: none; }
section.group { display: inline-block; vertical-align: top; break-inside: avoid-page; margin: .5em 1em .7em 0; }
section.group h3 { margin: 0 0 .35em; font-size: 1.15em; }
section.group h3 span { font-weight: normal; font-size: .85em; margin-left: 1em; }
div.tile { display: inline-block; vertical-align: top; width: 15.5em; min-height: 5.6em; margin: 0 .5em .5em 0;
  border: 1px solid #777; border-left: .6em solid #777; padding: .35em .6em; break-inside: avoid; line-height: 1.4;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
div.tile b, div.tile i { display: block; font-style: normal; font-weight: bold; }
div.tile.good { background: #e6f4e6; border-color: #2e7d32; }
div.tile.going { background: #e6f0fa; border-color: #1565c0; }
div.tile.warn { background: #fff8dc; border-color: #b58900; border-left-style: dotted; }
div.tile.bad { background: #fde8e8; border-color: #b71c1c; border-left-style: double; border-left-width: .9em; }
";

pub fn tiles(tiles: &Tiles, caption: Option<String>) -> Markup {
    html! {
        @if let Some(caption) = caption { h2 { (caption) } }
        @for group in &tiles.groups {
            section.group {
                h3 { (clean(&group.name)) span { (clean(&group.note)) } }
                div.tiles { @for one in &group.tiles { (tile(one)) } }
            }
        }
    }
}

fn tile(tile: &Tile) -> Markup {
    let tone = match tile.tone {
        Tone::Good => "tile good",
        Tone::Going => "tile going",
        Tone::Warn => "tile warn",
        Tone::Bad => "tile bad",
    };
    html! {
        div class=(tone) {
            b { (clean(&tile.label)) }
            i { (clean(&tile.state)) }
            @for line in &tile.lines { div { (clean(line)) } }
        }
    }
}
