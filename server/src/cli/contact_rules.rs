//! `aldia contact-rules`: what the packs say, and what they answer, each time with the law. No database.

mod said;

use std::iter;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use clap::Subcommand;
use domain::contact::{
    About, Barrier, Channel, Channels, Contact, Initiative, Pack, Past, Rule, Rules, Wish,
};
use domain::country::Country;

use self::said::Also;
use super::debtor_wish::channel;
use super::{Outcome, unknown};
use crate::config::contact_rules::{OwnRules, clock_time, pack, packs, read_history};
use crate::config::creditor::Settings;
use crate::use_cases::gate::{Places, rule_by};
use crate::use_cases::wall_clock;

/// What to say of the rules.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// List the packs, or all that one of them says, each with its law.
    List {
        /// The country's code, as PE; all packs if missing.
        #[arg(long, value_name = "CODE", value_parser = country)]
        country: Option<Country>,
    },
    /// Say whether a contact may be made at a time, and if not, when, with the article that says so.
    Explain(ExplainArgs),
}

/// A contact that is asked about.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// The country where the person is: its code, as PE.
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Country,
    /// When, on the person's clock: 2026-12-25 10:00.
    #[arg(long, value_name = "TIME", value_parser = time)]
    at: NaiveDateTime,
    /// Earlier contacts: a CSV with the columns at, channel, who, outcome; docs/contact-rules.md explains them.
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// Where the person is; if missing, it must be in time in every zone of the country, and `--at` is the time of its
    /// capital.
    #[arg(long, value_name = "ZONE")]
    zone: Option<Tz>,
    /// A creditor's file, whose own rules are added, and those of its country if that is another one.
    #[arg(long, value_name = "FILE")]
    creditor_file: Option<PathBuf>,
    /// By which way: email, sms, whatsapp, letter, call, visit.
    #[arg(long, value_name = "CHANNEL", value_parser = channel, default_value = "email")]
    channel: Channel,
    /// Who wants it: creditor, debtor, or agreed for what the program times and the person has to know.
    #[arg(long, value_name = "WHO", value_parser = initiative, default_value = "creditor")]
    who: Initiative,
    /// What it speaks of: debt, plan, promise for the eve of one, or other.
    #[arg(long, value_name = "WHAT", value_parser = about, default_value = "debt")]
    about: About,
    /// What stands in the way: dispute, promise, proposal, plan, hold, breathing-space, hardship, deceased,
    /// opt-out, wrong-person; may be said several times.
    #[arg(long, value_name = "WHAT", value_parser = barrier)]
    barrier: Vec<Barrier>,
    /// A channel that the person has allowed; may be said several times.
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    allowed: Vec<Channel>,
    /// A channel that the person has refused; may be said several times.
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    refused: Vec<Channel>,
    /// The person wants nothing before this time of day.
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    not_before: Option<NaiveTime>,
    /// The person wants nothing from this time of day on.
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    not_after: Option<NaiveTime>,
}

fn country(text: &str) -> Result<Country, String> {
    let known = || Country::ALL.map(Country::code).join(", ");
    Country::parse(text).ok_or_else(|| format!("one of {}", known()))
}

fn time(text: &str) -> Result<NaiveDateTime, String> {
    let read = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M");
    read.map_err(|_| "a time like 2026-12-25 10:00".to_owned())
}

fn time_of_day(text: &str) -> Result<NaiveTime, String> {
    clock_time(text).ok_or_else(|| "a time like 10:00".to_owned())
}

fn initiative(text: &str) -> Result<Initiative, String> {
    match text {
        "creditor" => Ok(Initiative::Creditor),
        "debtor" => Ok(Initiative::Debtor),
        "agreed" => Ok(Initiative::Agreed),
        _ => Err("creditor, debtor or agreed".to_owned()),
    }
}

fn about(text: &str) -> Result<About, String> {
    match text {
        "debt" => Ok(About::Debt),
        "plan" => Ok(About::Plan),
        "promise" => Ok(About::Promise),
        "other" => Ok(About::Other),
        _ => Err("debt, plan, promise or other".to_owned()),
    }
}

fn barrier(text: &str) -> Result<Barrier, String> {
    let word = |barrier: Barrier| barrier.rule().code();
    let found = Barrier::ALL.into_iter().find(|barrier| word(*barrier) == text);
    found.ok_or_else(|| format!("one of {}", Barrier::ALL.map(word).join(", ")))
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    match args {
        Args::List { country: None } => Ok(said::all(packs())),
        Args::List { country: Some(country) } => Ok(said::whole(pack(country))),
        Args::Explain(args) => explain(&args),
    }
}

