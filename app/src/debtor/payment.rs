//! How one payment stands: the page to which the provider sends people back.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::PaymentId;
use domain::money::Money;
use leptos::prelude::*;

use super::statement::Ways;
use crate::components::{Link, LinkList, Tick};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// Seconds after which a page that waits asks again. WCAG 2.2.1: not so often that it disturbs.
const ASK_AGAIN_S: u32 = 15;

/// What the page of a payment shows.
#[derive(Clone, Debug)]
pub struct PaymentView {
    /// How much: what was asked for, or what came if that is something else.
    pub amount: Money,
    /// How it stands.
    pub status: Status,
    /// What the creditor has set up, for another try.
    pub ways: Ways,
}

/// How a payment stands.
#[derive(Clone, Debug)]
pub enum Status {
    /// The provider's page waits at this URL; nothing was paid.
    Open {
        /// The provider's page.
        resume: String,
    },
    /// To be confirmed within a minute.
    Processing,
    /// The bank moves the money, for days.
    Bank,
    /// A code that waits to be paid.
    Voucher {
        /// The last moment, in the creditor's zone.
        until: NaiveDateTime,
        /// The provider's page that shows the code.
        code: Option<String>,
    },
    /// The money is there.
    Confirmed {
        /// The receipt's payment.
        payment: PaymentId,
        /// What is left open, one sum for each currency.
        left: Vec<Money>,
        /// When the next part of it falls due.
        next_due: Option<NaiveDate>,
    },
    /// The money came and was used for nothing here: it was given back, or was of another case.
    NotUsed,
    /// The money did not come, and the provider says that nothing was charged.
    Failed(Failure),
    /// The provider's page closed unused.
    Expired,
    /// The provider did not answer when its page was asked for: nobody got to see the page.
    Unknown {
        /// The review of the same wish: pressing there goes on with this payment.
        retry: String,
    },
}

/// Why the money did not come. Lost, stolen and suspicious cards are [`Failure::Declined`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The bank said no and does not say why.
    Declined,
    /// The bank said that there is not enough.
    Funds,
    /// The bank's own confirmation was missing.
    Confirmation,
    /// The code was never paid.
    Voucher,
    /// Anything else.
    Other,
}

/// What somebody may see who comes back in a browser without the session: no name, no amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Away {
    /// The money is there.
    Received,
    /// It is being confirmed, or on its way.
    Processing,
    /// It was not paid.
    NotDone,
}

struct Words {
    heading: String,
    more: Vec<String>,
}

/// The page.
pub fn page(shell: Shell, view: PaymentView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let title = reader.say(key::PaymentTitle { creditor: &creditor });
    let waits = matches!(view.status, Status::Processing | Status::Unknown { .. });
    let refresh_s = waits.then_some(ASK_AGAIN_S);
    shell::page(shell, Head { refresh_s, ..Head::titled(title) }, move || {
        let Words { heading, more } = words(reader, &creditor, &view);
        let links = ways_on(reader, &view);
        let mut lines = more.into_iter();
        let first = lines.next();
        let done = matches!(view.status, Status::Confirmed { .. });
        view! {
            {done.then(|| view! { <Tick/> })}
            <h1>{heading}</h1>
            {first.map(|line| view! { <p>{line}</p> })}
            {not_twice(&view.status).then(|| view! {
                <p><b>{reader.say(key::PaymentNotTwice)}</b></p>
            })}
            {lines.map(|line| view! { <p class="soft">{line}</p> }).collect_view()}
            <Main reader view/>
            <LinkList links/>
        }
        .into_any()
    })
}

/// The page for a browser without the session.
pub fn away_page(shell: Shell, away: Away) -> String {
    let reader = shell.reader;
    let heading = match away {
        Away::Received => reader.say(key::PaymentAwayReceived),
        Away::Processing => reader.say(key::PaymentAwayProcessing),
        Away::NotDone => reader.say(key::PaymentAwayNotDone),
    };
    shell::page(shell, Head::titled(reader.say(key::PaymentAwayTitle)), move || {
        view! {
            <h1>{heading}</h1>
            {(away == Away::Processing).then(|| view! {
                <p><b>{reader.say(key::PaymentNotTwice)}</b></p>
            })}
            <p>{reader.say(key::PaymentAwayMore)}</p>
        }
        .into_any()
    })
}

const fn not_twice(status: &Status) -> bool {
    matches!(status, Status::Processing | Status::Bank)
}

