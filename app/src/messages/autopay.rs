//! Before an automatic charge, and when one did not go through.

use chrono::NaiveDate;
use domain::money::Money;

use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use crate::reader::Reader;
use crate::texts::key;

/// What is told of automatic charges.
#[derive(Clone, Copy, Debug)]
pub struct Autopay<'a> {
    /// The given name to greet with, if it can be told.
    pub first_name: Option<&'a str>,
    /// The card: `Visa 4242`.
    pub card: &'a str,
    /// What happened, or will.
    pub news: AutopayNews,
    /// The last day on which everything stays as agreed, for an instalment whose day has passed.
    pub grace: Option<NaiveDate>,
    /// The link that opens the plan, on the writer's site.
    pub url: &'a str,
    /// The last day on which it works.
    pub until: NaiveDate,
}

/// What happened to an automatic charge, or will.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AutopayNews {
    /// It is made on this day.
    Soon(NaiveDate, Money),
    /// It did not go through, and is tried again on this day.
    Again(NaiveDate, Money),
    /// It did not go through, and is not tried again.
    ByHand(Money),
    /// The bank wants it confirmed.
    Confirm(Money),
    /// It did not go through, and this card never will.
    Card(Money),
    /// The card was taken away.
    Stopped,
}

/// Writes to the debtor what becomes of automatic charges.
pub fn autopay(reader: Reader, writer: &Writer, view: &Autopay<'_>) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailAutopaySubject { creditor: &creditor }),
        None => reader.say(key::MailAutopaySubjectBare),
    };
    let is_ahead = matches!(view.news, AutopayNews::Soon(..));
    let preview = if is_ahead {
        reader.say(key::MailAutopaySoonPreview)
    } else {
        reader.say(key::MailAutopayFailedPreview)
    };
    let after = match (is_ahead, view.grace) {
        (true, _) => Some(reader.say(key::MailAutopaySoonChange)),
        (false, Some(day)) => Some(reader.say(key::MailAutopayGrace { day: &reader.weekday(day) })),
        (false, None) => None,
    };
    let mut blocks = vec![Block::Text(told(reader, view))];
    blocks.extend(after.map(Block::Text));
    blocks.extend([
        Block::Button { label: reader.say(key::MailLinkButton), url: view.url.to_owned() },
        Block::Quiet(reader.say(key::MailLinkUntil { day: &reader.weekday(view.until) })),
    ]);
    let first_name = view.first_name;
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::ToLink },
    )
}

fn told(reader: Reader, view: &Autopay<'_>) -> String {
    let card = view.card;
    let money = |amount: Money| reader.money(amount);
    match view.news {
        AutopayNews::Soon(on, sum) => {
            let (day, amount) = (reader.weekday(on), money(sum));
            reader.say(key::MailAutopaySoon { day: &day, amount: &amount, card })
        }
        AutopayNews::Again(on, sum) => {
            let (day, amount) = (reader.weekday(on), money(sum));
            reader.say(key::MailAutopayAgain { amount: &amount, day: &day })
        }
        AutopayNews::ByHand(sum) => reader.say(key::MailAutopayByHand { amount: &money(sum) }),
        AutopayNews::Confirm(sum) => reader.say(key::MailAutopayConfirm { amount: &money(sum) }),
        AutopayNews::Card(sum) => reader.say(key::MailAutopayCard { amount: &money(sum), card }),
        AutopayNews::Stopped => reader.say(key::MailAutopayStopped { card }),
    }
}
