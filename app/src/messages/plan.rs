//! A plan that runs: to its debtor, what comes, what was missed and how it ended; to the team, how it ended.

use chrono::NaiveDate;
use domain::money::Money;

use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use super::line::name;
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::components::Row;
use crate::debtor::enter::Asks;
use crate::debtor::plan::Due;
use crate::reader::Reader;
use crate::texts::key;

/// What happened, or comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanStep {
    /// A date comes.
    Before {
        /// The day.
        on: NaiveDate,
        /// What is asked for.
        amount: Money,
    },
    /// A date was missed, and the plan goes on.
    Missed {
        /// The oldest such day.
        on: NaiveDate,
        /// Everything that is late.
        amount: Money,
        /// How many more missed ones end the plan, at least 1; `None` if as many as are left do not.
        left: Option<u32>,
    },
    /// The plan ended because dates were missed.
    Broken {
        /// The day.
        on: NaiveDate,
        /// What was paid.
        paid: Money,
        /// What is owed now, with what came back.
        owed: Money,
        /// What came back of it; may be nothing.
        restored: Money,
    },
    /// The creditor ended the plan.
    Cancelled {
        /// The day.
        on: NaiveDate,
        /// What was paid.
        paid: Money,
        /// What is owed now.
        owed: Money,
    },
    /// The plan is over, with nothing owed.
    Completed {
        /// What was paid.
        paid: Money,
    },
    /// It had ended by mistake and goes on: the money counts as on time.
    Reopened {
        /// What is asked for next.
        due: Due,
    },
}

/// What a debtor is written about a plan. No `Debug`: it holds a link.
#[derive(Clone, Copy)]
pub struct PlanLetter<'a> {
    /// The given name to greet with, if it can be told.
    pub first_name: Option<&'a str>,
    /// The link itself, on the writer's site.
    pub url: &'a str,
    /// The last day on which it works.
    pub until: NaiveDate,
    /// What the debtor is asked before anything is shown.
    pub asks: Asks,
    /// What it is about.
    pub step: PlanStep,
}

/// Writes to the debtor about a plan.
pub fn plan_letter(reader: Reader, writer: &Writer, view: PlanLetter<'_>) -> Mail {
    let (subject, preview) = outside(reader, writer, view.step);
    let mut blocks = said(reader, writer, view.step);
    blocks.extend([
        Block::Text(match view.asks {
            Asks::Something => reader.say(key::MailReminderAsk),
            Asks::Nothing => reader.say(key::MailLinkOpen),
        }),
        Block::Button { label: reader.say(key::MailPlanButton), url: view.url.to_owned() },
        Block::Quiet(reader.say(key::MailLinkUntil { day: &reader.weekday(view.until) })),
    ]);
    let first_name = view.first_name;
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::ToLink },
    )
}

/// Subject and preview.
fn outside(reader: Reader, writer: &Writer, step: PlanStep) -> (String, String) {
    let creditor = writer.outside_name();
    match (step, creditor.as_deref()) {
        (PlanStep::Before { .. }, Some(creditor)) => (
            reader.say(key::MailPlanBeforeSubject { creditor }),
            reader.say(key::MailPlanBeforePreview),
        ),
        (PlanStep::Before { .. }, None) => {
            (reader.say(key::MailPlanBeforeSubjectBare), reader.say(key::MailPlanBeforePreview))
        }
        (PlanStep::Missed { .. }, Some(creditor)) => (
            reader.say(key::MailPlanMissedSubject { creditor }),
            reader.say(key::MailPlanMissedPreview),
        ),
        (PlanStep::Missed { .. }, None) => {
            (reader.say(key::MailPlanMissedSubjectBare), reader.say(key::MailPlanMissedPreview))
        }
        (PlanStep::Broken { .. } | PlanStep::Cancelled { .. }, Some(creditor)) => {
            (reader.say(key::MailRefundSubject { creditor }), reader.say(key::MailPlanEndedPreview))
        }
        (PlanStep::Broken { .. } | PlanStep::Cancelled { .. }, None) => {
            (reader.say(key::MailRefundSubjectBare), reader.say(key::MailPlanEndedPreview))
        }
        (PlanStep::Reopened { .. }, Some(creditor)) => (
            reader.say(key::MailPlanDoneSubject { creditor }),
            reader.say(key::MailPlanReopenedPreview),
        ),
        (PlanStep::Reopened { .. }, None) => {
            (reader.say(key::MailPlanDoneSubjectBare), reader.say(key::MailPlanReopenedPreview))
        }
        (PlanStep::Completed { .. }, Some(creditor)) => (
            reader.say(key::MailPlanDoneSubject { creditor }),
            reader.say(key::MailPlanDonePreview),
        ),
        (PlanStep::Completed { .. }, None) => {
            (reader.say(key::MailPlanDoneSubjectBare), reader.say(key::MailPlanDonePreview))
        }
    }
}

