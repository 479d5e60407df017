//! The day on which money counts for plans, promises and deals: that on which the debtor began to pay, not
//! that on which a bank brought it.
//!
//! | the money came | it counts on the day on which |
//! | --- | --- |
//! | by a page of the provider: card, voucher, bank debit | the page was opened |
//! | by a transfer that was sent while its reference held | the reference was given out |
//! | by a transfer that was sent later | it was sent |
//! | by an automatic charge, no bank having said no before | the instalment was due: it waited for a day and an hour |
//! | by an automatic charge that was tried again | it was tried |
//! | without any of these | it came |
//!
//! A transfer was sent on the day on which its debtor announced it, if it came while it was awaited, for two weeks;
//! else on the day on which it came.
//!
//! Never later than the day on which it came. The ledger keeps that day.

use chrono::NaiveDate;

use crate::autopay::{self, Try};
use crate::plan::answered_by;

/// How money was begun; days in the creditor's zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Begun<'a> {
    /// A page of the provider was opened on this day.
    Page(NaiveDate),
    /// A transfer's reference was given out, and held for some days.
    Reference {
        /// The day on which it was given out.
        from: NaiveDate,
        /// The last day on which it held.
        until: NaiveDate,
        /// The day on which the debtor said that the transfer was made, if they did.
        announced: Option<NaiveDate>,
    },
    /// A saved card was charged.
    Charge {
        /// The date of the instalment that it pays.
        due_on: NaiveDate,
        /// The tries before this one, oldest first.
        before: &'a [Try],
        /// The day of the try.
        on: NaiveDate,
    },
}

impl Begun<'_> {
    /// The day on which money that came on `came_on` counts; see the table above.
    pub fn counts_on(self, came_on: NaiveDate) -> NaiveDate {
        let day = match self {
            Self::Page(opened_on) => opened_on,
            Self::Reference { from, until, announced } => {
                let awaited = announced.filter(|on| came_on <= answered_by(*on));
                let sent_on = awaited.map_or(came_on, |on| on.min(came_on));
                if sent_on <= until { from } else { sent_on }
            }
            Self::Charge { due_on, before, on } if autopay::is_unanswered(before) => due_on.min(on),
            Self::Charge { on, .. } => on,
        };
        day.min(came_on)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::autopay::Came;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn money_counts_on_the_day_on_which_it_was_begun() {
        let (due_on, monday) = (date("2026-11-28"), date("2026-11-30"));
        let no = [Try { on: due_on, came: Came::Declined }];
        let silence = [Try { on: due_on, came: Came::NotMade }];
        let transfer = |announced: Option<&str>| Begun::Reference {
            from: date("2026-11-24"),
            until: date("2026-12-04"),
            announced: announced.map(date),
        };
        let (held, announced) = (transfer(None), transfer(Some("2026-12-04")));
        let charge = |before| Begun::Charge { due_on, before, on: monday };
        for (begun, came_on, counts_on) in [
            (Begun::Page(date("2026-11-24")), "2026-11-24", "2026-11-24"),
            (Begun::Page(date("2026-11-24")), "2026-12-20", "2026-11-24"),
            (held, "2026-12-04", "2026-11-24"),
            (held, "2026-12-05", "2026-12-05"),
            // The bank's statement names a day before the reference was given out.
            (held, "2026-11-20", "2026-11-20"),
            // Announced while the reference held, the bank took longer; nobody waits for it any more.
            (announced, "2026-12-05", "2026-11-24"),
            (announced, "2026-12-18", "2026-11-24"),
            (announced, "2026-12-19", "2026-12-19"),
            // Announced when the reference held no more.
            (transfer(Some("2026-12-05")), "2026-12-07", "2026-12-05"),
            (transfer(Some("2026-12-05")), "2026-12-03", "2026-11-24"),
            (charge(&[]), "2026-11-30", "2026-11-28"),
            (charge(&silence), "2026-12-02", "2026-11-28"),
            (charge(&no), "2026-12-02", "2026-11-30"),
        ] {
            assert_eq!(begun.counts_on(date(came_on)), date(counts_on), "{begun:?} {came_on}");
        }
    }

    #[test]
    fn a_charge_of_an_instalment_whose_date_was_moved_since_counts_on_its_own_day() {
        let begun =
            Begun::Charge { due_on: date("2026-12-15"), before: &[], on: date("2026-11-30") };
        assert_eq!(begun.counts_on(date("2026-12-01")), date("2026-11-30"));
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn no_money_counts_later_than_it_came_or_earlier_than_it_was_asked_for(
            opened in 0..40_u64,
            holds in 0..20_u64,
            came in 0..80_u64,
            due in 0..40_u64,
        ) {
            let first = date("2026-11-01");
            let (opened, came) = (first + Days::new(opened), first + Days::new(came));
            let due_on = first + Days::new(due);
            for begun in [
                Begun::Page(opened),
                Begun::Reference {
                    from: opened,
                    until: opened + Days::new(holds),
                    announced: None,
                },
                Begun::Reference {
                    from: opened,
                    until: opened + Days::new(holds),
                    announced: Some(opened + Days::new(due)),
                },
                Begun::Charge { due_on, before: &[], on: opened },
            ] {
                let day = begun.counts_on(came);
                prop_assert!(day <= came);
                prop_assert!(day == came || day >= opened.min(due_on), "{begun:?} {day}");
            }
        }

        #[test]
        fn an_awaited_transfer_counts_when_it_comes_as_it_did_while_it_was_awaited(
            holds in 0..20_u64,
            announced in 0..30_u64,
            waits in 0..=14_u64,
            more in 0..=14_u64,
        ) {
            let from = date("2026-11-01");
            let announced = from + Days::new(announced);
            let until = from + Days::new(holds);
            let begun = Begun::Reference { from, until, announced: Some(announced) };
            let seen = begun.counts_on(announced + Days::new(waits.min(more)));
            prop_assert_eq!(begun.counts_on(announced + Days::new(waits.max(more))), seen);
        }
    }
}
