//! The rules in lines for who typed the command.

use std::num::NonZeroU16;

use domain::contact::{
    Act, Block, Channel, Channels, Class, Counts, Decision, Limit, Pack, Rule, Source, What,
};

use crate::use_cases::gate::Ruling;

/// A rule that refuses too, the law behind it, and the zone in which it does.
pub(super) struct Also<'a> {
    /// The rule.
    pub(super) rule: Rule,
    /// The law behind it, where one is.
    pub(super) source: Option<&'a Source>,
    /// Where it refuses: the first zone, or the portal itself.
    pub(super) place: String,
}

/// An answer, the rule, the law behind it, whatever else refuses, and the packs that were asked.
pub(super) fn answer(ruling: &Ruling, also: &[Also<'_>], packs: &[&Pack]) -> String {
    let decision = match ruling.decision {
        Decision::Send(_) => "send".to_owned(),
        Decision::WaitUntil(at, _) => {
            format!("wait until {} ({})", at.format("%A %Y-%m-%d %H:%M"), ruling.zone)
        }
        Decision::Blocked(_) => "blocked".to_owned(),
    };
    let rule = ruling.decision.rule();
    let mut lines = vec![decision, format!("rule: {}: {}", rule.code(), meaning(rule))];
    if let Some(source) = &ruling.source {
        lines.push(format!("law: {}", law(source)));
        if !source.reading.is_empty() {
            lines.push(format!("read as: {}", source.reading));
        }
        if !source.url.is_empty() {
            lines.push(format!("read at: {}", source.url));
        }
    }
    lines.extend(also.iter().map(|Also { rule, source, place }| {
        let law = source.map(|source| format!(", {}", law(source))).unwrap_or_default();
        format!("also: {}: {} ({place}){law}", rule.code(), meaning(*rule))
    }));
    lines.extend(packs.iter().map(|pack| version(pack)));
    lines.join("\n")
}

/// The packs, a line each.
pub(super) fn all(packs: &[Pack]) -> String {
    let lines = packs.iter().map(|pack| {
        let (name, limits) = (pack.name(), pack.limits.len());
        let (version, checked_on) = (pack.version, pack.checked_on);
        format!("{name}: version {version}, {limits} limits, checked on {checked_on}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// All that a pack says.
pub(super) fn whole(pack: &Pack) -> String {
    let mut lines = vec![version(pack)];
    lines.extend(pack.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(pack.limits.iter().map(limit));
    lines.extend(pack.forbidden.iter().map(|(act, source)| of("never", act_word(*act), source)));
    lines.extend(
        pack.required.iter().map(|(block, source)| of("always", block_word(*block), source)),
    );
    lines.extend(pack.behind.iter().map(|(rule, source)| of("rule", rule.code(), source)));
    lines.extend(pack.keep.iter().map(|(years, source)| {
        of("keep", &format!("kind and number of contacts for {years} years"), source)
    }));
    if !pack.places.is_empty() {
        lines.push(format!(
            "in time everywhere, if the zone is not known: {}",
            pack.places.join(", ")
        ));
    }
    lines.join("\n")
}

fn version(pack: &Pack) -> String {
    format!("pack: {}, version {}, checked on {}", pack.name(), pack.version, pack.checked_on)
}

fn of(list: &str, what: &str, source: &Source) -> String {
    let reading = if source.reading.is_empty() { "" } else { "; " };
    format!("{list}: {what}. {}{reading}{}", law(source), source.reading)
}

fn limit(limit: &Limit) -> String {
    of(&ways(limit.on), &limited(&limit.what), &limit.source)
}

/// The law with article, first day and standing.
fn law(source: &Source) -> String {
    let mut text = source.law.clone();
    if !source.article.is_empty() {
        text = format!("{text}, article {}", source.article);
    }
    if let Some(since) = source.since {
        text = format!("{text}, since {since}");
    }
    format!("{text} [{}]", source.standing.as_str())
}

/// Channels by their classes where a class is whole.
fn ways(on: Channels) -> String {
    if on == Channels::ALL {
        return "all".to_owned();
    }
    let holds = |class: Class| class.channels().iter().all(|channel| on.contains(channel));
    let whole: Vec<_> = Class::ALL.into_iter().filter(|class| holds(*class)).collect();
    let single = on.iter().filter(|channel| !whole.contains(&channel.class()));
    let words = whole.iter().map(|class| class.as_str()).chain(single.map(Channel::as_str));
    words.collect::<Vec<_>>().join(", ")
}

fn limited(what: &What) -> String {
    match what {
        What::Hours(hours) => hours.to_string(),
        What::Holidays => "on no holiday".to_owned(),
        What::Most { times, days, counts } => {
            format!("at most {times} in {}{}", in_days(*days), counted(*counts))
        }
        What::Apart { days, counts } => format!("{} apart{}", in_days(*days), counted(*counts)),
        What::OneChannel { days, counts } => {
            format!("one channel in {}{}", in_days(*days), counted(*counts))
        }
        What::Permission => "only with permission".to_owned(),
        What::Never => "never".to_owned(),
    }
}

fn in_days(days: NonZeroU16) -> String {
    if days.get() == 1 { "a day".to_owned() } else { format!("{days} days") }
}

const fn counted(counts: Counts) -> &'static str {
    match counts {
        Counts::Attempts => "",
        Counts::Reached => ", of those that reached the person",
    }
}

const fn act_word(act: Act) -> &'static str {
    match act {
        Act::AskReason => "ask why somebody has not paid",
        Act::AskReferences => "ask personal references",
        Act::FindAddress => "use an address that the person did not give",
        Act::HideNumber => "hide who calls",
        Act::LookLikeCourt => "look like a court",
        Act::NameLawsuit => "speak of a lawsuit that was not begun",
        Act::PressForLargePayments => "press for one payment, for few, or for large ones",
        Act::Promote => "promote anything",
        Act::Publish => "make a debt public",
        Act::SpeakToVulnerable => "speak with children or the elderly about it",
        Act::TakeForCreditor => "take the money as anybody but the creditor",
        Act::TellOthers => "tell anybody but the debtor, a co-debtor or a guarantor",
        Act::Threaten => "threaten, insult or ridicule",
    }
}

const fn block_word(block: Block) -> &'static str {
    match block {
        Block::Breakdown => "what is owed, part by part",
        Block::Complaint => "how to complain or contest",
        Block::Identity => "who writes, for whom, and how to reach them",
        Block::OptOut => "how to stop messages",
        Block::PayCreditorOnly => "that only the creditor takes the money",
        Block::WaysToPay => "the ways to pay",
    }
}

/// What a rule means.
const fn meaning(rule: Rule) -> &'static str {
    match rule {
        Rule::Asked => "the person asked for it: at once, at any hour",
        Rule::Open => "nothing stands against it",
        Rule::Hours => "outside the hours of the day",
        Rule::Weekend => "a weekday on which nothing leaves",
        Rule::Holiday => "a holiday",
        Rule::Week => "too soon after the last contact",
        Rule::Most => "as many contacts as may be",
        Rule::OneChannel => "another channel was used these days",
        Rule::NotAllowed => "the person has not allowed the channel",
        Rule::Never => "nobody is contacted by this channel",
        Rule::WishedHours => "outside the hours that the person asked for",
        Rule::WishedApart => "sooner after the last contact than the person asked for",
        Rule::Refused => "the person wants nothing by this channel",
        Rule::HolidaysUnknown => "the country's holidays are not known: only answers leave",
        Rule::Hold => "the person said something that somebody has to answer",
        Rule::Dispute => "the person contests what is owed",
        Rule::Promise => "a promise to pay is not over",
        Rule::Proposal => "a proposal waits for an answer",
        Rule::Plan => "a plan is kept, and nothing else is owed",
        Rule::BreathingSpace => "a moratorium by law",
        Rule::Hardship => "somebody looks into a hardship",
        Rule::Deceased => "the person has died",
        Rule::OptOut => "the person wants no messages",
        Rule::WrongPerson => "the address is somebody else's",
    }
}
