//! The rules that decide when somebody may be contacted, each with where it comes from. The page only shows them.

use std::num::NonZeroU16;

use chrono::{NaiveDate, Weekday};
use domain::contact::{Channels, Counts, Hours, Limit, Span, Standing, What, Whose};
use domain::country::Country;
use leptos::prelude::*;

use super::country;
use super::sequence::way_name;
use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::texts::key;

/// What the page shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactRulesView {
    /// Where the creditor is.
    pub country: Country,
    /// Whether the laws of that country are known here; if not, the strictest ones that are hold.
    pub has_laws: bool,
    /// Whether its holidays are.
    pub has_holidays: bool,
    /// The day on which somebody looked at the laws last.
    pub checked_on: NaiveDate,
    /// The limits of the country, and behind them the creditor's own.
    pub limits: Vec<Limit>,
    /// By which ways everybody lets themselves be reached by contract.
    pub allowed: Channels,
}

/// Draws the rules.
pub fn page(shell: TeamShell, view: ContactRulesView) -> String {
    let reader = shell.reader;
    let title = reader.say(key::ContactRulesTitle);
    let head = shell::titled(&shell, &title);
    let path = pattern::TEAM_CONTACT_RULES.to_owned();
    shell::page_at(shell, (Place::Sequences, path), head, move || {
        let ContactRulesView { country, has_laws, has_holidays, checked_on, limits, allowed } =
            view;
        let (country, day) = (country::name(reader, country), reader.dated(checked_on));
        let whose = if has_laws {
            reader.say(key::ContactRulesCountry { country: &country, day: &day })
        } else {
            reader.say(key::ContactRulesStrict { country: &country, day: &day })
        };
        let unknown = (!has_holidays).then(|| {
            view! { <p class="notice wait">{reader.say(key::TeamRuleHolidaysUnknown)}</p> }
        });
        let allowed = (allowed != Channels::NONE).then(|| {
            let ways = ways(reader, allowed);
            view! { <p>{reader.say(key::ContactRulesAllowed { ways: &ways })}</p> }
        });
        view! {
            <p class="back no-print">
                <a href=pattern::TEAM_SEQUENCES>"‹ " {Place::Sequences.name(reader)}</a>
            </p>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::ContactRulesLead)}</p>
            {unknown}
            <section class="card">
                <p>{whose}</p>
                <Limits reader limits/>
                {allowed}
                <p class="soft small">{reader.say(key::ContactRulesPhones)}</p>
                <p class="soft small">{reader.say(key::ContactRulesCare)}</p>
            </section>
        }
        .into_any()
    })
}

#[component]
fn Limits(reader: Reader, limits: Vec<Limit>) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::ContactRulesRule)),
        Column::text(reader.say(key::ContactRulesWays)),
        Column::text(reader.say(key::ContactRulesSource)),
    ];
    let rows = limits.into_iter().map(|limit| {
        vec![
            limited(reader, &limit.what).into_any(),
            ways(reader, limit.on).into_any(),
            view! { <Source reader limit/> }.into_any(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    view! { <Table caption=reader.say(key::ContactRulesTitle) columns rows/> }
}

/// Where a limit comes from, since when, and how sure that is.
#[component]
fn Source(reader: Reader, limit: Limit) -> impl IntoView {
    let source = limit.source;
    if limit.whose == Whose::Creditor {
        return reader.say(key::ContactRulesOwn).into_any();
    }
    let standing = match source.standing {
        Standing::Own => return reader.say(key::ContactRulesNoLaw).into_any(),
        Standing::Verified => reader.say(key::ContactRulesVerified),
        Standing::Secondary => reader.say(key::ContactRulesSecondary),
        Standing::Unsure => reader.say(key::ContactRulesUnsure),
    };
    let law = if source.article.is_empty() {
        source.law
    } else {
        reader.say(key::ContactRulesLaw { law: &source.law, article: &source.article })
    };
    let since = source.since.map(|day| {
        let since = reader.say(key::ContactRulesSince { day: &reader.dated(day) });
        view! { <span class="soft small line">{since}</span> " " }
    });
    view! {
        <div>
            <span class="line">{law}</span> " " {since}
            <span class="soft small line">{standing}</span>
        </div>
    }
    .into_any()
}

/// The names of some ways, or that it is all of them.
fn ways(reader: Reader, on: Channels) -> String {
    if on == Channels::ALL {
        return reader.say(key::ContactRulesEveryWay);
    }
    on.iter().map(|way| way_name(reader, way)).collect::<Vec<_>>().join(", ")
}

/// What is limited, as a sentence without its full stop.
fn limited(reader: Reader, what: &What) -> String {
    match what {
        What::Hours(hours) => reader.say(key::ContactRuleHours { hours: &open(reader, hours) }),
        What::Holidays => reader.say(key::ContactRuleHolidays),
        What::Most { times, days, counts } => {
            let times = reader.say(key::ContactTimes { count: times.get().into() });
            let days = &in_days(reader, *days);
            counted(reader, *counts, reader.say(key::ContactRuleMost { times: &times, days }))
        }
        What::Apart { days, counts } => {
            let days = &in_days(reader, *days);
            counted(reader, *counts, reader.say(key::ContactRuleApart { days }))
        }
        What::OneChannel { days, counts } => {
            let days = &in_days(reader, *days);
            counted(reader, *counts, reader.say(key::ContactRuleOneWay { days }))
        }
        What::Permission => reader.say(key::ContactRulePermission),
        What::Never => reader.say(key::ContactRuleNever),
    }
}

fn in_days(reader: Reader, days: NonZeroU16) -> String {
    reader.say(key::ContactSpan { count: days.get().into() })
}

fn counted(reader: Reader, counts: Counts, rule: String) -> String {
    match counts {
        Counts::Attempts => rule,
        Counts::Reached => reader.say(key::ContactRuleReached { rule: &rule }),
    }
}

/// The hours of a week in words.
fn open(reader: Reader, hours: &Hours) -> String {
    let runs = hours.runs().into_iter().map(|(first, last, span)| run(reader, (first, last), span));
    runs.collect::<Vec<_>>().join("; ")
}

fn run(reader: Reader, (first, last): (Weekday, Weekday), span: Span) -> String {
    let (first_day, last_day) = (weekday(reader, first), weekday(reader, last));
    let days = if first == last {
        first_day
    } else {
        reader.say(key::ContactDays { first: &first_day, last: &last_day })
    };
    let (days, from) = (&days, &reader.time(span.opens()));
    match span.closes() {
        Some(closes) => reader.say(key::ContactRun { days, from, until: &reader.time(closes) }),
        None => reader.say(key::ContactRunLate { days, from }),
    }
}

fn weekday(reader: Reader, day: Weekday) -> String {
    match day {
        Weekday::Mon => reader.say(key::ContactMonday),
        Weekday::Tue => reader.say(key::ContactTuesday),
        Weekday::Wed => reader.say(key::ContactWednesday),
        Weekday::Thu => reader.say(key::ContactThursday),
        Weekday::Fri => reader.say(key::ContactFriday),
        Weekday::Sat => reader.say(key::ContactSaturday),
        Weekday::Sun => reader.say(key::ContactSunday),
    }
}
