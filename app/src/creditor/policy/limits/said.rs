//! What a policy says of each limit, in a few words.

use domain::money::Money;
use domain::percent::Percent;
use domain::policy::{
    AfterMiss, Breaks, Combines, Cost, Count, Discount, DownPayment, Fits, Late, PlanTerms, Policy,
    Proposals, Restores, Reward, Rhythm, Segment, Settlement, Spread, Until, Upkeep,
};
use domain::schedule::Frequency;

use super::Limit;
use crate::reader::Reader;
use crate::texts::key;

/// How often is paid.
pub(in crate::creditor::policy) fn rhythm(reader: Reader, rhythm: Rhythm) -> String {
    match rhythm {
        Rhythm::Weekly => reader.say(key::PolicyRhythmWeekly),
        Rhythm::EveryTwoWeeks => reader.say(key::PolicyRhythmTwoWeeks),
        Rhythm::TwiceAMonth => reader.say(key::PolicyRhythmTwice),
        Rhythm::Monthly => reader.say(key::PolicyRhythmMonthly),
    }
}

/// On which instalments a cost falls.
pub(in crate::creditor::policy) fn spread(reader: Reader, spread: Spread) -> String {
    match spread {
        Spread::Even => reader.say(key::PolicySpreadEven),
        Spread::First => reader.say(key::PolicySpreadFirst),
        Spread::Last => reader.say(key::PolicySpreadLast),
    }
}

/// What a broken plan brings back.
pub(in crate::creditor::policy) fn restores(reader: Reader, restores: Restores) -> String {
    match restores {
        Restores::Nothing => reader.say(key::PolicyRestoresNothing),
        Restores::GivenUp => reader.say(key::PolicyRestoresGivenUp),
        Restores::GivenUpAndInterest => reader.say(key::PolicyRestoresInterest),
    }
}

/// What holds for all segments, in the order of the editor.
pub(in crate::creditor::policy) fn of_policy(
    reader: Reader,
    policy: &Policy,
    legal_maximum: Option<Percent>,
) -> Vec<(Limit, String)> {
    let mut out = Limits::new(reader);
    if let Some(maximum) = legal_maximum {
        out.put(Limit::LegalMaximum, out.share(maximum));
    }
    if let Some(late) = &policy.late {
        out.late(late);
    }
    out.found
}

/// What one segment says, in the order of the editor; only what it offers.
pub(in crate::creditor::policy) fn of_segment(
    reader: Reader,
    policy: &Policy,
    segment: &Segment,
) -> Vec<(Limit, String)> {
    let mut out = Limits::new(reader);
    out.fits(policy, &segment.fits);
    if let Some(discount) = &segment.discount {
        out.discount(discount);
    }
    if segment.combines == Combines::DiscountWithPlan {
        out.put(Limit::DiscountWithPlan, reader.say(key::PolicySaysYes));
    }
    if let Some(settlement) = &segment.settlement {
        out.settlement(settlement);
    }
    if let Some(plan) = &segment.plan {
        out.plan(plan);
    }
    if let Some(extension) = segment.extension {
        out.put(Limit::ExtensionDays, out.days(extension.days));
        out.put(Limit::ExtensionTimes, out.times(extension.times));
    }
    if let Some(part) = segment.part {
        out.put(Limit::PartLeast, reader.money(part.least));
    }
    if let Some(proposals) = &segment.proposals {
        out.proposals(proposals);
    }
    out.found
}

struct Limits {
    reader: Reader,
    found: Vec<(Limit, String)>,
}

impl Limits {
    const fn new(reader: Reader) -> Self {
        Self { reader, found: Vec::new() }
    }

    fn put(&mut self, limit: Limit, said: String) {
        self.found.push((limit, said));
    }

    fn share(&self, share: Percent) -> String {
        self.reader.percent(u32::from(share.hundredths()))
    }

    fn yearly(&self, rate: Percent) -> String {
        self.reader.say(key::PolicySaysYearly { rate: &self.share(rate) })
    }

