//! What a debtor may choose to pay, and the review before it: the same checks as starting to pay.

mod choice;

pub use choice::{Choice, Chosen};
use std::collections::HashSet;

use app::debtor::choose::{ChoosableDebt, ChooseProblem, ChooseView, Marked, What};
use app::debtor::review::{Cover, ReviewNews, ReviewView, UnderWay};
use app::debtor::statement::{Progress, Ways};
use domain::allocation::allocate;
use domain::ids::DebtId;
use domain::ledger::{Account, Channel, Posting};
use domain::money::{Currency, Money};

use super::payment::part::{self, PartLimits};
use super::payment::start::{Unmet, Wish, order};
use super::session::Visit;
use super::{PortalError, late, statement};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::attempt::{self, Attempt};
use crate::store::debt::{self, Debt};
use crate::store::debtor::{self, Find, Person};
use crate::store::{creditor, known};

/// How this creditor can be paid here.
pub fn ways(portal: &Portal, settings: &Settings) -> Ways {
    let card = portal.stripe.is_some() && settings.file.stripe.is_some();
    match (card, settings.file.bank.is_some()) {
        (true, true) => Ways::CardAndTransfer,
        (true, false) => Ways::Card,
        (false, true) => Ways::Transfer,
        (false, false) => Ways::None,
    }
}

/// A choice that can be paid.
struct Payable {
    ways: Ways,
    debts: Vec<Debt>,
    amount: Money,
}

/// What the pages around a payment go by. No `Debug`: it is personal.
pub struct Desk {
    /// The creditor's settings.
    pub settings: Settings,
    /// The debtor, opened.
    pub person: Person,
    debts: Vec<Debt>,
    /// Those of them that belong to plans that run.
    in_plan: HashSet<DebtId>,
    /// What a part has to come to, in each currency.
    parts: Vec<PartLimits>,
    open: Vec<Attempt>,
    case: domain::ids::CaseId,
}

