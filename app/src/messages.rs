//! What messages say: each e-mail is a function from a view to a [`Mail`].
//!
//! What a debtor gets tells a stranger nothing from outside: subject, preview and greeting carry no
//! amount and no word about owing, not even when the creditor's name would ([`Writer`]). Every text
//! that leaves passes [`line`], so that no name can add a header or turn the writing around.

mod access_link;
mod agreed;
mod answer_received;
mod autopay;
mod chargeback;
mod clearance;
mod code;
mod damaged;
mod discreet;
mod duties;
mod envelope;
mod invited;
mod letter;
mod line;
mod new_link;
mod not_come;
mod payment_received;
mod plan;
mod promise;
mod proposal;
mod receipt;
mod refund_made;
mod reminder;
mod short;
mod shown;
mod sign_in;
mod suspense_alarm;
mod team;
mod template;
mod test_text;
mod transfer_announced;

pub use access_link::{AccessLink, access_link};
pub use agreed::{Agreed, AgreedOn, TeamAgreed, agreed, team_agreed};
pub use answer_received::{AnswerReceived, answer_received, answer_waits};
pub use autopay::{Autopay, AutopayNews, autopay};
pub use chargeback::{Chargeback, ChargebackNews, chargeback};
pub use clearance::{Cleared, Papers, cleared};
pub use code::{Code, code};
pub use damaged::damaged_case;
pub(crate) use discreet::outside;
pub use duties::Duties;
pub use envelope::Writer;
pub use invited::{Invited, invited};
pub use letter::Mail;
pub use new_link::new_link;
pub use not_come::{NotCome, SentBy, not_come};
pub use payment_received::{PaymentReceived, payment_received};
pub use plan::{PlanEnd, PlanLetter, PlanStep, TeamPlan, plan_letter, team_plan};
pub use promise::{TeamPromise, team_promise};
pub use proposal::{ProposalNews, TeamProposal, proposal_news, team_proposal};
pub use receipt::{PlanAfter, Receipt, receipt};
pub use refund_made::{RefundMade, RefundOutcome, TeamRefund, refund_made, team_refund};
pub use reminder::{LateCost, Reminder, ReminderLine, Saving, reminder};
pub use short::{short, short_name};
pub use shown::{Piece, Shown, reminder_shown};
pub use sign_in::{SignIn, sign_in};
pub use suspense_alarm::{SuspenseAlarm, SuspenseNews, suspense_alarm};
pub use team::{TeamHead, Whose};
pub use template::{
    TemplateLetter, shipped_template, template_breakdown, template_letter, template_opt_out,
    template_opt_out_page,
};
pub use test_text::{Plain, TestText, test_text};
pub use transfer_announced::{TransferAnnounced, transfer_announced, transfer_waits};

#[cfg(test)]
mod tests;
