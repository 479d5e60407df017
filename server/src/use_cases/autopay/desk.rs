//! One saved card with its plan as both stand, and what is charged to it next.

use app::debtor::plan::NextCharge;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::autopay::{self, Came, Letter, Notice, Try, Window};
use domain::country::Country;
use domain::ids::PlanId;
use domain::money::{Money, MoneyError};
use domain::payment::Begun;
use domain::plan::{Part, State};
use sqlx::AnyConnection;

use super::notice::{About, Written, written};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::autopay_try::{self, Tried};
use crate::store::plan::{self, Kept};
use crate::store::saved_method::{Card, SavedMethod};
use crate::store::{creditor, debtor};
use crate::tenant::Tenant;
use crate::use_cases::gate::{self, Laws};
use crate::use_cases::{PortalError, wall_clock};

/// A saved card with everything that decides about its next charge. No `Debug`: it is personal.
pub struct Desk {
    /// The creditor's settings.
    pub settings: Settings,
    /// The card.
    pub saved: SavedMethod,
    /// Its plan.
    pub kept: Kept,
    /// All tries to charge the plan, to this card and to others.
    pub tries: Vec<Tried>,
    /// The letters about charges that can still be made; none are loaded before the first is to be written.
    pub letters: Vec<Written>,
    /// The debtor's zone.
    pub zone: Tz,
    /// Where the debtor lives, and where the creditor is: nothing is charged on a holiday of either.
    pub countries: [Country; 2],
    /// Now.
    pub now: DateTime<Utc>,
}

impl Desk {
    /// Loads what belongs to a card; `None` if its plan or its debtor is gone.
    pub async fn of(
        conn: &mut AnyConnection,
        portal: &Portal,
        tenant: &Tenant,
        saved: SavedMethod,
    ) -> Result<Option<Self>, PortalError> {
        let settings = creditor::settings(conn, tenant).await?;
        let Some(kept) = plan::find(conn, tenant, &saved.plan).await? else { return Ok(None) };
        let of = debtor::Find::Case(&saved.case);
        let Some((debtor, _, _)) = debtor::find(conn, tenant, &portal.keys, of).await? else {
            return Ok(None);
        };
        let tries = tries(conn, tenant, &saved.plan).await?;
        let (zone, now) = (gate::zone_of(&settings, &debtor.person), portal.clock.now());
        let countries = Laws::of(&settings, &debtor.person).countries();
        let letters = Vec::new();
        let mut desk = Self { settings, saved, kept, tries, letters, zone, countries, now };
        if desk.parts().any(|part| desk.day(part).is_some_and(|day| desk.is_near(day))) {
            let of = (&desk.saved.case, zone);
            desk.letters = written(conn, tenant, of, now).await?;
        }
        Ok(Some(desk))
    }

    /// The day on the debtor's clock.
    pub fn today(&self) -> NaiveDate {
        wall_clock::local(self.zone, self.now).date()
    }

    /// The day in the creditor's zone.
    pub fn creditors_day(&self) -> NaiveDate {
        wall_clock::local(self.settings.zone, self.now).date()
    }

