//! An instalment whose card was still to be charged when its grace ended: nobody could be told of the charge, or
//! nobody could be asked. It is not missed because of that, and who pays it by hand is in time.

use chrono::NaiveDate;

use super::{Part, Plan, What};

impl Plan {
    /// What it means that these instalments, and no others, wait for the first answer of a bank.
    pub(super) fn untried(&self, waiting: &[u32], today: NaiveDate) -> Vec<What> {
        let grace = self.agreement.upkeep.grace_days;
        let news = |part: &Part| {
            let until = self.charged_in(part).until;
            if !waiting.contains(&part.number) {
                // A bank has answered, or nobody asks one any more.
                return part.waits(today).then_some(What::Untried(part.number, today));
            }
            let is_news = part.untried_until != Some(until) && part.last_on(grace) < today;
            (is_news && until >= today).then_some(What::Untried(part.number, until))
        };
        self.parts.iter().filter(|part| part.is_ahead()).filter_map(news).collect()
    }

    /// Whether an instalment waits on `today` for the first answer of a bank, beyond its grace.
    pub fn waits_for_a_charge(&self, today: NaiveDate) -> bool {
        self.parts.iter().any(|part| part.is_ahead() && part.waits(today))
    }
}

impl Part {
    fn waits(&self, today: NaiveDate) -> bool {
        self.untried_until.is_some_and(|until| until > today)
    }
}