fn explain(args: &ExplainArgs) -> Outcome {
    let past = match &args.history {
        None => Vec::new(),
        Some(file) => {
            read_history(&text_of(file)?).map_err(|error| format!("{}: {error}", file.display()))?
        }
    };
    let own = own_rules(args)?;
    let packs = packs_of(args.country, own.country);
    let refused: Channels = args.refused.iter().copied().collect();
    let (not_before, not_after) = (args.not_before, args.not_after);
    let wish = Wish { not_before, not_after, refused, ..Wish::default() };
    let rules = Rules::of(pack(args.country)).and_pack(pack(own.country));
    let rules = rules.and(own.rules.limits).and(wish.limits());
    let allowed: Channels = args.allowed.iter().copied().collect();
    let countries = [args.country, own.country];
    let asked = Asked { args, countries, past: &past, allowed: allowed.or(own.rules.allowed) };
    let places = places(args)?;
    let now = wall_clock::instant(places.likeliest, args.at);
    let ruling = rule_by(&places, now, &|zone, at| {
        asked.in_zone((places.likeliest, zone), at, |contact| rules.decide(contact))
    });
    let mut also = also(&rules, &asked, (&places, now), ruling.decision.rule());
    let more = no_permission(args, (ruling.decision.rule(), &also));
    also.extend(more);
    Ok(said::answer(&ruling, &also, &packs))
}

/// Every rule but the named one that refuses somewhere.
fn also<'a>(
    rules: &'a Rules<'_>,
    asked: &Asked<'_>,
    (places, now): (&Places, DateTime<Utc>),
    named: Rule,
) -> Vec<Also<'a>> {
    let mut found: Vec<Also<'a>> = Vec::new();
    for zone in iter::once(places.likeliest).chain(places.others.iter().copied()) {
        asked.in_zone((places.likeliest, zone), now, |contact| {
            for (rule, source) in rules.refusals(contact) {
                let is_known = found.iter().any(|known| known.rule == rule);
                if !is_known && rule != named {
                    found.push(Also { rule, source, place: zone.to_string() });
                }
            }
        });
    }
    found
}

/// Whatever the laws say: to a phone this portal writes only where a permission is noted on the case.
fn no_permission<'a>(args: &ExplainArgs, (named, also): (Rule, &[Also<'_>])) -> Option<Also<'a>> {
    let is_phone = matches!(args.channel, Channel::Sms | Channel::WhatsApp);
    let is_said = named == Rule::NotAllowed || also.iter().any(|one| one.rule == Rule::NotAllowed);
    let is_missing = is_phone && !args.allowed.contains(&args.channel) && !is_said;
    let place = "this portal".to_owned();
    is_missing.then_some(Also { rule: Rule::NotAllowed, source: None, place })
}

fn text_of(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| unknown::file(file, &error))
}

/// What a creditor adds, and where it is.
struct Own {
    country: Country,
    rules: OwnRules,
}

/// What the creditor adds, from its file; nothing, if there is none.
fn own_rules(args: &ExplainArgs) -> Result<Own, String> {
    let Some(file) = &args.creditor_file else {
        return Ok(Own { country: args.country, rules: OwnRules::default() });
    };
    let wrong = |problem: String| format!("{}: {problem}", file.display());
    let settings =
        Settings::from_toml(&text_of(file)?).map_err(|error| wrong(error.to_string()))?;
    Ok(Own { country: settings.country, rules: settings.contact_rules })
}

/// The pack of the debtor's country, and that of the creditor's where it is another one.
fn packs_of(debtors: Country, creditors: Country) -> Vec<&'static Pack> {
    let mut packs = vec![pack(debtors)];
    let creditors = pack(creditors);
    if creditors.name() != packs[0].name() {
        packs.push(creditors);
    }
    packs
}

/// Where the person may be.
fn places(args: &ExplainArgs) -> Result<Places, String> {
    if let Some(likeliest) = args.zone {
        return Ok(Places { likeliest, others: Vec::new() });
    }
    let zone = |name: &str| name.parse::<Tz>().map_err(|error| error.to_string());
    let likeliest = zone(args.country.zone())?;
    let all: Result<Vec<Tz>, String> =
        pack(args.country).places.iter().map(|name| zone(name)).collect();
    let others = all?.into_iter().filter(|place| *place != likeliest).collect();
    Ok(Places { likeliest, others })
}

/// The contact that is asked about, at no particular place.
struct Asked<'a> {
    args: &'a ExplainArgs,
    countries: [Country; 2],
    past: &'a [Past],
    allowed: Channels,
}

impl Asked<'_> {
    /// What `say` says of the contact at an instant in the second zone; earlier contacts are told in the time of the
    /// first.
    fn in_zone<T>(
        &self,
        (told_in, zone): (Tz, Tz),
        at: DateTime<Utc>,
        say: impl FnOnce(&Contact<'_>) -> T,
    ) -> T {
        let there = |local| wall_clock::local(zone, wall_clock::instant(told_in, local));
        let past = self.past.iter().map(|one| Past { at: there(one.at), ..*one });
        let past: Vec<_> = past.collect();
        let shown = |local| wall_clock::local(zone, wall_clock::instant(zone, local));
        say(&Contact {
            initiative: self.args.who,
            about: self.args.about,
            channel: self.args.channel,
            countries: &self.countries,
            now: wall_clock::local(zone, at),
            past: &past,
            barriers: &self.args.barrier,
            ends: &[],
            allowed: self.allowed,
            shown: &shown,
        })
    }
}
