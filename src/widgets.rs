//! The few shapes every screen is drawn with. They know the theme and widths, nothing of the work.

pub mod input;
pub mod overlay;
pub mod paint;
pub mod progress;
pub mod scroll;