    fn days(&self, days: u16) -> String {
        self.reader.say(key::PolicySaysDays { days: u64::from(days) })
    }

    fn times(&self, times: u16) -> String {
        self.reader.say(key::PolicySaysTimes { times: u64::from(times) })
    }

    /// From a least to a most, either of which may be missing.
    fn span(&self, from: Option<String>, to: Option<String>) -> String {
        match (from.as_deref(), to.as_deref()) {
            (Some(from), Some(to)) => self.reader.say(key::PolicySaysSpan { from, to }),
            (Some(from), None) => self.reader.say(key::PolicySaysFrom { from }),
            (None, Some(to)) => self.reader.say(key::PolicySaysTo { to }),
            (None, None) => String::new(),
        }
    }

    fn late(&mut self, late: &Late) {
        self.put(Limit::LateYearly, self.yearly(late.yearly));
        if let Some(fee) = late.fee {
            self.put(Limit::LateFee, self.reader.money(fee));
        }
        self.put(Limit::LateFreeDays, self.days(late.free_days));
    }

    fn fits(&mut self, policy: &Policy, fits: &Fits) {
        if let Some(days) = &fits.days_late {
            let from = Some(*days.start()).filter(|day| *day != i64::MIN);
            let to = Some(*days.end()).filter(|day| *day != i64::MAX);
            let said = self.span(from.map(|day| day.to_string()), to.map(|day| day.to_string()));
            self.put(Limit::DaysLate, said);
        }
        if let Some(total) = &fits.total {
            // Beyond what anybody owes there is no end.
            let amount = |minor: i64| Money::new(minor, policy.currency).ok();
            let from = amount(*total.start()).map(|amount| self.reader.money(amount));
            let to = amount(*total.end()).filter(|amount| amount.minor() < i64::MAX / 1_000);
            let said = self.span(from, to.map(|amount| self.reader.money(amount)));
            self.put(Limit::Total, said);
        }
        if let Some(debts) = &fits.debts {
            let to = Some(*debts.end()).filter(|count| *count != u32::MAX);
            let from = Some(debts.start().to_string());
            let said = self.span(from, to.map(|count| count.to_string()));
            self.put(Limit::Debts, said);
        }
        if !fits.tags.is_empty() {
            self.put(Limit::Tags, fits.tags.join(", "));
        }
    }

    fn until(&self, until: Until) -> String {
        match until {
            Until::Date(day) => {
                self.reader.say(key::PolicySaysUntilDay { day: &self.reader.dated(day) })
            }
            Until::Days(days) => {
                self.reader.say(key::PolicySaysUntilDays { days: u64::from(days) })
            }
            Until::DueDate => self.reader.say(key::PolicySaysUntilDue),
        }
    }

    fn discount(&mut self, discount: &Discount) {
        let off = match discount.off {
            Count::Share(share) => self.share(share),
            Count::Amount(amount) => self.reader.money(amount),
        };
        self.put(Limit::Discount, off);
        self.put(Limit::DiscountUntil, self.until(discount.until));
        for (limit, is_set) in
            [(Limit::OnNotDue, discount.on_not_due), (Limit::OnInterest, discount.on_interest)]
        {
            if is_set {
                self.put(limit, self.reader.say(key::PolicySaysYes));
            }
        }
    }

    fn settlement(&mut self, settlement: &Settlement) {
        self.put(Limit::GivenUp, self.share(settlement.given_up));
        self.put(Limit::Payments, settlement.payments.to_string());
        if settlement.payments.get() > 1 {
            let every = match settlement.frequency {
                Frequency::Weekly => rhythm(self.reader, Rhythm::Weekly),
                Frequency::EveryTwoWeeks => rhythm(self.reader, Rhythm::EveryTwoWeeks),
                Frequency::TwiceAMonth => rhythm(self.reader, Rhythm::TwiceAMonth),
                Frequency::Monthly(day) => {
                    self.reader.say(key::PolicySaysMonthlyOn { day: &day.get().to_string() })
                }
            };
            self.put(Limit::PaymentsEvery, every);
        }
        self.put(Limit::SettlementUntil, self.until(settlement.until));
    }

