//! A step of a sequence in words: when it comes, by which way, and for whom.

use domain::contact::Channel;
use domain::money::Money;
use domain::policy::Fits;
use domain::reminder::{Audience, Means, Step, StepKind};

use crate::creditor::tasks::kind_name;
use crate::reader::Reader;
use crate::texts::key;

/// What a way is called.
pub(in crate::creditor) fn way_name(reader: Reader, way: Channel) -> String {
    match way {
        Channel::Email => reader.say(key::TemplateEmail),
        Channel::Sms => "SMS".to_owned(),
        Channel::WhatsApp => "WhatsApp".to_owned(),
        Channel::Letter => reader.say(key::SequenceLetter),
        Channel::Call => reader.say(key::TaskCall),
        Channel::Visit => reader.say(key::TaskMeeting),
    }
}

/// When a step comes.
pub(super) fn when(reader: Reader, step: &Step) -> String {
    let days = u64::from(step.days);
    match step.kind {
        StepKind::Courtesy
        | StepKind::InstalmentSoon
        | StepKind::PromiseEve
        | StepKind::OfferEnds => reader.say(key::SequenceDaysBefore { days }),
        StepKind::InstalmentToday => reader.say(key::SequenceThatDay),
        StepKind::Kind
        | StepKind::Firm
        | StepKind::Final
        | StepKind::InstalmentMissed
        | StepKind::PromiseBroken
        | StepKind::Settled => reader.say(key::SequenceDaysAfter { days }),
    }
}

/// By which way, the first one first.
pub(super) fn means(reader: Reader, means: &Means) -> String {
    match means {
        Means::Message(ways) => {
            let names: Vec<_> = ways.iter().map(|way| way_name(reader, *way)).collect();
            names.join(" › ")
        }
        Means::Task { kind, .. } => kind_name(reader, *kind),
    }
}

/// For which cases, condition by condition; empty where it is for all.
pub(super) fn audience(reader: Reader, audience: &Audience) -> Vec<String> {
    let Fits { days_late, total, debts, tags } = &audience.fits;
    let mut said = Vec::new();
    said.extend(audience.currency.map(|currency| currency.code().to_owned()));
    if let Some(days) = days_late {
        let from = Some(*days.start()).filter(|day| *day != i64::MIN);
        let to = Some(*days.end()).filter(|day| *day != i64::MAX);
        let ends = [from.map(|day| day.to_string()), to.map(|day| day.to_string())];
        said.push(spanned(reader, reader.say(key::PolicyLimitDaysLate), ends));
    }
    if let (Some(total), Some(currency)) = (total, audience.currency) {
        let amount = |minor: i64| Money::new(minor, currency).ok().map(|sum| reader.money(sum));
        let to = Some(*total.end()).filter(|minor| *minor != i64::MAX);
        let ends = [amount(*total.start()), to.and_then(amount)];
        said.push(spanned(reader, reader.say(key::PolicyLimitTotal), ends));
    }
    if let Some(debts) = debts {
        let to = Some(*debts.end()).filter(|count| *count != u32::MAX);
        let ends = [Some(debts.start().to_string()), to.map(|count| count.to_string())];
        said.push(spanned(reader, reader.say(key::PolicyLimitDebts), ends));
    }
    if !tags.is_empty() {
        said.push(format!("{}: {}", reader.say(key::PolicyLimitTags), tags.join(", ")));
    }
    said
}

/// A limit from a least to a most, each with its word.
fn spanned(reader: Reader, label: String, [from, to]: [Option<String>; 2]) -> String {
    let from = from.map(|from| format!("{} {from}", reader.say(key::PolicyWordFrom)));
    let to = to.map(|to| format!("{} {to}", reader.say(key::PolicyWordTo)));
    let ends: Vec<_> = from.into_iter().chain(to).collect();
    format!("{label}: {}", ends.join(" "))
}
