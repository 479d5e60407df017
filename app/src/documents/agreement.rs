//! What was accepted, as a paper: the kept words, whatever has changed since.

use super::{Block, Level, Paper, Seal, kept};
use crate::reader::Reader;
use crate::texts::key;

/// The paper of an agreement that was kept as `markup`, for a reader of its language.
pub fn agreement(reader: Reader, markup: &str, seal: &Seal) -> Paper {
    let mut blocks = kept::read(markup).blocks;
    let titled = blocks.iter().find_map(|block| match block {
        Block::Heading(Level::Within, text) => Some(text.clone()),
        _ => None,
    });
    let title = titled.unwrap_or_else(|| reader.say(key::KeptHeading));
    let accepted = reader.say(key::KeptAt { moment: &seal.moment(reader) });
    blocks.insert(0, Block::Quiet(accepted));
    blocks.extend(seal.blocks(reader));
    let footer = format!("{title} · {}", seal.evidence);
    Paper { title, lang: reader.voice.tag(), blocks, footer }
}
