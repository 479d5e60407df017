//! `aldia contact-rules`: what the packs say, and what they answer, each time with the law. No database.

mod said;

use std::path::PathBuf;

use chrono::{NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use clap::Subcommand;
use domain::contact::{About, Barrier, Channel, Channels, Contact, Initiative, Rules, Wish};
use domain::country::Country;

use super::debtor_wish::channel;
use super::{Outcome, unknown};
use crate::config::contact_rules::{clock_time, pack, packs, read_history};
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
    /// The country whose rules hold: its code, as PE.
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Country,
    /// When, on the person's clock: 2026-12-25 10:00.
    #[arg(long, value_name = "TIME", value_parser = time)]
    at: NaiveDateTime,
    /// Earlier contacts: a CSV with the columns at, channel, who, outcome; docs/contact-rules.md explains them.
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// Where the person is, which says when clocks change; the country's capital if missing.
    #[arg(long, value_name = "ZONE")]
    zone: Option<Tz>,
    /// By which way: email, sms, whatsapp, letter, call, visit.
    #[arg(long, value_name = "CHANNEL", value_parser = channel, default_value = "email")]
    channel: Channel,
    /// Who wants it: creditor, debtor, or agreed for what the person agreed to be told.
    #[arg(long, value_name = "WHO", value_parser = initiative, default_value = "creditor")]
    who: Initiative,
    /// What it speaks of: debt, or other, as a date of a plan.
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
        "other" => Ok(About::Other),
        _ => Err("debt or other".to_owned()),
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
            let text =
                std::fs::read_to_string(file).map_err(|error| unknown::file(file, &error))?;
            read_history(&text).map_err(|error| format!("{}: {error}", file.display()))?
        }
    };
    let zone: Tz = match args.zone {
        Some(zone) => zone,
        None => args.country.zone().parse()?,
    };
    let pack = pack(args.country);
    let refused: Channels = args.refused.iter().copied().collect();
    let (not_before, not_after) = (args.not_before, args.not_after);
    let wish = Wish { not_before, not_after, refused, ..Wish::default() };
    let rules = Rules::of(pack).and(wish.limits());
    let shown = |local| wall_clock::local(zone, wall_clock::instant(zone, local));
    let answer = rules.decide(&Contact {
        initiative: args.who,
        about: args.about,
        channel: args.channel,
        country: args.country,
        now: shown(args.at),
        past: &past,
        barriers: &args.barrier,
        allowed: args.allowed.iter().copied().collect(),
        shown: &shown,
    });
    Ok(said::answer(&answer, (pack, zone)))
}
