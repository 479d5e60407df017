//! The receipt of a payment as a paper, from what its page shows.

use super::{Block, Fact, Level, Paper, Weight};
use crate::components::{Row, RowKind};
use crate::debtor::receipt::{ReceiptView, facts, left, since, sums};
use crate::reader::Reader;
use crate::texts::key;

/// The paper of a receipt.
pub fn receipt(reader: Reader, view: &ReceiptView) -> Paper {
    let later = view.afterwards.iter().map(|one| Block::Text(since(reader, *one)));
    let number = reader.say(key::ReceiptNumber { number: &view.number });
    let title = reader.say(key::ReceiptHeading);
    let footer = format!("{title} {number} · {}", view.evidence);
    let said = [
        Block::Quiet(number),
        Block::Sum(reader.money(view.amount)),
        Block::Facts(facts(reader, view).into_iter().map(fact).collect()),
        Block::Heading(Level::Part, reader.say(key::ReceiptCovers)),
        Block::Facts(sums(reader, view).into_iter().map(fact).collect()),
        Block::Text(left(reader, &view.left)),
        Block::Heading(Level::Part, reader.say(key::ReceiptEvidence)),
        Block::Code(view.evidence.clone()),
        Block::Quiet(reader.say(key::ReceiptEvidenceMore)),
        Block::Quiet(reader.say(key::ReceiptNotTax)),
    ];
    Paper { title, lang: reader.voice.tag(), blocks: later.chain(said).collect(), footer }
}

fn fact(row: Row) -> Fact {
    let Row { term, value, kind } = row;
    let weight = if kind == RowKind::Total { Weight::Total } else { Weight::Plain };
    Fact { term, value, weight }
}
