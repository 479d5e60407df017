//! What a debtor chooses about messages: by which channel, from which hour, how often, in which words, or none.

use chrono::{NaiveTime, Timelike};
use domain::contact_channel::ContactChannel;
use domain::preference::{DAYS_APART, FIRST_HOURS, first_time, is_offered};
use leptos::prelude::*;

use crate::components::{
    Choice, Choices, Chosen, Link, LinkList, Notice, Pick, Problem, ProblemSummary, SelectField,
    Submit, Tone, problem_of,
};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::{Address, Lang, key};

/// Whether reminders may come by a channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// They may.
    Yes,
    /// They may not.
    No,
    /// They may not yet: a tick permits them to the number on file.
    Unasked,
    /// They may not yet, and the tick that permits them was sent with something that does not read.
    Permitted,
    /// They may not: the debtor answered one with a word that stops, and only another word opens it again.
    Stopped,
}

/// Whether reminders come at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reminders {
    /// As far as what was chosen lets them.
    On,
    /// They may, and there is nothing by which any could come.
    Unreached,
    /// The debtor wants none.
    Stopped,
}

/// A field of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PreferenceField {
    /// From which hour on.
    Hour,
    /// How often.
    Apart,
    /// In which language.
    Language,
    /// Tú or usted.
    Address,
}

/// What became of the form that was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum News {
    /// It was kept.
    Saved,
    /// No reminders come any more.
    Stopped,
    /// Reminders come again.
    Resumed,
    /// This field holds what is not offered; nothing was kept.
    Problem(PreferenceField),
    /// From that hour on nothing may be sent on any day; nothing was kept.
    HourClosed,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct PreferencesView {
    /// Whether reminders come at all.
    pub reminders: Reminders,
    /// The channels for which there is an address of this debtor, and something that sends.
    pub channels: Vec<(ContactChannel, Wanted)>,
    /// The last two digits of the phone on file; empty without one.
    pub ending: String,
    /// The time before which none come; `None` for any that the law allows. It may be one that no page offers.
    pub hour: Option<NaiveTime>,
    /// The time from which on none come.
    pub until: Option<NaiveTime>,
    /// The least days from one to the next; `None` for any that the law and the creditor leave.
    pub apart: Option<u16>,
    /// The language in which messages come.
    pub lang: Lang,
    /// Tú or usted, for who reads Spanish.
    pub address: Address,
    /// What became of the form.
    pub news: Option<News>,
}

fn name(reader: Reader, channel: ContactChannel) -> String {
    match channel {
        ContactChannel::Email => reader.say(key::PreferencesEmail),
        ContactChannel::Sms => "SMS".to_owned(),
        ContactChannel::WhatsApp => "WhatsApp".to_owned(),
    }
}

impl PreferenceField {
    const fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Apart => "apart",
            Self::Language => "language",
            Self::Address => "address",
        }
    }
}

/// The page.
pub fn page(shell: Shell, view: PreferencesView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::PreferencesTitle { creditor: &creditor }));
    let wrong = matches!(view.news, Some(News::Problem(_) | News::HourClosed));
    let head = if wrong { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || view! { <Preferences reader creditor view/> }.into_any())
}

#[component]
fn Preferences(reader: Reader, creditor: String, view: PreferencesView) -> impl IntoView {
    let problems: Vec<Problem> = match view.news {
        Some(News::Problem(field)) => {
            vec![Problem { field: field.name(), text: reader.say(key::PreferencesWrong) }]
        }
        Some(News::HourClosed) => {
            let text = reader.say(key::PreferencesHourClosed);
            vec![Problem { field: PreferenceField::Hour.name(), text }]
        }
        Some(News::Saved | News::Stopped | News::Resumed) | None => Vec::new(),
    };
    let done = match view.news {
        Some(News::Saved) => Some(reader.say(key::PreferencesSaved)),
        Some(News::Stopped) => Some(reader.say(key::PreferencesStopDone)),
        Some(News::Resumed) => Some(reader.say(key::PreferencesResumed)),
        Some(News::Problem(_) | News::HourClosed) | None => None,
    };
    let reminders = view.reminders;
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        {done.map(|lead| view! { <Notice tone=Tone::News lead/> })}
        <h1>{reader.say(key::PreferencesHeading)}</h1>
        <p class="soft">{reader.say(key::PreferencesLead { creditor: &creditor })}</p>
        {(reminders == Reminders::Unreached).then(|| view! {
            <Notice
                tone=Tone::Wait
                lead=reader.say(key::PreferencesUnreached)
                more=reader.say(key::PreferencesUnreachedMore { creditor: &creditor })
            />
        })}
        <Wishes reader view problems/>
        <Stop reader reminders/>
        <LinkList links=vec![
            Link::to(pattern::WHY, reader.say(key::WhyTitle)),
            Link::to(pattern::STATEMENT, reader.say(key::SayBack)),
        ]/>
    }
}