    /// The open instalments that the consent is about, by day: those of its day and later.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        let runs = *self.kept.plan.state() == State::Active;
        let parts = self.kept.plan.parts().iter().filter(move |_| runs);
        parts
            .filter(move |part| part.settled_on.is_none() && part.due_on >= self.saved.consented_on)
    }

    /// The instalment with this number, if the consent is about it and it is open.
    pub fn part(&self, number: u32) -> Option<&Part> {
        self.parts().find(|part| part.number == number)
    }

    /// The tries of one instalment, oldest first.
    pub fn tries_of(&self, number: u32) -> Vec<Try> {
        of_number(&self.tries, number)
    }

    /// The first day on which an instalment may be charged next, whoever has been told; `None` if it is
    /// charged no more, or not before its last try is decided.
    fn day(&self, part: &Part) -> Option<NaiveDate> {
        let tries = autopay::that_count(part, &self.tries_of(part.number));
        let window = self.kept.plan.charged_in(part);
        autopay::next_on(window, &tries, self.kept.plan.agreement().upkeep.retries)
    }

    /// Whether a charge of a day is told of by now.
    fn is_near(&self, day: NaiveDate) -> bool {
        autopay::told_on(&self.countries, day) <= self.today()
    }

    /// The first instant from now on at which an instalment may be charged; `None` if it is charged no
    /// more, not before its last try is decided, or not before its debtor could be told.
    pub fn next_at(&self, part: &Part) -> Result<Option<DateTime<Utc>>, MoneyError> {
        let Some(day) = self.day(part) else { return Ok(None) };
        Ok(self.instant((part, day), self.notice(part)?))
    }

    /// Whether an instalment may be charged now.
    pub fn is_due(&self, part: &Part) -> Result<bool, MoneyError> {
        let has_come = self.day(part).is_some_and(|day| day <= self.today());
        Ok(has_come && self.next_at(part)? == Some(self.now))
    }

    fn instant(&self, (part, day): (&Part, NaiveDate), notice: Notice) -> Option<DateTime<Utc>> {
        let days = (self.kept.plan.charged_in(part), day);
        instant((self.zone, &self.countries), days, notice, self.now)
    }

    /// Whether a letter that left now would be followed by a charge.
    fn could_be(&self, of: (&Part, NaiveDate)) -> bool {
        self.instant(of, Notice::Ahead).is_some()
    }

    /// How much of an instalment is charged: what is open, and never more than ends the plan on the day of
    /// the charge.
    pub fn amount(&self, part: &Part) -> Result<Money, MoneyError> {
        let on = self.creditors_day().max(self.day(part).unwrap_or(part.due_on));
        // Who waits for an open day has lost nothing by waiting.
        let before = self.tries_of(part.number);
        let begun = Begun::Charge { due_on: part.due_on, before: &before, on };
        let most = self.kept.plan.pay_off(begun.counts_on(on))?.to_pay;
        part.open()?.at_most(most)
    }

    /// The letters to this card's debtor about a charge of an instalment of that day, oldest first. Those of
    /// before a charge that brought money were about that one.
    fn letters_of(&self, part: &Part) -> Result<Vec<Letter>, MoneyError> {
        let currency = self.kept.plan.agreement().owed.currency();
        let tries = self.tries_of(part.number);
        let charged_on = tries.iter().filter(|one| one.came == Came::Paid).map(|one| one.on).max();
        let is_about = |letter: &&Written| {
            let About { method, number, due_on, written_on, .. } = &letter.about;
            (method, *number, *due_on) == (&self.saved.id, part.number, part.due_on)
                && charged_on.is_none_or(|day| *written_on >= day)
        };
        self.letters.iter().filter(is_about).map(|letter| letter.letter(currency)).collect()
    }

    fn notice(&self, part: &Part) -> Result<Notice, MoneyError> {
        Ok(autopay::notice(&self.letters_of(part)?, self.amount(part)?))
    }

    /// The letter that is to be written about the charge of an instalment; `None` if none is, or not yet.
    pub fn to_tell(&self, part: &Part) -> Result<Option<About>, MoneyError> {
        let Some(day) = self.day(part).filter(|day| self.is_near(*day)) else { return Ok(None) };
        let (today, amount) = (self.today(), self.amount(part)?);
        let is_wanted = autopay::is_wanted(&self.letters_of(part)?, amount, today);
        if !is_wanted || !self.could_be((part, day)) {
            return Ok(None);
        }
        Ok(Some(About {
            method: self.saved.id.clone(),
            number: part.number,
            due_on: part.due_on,
            minor: amount.minor(),
            written_on: today,
        }))
    }

    /// The first instalment that would be charged, and is not, since its debtor could not be told.
    pub fn untold(&self) -> Result<Option<&Part>, MoneyError> {
        for part in self.parts() {
            let could_be = self.day(part).is_some_and(|day| self.could_be((part, day)));
            if could_be && self.notice(part)? == Notice::Failed {
                return Ok(Some(part));
            }
        }
        Ok(None)
    }

    /// What is charged next.
    pub fn next(&self) -> Result<Option<NextCharge>, MoneyError> {
        let mut next = None::<(DateTime<Utc>, &Part)>;
        for part in self.parts() {
            let at = self.next_at(part)?;
            if let Some(at) = at.filter(|at| next.is_none_or(|(first, _)| *at < first)) {
                next = Some((at, part));
            }
        }
        let Some((at, part)) = next else { return Ok(None) };
        let on = wall_clock::local(self.zone, at).date();
        Ok(Some(NextCharge { on, amount: self.amount(part)? }))
    }
}

