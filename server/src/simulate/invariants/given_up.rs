//! What was given up, held against the money for which it was.

use domain::allocation::Balance;
use domain::ids::DebtId;
use domain::ledger::Reason;
use domain::money::MoneyError;
use domain::payment::RefundState;
use domain::plan::State;
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use super::Changed;
use crate::store::chargeback::{self, Chargeback};
use crate::store::debt::{self, Debt};
use crate::store::payment::{self, Payment};
use crate::store::refund::{self, Refund};
use crate::store::{attempt, ledger, plan};
use crate::use_cases::payment::waiver::Turns;

/// The money of a case, and what became of it.
struct Books {
    payments: Vec<Payment>,
    chargebacks: Vec<Chargeback>,
    refunds: Vec<Refund>,
    debts: Vec<Debt>,
}

/// Where a waiver stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    /// What was given up is not asked for.
    Waived,
    /// It is owed again.
    OwedAgain,
}

/// Whether what payments and plans gave up is waived as long as the money for it is here, and no longer.
pub(super) async fn holds(
    life: &Simulation,
    conn: &mut AnyConnection,
    changed: &Changed<'_>,
) -> Result<(), Trouble> {
    if !changed.moved.iter().any(|one| one.reason == Reason::Waived) {
        return Ok(());
    }
    let (tenant, case) = (&life.tenant, changed.case);
    let books = Books {
        payments: payment::of_case(conn, tenant, case).await?,
        chargebacks: chargeback::of_case(conn, tenant, case).await?,
        refunds: refund::of_case(conn, tenant, case).await?,
        debts: debt::of_case(conn, tenant, case).await?,
    };
    for paid in &books.payments {
        let Some(id) = &paid.attempt else { continue };
        let Some(stands) = stands(life, conn, &Turns::of_payment(&paid.id)).await? else {
            continue;
        };
        let its = attempt::debts(conn, tenant, id).await?;
        books.agree((stands, paid), &its, paid.id.as_str())?;
    }
    for kept in changed.plans {
        // One that ended otherwise gives up what its policy says, whoever pays.
        if !matches!(kept.plan.state(), State::Completed { .. }) {
            continue;
        }
        let causes = plan::paid_by(conn, tenant, &kept.id).await?;
        let is_its = |paid: &&Payment| causes.iter().any(|cause| cause == paid.cause().as_str());
        let its: Vec<_> = books.payments.iter().filter(is_its).collect();
        // What several paid may have been completed after one of them was gone.
        let &[paid] = its.as_slice() else { continue };
        if let Some(stands) = stands(life, conn, &Turns::of_plan(&kept.id)).await? {
            books.agree((stands, paid), &kept.debts, kept.id.as_str())?;
        }
    }
    Ok(())
}

/// Where a waiver stands by its causes in the ledger; `None` if there never was one.
async fn stands(
    life: &Simulation,
    conn: &mut AnyConnection,
    turns: &Turns,
) -> Result<Option<Stands>, Trouble> {
    let tenant = &life.tenant;
    if ledger::of_cause(conn, tenant, &turns.waived(0)).await?.is_empty() {
        return Ok(None);
    }
    for times in 1.. {
        if ledger::of_cause(conn, tenant, &turns.owed_again(times)).await?.is_empty() {
            break;
        }
        if ledger::of_cause(conn, tenant, &turns.waived(times)).await?.is_empty() {
            return Ok(Some(Stands::OwedAgain));
        }
    }
    Ok(Some(Stands::Waived))
}

impl Books {
    /// Whether where a waiver stands is where the money of its payment is.
    fn agree(
        &self,
        (stands, paid): (Stands, &Payment),
        its: &[DebtId],
        of: &str,
    ) -> Result<(), Trouble> {
        let is_open =
            |debt: &Debt| its.contains(&debt.id) && debt.balance != Balance::zero(debt.currency);
        match (stands, self.is_gone(paid)?) {
            (Stands::Waived, true) => {
                let what = format!("what {of} gave up is waived, and its money is gone");
                Err(Trouble::broken(what))
            }
            // Where others paid meanwhile there may have been nothing left to give up.
            (Stands::OwedAgain, false)
                if self.payments.len() == 1 && self.debts.iter().any(is_open) =>
            {
                let what = format!("what {of} gave up is owed again, and its money is here");
                Err(Trouble::broken(what))
            }
            _ => Ok(()),
        }
    }

    /// Whether the money of a payment is gone: undone, taken by a bank, or given back whole.
    fn is_gone(&self, paid: &Payment) -> Result<bool, MoneyError> {
        let holds =
            |one: &Chargeback| one.payment == paid.id && one.funds.withdrawn > one.funds.reinstated;
        if paid.reversed_at.is_some() || self.chargebacks.iter().any(holds) {
            return Ok(true);
        }
        let is_sent = |one: &&Refund| one.payment == paid.id && one.state == RefundState::Sent;
        let sent = self.refunds.iter().filter(is_sent).map(|one| one.amount);
        let mut kept = paid.amount;
        for amount in sent {
            kept = kept.less(amount)?;
        }
        Ok(kept.is_zero())
    }
}
