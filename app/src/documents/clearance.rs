//! The debt-free certificate: what it says when it is issued, and the paper that is made of it.

use chrono::NaiveDate;

use super::{Block, Column, Fact, Holds, Level, Paper, Seal, Table, kept};
use crate::debtor::real::LegalIdentity;
use crate::debtor::statement::Document;
use crate::reader::Reader;
use crate::texts::key;

/// What a certificate is made of. No `Debug`: it is personal.
#[derive(Clone)]
pub struct ClearanceView {
    /// Who issues it.
    pub creditor: LegalIdentity,
    /// Who owes nothing, in full.
    pub debtor: String,
    /// The customer's number with the creditor.
    pub reference: String,
    /// The day on which nothing was owed.
    pub on: NaiveDate,
    /// The debts that it names, oldest due first.
    pub debts: Vec<Named>,
    /// By what everybody can check it, as it is printed.
    pub code: String,
    /// Where everybody can check it.
    pub url: String,
}

/// One debt that a certificate names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// Its paper.
    pub document: Document,
    /// What for, as imported.
    pub what_for: Option<String>,
}

/// What a certificate says on the day on which it is issued, as it is kept.
pub fn issued(reader: Reader, view: &ClearanceView) -> String {
    kept::written(&reader.say(key::ClearanceTitle), blocks(reader, view))
}

fn blocks(reader: Reader, view: &ClearanceView) -> Vec<Block> {
    let LegalIdentity { name, id_label, id, address, .. } = &view.creditor;
    let id = format!("{id_label} {id}");
    let (debtor, day) = (&*view.debtor, &*reader.dated(view.on));
    let count = u64::try_from(view.debts.len()).unwrap_or(u64::MAX);
    let address = address.clone().map(|text| Fact::plain(reader.say(key::RealAddress), text));
    let facts = [
        Some(Fact::plain(reader.say(key::ClearanceBy), name.clone())),
        Some(Fact::plain(id_label.clone(), view.creditor.id.clone())),
        address,
        Some(Fact::plain(reader.say(key::ClearanceFor), view.debtor.clone())),
        Some(Fact::plain(reader.say(key::ClearanceReference), view.reference.clone())),
    ];
    vec![
        Block::Text(reader.say(key::ClearanceLead { creditor: name, id: &id, debtor, day })),
        Block::Facts(facts.into_iter().flatten().collect()),
        Block::Heading(Level::Part, reader.say(key::ClearanceNames { count })),
        Block::Table(named(reader, &view.debts)),
        Block::Text(reader.say(key::ClearanceScope)),
        Block::Heading(Level::Part, reader.say(key::ClearanceCheck)),
        Block::Code(view.code.clone()),
        Block::Address { url: view.url.clone(), what: reader.say(key::ClearanceWhere) },
    ]
}

fn named(reader: Reader, debts: &[Named]) -> Table {
    let column = |head| Column { head, holds: Holds::Words };
    let row = |debt: &Named| {
        let what = debt.what_for.clone().unwrap_or_else(|| "–".to_owned());
        vec![debt.document.name(reader), what]
    };
    Table {
        columns: vec![
            column(reader.say(key::ClearanceDocument)),
            column(reader.say(key::ClearanceWhat)),
        ],
        rows: debts.iter().map(row).collect(),
    }
}

/// The paper of a certificate that was kept as `markup`, for a reader of its language.
pub fn clearance(reader: Reader, markup: &str, seal: &Seal) -> Paper {
    let kept::Kept { title, mut blocks } = kept::read(markup);
    let title = title.unwrap_or_else(|| reader.say(key::ClearanceTitle));
    blocks.extend(seal.blocks(reader));
    let footer = format!("{title} · {}", seal.evidence);
    Paper { title, lang: reader.voice.tag(), blocks, footer }
}