/// The tries of one instalment of a plan, oldest first.
pub(super) fn of_number(tries: &[Tried], number: u32) -> Vec<Try> {
    let its = tries.iter().filter(|tried| tried.number == i64::from(number));
    its.map(|tried| tried.tried).collect()
}

/// The tries to charge a plan.
pub async fn tries(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    plan: &PlanId,
) -> Result<Vec<Tried>, PortalError> {
    Ok(autopay_try::of_plan(conn, tenant, plan).await?)
}

/// The instalment of a plan that is being charged to a saved card, if one is: its money may come at any moment.
pub async fn being_charged(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    plan: &PlanId,
) -> Result<Option<u32>, PortalError> {
    let tries = tries(conn, tenant, plan).await?;
    let under_way = tries.iter().find(|one| one.tried.came == Came::UnderWay);
    Ok(under_way.and_then(|one| u32::try_from(one.number).ok()))
}

/// The first instant from `now` on at which a charge for `day` may be made.
fn instant(
    (zone, countries): (Tz, &[Country]),
    days: (Window, NaiveDate),
    notice: Notice,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let local = wall_clock::local(zone, now);
    let at = autopay::next_at(countries, days, notice, local)?;
    Some(if at == local { now } else { wall_clock::instant(zone, at) })
}

/// The card as people know it: `Visa 4242`.
pub fn card_name(card: &Card) -> String {
    named(&card.brand, &card.last4)
}

