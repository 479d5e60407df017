//! The review of a payment, and starting it.

use app::debtor::choose::What;
use app::debtor::plan::{self as plan_page, PlanWhat, parse_extra};
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
use domain::plan::Extra;
use serde::Deserialize;

use super::{again, pay_choose, pay_discount, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::reader::{accepted, chosen};
use crate::http::session::Debtor;
use crate::http::surroundings::of_creditor;
use crate::use_cases::pay::{Choice, Chosen, Desk, problem};
use crate::use_cases::payment::start::{self, Next, Unmet, Wish};
use crate::use_cases::plan::paying::{Ask, NotPaid, of_plan};
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
    plan: Option<String>,
    extra: Option<String>,
    way: Option<String>,
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
    plan: Option<String>,
    what: Option<String>,
    extra: Option<String>,
    way: Option<String>,
}

/// GET /pagar
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Query(query): Query<ReviewQuery>,
    parts: Parts,
) -> Result<Response, Fault> {
    let desk = Desk::open(&portal, &visit).await?;
    if let Some(id) = &query.plan {
        let ask = ask(id, (&query.what, &query.amount, &query.extra))?;
        let of = match of_plan(&portal, &visit, &desk.settings, ask.clone()).await? {
            Ok(of) => of,
            Err(not) => return Ok(not_paid(shell(&portal, &parts, &desk), (&ask, not))),
        };
        let (currency, what) = (of.amount.currency(), Chosen::Plan(Box::new(of)));
        return review(&portal, &parts, &desk, (&Choice { currency, what }, None));
    }
    let named = query.currency.as_deref().and_then(Currency::parse);
    let currency = named.unwrap_or_else(|| desk.currency());
    if pay_discount::is_named(query.way.as_deref()) {
        return pay_discount::show(&portal, (&visit, &desk), &parts, (currency, None)).await;
    }
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
    let choice = match &form.plan {
        None if pay_discount::is_named(form.way.as_deref()) => {
            match pay_discount::choice(&portal, (&visit, &desk), currency).await? {
                Some(choice) => choice,
                None => return pay_discount::closed(&portal, &visit, &parts, currency).await,
            }
        }
        None => Choice { currency, what: form.chosen()? },
        Some(id) => {
            let ask = ask(id, (&form.what, &form.amount, &form.extra))?;
            match of_plan(&portal, &visit, &desk.settings, ask.clone()).await? {
                Ok(of) => Choice { currency, what: Chosen::Plan(Box::new(of)) },
                Err(not) => return Ok(not_paid(shell(&portal, &parts, &desk), (&ask, not))),
            }
        }
    };
    let Ok(amount) = choice.amount(&desk.settings) else {
        return review(&portal, &parts, &desk, (&choice, None));
    };
    let expected = Money::new(form.expected, currency).map_err(|_| Fault::BadRequest)?;
    let debts = choice.debts().to_vec();
    let (plan, deal) = (choice.plan(), choice.deal());
    let wish = Wish { currency, debts, amount, expected, plan, deal };
    let lang = (chosen(&parts), accepted(&parts));
    let lang = voice::voice(&desk.settings, Some(&desk.person), lang).lang.code();
    match begin(&portal, &visit, (&form.method, lang), &wish).await {
        Ok(Next::Unmet(unmet)) => {
            // What is owed has changed since: the page is drawn from what it is now.
            let desk = Desk::open(&portal, &visit).await?;
            if let Chosen::Discount(_) = &choice.what {
                let again = (currency, Some(unmet));
                return pay_discount::show(&portal, (&visit, &desk), &parts, again).await;
            }
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
        Next::Provider(url) if is_providers(&url, portal.settings.simulator()) => url,
        Next::Provider(_) => pattern::STATEMENT.to_owned(),
        Next::Status(attempt) => routes::payment(&attempt),
        Next::Transfer(attempt) => routes::transfer(&attempt),
        Next::Unmet(_) => pattern::STATEMENT.to_owned(),
    }
}

/// Whether a browser that follows the address comes to the provider, and nowhere else.
pub(super) fn is_providers(url: &str, simulator: Option<&str>) -> bool {
    let plain = url.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    let simulated =
        |origin: &str| url.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'));
    plain && (url.starts_with(CHECKOUT) || simulator.is_some_and(simulated))
}

/// What is asked for of a plan.
fn ask(
    plan: &str,
    (what, typed, extra): (&Option<String>, &Option<String>, &Option<String>),
) -> Result<Ask, Fault> {
    Ok(Ask {
        plan: plan.parse().map_err(|_| Fault::NotFound)?,
        what: what.as_deref().and_then(PlanWhat::parse).unwrap_or(PlanWhat::Due),
        typed: typed.clone().unwrap_or_default(),
        extra: extra.as_deref().and_then(parse_extra).unwrap_or(Extra::Next),
    })
}

/// The page of the choice with its problem, or on to the plan's page.
fn not_paid(shell: Shell, (ask, not): (&Ask, NotPaid)) -> Response {
    match not {
        NotPaid::Over => see(&routes::plan(&ask.plan)),
        NotPaid::Amount(view) => again(plan_page::pay_page(shell, *view)),
    }
}

fn refused(
    portal: &Portal,
    parts: &Parts,
    desk: &Desk,
    (choice, unmet): (&Choice, Unmet),
) -> Result<Response, Fault> {
    if let (Chosen::Plan(of), false) = (&choice.what, unmet == Unmet::Changed) {
        // Its amounts are agreed: the plan's page says what can be paid now.
        return Ok(see(&routes::plan(&of.ask.plan)));
    }
    match unmet {
        Unmet::NothingOwed => Ok(see(pattern::STATEMENT)),
        // What it asks for, and how to pay more or all of it, stands on its page.
        Unmet::InPlan => Ok(see(pattern::PLAN)),
        Unmet::Changed | Unmet::NotHere => {
            let news = (unmet == Unmet::Changed).then_some(ReviewNews::AmountChanged);
            let drawn = review(portal, parts, desk, (choice, news))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        unmet => pay_choose::with_problem(portal, parts, desk, (choice, problem(unmet))),
    }
}

pub(super) fn review(
    portal: &Portal,
    parts: &Parts,
    desk: &Desk,
    (choice, news): (&Choice, Option<ReviewNews>),
) -> Result<Response, Fault> {
    match desk.review(portal, choice, news)? {
        None if desk.is_in_plan(choice) => Ok(see(pattern::PLAN)),
        None => Ok(see(pattern::STATEMENT)),
        Some(Err(problem)) => match &choice.what {
            Chosen::Plan(of) => Ok(see(&routes::plan(&of.ask.plan))),
            Chosen::Discount(_) => Ok(see(&routes::options(choice.currency))),
            _ => pay_choose::with_problem(portal, parts, desk, (choice, problem)),
        },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_providers_own_pages_are_followed() {
        let simulator = Some("http://127.0.0.1:7071");
        for good in [
            "https://checkout.stripe.com/c/pay/cs_live_a1#fid",
            "https://checkout.stripe.com/",
            "http://127.0.0.1:7071/c/cs_test_1",
        ] {
            assert!(is_providers(good, simulator), "{good}");
        }
        assert!(!is_providers("http://127.0.0.1:7071/c/cs_test_1", None));
        let wrong = [
            "",
            "/",
            "//checkout.stripe.com/",
            "checkout.stripe.com/",
            "http://checkout.stripe.com/",
            "HTTPS://CHECKOUT.STRIPE.COM.evil.example/",
            "https:checkout.stripe.com/",
            "https:/checkout.stripe.com/",
            "https://checkout.stripe.com",
            "https://checkout.stripe.com:443/",
            "https://checkout.stripe.com.evil.example/",
            "https://checkout.stripe.com@evil.example/",
            "https://checkout.stripe.com:x@evil.example/",
            "https://checkout.stripe.com%2f@evil.example/",
            "https://checkout.stripe.com\\@evil.example/",
            "https://evil.example/https://checkout.stripe.com/",
            "https://evil.example?https://checkout.stripe.com/",
            "https://evil.example#https://checkout.stripe.com/",
            "https://checkout-stripe.com/",
            "https://checkout.stripe.co/",
            "https://checkout.stripe.com\u{3002}evil.example/",
            "https://checkout.stripe.com\t/",
            " https://checkout.stripe.com/",
            "https://checkout.stripe.com/\r\nset-cookie: a=b",
            "https://checkout.stripe.com/ x",
            "https://checkout.stripe.com/\u{e9}",
            "javascript:alert(1)//https://checkout.stripe.com/",
            "http://127.0.0.1:7071",
            "http://127.0.0.1:70711/",
            "http://127.0.0.1:7071@evil.example/",
            "http://127.0.0.1:7071.evil.example/",
            "https://127.0.0.1:7071/",
        ];
        for wrong in wrong {
            assert!(!is_providers(wrong, simulator), "{wrong:?}");
        }
    }
}
