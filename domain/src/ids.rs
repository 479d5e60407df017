//! Typed ids with a readable prefix, so that a payment's id can be pasted neither into code nor into
//! a support form as a debt's id. The part behind the prefix is a UUIDv7 that the caller brings.

/// Why a text is not the id that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form `{prefix}_…`")]
pub struct IdError {
    prefix: &'static str,
}

fn is_tail(tail: &str) -> bool {
    tail.len() == 32 && tail.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(String);

        impl $name {
            /// Makes the id from 128 bits, usually a UUIDv7, so that ids sort by age.
            pub fn from_bits(bits: u128) -> Self {
                Self(format!(concat!($prefix, "_{:032x}"), bits))
            }

            /// The id as it is stored and printed.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.strip_prefix(concat!($prefix, "_"))
                    .filter(|tail| is_tail(tail))
                    .map(|_| Self(text.to_owned()))
                    .ok_or(IdError { prefix: $prefix })
            }
        }
    )*};
}

typed_id! {
    /// One creditor: the business that is owed, the tenant.
    CreditorId = "cred";
    /// One member of a creditor's team.
    MemberId = "member";
    /// One person who owes one creditor.
    DebtorId = "debtor";
    /// One debtor with one creditor: the aggregate that money commands lock.
    CaseId = "case";
    /// One obligation of a case, usually one invoice.
    DebtId = "debt";
    /// One link that opens a case to who passes its identity check.
    AccessLinkId = "link";
    /// One key with which a creditor's own system signs links.
    LinkKeyId = "key";
    /// One try at paying, at a provider or by transfer.
    AttemptId = "attempt";
    /// What a creditor offers to whom, in all its versions.
    PolicyId = "policy";
    /// One accepted offer with a schedule.
    PlanId = "plan";
    /// One promise to pay on a day.
    PromiseId = "promise";
    /// Terms that a debtor asks for.
    ProposalId = "prop";
    /// A card that its debtor allowed to be charged for a plan.
    MethodId = "method";
    /// Money received and confirmed.
    PaymentId = "pay";
    /// Money given back.
    RefundId = "refund";
    /// Money whose case is not known.
    SuspenseId = "susp";
    /// Credit that the creditor's system grants.
    CreditNoteId = "note";
    /// One balanced entry of the ledger.
    EntryId = "entry";
    /// One message, queued or sent.
    MessageId = "msg";
    /// One unit of work for the job runner.
    JobId = "job";
    /// One import of one file.
    BatchId = "batch";
    /// One reason to stop reminders.
    HoldId = "hold";
    /// What a debtor told the creditor.
    AnswerId = "answer";
    /// One debt-free certificate.
    ClearanceId = "clear";
    /// A person's permission to write to them by one channel.
    ConsentId = "consent";
    /// A wish, or a reason, to write no more by one channel.
    StopId = "stop";
    /// One time in which a creditor's messages rest.
    PauseId = "rest";
    /// Which reminders a creditor sends, in all its versions.
    SequenceId = "seq";
    /// One step of a sequence that fell due for a case.
    ReminderId = "rem";
    /// Something that a person of the team is to do.
    TaskId = "task";
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_id_survives_printing(bits in any::<u128>()) {
            let id = DebtId::from_bits(bits);
            prop_assert_eq!(id.to_string().parse::<DebtId>(), Ok(id));
        }

        #[test]
        fn an_id_of_another_noun_is_refused(bits in any::<u128>()) {
            prop_assert!(CaseId::from_bits(bits).as_str().parse::<DebtId>().is_err());
        }
    }

    #[test]
    fn only_the_exact_form_is_an_id() {
        for text in ["", "debt_", "debt_12", "debt_0F8C0000000000000000000000000000", "0f8c"] {
            assert!(text.parse::<DebtId>().is_err(), "{text}");
        }
    }
}