/// The same from Stripe's word for the brand and the last digits.
pub fn named(brand: &str, last4: &str) -> String {
    let mut letters = brand.chars();
    let brand: String = match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    };
    format!("{} {last4}", brand.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use chrono::{Offset, TimeDelta, TimeZone, Timelike};
    use domain::calendar::is_business_day;
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn window(from: NaiveDate) -> Window {
        Window { from, until: from + TimeDelta::days(14) }
    }

    /// Told on the day before.
    fn told(day: NaiveDate) -> Notice {
        Notice::Given(day - TimeDelta::days(1))
    }

    /// Where clocks change, the day, the instant asked at, and when it is charged.
    #[test]
    fn clocks_that_change_move_no_charge_out_of_its_hours() {
        for (zone, country, day, now, expected) in [
            (
                "America/Lima",
                Country::Pe,
                "2026-11-24",
                "2026-11-24T05:00:00Z",
                "2026-11-24T13:00:00Z",
            ),
            (
                "America/Lima",
                Country::Pe,
                "2026-11-24",
                "2026-11-24T15:00:00Z",
                "2026-11-24T15:00:00Z",
            ),
            (
                "Europe/Madrid",
                Country::Es,
                "2026-03-30",
                "2026-03-28T12:00:00Z",
                "2026-03-30T06:00:00Z",
            ),
            (
                "Europe/Madrid",
                Country::Es,
                "2026-10-26",
                "2026-10-24T12:00:00Z",
                "2026-10-26T07:00:00Z",
            ),
            (
                "America/Santiago",
                Country::Cl,
                "2026-09-07",
                "2026-09-05T12:00:00Z",
                "2026-09-07T11:00:00Z",
            ),
            (
                "America/New_York",
                Country::Us,
                "2026-11-02",
                "2026-10-31T12:00:00Z",
                "2026-11-02T13:00:00Z",
            ),
        ] {
            let zone: Tz = zone.parse().expect("a zone");
            let now: DateTime<Utc> = now.parse().expect("an instant");
            let expected: DateTime<Utc> = expected.parse().expect("an instant");
            let days = (window(date(day)), date(day));
            let next = instant((zone, &[country]), days, told(date(day)), now);
            assert_eq!(next, Some(expected), "{day} in {zone}");
        }
    }

    /// The days of four years on which the clocks of a zone change.
    fn changes(zone: Tz) -> impl Iterator<Item = NaiveDate> {
        let offset = move |day: NaiveDate| {
            zone.offset_from_utc_datetime(&day.and_time(chrono::NaiveTime::MIN)).fix()
        };
        let days = date("2025-01-01").iter_days().take(4 * 365);
        days.filter(move |day| offset(*day) != offset(*day + TimeDelta::days(1)))
    }

    /// Check 50: each hour around each change of each zone's clocks, both ways.
    #[test]
    fn no_charge_is_made_outside_the_hours_around_a_change_of_clocks() {
        let mut seen = 0;
        for zone in chrono_tz::TZ_VARIANTS.iter().copied() {
            for day in changes(zone) {
                let country = Country::ALL[seen % Country::ALL.len()];
                seen += 1;
                for hour in -36..=60 {
                    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
                    let now = midnight + TimeDelta::hours(hour);
                    let at = instant((zone, &[country]), (window(day), day), told(day), now);
                    let at = at.expect("two weeks have a day");
                    let local = wall_clock::local(zone, at);
                    assert!((8..19).contains(&local.hour()), "{local} in {zone}");
                    assert!(is_business_day(country, local.date()), "{local} in {zone}");
                    assert!(at >= now && local.date() >= day, "{local} in {zone}");
                }
            }
        }
        assert!(seen > 1_000, "{seen} changes");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// Check 50: every zone, four years with their changes of clocks, every country.
        #[test]
        fn no_charge_is_made_outside_the_hours_in_any_zone(
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
            country in prop::sample::select(Country::ALL.to_vec()),
            due in 0..4 * 365_i64,
            seconds in -5 * 86_400..20 * 86_400_i64,
        ) {
            let due_on = date("2025-01-01") + TimeDelta::days(due);
            let midnight = due_on.and_time(chrono::NaiveTime::MIN).and_utc();
            let now = midnight + TimeDelta::seconds(seconds);
            let asked = wall_clock::local(zone, now).date();
            let (days, told) = ((window(due_on), due_on), told(due_on));
            match instant((zone, &[country]), days, told, now) {
                Some(at) => {
                    let local = wall_clock::local(zone, at);
                    prop_assert!((8..19).contains(&local.hour()), "{} in {}", local, zone);
                    prop_assert!(is_business_day(country, local.date()), "{} in {}", local, zone);
                    prop_assert!(at >= now && local.date() >= due_on);
                    prop_assert!((local.date() - due_on).num_days() <= 14);
                    let again = instant((zone, &[country]), days, told, at);
                    prop_assert_eq!(again, Some(at));
                }
                None => prop_assert!((asked - due_on).num_days() > 7, "dropped on {}", asked),
            }
        }
    }

    #[test]
    fn a_card_is_named_as_people_know_it() {
        for (brand, name) in [("visa", "Visa 4242"), ("american_express", "American express 4242")]
        {
            let card = Card {
                customer: "cus_1".to_owned(),
                method: "pm_1".to_owned(),
                brand: brand.to_owned(),
                last4: "4242".to_owned(),
                expires: (12, 2034),
            };
            assert_eq!(card_name(&card), name);
        }
    }
}