/// What stands before the button.
fn said(reader: Reader, writer: &Writer, step: PlanStep) -> Vec<Block> {
    let dated = |on: NaiveDate, amount: Money| {
        Block::Rows(vec![Row::amount(reader.dated(on), reader.money(amount))])
    };
    match step {
        PlanStep::Before { on, amount } => vec![
            Block::Text(reader.say(key::MailPlanBefore { day: &reader.weekday(on) })),
            dated(on, amount),
            Block::Quiet(reader.say(key::MailPlanAlready)),
        ],
        PlanStep::Missed { on, amount, left } => {
            let mut blocks = vec![
                Block::Text(reader.say(key::MailPlanMissed { day: &reader.weekday(on) })),
                dated(on, amount),
                Block::Text(reader.say(key::PlanMissed)),
            ];
            blocks.extend(ends_after(reader, left));
            blocks.push(Block::Quiet(reader.say(key::MailPlanTalk)));
            blocks
        }
        PlanStep::Broken { on, paid, owed, restored } => {
            let since = reader.say(key::PlanBrokenSince { day: &reader.day(on) });
            let back = (!restored.is_zero())
                .then(|| reader.say(key::PlanBrokenRestored { amount: &reader.money(restored) }));
            let ways = reader.say(key::PlanBrokenWays);
            ended(reader, since, (paid, owed)).chain(back).chain([ways]).map(Block::Text).collect()
        }
        PlanStep::Cancelled { on, paid, owed } => {
            let since = reader.say(key::PlanCancelledMore { day: &reader.day(on) });
            ended(reader, since, (paid, owed)).map(Block::Text).collect()
        }
        PlanStep::Reopened { due } => {
            let mut blocks = vec![Block::Text(reader.say(key::MailPlanReopened))];
            blocks.extend(asked(reader, due));
            blocks.push(Block::Quiet(reader.say(key::MailPlanReopenedAutopay)));
            blocks
        }
        PlanStep::Completed { paid } => {
            let (amount, creditor) = (&*reader.money(paid), &*name(&writer.legal_name));
            vec![
                Block::Text(reader.say(key::PlanThanksUnnamed)),
                Block::Text(reader.say(key::PlanPaidAll { amount, creditor })),
            ]
        }
    }
}

/// What is asked for next, and until when it is in time.
fn asked(reader: Reader, due: Due) -> Vec<Block> {
    let since = |on: NaiveDate, amount: Money| {
        let (amount, day) = (&*reader.money(amount), &*reader.day(on));
        Block::Text(reader.say(key::PlanOpenSince { amount, day }))
    };
    match due {
        Due::Next { on, amount } => vec![
            Block::Text(reader.say(key::MailPlanBefore { day: &reader.weekday(on) })),
            Block::Rows(vec![Row::amount(reader.dated(on), reader.money(amount))]),
        ],
        Due::InGrace { on, amount, until } => vec![
            since(on, amount),
            Block::Text(reader.say(key::PlanGrace { day: &reader.weekday(until) })),
        ],
        Due::Sent { amount } => vec![
            Block::Rows(vec![Row::amount(reader.say(key::PlanSent), reader.money(amount))]),
            Block::Text(reader.say(key::PlanSentEnds)),
        ],
        Due::Missed { on, amount, left } => {
            let mut blocks = vec![since(on, amount), Block::Text(reader.say(key::PlanMissed))];
            blocks.extend(ends_after(reader, left));
            blocks
        }
    }
}

/// With how many more missed ones the plan ends, if it can.
fn ends_after(reader: Reader, left: Option<u32>) -> Option<Block> {
    left.map(|left| Block::Quiet(reader.say(key::PlanMissedLeft { count: u64::from(left) })))
}

/// How a plan ended, that what was paid counts, and what is left.
fn ended(
    reader: Reader,
    since: String,
    (paid, owed): (Money, Money),
) -> impl Iterator<Item = String> {
    let counts = reader.say(key::PlanBrokenCounts { amount: &reader.money(paid) });
    let left = reader.say(key::PlanBrokenOwed { amount: &reader.money(owed) });
    [since, counts, left].into_iter()
}

/// How a plan ended, as the team is told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlanEnd {
    /// Dates were missed.
    Broken,
    /// Nothing is owed of it.
    Completed,
}

/// A plan that is over, as the team is told.
#[derive(Clone, Debug)]
pub struct TeamPlan<'a> {
    /// Whose it was.
    pub whose: Whose<'a>,
    /// How it ended.
    pub end: PlanEnd,
    /// What was paid of it.
    pub paid: Money,
    /// What was not.
    pub unpaid: Money,
}

/// Writes to the team how a plan ended.
pub fn team_plan(head: TeamHead<'_>, view: &TeamPlan<'_>) -> Mail {
    let (reader, paid) = (head.reader, &*head.reader.money(view.paid));
    let unpaid = &*reader.money(view.unpaid);
    let (subject, preview) = match view.end {
        PlanEnd::Broken => (
            reader.say(key::MailTeamPlanBrokenSubject { amount: unpaid }),
            reader.say(key::MailTeamPlanBrokenPreview),
        ),
        PlanEnd::Completed => (
            reader.say(key::MailTeamPlanDoneSubject { amount: paid }),
            reader.say(key::MailTeamPlanDonePreview),
        ),
    };
    let mut rows = view.whose.rows(reader);
    rows.push(Row::amount(reader.say(key::PlanPaid), paid.to_owned()));
    if view.end == PlanEnd::Broken {
        rows.push(Row::amount(reader.say(key::PlanLeft), unpaid.to_owned()));
    }
    let blocks = vec![Block::Rows(rows), view.whose.button(head)];
    to_team(head, ToTeam { subject, preview, blocks })
}