    fn plan(&mut self, plan: &PlanTerms) {
        let (from, to) = (plan.parts.start().to_string(), plan.parts.end().to_string());
        self.put(Limit::Instalments, self.span(Some(from), Some(to)));
        let rhythms = plan.frequencies.iter().map(|one| rhythm(self.reader, *one));
        let rhythms = rhythms.collect::<Vec<_>>().join(", ");
        self.put(Limit::Frequencies, rhythms);
        self.put(Limit::Least, self.reader.money(plan.least));
        match plan.down {
            DownPayment::None => {}
            DownPayment::Share(share) => self.put(Limit::Down, self.share(share)),
            DownPayment::Amount(amount) => self.put(Limit::Down, self.reader.money(amount)),
        }
        let cost = match plan.cost {
            Cost::None => None,
            Cost::Fee(fee) => Some(self.reader.money(fee)),
            Cost::YearlyRate(rate) => Some(self.yearly(rate)),
        };
        if let Some(cost) = cost {
            self.put(Limit::Cost, cost);
            self.put(Limit::Spread, spread(self.reader, plan.spread));
        }
        self.put(Limit::FirstWithin, self.days(plan.first_within));
        self.put(Limit::LongestDays, self.days(plan.longest_days));
        self.upkeep(&plan.upkeep);
        match plan.reward {
            None => {}
            Some(Reward::OffTheLast(share)) => {
                let said = self.reader.say(key::PolicySaysOffTheLast { share: &self.share(share) });
                self.put(Limit::Reward, said);
            }
            Some(Reward::InterestWaived) => {
                self.put(Limit::Reward, self.reader.say(key::PolicySaysInterestWaived));
            }
        }
        let breaks = match plan.breaks {
            Breaks::Most(most) => {
                self.reader.say(key::PolicySaysBreaks { plans: u64::from(most.get()) })
            }
            Breaks::Unlimited => self.reader.say(key::PolicySaysUnlimited),
        };
        self.put(Limit::Breaks, breaks);
    }

    fn upkeep(&mut self, upkeep: &Upkeep) {
        self.put(Limit::GraceDays, self.days(upkeep.grace_days));
        let misses = match upkeep.misses {
            AfterMiss::InAll(misses) => {
                self.reader.say(key::PolicySaysMissesInAll { misses: &misses.to_string() })
            }
            AfterMiss::InARow(misses) => {
                self.reader.say(key::PolicySaysMissesInARow { misses: &misses.to_string() })
            }
        };
        self.put(Limit::Misses, misses);
        self.put(Limit::Restores, restores(self.reader, upkeep.restores));
        if upkeep.moves > 0 {
            let (moves, days) = (u64::from(upkeep.moves), &self.days(upkeep.move_days));
            self.put(Limit::Moves, self.reader.say(key::PolicySaysMoves { moves, days }));
        }
        if upkeep.skips > 0 {
            self.put(Limit::Skips, self.times(upkeep.skips));
        }
        let (times, days) = (u64::from(upkeep.retries.times), &self.days(upkeep.retries.days));
        let retries = match times {
            0 => self.reader.say(key::PolicySaysNoRetries),
            times => self.reader.say(key::PolicySaysRetries { times, days }),
        };
        self.put(Limit::Retries, retries);
    }

    fn proposals(&mut self, proposals: &Proposals) {
        self.put(Limit::ProposalParts, proposals.parts.to_string());
        self.put(Limit::ProposalLeast, self.reader.money(proposals.least));
        self.put(Limit::ProposalGivenUp, self.share(proposals.given_up));
        self.put(Limit::ProposalWithin, self.days(proposals.within_days));
        let hours = u64::from(proposals.answer_hours);
        self.put(Limit::ProposalHours, self.reader.say(key::PolicySaysHours { hours }));
    }
}
