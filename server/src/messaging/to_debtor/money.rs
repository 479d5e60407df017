//! Letters about money that came, and money that went back.

use app::messages::{Receipt, RefundMade, receipt, refund_made};
use app::reader::Reader;
use app::texts::Lang;
use domain::ids::{PaymentId, RefundId};
use domain::ledger::{Cause, Channel};

use super::{Job, Text, plain};
use crate::store::payment::Payment;
use crate::store::statement as store;
use crate::store::{Tx, attempt, movement, payment, refund};
use crate::use_cases::plan::letters;
use crate::use_cases::receipt::of_payment;
use crate::use_cases::{PortalError, voice};

impl Job<'_> {
    /// The reader of what follows from a payment: in the language in which it was begun.
    async fn payer(&self, tx: &mut Tx, paid: &Payment) -> Result<Reader, PortalError> {
        let Some(id) = &paid.attempt else { return Ok(self.reader) };
        let found = attempt::find(tx, self.tenant, attempt::Find::Id(id)).await?;
        let lang = found.and_then(|attempt| Lang::parse(&attempt.language));
        let person = Some(&self.debtor.person);
        let voice = voice::voice(self.settings, person, (lang, Lang::Es));
        Ok(Reader::new(voice, self.reader.today))
    }

    pub(super) async fn receipt(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let id: PaymentId = self.about()?;
        let found = payment::find(tx, self.tenant, payment::Find::Id(&id)).await?;
        let paid = found.filter(|paid| paid.case == *self.case).ok_or(PortalError::NotFound)?;
        if paid.reversed_at.is_some() {
            return Ok(Err("reversed"));
        }
        let paper = of_payment(tx, self.portal, self.tenant, &paid).await?.view;
        let covers = paper.covers.into_iter().map(|cover| {
            let kind = cover.document.kind.unwrap_or_default();
            let document = format!("{kind} {}", cover.document.number);
            (cover.what_for.unwrap_or_else(|| document.trim().to_owned()), cover.amount)
        });
        let name = self.first_name();
        let view = Receipt {
            first_name: name.as_deref(),
            number: &paper.number,
            received_at: paper.received_at,
            amount: paper.amount,
            method: paper.method,
            covers: covers.collect(),
            credit: paper.credit,
            given_up: paper.given_up,
            left: paper.left,
            plan: letters::after(tx, (self.tenant, self.settings), &paid, self.reader.today)
                .await?,
            evidence: &paper.evidence,
        };
        Ok(Ok(plain(receipt(self.payer(tx, &paid).await?, &self.writer, &view))))
    }

    pub(super) async fn refund(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let id: RefundId = self.about()?;
        let refund = refund::find(tx, self.tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let of = payment::Find::Id(&refund.payment);
        let paid = payment::find(tx, self.tenant, of).await?.ok_or(PortalError::NotFound)?;
        let of = (self.case, refund.amount.currency());
        let cause = Cause::of("refund", &id);
        let left = store::left_after(tx, self.tenant, of, &cause).await?;
        let outside_on = match paid.channel {
            Channel::Stripe => None,
            Channel::Transfer | Channel::Elsewhere => {
                movement::day_of(tx, self.tenant, &cause).await?
            }
        };
        let (name, number) = (self.first_name(), paid.receipt_number.to_string());
        let view = RefundMade {
            first_name: name.as_deref(),
            receipt: &number,
            amount: refund.amount,
            outside_on,
            left,
        };
        Ok(Ok(plain(refund_made(self.payer(tx, &paid).await?, &self.writer, view))))
    }
}