impl Desk {
    /// Loads what the pages around a payment go by.
    pub async fn open(portal: &Portal, visit: &Visit) -> Result<Self, PortalError> {
        let (tenant, case) = (&visit.tenant, &visit.case);
        let mut conn = portal.store.read().await?;
        let settings = creditor::settings(&mut conn, tenant).await?;
        let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Case(case)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        let debts = debt::of_case(&mut conn, tenant, case).await?;
        let (whose, now) = ((tenant, &settings), portal.clock.now());
        let debts = late::on_debts(&mut conn, whose, debts, now).await?;
        let in_plan = known::in_plan(&mut conn, tenant, &[case.as_str()]).await?;
        let mut currencies: Vec<_> = debts.iter().map(|debt| debt.currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        let mut parts = Vec::with_capacity(currencies.len());
        for currency in currencies {
            parts.push(part::limits(&mut conn, whose, case, (currency, now)).await?);
        }
        let open = attempt::open_of_case(&mut conn, tenant, case).await?;
        let (person, case) = (debtor.person, case.clone());
        Ok(Self { settings, person, debts, in_plan, parts, open, case })
    }

    /// What a part has to come to in a currency.
    fn limits(&self, currency: Currency) -> PartLimits {
        let known = self.parts.iter().find(|one| one.least.currency() == currency).copied();
        known.unwrap_or_else(|| PartLimits::of_file(&self.settings, currency))
    }

    /// The currency of a page that was asked for without one: the creditor's, if anything is owed in
    /// it, else the first in which something is.
    pub fn currency(&self) -> Currency {
        let main = self.settings.currency;
        let mut payable = self.debts.iter().filter(|debt| self.is_loose(debt));
        if self.loose(main).next().is_some() {
            return main;
        }
        payable.next().map_or(main, |debt| debt.currency)
    }

    /// Whether a debt is paid by itself: no plan asks for it.
    fn is_loose(&self, debt: &Debt) -> bool {
        debt.is_payable() && !self.in_plan.contains(&debt.id)
    }

    fn loose(&self, currency: Currency) -> impl Iterator<Item = &Debt> {
        self.debts.iter().filter(move |debt| debt.currency == currency && self.is_loose(debt))
    }

    /// The debts that a choice may pay: those of its plan, or those of none.
    fn payable(&self, choice: &Choice) -> Vec<&Debt> {
        let of_plan = matches!(choice.what, Chosen::Plan(_));
        let fits = |debt: &&Debt| {
            let is_asked = if of_plan { debt.is_payable() } else { self.is_loose(debt) };
            debt.currency == choice.currency && is_asked
        };
        self.debts.iter().filter(fits).collect()
    }

    /// Everything that is owed in a currency, in plans or not.
    fn total(&self, currency: Currency) -> Result<Money, PortalError> {
        let payable = self.debts.iter().filter(|d| d.currency == currency && d.is_payable());
        sum(payable, currency)
    }

    /// Whether all that a choice would pay is paid by the dates of plans.
    pub fn is_in_plan(&self, choice: &Choice) -> bool {
        let named = choice.debts();
        let wanted = |debt: &&Debt| named.is_empty() || named.contains(&debt.id);
        let here = self.debts.iter().filter(|d| d.currency == choice.currency && d.is_payable());
        let mut wanted = here.filter(wanted).peekable();
        wanted.peek().is_some() && wanted.all(|debt| self.in_plan.contains(&debt.id))
    }

    /// The page where one chooses; `None` when nothing is payable in this currency.
    pub fn choose(
        &self,
        choice: &Choice,
        problem: Option<ChooseProblem>,
    ) -> Result<Option<ChooseView>, PortalError> {
        let total = sum(self.loose(choice.currency), choice.currency)?;
        if total.is_zero() {
            return Ok(None);
        }
        let mut debts = Vec::new();
        for debt in self.loose(choice.currency) {
            let marked = choice.debts().contains(&debt.id) || choice.what == Chosen::All;
            debts.push(ChoosableDebt {
                debt: debt.id.clone(),
                what_for: debt.description.clone(),
                document: statement::document(debt),
                due_on: debt.due_on,
                balance: debt.balance.total()?,
                marked: if marked { Marked::Yes } else { Marked::No },
            });
        }
        let what = match &choice.what {
            Chosen::All => What::All,
            Chosen::Debts(_) => What::Chosen,
            Chosen::Part(_) | Chosen::Plan(_) | Chosen::Discount(_) => What::Part,
        };
        let least = self.limits(choice.currency).least.at_most(total)?;
        let typed = choice.typed().unwrap_or_default().to_owned();
        Ok(Some(ChooseView { total, least, debts, what, typed, problem }))
    }

    /// The review of a choice, or why it cannot be reviewed. `None` when nothing of it is owed any
    /// more.
    pub fn review(
        &self,
        portal: &Portal,
        choice: &Choice,
        news: Option<ReviewNews>,
    ) -> Result<Option<Result<ReviewView, ChooseProblem>>, PortalError> {
        let amount = match choice.amount(&self.settings) {
            Ok(amount) => amount,
            Err(problem) => return Ok(Some(Err(ChooseProblem::Amount(problem)))),
        };
        if matches!(&choice.what, Chosen::Debts(debts) if debts.is_empty()) {
            return Ok(Some(Err(ChooseProblem::NothingMarked)));
        }
        let Payable { ways, debts, amount } = match self.payable_as(portal, choice, amount)? {
            Ok(payable) => payable,
            Err(Unmet::NothingOwed | Unmet::InPlan) => return Ok(None),
            Err(unmet) => return Ok(Some(Err(problem(unmet)))),
        };
        let waiving = choice.waiving()?;
        let closes = waiving.map_or(Ok(amount), |waiving| amount.checked_add(waiving.given_up))?;
        Ok(Some(Ok(ReviewView {
            amount,
            waiving,
            covers: self.covers(&debts, amount)?,
            rest: self.rest(closes)?,
            ways,
            descriptor: self.settings.file.stripe.as_ref().map(|stripe| stripe.descriptor.clone()),
            under_way: self.under_way(choice.currency),
            form: choice.form(),
            news,
        })))
    }

    /// What is left in each currency after paying `amount`, which stands first; nothing where nothing is.
    fn rest(&self, amount: Money) -> Result<Vec<Money>, PortalError> {
        let own = amount.currency();
        let mut currencies: Vec<_> = self.debts.iter().map(|debt| debt.currency).collect();
        currencies.sort_by_key(|currency| (*currency != own, *currency));
        currencies.dedup();
        let mut rest = Vec::new();
        for currency in currencies {
            let total = self.total(currency)?;
            let left = if currency == own { total.less(amount)? } else { total };
            if !left.is_zero() {
                rest.push(left);
            }
        }
        Ok(rest)
    }

    /// In which ways the choice can be paid, with its debts and its amount.
    fn payable_as(
        &self,
        portal: &Portal,
        choice: &Choice,
        amount: Option<Money>,
    ) -> Result<Result<Payable, Unmet>, PortalError> {
        let whole = self.chosen_total(choice)?;
        let wish = Wish {
            currency: choice.currency,
            debts: choice.debts().to_vec(),
            amount,
            expected: amount.unwrap_or(whole),
            plan: choice.plan(),
            deal: choice.deal(),
        };
        let debts = || (self.debts.clone(), &self.in_plan);
        let by = (&self.settings, self.limits(choice.currency));
        let ask = |channel| order(debts(), by, &wish, channel);
        let (card, transfer) = (ask(Channel::Stripe)?, ask(Channel::Transfer)?);
        let set_up = ways(portal, &self.settings);
        let by_card = card.is_ok() && matches!(set_up, Ways::Card | Ways::CardAndTransfer);
        Ok(match (card, transfer) {
            (_, Ok(order)) => {
                let ways = if by_card { Ways::CardAndTransfer } else { Ways::Transfer };
                Ok(Payable { ways, debts: order.debts, amount: order.amount })
            }
            (Ok(order), Err(_)) => {
                let ways = if by_card { Ways::Card } else { Ways::None };
                Ok(Payable { ways, debts: order.debts, amount: order.amount })
            }
            // Nobody takes this: the page says so, with the person to talk to.
            (Err(Unmet::NotHere), Err(Unmet::NotHere)) => {
                let debts = self.payable(choice).into_iter().cloned().collect();
                Ok(Payable { ways: Ways::None, debts, amount: amount.unwrap_or(whole) })
            }
            (Err(unmet), Err(Unmet::NotHere)) | (Err(_), Err(unmet)) => Err(unmet),
        })
    }

    fn chosen_total(&self, choice: &Choice) -> Result<Money, PortalError> {
        let debts = choice.debts();
        let wanted = |debt: &&Debt| debts.is_empty() || debts.contains(&debt.id);
        sum(self.payable(choice).into_iter().filter(wanted), choice.currency)
    }

    /// What the amount pays, debt by debt, as the ledger will book it.
    fn covers(&self, debts: &[Debt], amount: Money) -> Result<Vec<Cover>, PortalError> {
        let open: Vec<_> = debts.iter().map(Debt::open).collect();
        let source = Account::Collected(Channel::Stripe);
        let postings =
            allocate(&self.case, &open, amount, &source, self.settings.allocation_order())?;
        covers(debts, &postings)
    }

    fn under_way(&self, currency: Currency) -> Vec<UnderWay> {
        let here = self.open.iter().filter(|attempt| attempt.amount.currency() == currency);
        here.filter_map(|attempt| match statement::progress(&self.settings, attempt)? {
            Progress::Voucher { .. } => Some(UnderWay::Voucher(attempt.amount)),
            Progress::Transfer => Some(UnderWay::Transfer(attempt.amount)),
            Progress::TransferBegun | Progress::Processing | Progress::Bank | Progress::Unknown => {
                None
            }
        })
        .collect()
    }
}

/// What debts owe together.
fn sum<'d>(
    debts: impl Iterator<Item = &'d Debt>,
    currency: Currency,
) -> Result<Money, PortalError> {
    let mut sum = Money::zero(currency);
    for debt in debts {
        sum = sum.checked_add(debt.balance.total()?)?;
    }
    Ok(sum)
}

