//! What the last form did, told on top of the page that follows it.

use crate::reader::Reader;
use crate::texts::key;

/// One piece of news. Its code travels in the flash cookie.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum News {
    /// A link was queued.
    LinkSent,
    /// A link was closed.
    LinkRevoked,
    /// What the team had written down as promised was withdrawn.
    PromiseWithdrawn,
    /// A payment received elsewhere was recorded.
    PaymentRecorded,
    /// Such a payment was undone.
    PaymentReversed,
    /// A refund was asked for at the provider.
    RefundStarted,
    /// Money given back outside was written down.
    GivenBack,
    /// Dates of a plan were changed.
    PlanChanged,
    /// A plan was ended.
    PlanCancelled,
    /// A debt-free certificate was issued.
    ClearanceIssued,
    /// A permission to write by a channel was written down.
    ConsentRecorded,
    /// A wish to stop a channel was written down.
    StopRecorded,
    /// A message that was sent by hand was written down.
    HandSent,
    /// It was written down that one was not sent.
    HandNotSent,
    /// A plan that had broken by mistake runs again.
    PlanReopened,
    /// Reminders were stopped.
    HoldPlaced,
    /// A hold was lifted.
    HoldLifted,
    /// An announced transfer became a payment.
    TransferConfirmed,
    /// An announced transfer did not arrive.
    TransferRefused,
    /// A transfer seen at the bank found its case.
    TransferMatched,
    /// A transfer seen at the bank went to suspense.
    TransferUnmatched,
    /// Money in suspense got its case.
    SuspenseAssigned,
    /// Money in suspense ended without a case.
    SuspenseClosed,
    /// An answer was attended to.
    AnswerAttended,
    /// A proposal was accepted.
    ProposalAccepted,
    /// Other terms were named.
    ProposalCountered,
    /// A proposal was refused.
    ProposalRefused,
    /// A change of an import was made although a plan ran.
    ChangeMade,
    /// A change of an import was left as it is.
    ChangeLeft,
    /// Somebody was invited.
    MemberInvited,
    /// The text of agreements is another one.
    AgreementTextSaved,
    /// A text of reminders is another one.
    TemplateSaved,
    /// A version of a policy was kept.
    PolicySaved,
    /// A version of a policy is in force.
    PolicyActivated,
    /// A version of a policy will be in force.
    PolicyPlanned,
    /// A policy is out of force.
    PolicyArchived,
    /// A policy that was out of force is no longer.
    PolicyTakenUp,
    /// A task was ended.
    TaskDone,
    /// A task was put off until the day that the person asked for.
    TaskPutOff,
    /// A task was ended, and reminders rest until somebody has looked at what was said in it.
    TaskPaused,
    /// A task was ended with a promise to pay.
    TaskPromised,
    /// A task was ended, and reminders rest until the person pays as they said, without a promise.
    TaskRests,
    /// A version of a sequence is in force.
    SequenceSaved,
    /// A version of a sequence will be in force.
    SequencePlanned,
    /// A sequence is out of force.
    SequenceArchived,
    /// A sequence that was out of force is no longer.
    SequenceTakenUp,
    /// A channel rests.
    RestBegun,
    /// A channel goes on.
    RestEnded,
    /// A step's text is on its way to whoever asked for it.
    TestSent,
    /// What will go out is being counted.
    CountBegun,
    /// The same form came twice: the second one did nothing.
    AlreadyDone,
    /// Somebody or something was faster: the form does not fit any more, and did nothing.
    Changed,
}

