//! What would be agreed by one way out today.

use std::num::NonZeroU32;

use app::debtor::accept::{
    AcceptForm, AcceptView, AgreementText, AutopayOffer, Figures, Party, in_place_of, own_text,
    plan_text, promise_text,
};
use app::debtor::choose::Marked;
use app::debtor::options::{GivesUp, WayName, WrongDay};
use app::debtor::plan_builder::BuilderView;
use app::reader::Reader;
use app::routes;
use chrono::NaiveDate;
use domain::money::Money;
use domain::offer::Way;
use domain::plan::Agreement;
use domain::policy::Rhythm;
use domain::promise::{Promise, PromiseRefusal};
use domain::schedule::Instalment;
use sha2::{Digest, Sha256};

use crate::config::creditor::Settings;
use crate::store::ledger::hex;
use crate::store::plan::agreed_text;
use crate::use_cases::offer::{Fields, WaysOut, build, reward};
use crate::use_cases::proposal::Proposed;
use crate::use_cases::{PortalError, autopay, sender};

/// Bytes of the mark of what is shown: enough that no two agreements share one.
const MARK: usize = 16;

/// What would be agreed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The terms.
    pub terms: Terms,
    /// The page of it, with its mark.
    pub view: AcceptView,
}

/// The terms of what would be agreed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Terms {
    /// A plan, or a settlement.
    Plan(Box<Agreement>),
    /// A day.
    Promise(Promise),
}

/// What became of a wish to agree.
#[derive(Debug)]
pub enum Drafting {
    /// It can be agreed.
    Draft(Box<Draft>),
    /// It is not offered.
    Closed,
    /// The day of a promise was not taken.
    WrongDay(WrongDay),
    /// The form of a plan has problems.
    Wrong(Box<BuilderView>),
}

/// What the fields of a form would agree to under `ways`, in the words of `reader`.
pub fn draft(
    ways: &WaysOut,
    (settings, reader): (&Settings, Reader),
    fields: &Fields,
) -> Result<Drafting, PortalError> {
    let ticked = if fields.autopay.is_some() { Marked::Yes } else { Marked::No };
    let drawing = Drawing { ways, settings, reader, ticked };
    match fields.way() {
        Some(WayName::Plan) => drawing.plan(fields),
        // Only a plan takes the place of a plan.
        _ if ways.instead.is_some() => Ok(Drafting::Closed),
        Some(WayName::Settlement(payments)) => drawing.settlement(payments),
        Some(WayName::Extension) => drawing.promise(fields.on.as_deref().unwrap_or_default()),
        Some(WayName::Discount | WayName::Everything | WayName::Part) | None => {
            Ok(Drafting::Closed)
        }
    }
}

/// What would be agreed by terms that were proposed and said yes to.
pub fn draft_proposal(
    ways: &WaysOut,
    (settings, reader): (&Settings, Reader),
    proposed: &Proposed,
) -> Result<Drafting, PortalError> {
    let drawing = Drawing { ways, settings, reader, ticked: Marked::No };
    let at = (ways.policy().country, ways.today);
    let made = Agreement::of_proposal(&proposed.terms, ways.owed, proposed.upkeep, at);
    let Ok(agreement) = made else { return Ok(Drafting::Closed) };
    let back = routes::proposal(&proposed.id);
    let fields = vec![("proposal", proposed.id.to_string())];
    let form = AcceptForm { fields, seen: String::new(), back };
    // Nothing is lost by whoever gives up a saving for a larger one, and nothing brings it back.
    let lost = ways.lost_by_plan()?.filter(|_| agreement.given_up.is_zero());
    let lost = lost.map(|lost| GivesUp { back_until: None, ..lost });
    drawing.agreed(WayName::Plan, agreement, (form, lost))
}

struct Drawing<'a> {
    ways: &'a WaysOut,
    settings: &'a Settings,
    reader: Reader,
    /// The box of automatic charges.
    ticked: Marked,
}

