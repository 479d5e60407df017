//! A policy put into the fields of the editor's form. Reading the form gives it back.

use app::creditor::policy::{Entered, YES, field};
use app::format::{decimal_sign, plain};
use domain::country::Country;
use domain::money::{Currency, Money};
use domain::percent::Percent;
use domain::policy::{
    AfterMiss, Breaks, Combines, Cost, Count, Discount, DownPayment, Fits, PlanTerms, Proposals,
    Reward, Rhythm, Segment, Settlement, Until, Upkeep,
};
use domain::schedule::Frequency;

use crate::config::policy::segment::{RESTORES, RHYTHMS, SPREADS};
use crate::config::policy::write::word;
use crate::config::policy::{MOST_OWED, PolicyFile};

/// The fields that say what `file` says, with amounts as `region` writes them.
pub fn fill(file: &PolicyFile, region: Country) -> Entered {
    let (entered, currency) = (Entered::default(), file.policy.currency);
    let mut out = Fields { entered, region, currency, prefix: String::new() };
    out.text("name", &file.name);
    if let Some(maximum) = file.legal_maximum {
        out.share("legal_maximum", maximum);
    }
    if let Some(late) = &file.policy.late {
        out.text("late", YES);
        out.share("late.yearly", late.yearly);
        if let Some(fee) = late.fee {
            out.amount("late.fee", fee);
        }
        out.text("late.free_days", late.free_days);
    }
    for (place, segment) in file.policy.segments.iter().enumerate() {
        out.entered.add();
        out.prefix = field(place, "");
        out.segment(segment);
    }
    out.entered
}

struct Fields {
    entered: Entered,
    region: Country,
    currency: Currency,
    /// What stands before the keys that are written now: a segment's.
    prefix: String,
}

impl Fields {
    fn text(&mut self, key: &str, value: impl ToString) {
        self.entered.set(format!("{}{key}", self.prefix), value.to_string());
    }

    fn tick(&mut self, key: &str, is_set: bool) {
        if is_set {
            self.text(key, YES);
        }
    }

    fn share(&mut self, key: &str, share: Percent) {
        let sign = decimal_sign(self.region).to_string();
        self.text(key, share.to_string().replace('.', &sign));
    }

    fn amount(&mut self, key: &str, amount: Money) {
        self.text(key, plain(self.region, amount));
    }

    fn segment(&mut self, segment: &Segment) {
        self.text("name", &segment.name);
        self.fits(&segment.fits);
        self.tick("discount_with_plan", segment.combines == Combines::DiscountWithPlan);
        if let Some(discount) = &segment.discount {
            self.discount(discount);
        }
        if let Some(settlement) = &segment.settlement {
            self.settlement(settlement);
        }
        if let Some(plan) = &segment.plan {
            self.plan(plan);
        }
        if let Some(extension) = segment.extension {
            self.text("extension", YES);
            self.text("extension.days", extension.days);
            self.text("extension.times", extension.times);
        }
        if let Some(part) = segment.part {
            self.text("part", YES);
            self.amount("part.least", part.least);
        }
        if let Some(proposals) = &segment.proposals {
            self.proposals(proposals);
        }
    }

    fn fits(&mut self, fits: &Fits) {
        if let Some(days) = &fits.days_late {
            let (from, to) = (*days.start(), *days.end());
            self.end("days_late.from", Some(from).filter(|day| *day != i64::MIN));
            self.end("days_late.to", Some(to).filter(|day| *day != i64::MAX));
        }
        if let Some(total) = &fits.total {
            for (key, minor) in [("total.from", *total.start()), ("total.to", *total.end())] {
                let amount = Money::new(minor, self.currency).ok();
                if let Some(amount) = amount.filter(|_| minor != MOST_OWED) {
                    self.amount(key, amount);
                }
            }
        }
        if let Some(debts) = &fits.debts {
            self.end("debts.from", Some(*debts.start()));
            self.end("debts.to", Some(*debts.end()).filter(|count| *count != u32::MAX));
        }
        self.text("tags", fits.tags.join(", "));
    }

