//! The review of a payment, and starting it.

use app::debtor::choose::What;
use app::debtor::review::{self as page, METHOD_CARD, METHOD_TRANSFER, ReviewNews};
use app::routes::{self, pattern};
use app::shell::{Session, Shell};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use domain::ids::DebtId;
use domain::money::{Currency, Money};
use serde::Deserialize;

use super::{pay_choose, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::reader::{accepted, chosen};
use crate::http::session::Debtor;
use crate::http::surroundings::of_creditor;
use crate::use_cases::pay::{Choice, Chosen, Desk, problem};
use crate::use_cases::payment::start::{self, Next, Unmet, Wish};
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, voice};

/// Where the provider's own pages are.
const CHECKOUT: &str = "https://checkout.stripe.com/";

/// What the address of the review asks for.
#[derive(Debug, Deserialize)]
pub struct ReviewQuery {
    currency: Option<String>,
    what: Option<String>,
    #[serde(default)]
    debt: Vec<String>,
    amount: Option<String>,
}

/// What the form of the review sends.
#[derive(Debug, Deserialize)]
pub struct PayForm {
    currency: String,
    #[serde(default)]
    debt: Vec<String>,
    amount: Option<String>,
    expected: i64,
    method: String,
}

/// GET /pagar
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Query(query): Query<ReviewQuery>,
    parts: Parts,
) -> Result<Response, Fault> {
    let desk = Desk::open(&portal, &visit).await?;
    let named = query.currency.as_deref().and_then(Currency::parse);
    let currency = named.unwrap_or_else(|| desk.currency());
    let choice = Choice { currency, what: query.chosen()? };
    review(&portal, &parts, &desk, (&choice, None))
}

/// POST /pagar
pub async fn start(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
    Form(form): Form<PayForm>,
) -> Result<Response, Fault> {
    let desk = Desk::open(&portal, &visit).await?;
    let currency = Currency::parse(&form.currency).ok_or(Fault::BadRequest)?;
    let choice = Choice { currency, what: form.chosen()? };
    let Ok(amount) = choice.amount(&desk.settings) else {
        return review(&portal, &parts, &desk, (&choice, None));
    };
    let expected = Money::new(form.expected, currency).map_err(|_| Fault::BadRequest)?;
    let wish = Wish { currency, debts: choice.debts().to_vec(), amount, expected };
    let lang = (chosen(&parts), accepted(&parts));
    let lang = voice::voice(&desk.settings, Some(&desk.person), lang).lang.code();
    match begin(&portal, &visit, (&form.method, lang), &wish).await {
        Ok(Next::Unmet(unmet)) => {
            // What is owed has changed since: the page is drawn from what it is now.
            let desk = Desk::open(&portal, &visit).await?;
            refused(&portal, &parts, &desk, (&choice, unmet))
        }
        Ok(next) => Ok(see(&address(&portal, next))),
        Err(PortalError::Unavailable(why)) => {
            tracing::warn!("a payment could not be started: {why}");
            let news = Some(ReviewNews::ProviderDown);
            let drawn = review(&portal, &parts, &desk, (&choice, news))?;
            Ok((StatusCode::SERVICE_UNAVAILABLE, drawn).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn begin(
    portal: &Portal,
    visit: &Visit,
    (method, lang): (&str, &str),
    wish: &Wish,
) -> Result<Next, PortalError> {
    match method {
        METHOD_CARD if portal.stripe.is_some() => start::at_stripe(portal, visit, wish, lang).await,
        METHOD_TRANSFER => start::by_transfer(portal, visit, wish, lang).await,
        _ => Err(PortalError::Refused("method")),
    }
}

/// Where to go next. Nobody is sent to a page that is neither ours nor the provider's.
fn address(portal: &Portal, next: Next) -> String {
    match next {
        Next::Provider(url) => {
            let simulator = portal.settings.simulator().map(|origin| format!("{origin}/"));
            let known = url.starts_with(CHECKOUT)
                || simulator.is_some_and(|origin| url.starts_with(&origin));
            if known { url } else { pattern::STATEMENT.to_owned() }
        }
        Next::Status(attempt) => routes::payment(&attempt),
        Next::Transfer(attempt) => routes::transfer(&attempt),
        Next::Unmet(_) => pattern::STATEMENT.to_owned(),
    }
}

fn refused(
    portal: &Portal,
    parts: &Parts,
    desk: &Desk,
    (choice, unmet): (&Choice, Unmet),
) -> Result<Response, Fault> {
    match unmet {
        Unmet::NothingOwed => Ok(see(pattern::STATEMENT)),
        Unmet::Changed | Unmet::NotHere => {
            let news = (unmet == Unmet::Changed).then_some(ReviewNews::AmountChanged);
            let drawn = review(portal, parts, desk, (choice, news))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        unmet => pay_choose::with_problem(portal, parts, desk, (choice, problem(unmet))),
    }
}

fn review(
    portal: &Portal,
    parts: &Parts,
    desk: &Desk,
    (choice, news): (&Choice, Option<ReviewNews>),
) -> Result<Response, Fault> {
    match desk.review(portal, choice, news)? {
        None => Ok(see(pattern::STATEMENT)),
        Some(Err(problem)) => pay_choose::with_problem(portal, parts, desk, (choice, problem)),
        Some(Ok(view)) => Ok(Html(page::page(shell(portal, parts, desk), view)).into_response()),
    }
}

fn shell(portal: &Portal, parts: &Parts, desk: &Desk) -> Shell {
    of_creditor(portal, parts, (&desk.settings, &desk.person), Session::Open)
}

impl ReviewQuery {
    /// What is asked for. The form of the choice sends all its fields; `what` says which count.
    fn chosen(self) -> Result<Chosen, Fault> {
        match self.what.as_deref().and_then(What::parse) {
            Some(What::All) => Ok(Chosen::All),
            Some(What::Chosen) => Ok(Chosen::Debts(ids(&self.debt)?)),
            Some(What::Part) => Ok(Chosen::Part(self.amount.unwrap_or_default())),
            None => unsaid(&self.debt, self.amount),
        }
    }
}

impl PayForm {
    fn chosen(&self) -> Result<Chosen, Fault> {
        unsaid(&self.debt, self.amount.clone())
    }
}

/// Without `what`: the debts that are named, else the amount, else everything.
fn unsaid(debts: &[String], amount: Option<String>) -> Result<Chosen, Fault> {
    match amount.filter(|amount| !amount.trim().is_empty()) {
        Some(typed) => Ok(Chosen::Part(typed)),
        None if debts.is_empty() => Ok(Chosen::All),
        None => Ok(Chosen::Debts(ids(debts)?)),
    }
}

fn ids(debts: &[String]) -> Result<Vec<DebtId>, Fault> {
    debts.iter().map(|debt| debt.parse().map_err(|_| Fault::BadRequest)).collect()
}
