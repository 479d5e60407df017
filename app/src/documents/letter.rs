//! A letter to be printed and posted: who writes, what is open, how to get up to date, and whom to ask.

use chrono::NaiveDate;
use domain::money::{Currency, Money};

use super::{Block, Column, Fact, Holds, Level, Paper, Table};
use crate::debtor::real::LegalIdentity;
use crate::debtor::statement::Document;
use crate::messages::template_breakdown;
use crate::reader::Reader;
use crate::texts::key;

/// How far a matter has come, as letters speak of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stage {
    /// It may have been forgotten.
    Friendly,
    /// It is still open.
    Firm,
    /// The last letter of this kind.
    Final,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Friendly, Self::Firm, Self::Final];

    /// The word that stands for it in forms and in the record of a case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Friendly => "friendly",
            Self::Firm => "firm",
            Self::Final => "final",
        }
    }

    /// Reads [`Stage::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    pub(crate) fn name(self, reader: Reader) -> String {
        match self {
            Self::Friendly => reader.say(key::LetterStageFriendly),
            Self::Firm => reader.say(key::LetterStageFirm),
            Self::Final => reader.say(key::LetterStageFinal),
        }
    }

    fn title(self, reader: Reader) -> String {
        match self {
            Self::Friendly => reader.say(key::LetterTitleFriendly),
            Self::Firm => reader.say(key::LetterTitleFirm),
            Self::Final => reader.say(key::LetterTitleFinal),
        }
    }

    fn lead(self, reader: Reader) -> String {
        match self {
            Self::Friendly => reader.say(key::LetterLeadFriendly),
            Self::Firm => reader.say(key::LetterLeadFirm),
            Self::Final => reader.say(key::LetterLeadFinal),
        }
    }
}

/// What a letter is made of. No `Debug`: it is personal.
#[derive(Clone)]
pub struct LetterView {
    /// How far the matter has come.
    pub stage: Stage,
    /// Who writes.
    pub creditor: LegalIdentity,
    /// When somebody answers its phone, in the creditor's own words.
    pub hours: String,
    /// To whom, in full; the customer's number where no name is known.
    pub debtor: String,
    /// The customer's number.
    pub reference: String,
    /// The day of the letter.
    pub on: NaiveDate,
    /// What is open, oldest due first.
    pub debts: Vec<OpenDebt>,
    /// All of it, one sum a currency.
    pub owed: Vec<Money>,
    /// The link that this letter carries, and the last day on which it works.
    pub link: (String, NaiveDate),
}

/// One open debt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenDebt {
    /// Its paper.
    pub document: Document,
    /// When it was due.
    pub due_on: Option<NaiveDate>,
    /// What is open of it.
    pub owed: Money,
    /// Principal, interest and costs of it; of a plan's date only the whole is known.
    pub parts: Option<[Money; 3]>,
}

/// The letter.
pub fn letter(reader: Reader, view: &LetterView) -> Paper {
    let LegalIdentity { name, id_label, id, address, phone, .. } = &view.creditor;
    let title = view.stage.title(reader);
    let (until, day) = (reader.dated(view.link.1), reader.dated(view.on));
    let sender = format!("{name}, {id_label} {id}");
    let facts = [
        Fact::plain(reader.say(key::LetterTo), view.debtor.clone()),
        Fact::plain(reader.say(key::LetterReference), view.reference.clone()),
        Fact::plain(reader.say(key::LetterDay), day.clone()),
        Fact::plain(reader.say(key::LetterFrom), sender.clone()),
    ];
    let total = Fact::total(reader.say(key::LetterTotal { day: &day }), reader.sums(&view.owed));
    let url = view.link.0.clone();
    let mut blocks = vec![
        Block::Facts(facts.into()),
        Block::Text(view.stage.lead(reader)),
        Block::Heading(Level::Part, reader.say(key::LetterOpen)),
        Block::Table(open(reader, &view.debts)),
        Block::Facts(vec![total]),
    ];
    blocks.extend(made_of(reader, &view.debts).into_iter().map(Block::Quiet));
    blocks.extend([
        Block::Heading(Level::Part, reader.say(key::LetterHow)),
        Block::Address { url, what: reader.say(key::LetterLink { day: &until }) },
        Block::Text(reader.say(key::LetterPayOnly { creditor: name })),
        Block::Heading(Level::Part, reader.say(key::LetterDoubt)),
        Block::Text(reader.say(key::LetterDoubtLead)),
        Block::Text(reader.say(key::LetterStop)),
    ]);
    if let Some(phone) = phone {
        let (phone, hours) = (phone.as_str(), view.hours.as_str());
        blocks.push(Block::Text(reader.say(key::LetterPerson { phone, hours })));
    }
    blocks.push(Block::Quiet(reader.say(key::LetterNever)));
    let footer = match address {
        Some(address) => format!("{sender} · {address}"),
        None => sender,
    };
    Paper { title, lang: reader.voice.tag(), blocks, footer }
}

/// What all of it is made of, a line for each currency of whose amounts that is known.
fn made_of(reader: Reader, debts: &[OpenDebt]) -> Vec<String> {
    let mut sums: Vec<(Currency, Option<[Money; 3]>)> = Vec::new();
    for debt in debts {
        let currency = debt.owed.currency();
        match sums.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, sum)) => *sum = sum.zip(debt.parts).and_then(|(sum, parts)| added(sum, parts)),
            None => sums.push((currency, debt.parts)),
        }
    }
    let line = |parts| reader.say(key::LetterParts { parts: &template_breakdown(reader, parts) });
    sums.into_iter().filter_map(|(_, parts)| parts).map(line).collect()
}

fn added(sum: [Money; 3], parts: [Money; 3]) -> Option<[Money; 3]> {
    let [principal, interest, fee] = sum;
    Some([
        principal.checked_add(parts[0]).ok()?,
        interest.checked_add(parts[1]).ok()?,
        fee.checked_add(parts[2]).ok()?,
    ])
}

fn open(reader: Reader, debts: &[OpenDebt]) -> Table {
    let words = |head| Column { head, holds: Holds::Words };
    let row = |debt: &OpenDebt| {
        let due = debt.due_on.map_or_else(|| "–".to_owned(), |due| reader.dated(due));
        vec![debt.document.name(reader), due, reader.money(debt.owed)]
    };
    Table {
        columns: vec![
            words(reader.say(key::LetterDocument)),
            words(reader.say(key::LetterDue)),
            Column { head: reader.say(key::LetterAmount), holds: Holds::Amounts },
        ],
        rows: debts.iter().map(row).collect(),
    }
}