    /// One end of a span, if it has one.
    fn end(&mut self, key: &str, number: Option<impl ToString>) {
        if let Some(number) = number {
            self.text(key, number);
        }
    }

    fn until(&mut self, table: &str, until: Until) {
        match until {
            Until::Date(day) => self.text(&format!("{table}.until"), day),
            Until::Days(days) => self.text(&format!("{table}.days"), days),
            Until::DueDate => self.text(&format!("{table}.due"), YES),
        }
    }

    fn discount(&mut self, discount: &Discount) {
        self.text("discount", YES);
        match discount.off {
            Count::Share(share) => self.share("discount.percent", share),
            Count::Amount(amount) => self.amount("discount.amount", amount),
        }
        self.until("discount", discount.until);
        self.tick("discount.on_not_due", discount.on_not_due);
        self.tick("discount.on_interest", discount.on_interest);
    }

    fn settlement(&mut self, settlement: &Settlement) {
        self.text("settlement", YES);
        self.share("settlement.given_up", settlement.given_up);
        self.text("settlement.payments", settlement.payments);
        if settlement.payments.get() > 1 {
            let rhythm = match settlement.frequency {
                Frequency::Weekly => Rhythm::Weekly,
                Frequency::EveryTwoWeeks => Rhythm::EveryTwoWeeks,
                Frequency::TwiceAMonth => Rhythm::TwiceAMonth,
                Frequency::Monthly(day) => {
                    self.text("settlement.day", day.get());
                    Rhythm::Monthly
                }
            };
            self.text("settlement.frequency", word(&RHYTHMS, rhythm));
        }
        self.until("settlement", settlement.until);
    }

    fn plan(&mut self, plan: &PlanTerms) {
        self.text("plan", YES);
        self.text("plan.instalments.from", plan.parts.start());
        self.text("plan.instalments.to", plan.parts.end());
        for rhythm in &plan.frequencies {
            self.text(&format!("plan.frequencies.{}", word(&RHYTHMS, *rhythm)), YES);
        }
        self.amount("plan.least", plan.least);
        match plan.down {
            DownPayment::None => {}
            DownPayment::Share(share) => self.share("plan.down_percent", share),
            DownPayment::Amount(amount) => self.amount("plan.down_amount", amount),
        }
        match plan.cost {
            Cost::None => {}
            Cost::Fee(fee) => self.amount("plan.fee", fee),
            Cost::YearlyRate(rate) => self.share("plan.yearly", rate),
        }
        self.text("plan.spread", word(&SPREADS, plan.spread));
        self.text("plan.first_within", plan.first_within);
        self.text("plan.longest_days", plan.longest_days);
        self.upkeep(&plan.upkeep);
        match plan.reward {
            None => {}
            Some(Reward::OffTheLast(share)) => self.share("plan.reward_percent", share),
            Some(Reward::InterestWaived) => self.text("plan.reward_interest", YES),
        }
        match plan.breaks {
            Breaks::Most(most) => self.text("plan.breaks", most),
            Breaks::Unlimited => self.text("plan.breaks_unlimited", YES),
        }
    }

    fn upkeep(&mut self, upkeep: &Upkeep) {
        self.text("plan.grace_days", upkeep.grace_days);
        let (misses, in_a_row) = match upkeep.misses {
            AfterMiss::InAll(misses) => (misses, false),
            AfterMiss::InARow(misses) => (misses, true),
        };
        self.text("plan.misses", misses);
        self.tick("plan.misses_in_a_row", in_a_row);
        self.text("plan.restores", word(&RESTORES, upkeep.restores));
        self.text("plan.moves", upkeep.moves);
        self.text("plan.move_days", upkeep.move_days);
        self.text("plan.skips", upkeep.skips);
    }

    fn proposals(&mut self, proposals: &Proposals) {
        self.text("proposals", YES);
        self.text("proposals.instalments", proposals.parts);
        self.amount("proposals.least", proposals.least);
        self.share("proposals.given_up", proposals.given_up);
        self.text("proposals.within_days", proposals.within_days);
        self.text("proposals.answer_hours", proposals.answer_hours);
    }
}