/// What postings pay, one line per debt, in their order.
pub fn covers(debts: &[Debt], postings: &[Posting]) -> Result<Vec<Cover>, PortalError> {
    let mut paid: Vec<(&Debt, Money)> = Vec::new();
    for posting in postings {
        let Account::Owed(id, _) = &posting.from else { continue };
        let Some(debt) = debts.iter().find(|debt| debt.id == *id) else { continue };
        match paid.iter_mut().find(|(known, _)| known.id == *id) {
            Some((_, amount)) => *amount = amount.checked_add(posting.amount)?,
            None => paid.push((debt, posting.amount)),
        }
    }
    let cover = |(debt, amount): (&Debt, Money)| Cover {
        what_for: debt.description.clone(),
        document: statement::document(debt),
        amount,
    };
    Ok(paid.into_iter().map(cover).collect())
}

/// The page's word for why a wish cannot be met.
pub const fn problem(unmet: Unmet) -> ChooseProblem {
    match unmet {
        Unmet::TooLittle(_) => ChooseProblem::BelowLeast,
        Unmet::RestTooSmall(_) => ChooseProblem::RestTooSmall,
        Unmet::TooMuch(_)
        | Unmet::Changed
        | Unmet::NothingOwed
        | Unmet::InPlan
        | Unmet::NotHere => ChooseProblem::AboveTotal,
    }
}