impl News {
    const ALL: [Self; 52] = [
        Self::LinkSent,
        Self::LinkRevoked,
        Self::PromiseWithdrawn,
        Self::PaymentRecorded,
        Self::PaymentReversed,
        Self::RefundStarted,
        Self::GivenBack,
        Self::PlanChanged,
        Self::PlanCancelled,
        Self::ClearanceIssued,
        Self::ConsentRecorded,
        Self::StopRecorded,
        Self::HandSent,
        Self::PlanReopened,
        Self::HandNotSent,
        Self::HoldPlaced,
        Self::HoldLifted,
        Self::TransferConfirmed,
        Self::TransferRefused,
        Self::TransferMatched,
        Self::TransferUnmatched,
        Self::SuspenseAssigned,
        Self::SuspenseClosed,
        Self::AnswerAttended,
        Self::ProposalAccepted,
        Self::ProposalCountered,
        Self::ProposalRefused,
        Self::ChangeMade,
        Self::ChangeLeft,
        Self::MemberInvited,
        Self::AgreementTextSaved,
        Self::TemplateSaved,
        Self::PolicySaved,
        Self::PolicyActivated,
        Self::PolicyPlanned,
        Self::PolicyArchived,
        Self::PolicyTakenUp,
        Self::TaskDone,
        Self::TaskPutOff,
        Self::TaskPaused,
        Self::TaskPromised,
        Self::TaskRests,
        Self::SequenceSaved,
        Self::SequencePlanned,
        Self::SequenceArchived,
        Self::SequenceTakenUp,
        Self::RestBegun,
        Self::RestEnded,
        Self::TestSent,
        Self::CountBegun,
        Self::AlreadyDone,
        Self::Changed,
    ];