#[component]
fn Wishes(reader: Reader, view: PreferencesView, problems: Vec<Problem>) -> impl IntoView {
    let PreferencesView { channels, ending, hour, until, apart, lang, address, .. } = view;
    let hours = times(hour).into_iter().map(|time| (hour_value(time), from(reader, time)));
    let until = until.map(|time| {
        let text = reader.time(time);
        reader.say(key::PreferencesUntil { count: article(&text), time: &text })
    });
    let any = (String::new(), reader.say(key::PreferencesHourAny));
    let [fortnight, month] = DAYS_APART.map(|days| days.to_string());
    let rests = vec![
        any.clone(),
        (fortnight, reader.say(key::PreferencesApartFortnight)),
        (month, reader.say(key::PreferencesApartMonth)),
    ];
    let languages = Lang::ALL.into_iter().map(|one| plain(one.code(), one.own_name(), one == lang));
    let forms = [
        ("tu", reader.say(key::PreferencesAddressTu), Address::Tu),
        ("usted", reader.say(key::PreferencesAddressUsted), Address::Usted),
    ];
    let forms = forms.map(|(value, what, form)| plain(value, &what, form == address));
    let is_spanish = reader.voice.lang == Lang::Es;
    view! {
        <form method="post" action=pattern::PREFERENCES class="card">
            <Choices
                name="channel"
                legend=reader.say(key::PreferencesChannels)
                pick=Pick::Any
                choices=ways(reader, channels, &ending)
            />
            <SelectField
                name="hour"
                label=reader.say(key::PreferencesHour)
                items=std::iter::once(any).chain(hours).collect()
                chosen=hour.map(hour_value).unwrap_or_default()
                hint=Some(reader.say(key::PreferencesHourHint))
                problem=problem_of(&problems, "hour")
            />
            {until.map(|text| view! { <p class="soft small">{text}</p> })}
            <SelectField
                name="apart"
                label=reader.say(key::PreferencesApart)
                items=rests
                chosen=apart.map(|days| days.to_string()).unwrap_or_default()
                hint=Some(reader.say(key::PreferencesApartHint))
                problem=problem_of(&problems, "apart")
            />
            <Choices
                name="language"
                legend=reader.say(key::PreferencesLanguage)
                pick=Pick::One
                choices=languages.collect()
                problem=problem_of(&problems, "language")
            />
            {is_spanish.then(|| view! {
                <Choices
                    name="address"
                    legend=reader.say(key::PreferencesAddress)
                    pick=Pick::One
                    choices=forms.to_vec()
                    problem=problem_of(&problems, "address")
                />
            })}
            <Submit label=reader.say(key::PreferencesSave)/>
        </form>
    }
}

/// The channels, each with whether reminders may come by it, and with what a tick permits.
fn ways(reader: Reader, channels: Vec<(ContactChannel, Wanted)>, ending: &str) -> Vec<Choice> {
    let permit = |channel| {
        let channel = name(reader, channel);
        reader.say(key::PreferencesPermit { channel: &channel, ending })
    };
    let channels = channels.into_iter().map(|(channel, wanted)| Choice {
        value: channel.as_str().to_owned(),
        what: name(reader, channel),
        more: match wanted {
            Wanted::Yes | Wanted::No => None,
            Wanted::Unasked | Wanted::Permitted => Some(permit(channel)),
            Wanted::Stopped => Some(reader.say(key::PreferencesByWord)),
        },
        amount: None,
        state: Chosen::when(matches!(wanted, Wanted::Yes | Wanted::Permitted)),
    });
    channels.collect()
}

fn plain(value: &str, what: &str, chosen: bool) -> Choice {
    Choice {
        value: value.to_owned(),
        what: what.to_owned(),
        more: None,
        amount: None,
        state: Chosen::when(chosen),
    }
}

/// The times that the page offers, and the one that stands there already, in their order.
fn times(kept: Option<NaiveTime>) -> Vec<NaiveTime> {
    let mut times: Vec<_> = FIRST_HOURS.into_iter().filter_map(first_time).chain(kept).collect();
    times.sort_unstable();
    times.dedup();
    times
}

/// What the form sends for a time: `10`, or `08:30` for one that no page offers.
fn hour_value(time: NaiveTime) -> String {
    if is_offered(time) { time.hour().to_string() } else { time.format("%H:%M").to_string() }
}

/// Reads what the form sends for the hour, a time or none; the error is the field that holds something else.
pub fn read_hour(text: &str) -> Result<Option<NaiveTime>, PreferenceField> {
    if text.is_empty() {
        return Ok(None);
    }
    let offered = text.parse().ok().and_then(first_time);
    let other = || NaiveTime::parse_from_str(text, "%H:%M").ok();
    offered.or_else(other).map(Some).ok_or(PreferenceField::Hour)
}

/// Reads what the form sends for the days apart, some or none; the error is the field that holds something else.
pub fn read_apart(text: &str) -> Result<Option<u16>, PreferenceField> {
    if text.is_empty() {
        return Ok(None);
    }
    let offered = text.parse::<u16>().ok().filter(|days| DAYS_APART.contains(days));
    offered.map(Some).ok_or(PreferenceField::Apart)
}

/// `Desde las 10:00 a. m.`
fn from(reader: Reader, time: NaiveTime) -> String {
    let text = reader.time(time);
    reader.say(key::PreferencesHourFrom { count: article(&text), time: &text })
}

/// One o'clock takes another article than the other hours.
fn article(time: &str) -> u64 {
    if time.starts_with("1:") { 1 } else { 2 }
}

#[component]
fn Stop(reader: Reader, reminders: Reminders) -> impl IntoView {
    let (heading, lead, action, button) = match reminders {
        Reminders::On | Reminders::Unreached => (
            reader.say(key::PreferencesStop),
            reader.say(key::PreferencesStopLead),
            pattern::PREFERENCES_STOP,
            reader.say(key::PreferencesStopButton),
        ),
        Reminders::Stopped => (
            reader.say(key::PreferencesStopped),
            reader.say(key::PreferencesStoppedLead),
            pattern::PREFERENCES_RESUME,
            reader.say(key::PreferencesResume),
        ),
    };
    view! {
        <section class="card">
            <h2>{heading}</h2>
            <p class="soft">{lead}</p>
            <form method="post" action=action><Submit label=button class="btn ghost"/></form>
        </section>
    }
}