fn words(reader: Reader, creditor: &str, view: &PaymentView) -> Words {
    let amount = &*reader.money(view.amount);
    let (heading, more) = match &view.status {
        Status::Open { .. } => {
            (reader.say(key::PaymentOpen), vec![reader.say(key::PaymentOpenMore)])
        }
        Status::Processing => (
            reader.say(key::PaymentProcessing { amount }),
            vec![reader.say(key::PaymentProcessingMore), reader.say(key::PaymentClose)],
        ),
        Status::Bank => (
            reader.say(key::PaymentBank { amount }),
            vec![reader.say(key::PaymentBankMore), reader.say(key::PaymentClose)],
        ),
        Status::Voucher { until, .. } => (
            reader.say(key::PaymentVoucher { amount }),
            vec![
                reader.say(key::PaymentVoucherUntil { moment: &reader.moment(*until) }),
                reader.say(key::PaymentVoucherMore),
            ],
        ),
        Status::Confirmed { left, next_due, .. } => (
            reader.say(key::PaymentConfirmed { amount }),
            vec![left_over(reader, creditor, left, *next_due), reader.say(key::PaymentStopped)],
        ),
        Status::NotUsed => (
            reader.say(key::PaymentNotUsed { amount }),
            vec![reader.say(key::PaymentNotUsedMore { creditor })],
        ),
        Status::Failed(failure) => {
            (reader.say(key::PaymentFailed), failed(reader, *failure, amount))
        }
        Status::Expired => {
            (reader.say(key::PaymentExpired), vec![reader.say(key::PaymentExpiredMore)])
        }
        Status::Unknown { .. } => {
            (reader.say(key::PaymentUnknown), vec![reader.say(key::PaymentUnknownMore)])
        }
    };
    Words { heading, more }
}

fn left_over(
    reader: Reader,
    creditor: &str,
    left: &[Money],
    next_due: Option<NaiveDate>,
) -> String {
    let amount = &*reader.sums(left);
    match next_due {
        _ if left.is_empty() => reader.say(key::PaymentLeftNone { creditor }),
        Some(day) => reader.say(key::PaymentLeftDue { amount, day: &reader.weekday(day) }),
        None => reader.say(key::PaymentLeft { amount }),
    }
}

fn failed(reader: Reader, failure: Failure, amount: &str) -> Vec<String> {
    match failure {
        Failure::Declined => {
            vec![reader.say(key::PaymentFailedDeclined), reader.say(key::PaymentFailedDeclinedMore)]
        }
        Failure::Funds => vec![reader.say(key::PaymentFailedFunds { amount })],
        Failure::Confirmation => vec![reader.say(key::PaymentFailedConfirmation)],
        Failure::Voucher => vec![reader.say(key::PaymentFailedVoucher)],
        Failure::Other => vec![reader.say(key::PaymentFailedOther)],
    }
}

/// The one button that matters.
#[component]
fn Main(reader: Reader, view: PaymentView) -> impl IntoView {
    let PaymentView { amount, status, .. } = view;
    let again = || (routes::pay(amount.currency(), &[]), reader.say(key::PaymentTryAgain));
    let class = if matches!(status, Status::Processing) { "btn ghost" } else { "btn" };
    let button = match status {
        Status::Open { resume } => {
            Some((resume, reader.say(key::PaymentOpenResume { amount: &reader.money(amount) })))
        }
        Status::Voucher { code, .. } => code.map(|url| (url, reader.say(key::PaymentVoucherOpen))),
        Status::Confirmed { payment, .. } => {
            Some((routes::receipt(&payment), reader.say(key::PaymentReceipt)))
        }
        Status::Failed(_) | Status::Expired => Some(again()),
        Status::Unknown { retry } => Some((retry, reader.say(key::PaymentTryAgain))),
        // A plain link to this very page, for who does not wait for the refresh.
        Status::Processing => Some((String::new(), reader.say(key::PaymentRefresh))),
        Status::Bank | Status::NotUsed => None,
    };
    button.map(|(href, label)| view! { <a class=class href=href>{label}</a> })
}

/// After the main button: another way, a smaller amount, back.
fn ways_on(reader: Reader, view: &PaymentView) -> Vec<Link> {
    let currency = view.amount.currency();
    let mut links = Vec::new();
    let by_transfer = matches!(view.ways, Ways::CardAndTransfer | Ways::Transfer);
    match &view.status {
        Status::Failed(_) | Status::Expired => {
            if by_transfer {
                let all = routes::pay(currency, &[]);
                links.push(Link::to(all, reader.say(key::PaymentTryTransfer)));
            }
            links.push(Link::to(routes::pay_choose(currency), reader.say(key::PaymentTryPart)));
        }
        Status::NotUsed => {
            links.push(Link::to(pattern::SAY_TALK, reader.say(key::StatementElseTalk)));
        }
        Status::Unknown { retry } if by_transfer => {
            links.push(Link::to(retry.clone(), reader.say(key::PaymentTryTransfer)));
        }
        _ => {}
    }
    links.push(Link::to(pattern::STATEMENT, reader.say(key::PaymentBack)));
    links
}