    /// The word that stands for it in a cookie.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LinkSent => "link-sent",
            Self::LinkRevoked => "link-revoked",
            Self::PromiseWithdrawn => "promise-withdrawn",
            Self::PaymentRecorded => "payment-recorded",
            Self::PaymentReversed => "payment-reversed",
            Self::RefundStarted => "refund-started",
            Self::GivenBack => "given-back",
            Self::PlanChanged => "plan-changed",
            Self::PlanCancelled => "plan-cancelled",
            Self::ClearanceIssued => "clearance-issued",
            Self::ConsentRecorded => "consent-recorded",
            Self::StopRecorded => "stop-recorded",
            Self::HandSent => "hand-sent",
            Self::HandNotSent => "hand-not-sent",
            Self::PlanReopened => "plan-reopened",
            Self::HoldPlaced => "hold-placed",
            Self::HoldLifted => "hold-lifted",
            Self::TransferConfirmed => "transfer-confirmed",
            Self::TransferRefused => "transfer-refused",
            Self::TransferMatched => "transfer-matched",
            Self::TransferUnmatched => "transfer-unmatched",
            Self::SuspenseAssigned => "suspense-assigned",
            Self::SuspenseClosed => "suspense-closed",
            Self::AnswerAttended => "answer-attended",
            Self::ProposalAccepted => "proposal-accepted",
            Self::ProposalCountered => "proposal-countered",
            Self::ProposalRefused => "proposal-refused",
            Self::ChangeMade => "change-made",
            Self::ChangeLeft => "change-left",
            Self::MemberInvited => "member-invited",
            Self::AgreementTextSaved => "agreement-text-saved",
            Self::TemplateSaved => "template-saved",
            Self::PolicySaved => "policy-saved",
            Self::PolicyActivated => "policy-activated",
            Self::PolicyPlanned => "policy-planned",
            Self::PolicyArchived => "policy-archived",
            Self::PolicyTakenUp => "policy-taken-up",
            Self::TaskDone => "task-done",
            Self::TaskPutOff => "task-put-off",
            Self::TaskPaused => "task-paused",
            Self::TaskPromised => "task-promised",
            Self::TaskRests => "task-rests",
            Self::SequenceSaved => "sequence-saved",
            Self::SequencePlanned => "sequence-planned",
            Self::SequenceArchived => "sequence-archived",
            Self::SequenceTakenUp => "sequence-taken-up",
            Self::RestBegun => "rest-begun",
            Self::RestEnded => "rest-ended",
            Self::TestSent => "test-sent",
            Self::CountBegun => "count-begun",
            Self::AlreadyDone => "already-done",
            Self::Changed => "changed",
        }
    }

    /// Reads a [`News::code`]; `None` for anything else, so a forged cookie shows no text.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|news| news.code() == code)
    }

    pub(super) fn text(self, reader: Reader) -> String {
        match self {
            Self::LinkSent => reader.say(key::TeamNewsLinkSent),
            Self::LinkRevoked => reader.say(key::TeamNewsLinkRevoked),
            Self::PromiseWithdrawn => reader.say(key::TeamNewsPromiseWithdrawn),
            Self::PaymentRecorded => reader.say(key::TeamNewsPaymentRecorded),
            Self::PaymentReversed => reader.say(key::TeamNewsPaymentReversed),
            Self::RefundStarted => reader.say(key::TeamNewsRefundStarted),
            Self::GivenBack => reader.say(key::TeamNewsGivenBack),
            Self::PlanChanged => reader.say(key::TeamNewsPlanChanged),
            Self::PlanCancelled => reader.say(key::TeamNewsPlanCancelled),
            Self::ClearanceIssued => reader.say(key::TeamNewsClearanceIssued),
            Self::ConsentRecorded => reader.say(key::TeamNewsConsentRecorded),
            Self::StopRecorded => reader.say(key::TeamNewsStopRecorded),
            Self::HandSent => reader.say(key::TeamNewsHandSent),
            Self::HandNotSent => reader.say(key::TeamNewsHandNotSent),
            Self::PlanReopened => reader.say(key::TeamNewsPlanReopened),
            Self::HoldPlaced => reader.say(key::TeamNewsHoldPlaced),
            Self::HoldLifted => reader.say(key::TeamNewsHoldLifted),
            Self::TransferConfirmed => reader.say(key::TeamNewsTransferConfirmed),
            Self::TransferRefused => reader.say(key::TeamNewsTransferRefused),
            Self::TransferMatched => reader.say(key::TeamNewsTransferMatched),
            Self::TransferUnmatched => reader.say(key::TeamNewsTransferUnmatched),
            Self::SuspenseAssigned => reader.say(key::TeamNewsSuspenseAssigned),
            Self::SuspenseClosed => reader.say(key::TeamNewsSuspenseClosed),
            Self::AnswerAttended => reader.say(key::TeamNewsAnswerAttended),
            Self::ProposalAccepted => reader.say(key::TeamNewsProposalAccepted),
            Self::ProposalCountered => reader.say(key::TeamNewsProposalCountered),
            Self::ProposalRefused => reader.say(key::TeamNewsProposalRefused),
            Self::ChangeMade => reader.say(key::TeamNewsChangeMade),
            Self::ChangeLeft => reader.say(key::TeamNewsChangeLeft),
            Self::MemberInvited => reader.say(key::TeamNewsMemberInvited),
            Self::AgreementTextSaved => reader.say(key::TeamNewsAgreementTextSaved),
            Self::TemplateSaved => reader.say(key::TeamNewsTemplateSaved),
            Self::PolicySaved => reader.say(key::TeamNewsPolicySaved),
            Self::PolicyActivated => reader.say(key::TeamNewsPolicyActivated),
            Self::PolicyPlanned => reader.say(key::TeamNewsPolicyPlanned),
            Self::PolicyArchived => reader.say(key::TeamNewsPolicyArchived),
            Self::PolicyTakenUp => reader.say(key::TeamNewsPolicyTakenUp),
            Self::TaskDone => reader.say(key::TeamNewsTaskDone),
            Self::TaskPutOff => reader.say(key::TeamNewsTaskPutOff),
            Self::TaskPaused => reader.say(key::TeamNewsTaskPaused),
            Self::TaskPromised => reader.say(key::TeamNewsTaskPromised),
            Self::TaskRests => reader.say(key::TeamNewsTaskRests),
            Self::SequenceSaved => reader.say(key::TeamNewsSequenceSaved),
            Self::SequencePlanned => reader.say(key::TeamNewsSequencePlanned),
            Self::SequenceArchived => reader.say(key::TeamNewsSequenceArchived),
            Self::SequenceTakenUp => reader.say(key::TeamNewsSequenceTakenUp),
            Self::RestBegun => reader.say(key::TeamNewsRestBegun),
            Self::RestEnded => reader.say(key::TeamNewsRestEnded),
            Self::TestSent => reader.say(key::TeamNewsTestSent),
            Self::CountBegun => reader.say(key::TeamNewsCountBegun),
            Self::AlreadyDone => reader.say(key::TeamNewsAlreadyDone),
            Self::Changed => reader.say(key::TeamNewsChanged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_survives_its_cookie_and_nothing_else_is_news() {
        for news in News::ALL {
            assert_eq!(News::parse(news.code()), Some(news));
        }
        assert_eq!(News::parse("<b>hola</b>"), None);
    }
}
