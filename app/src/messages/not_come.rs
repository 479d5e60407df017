//! Tells the debtor that money which they had sent did not come, and until when their plan stays as it is.

use chrono::NaiveDate;
use domain::money::Money;

use super::access_link::AccessLink;
use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use crate::debtor::enter::Asks;
use crate::reader::Reader;
use crate::texts::key;

/// How money was sent that did not come.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SentBy {
    /// By a transfer that the creditor did not find.
    Transfer,
    /// On a page of the provider: by a bank debit or with a voucher.
    Provider,
}

/// Money that did not come, as its debtor is told. No `Debug`: it holds a link.
#[derive(Clone, Copy)]
pub struct NotCome<'a> {
    /// The link to the debtor's page.
    pub link: AccessLink<'a>,
    /// How much.
    pub amount: Money,
    /// How it was sent.
    pub by: SentBy,
    /// The last day on which the plan that it was for stays as agreed, if a date of it has passed.
    pub grace: Option<NaiveDate>,
}

/// Writes to the debtor that money did not come.
pub fn not_come(reader: Reader, writer: &Writer, view: NotCome<'_>) -> Mail {
    let AccessLink { first_name, url, until, asks } = view.link;
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailRefundSubject { creditor: &creditor }),
        None => reader.say(key::MailRefundSubjectBare),
    };
    let amount = &*reader.money(view.amount);
    let told = match view.by {
        SentBy::Transfer => reader.say(key::MailNotComeTransfer { amount }),
        SentBy::Provider => reader.say(key::MailNotComeProvider { amount }),
    };
    let grace =
        view.grace.map(|day| reader.say(key::MailAutopayGrace { day: &reader.weekday(day) }));
    let mut blocks = vec![Block::Text(told)];
    blocks.extend(grace.map(Block::Text));
    blocks.extend([
        Block::Text(match asks {
            Asks::Something => reader.say(key::MailLinkAsk),
            Asks::Nothing => reader.say(key::MailLinkOpen),
        }),
        Block::Button { label: reader.say(key::MailLinkButton), url: url.to_owned() },
        Block::Quiet(reader.say(key::MailLinkUntil { day: &reader.weekday(until) })),
    ]);
    let preview = reader.say(key::MailNotComePreview);
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::ToLink },
    )
}
