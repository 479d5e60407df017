//! Where things stand on a page, in points from its upper left corner.

/// The width of A4.
pub const WIDTH: f32 = 595.3;
/// The height of A4.
pub const HEIGHT: f32 = 841.9;
/// Where lines begin.
pub const LEFT: f32 = 62.4;
/// Where they end at the latest.
pub const RIGHT: f32 = WIDTH - LEFT;
/// Where a page begins.
pub const TOP: f32 = 72.0;
/// Where it ends.
pub const BOTTOM: f32 = HEIGHT - 80.0;
/// Where the foot of the page stands.
pub const FOOT: f32 = HEIGHT - 42.0;
/// The room between both edges.
pub const MEASURE: f32 = RIGHT - LEFT;

/// The size of what is read.
pub const BODY: f32 = 10.5;
/// The size of small print.
pub const SMALL: f32 = 8.5;

/// Almost black.
pub const INK: [u8; 3] = [0x1c, 0x24, 0x30];
/// For what is less important.
pub const SOFT: [u8; 3] = [0x5b, 0x64, 0x72];
/// For the lines between rows.
pub const LINE: [u8; 3] = [0xd5, 0xda, 0xe1];

/// So many times a length.
pub fn times(count: usize, length: f32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX)) * length
}
