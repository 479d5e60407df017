//! What the law of a country wants in every message about a debt, beside what all letters end with.

use domain::money::Money;

use super::letter::Block;
use super::line::name;
use super::template_breakdown;
use crate::reader::Reader;
use crate::texts::key;

/// What a message about a debt has to say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Duties {
    /// Principal, interest and costs of what it asks for.
    pub breakdown: Option<[Money; 3]>,
    /// That only the creditor takes the money.
    pub pay_creditor_only: bool,
    /// How to contest it.
    pub complaint: bool,
    /// Where the ways to pay are.
    pub ways_to_pay: bool,
}

impl Duties {
    /// What is left to say for the creditor of this name in the trade register.
    pub(super) fn said(self, reader: Reader, creditor: &str) -> Vec<Block> {
        let Self { breakdown, pay_creditor_only, complaint, ways_to_pay } = self;
        let parts = breakdown.map(|parts| {
            reader.say(key::MailDutyBreakdown { parts: &template_breakdown(reader, parts) })
        });
        let creditor = name(creditor);
        let only =
            pay_creditor_only.then(|| reader.say(key::MailDutyPayOnly { creditor: &creditor }));
        let ways = ways_to_pay.then(|| reader.say(key::MailReminderWays));
        let doubt = complaint.then(|| reader.say(key::MailReminderDoubt));
        [parts, ways, only, doubt].into_iter().flatten().map(Block::Quiet).collect()
    }
}