impl Drawing<'_> {
    fn plan(&self, fields: &Fields) -> Result<Drafting, PortalError> {
        let Some(built) = build(self.ways, self.settings.country, fields)? else {
            return Ok(Drafting::Closed);
        };
        let Ok(agreement) = &built.outcome else {
            let view = built.view(self.ways)?;
            return Ok(view.map_or(Drafting::Closed, |view| Drafting::Wrong(Box::new(view))));
        };
        let instead = self.ways.instead.as_ref();
        let instead = instead.map(|instead| ("instead", instead.plan.to_string()));
        let chosen: Vec<_> =
            built.form.fields().into_iter().chain(built.when.fields()).chain(instead).collect();
        let back = routes::options_plan_filled(self.ways.owed.currency(), &chosen);
        let form = AcceptForm { fields: chosen, seen: String::new(), back };
        let gives_up = self.ways.lost_by_plan()?;
        self.agreed(WayName::Plan, agreement.clone(), (form, gives_up))
    }

    fn settlement(&self, payments: u32) -> Result<Drafting, PortalError> {
        let is_it = |way: &Way| *way == Way::Settlement { payments };
        let offered = self.ways.offer(is_it).is_some();
        let segment = self.ways.segment()?.filter(|_| offered);
        let settlement = segment.and_then(|segment| segment.settlement.as_ref());
        let (Some(settlement), Some(count)) = (settlement, NonZeroU32::new(payments)) else {
            return Ok(Drafting::Closed);
        };
        let of = (self.ways.policy().country, self.ways.today);
        match Agreement::of_settlement(settlement, self.ways.owed, count, of) {
            Ok(agreement) => {
                self.agreed(WayName::Settlement(payments), agreement, (self.form(), None))
            }
            Err(_) => Ok(Drafting::Closed),
        }
    }

    /// The form of what has nothing to be chosen.
    fn form(&self) -> AcceptForm {
        let back = routes::options(self.ways.owed.currency());
        AcceptForm { fields: Vec::new(), seen: String::new(), back }
    }

    fn agreed(
        &self,
        way: WayName,
        agreement: Agreement,
        (form, gives_up): (AcceptForm, Option<GivesUp>),
    ) -> Result<Drafting, PortalError> {
        let (owed, given_up, total) = (agreement.owed, agreement.given_up, agreement.total()?);
        let id = sender::legal_id(self.settings);
        let party = Party { name: &self.settings.file.legal_name, id: &id };
        let figures = Figures { owed, given_up, total };
        let (reader, text) = match self.ways.texts.read_by(self.settings, self.reader) {
            Some((reader, words)) => (reader, own_text(reader, words, (party, figures))),
            None => (self.reader, plan_text(self.reader, party, figures)),
        };
        let text = match &self.ways.instead {
            Some(instead) => in_place_of(reader, text, instead.accepted_on),
            None => text,
        };
        let view = AcceptView {
            way,
            owed,
            given_up,
            cost: agreement.charged,
            total,
            down: agreement.down,
            instalments: agreement.instalments.clone(),
            rhythm: Some(Rhythm::of(agreement.frequency)),
            upkeep: Some(agreement.upkeep),
            reward: reward(&agreement)?,
            gives_up,
            agreement: text,
            autopay: self.autopay(),
            form: self.marked(way, form, &agreed_text(&agreement)),
            problem: None,
        };
        Ok(sealed(Terms::Plan(Box::new(agreement)), view))
    }

    /// Whether the instalments can be charged automatically.
    fn autopay(&self) -> AutopayOffer {
        if autopay::offered(self.settings, self.ways.owed.currency()) {
            AutopayOffer::Offered(self.ticked)
        } else {
            AutopayOffer::None
        }
    }

    fn promise(&self, typed: &str) -> Result<Drafting, PortalError> {
        let extension = self.ways.segment()?.and_then(|segment| segment.extension);
        let offer = self.ways.offer(|way| *way == Way::Extension);
        let (Some(extension), Some(offer)) = (extension, offer) else {
            return Ok(Drafting::Closed);
        };
        let wrong = || {
            let (typed, latest) = (typed.to_owned(), offer.last_on);
            Ok(Drafting::WrongDay(WrongDay { typed, latest }))
        };
        let Ok(pay_on) = typed.trim().parse::<NaiveDate>() else { return wrong() };
        let (used, owed) = (self.ways.facts.extensions, self.ways.owed);
        let days = (self.ways.today, pay_on);
        match Promise::make(&extension, used, owed, days) {
            Ok(promise) => Ok(self.promised(promise)),
            Err(PromiseRefusal::TooEarly(_) | PromiseRefusal::TooLate(_)) => wrong(),
            Err(PromiseRefusal::NoneLeft | PromiseRefusal::Nothing) => Ok(Drafting::Closed),
        }
    }

    fn promised(&self, promise: Promise) -> Drafting {
        let (amount, due_on) = (promise.amount, promise.pay_on);
        let id = sender::legal_id(self.settings);
        let party = Party { name: &self.settings.file.legal_name, id: &id };
        let zero = Money::zero(amount.currency());
        let chosen = vec![("on", due_on.to_string())];
        let form = AcceptForm { fields: chosen, ..self.form() };
        let mark = format!("{} {amount} {due_on}", promise.made_on);
        let view = AcceptView {
            way: WayName::Extension,
            owed: amount,
            given_up: zero,
            cost: zero,
            total: amount,
            down: zero,
            instalments: vec![Instalment { number: 1, due_on, amount }],
            rhythm: None,
            upkeep: None,
            reward: None,
            gives_up: None,
            agreement: promise_text(self.reader, party, (amount, due_on)),
            autopay: AutopayOffer::None,
            form: self.marked(WayName::Extension, form, &mark),
            problem: None,
        };
        sealed(Terms::Promise(promise), view)
    }

    /// The form with what every agreement sends, and with the terms as the mark to be made of them.
    fn marked(&self, way: WayName, form: AcceptForm, terms: &str) -> AcceptForm {
        let currency = self.ways.owed.currency().code().to_owned();
        let all = [("currency", currency), ("way", way.to_string())];
        let fields = all.into_iter().chain(form.fields).collect();
        AcceptForm { fields, seen: terms.to_owned(), ..form }
    }
}

/// The draft with its mark, which changes with the terms and with the text.
fn sealed(terms: Terms, mut view: AcceptView) -> Drafting {
    let AgreementText { title, paragraphs, lang } = &view.agreement;
    let words = [view.form.seen.as_str(), lang.code(), title];
    let mut hash = Sha256::new();
    for part in words.into_iter().chain(paragraphs.iter().map(String::as_str)) {
        hash.update(part.len().to_string());
        hash.update(":");
        hash.update(part);
    }
    view.form.seen = hex(&hash.finalize()[..MARK]);
    Drafting::Draft(Box::new(Draft { terms, view }))
}
