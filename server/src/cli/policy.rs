//! `aldia policy`: what is offered to whom, from files that may be kept in version control.

use std::fmt::Write;
use std::path::PathBuf;

use app::creditor::policy as words;
use app::reader::Reader;
use app::texts::Lang;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use clap::Subcommand;

use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::policy::{PolicyFile, PolicyFileError};
use crate::tenant::Tenant;
use crate::use_cases::policy::{self, Applied, Order, Verdict};
use crate::use_cases::{voice, wall_clock};

/// Who makes a version from here.
const ACTOR: &str = "aldia policy";

/// What to do with a policy.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// Say what contradicts itself in a file, and what is unwise. Fails if it contradicts itself.
    Check(FileArgs),
    /// Check a file and make a new version of the policy that it names.
    Apply(FileArgs),
    /// Try a file on all cases: who would be offered what, and what it would bring.
    Preview(FileArgs),
    /// List the creditor's policies, and which of them debtors are offered from.
    List {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
    },
}

/// Which file, whose, and when.
#[derive(Debug, clap::Args)]
pub struct FileArgs {
    /// The creditor's short name.
    #[arg(long, value_name = "SLUG")]
    creditor: String,
    /// From when on it is in force, in the creditor's zone: 2026-12-01, or 2026-12-01T08:00; now if missing.
    #[arg(long, value_name = "TIME", value_parser = time)]
    at: Option<NaiveDateTime>,
    /// The language of what is found: es, en or pt; the creditor's own if missing.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    lang: Option<Lang>,
    /// The file, TOML; docs/policies.md explains each key.
    file: PathBuf,
}

fn time(text: &str) -> Result<NaiveDateTime, String> {
    let day = text.parse::<NaiveDate>().ok().map(|day| day.and_time(NaiveTime::MIN));
    day.or_else(|| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok())
        .ok_or_else(|| "a day like 2026-12-01, or one with a time like 2026-12-01T08:00".to_owned())
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::ALL.into_iter().find(|lang| lang.code() == text).ok_or_else(|| "es, en or pt".to_owned())
}

/// Runs the command.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    match args {
        Args::Check(args) => check(&Work::begin(portal, &args).await?),
        Args::Apply(args) => apply(portal, &Work::begin(portal, &args).await?).await,
        Args::Preview(args) => preview(portal, &Work::begin(portal, &args).await?).await,
        Args::List { creditor } => list(portal, &creditor).await,
    }
}

/// What each command on a file works with.
struct Work {
    tenant: Tenant,
    settings: Settings,
    text: String,
    file: PolicyFile,
    reader: Reader,
    /// From when on, if the command names it.
    at: Option<DateTime<Utc>>,
}

impl Work {
    async fn begin(
        portal: &Portal,
        args: &FileArgs,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let (tenant, settings) = unknown::creditor(portal, &args.creditor).await?;
        let read = std::fs::read_to_string(&args.file);
        let text = read.map_err(|error| unknown::file(&args.file, &error))?;
        let file = policy::read(&settings, &text).map_err(|errors| wrong(args, &errors))?;
        let at = args.at.map(|local| wall_clock::instant(settings.zone, local));
        let day = wall_clock::local(settings.zone, at.unwrap_or(portal.clock.now())).date();
        let own = voice::to_team(&settings);
        let reader = Reader::new(own.in_lang(args.lang.unwrap_or(own.lang)), day);
        Ok(Self { tenant, settings, text, file, reader, at })
    }

    fn verdict(&self) -> Result<(Verdict, String), domain::money::MoneyError> {
        let verdict = policy::check(&self.file, self.reader.today)?;
        let found = (&*verdict.contradictions, &*verdict.warnings);
        let said = words::checked(self.reader, &self.file.policy, found);
        Ok((verdict, said))
    }
}

/// Everything that is wrong with a file, a line each.
fn wrong(args: &FileArgs, errors: &[PolicyFileError]) -> String {
    let lines = errors.iter().map(|error| format!("{}: {error}", args.file.display()));
    lines.collect::<Vec<_>>().join("\n")
}

fn check(work: &Work) -> Outcome {
    let (verdict, said) = work.verdict()?;
    if verdict.contradictions.is_empty() { Ok(said) } else { Err(said.into()) }
}

async fn apply(portal: &Portal, work: &Work) -> Outcome {
    let (verdict, said) = work.verdict()?;
    if !verdict.contradictions.is_empty() {
        return Err(said.into());
    }
    let order = Order { source: &work.text, file: &work.file, from: work.at, made_by: ACTOR };
    let owner = (&work.tenant, &work.settings);
    let applied = policy::apply(portal, owner, order).await.map_err(in_words)?;
    let name = &work.file.name;
    let mut text = match &applied {
        Applied::New(version) => {
            let from = wall_clock::local(work.settings.zone, version.active_from);
            let from = from.format("%Y-%m-%d %H:%M");
            format!("{name}, version {}, is in force from {from} on.", version.version)
        }
        Applied::Same(version) => {
            format!("{name}, version {}, says this already.", version.version)
        }
    };
    if !verdict.warnings.is_empty() {
        write!(text, "\n{said}")?;
    }
    Ok(text)
}

async fn preview(portal: &Portal, work: &Work) -> Outcome {
    let (verdict, said) = work.verdict()?;
    if !verdict.contradictions.is_empty() {
        return Err(said.into());
    }
    let (owner, policy) = ((&work.tenant, &work.settings), &work.file.policy);
    let seen = policy::preview(portal, owner, policy, work.reader.today).await.map_err(in_words)?;
    Ok(words::report(work.reader, policy, &seen))
}

async fn list(portal: &Portal, slug: &str) -> Outcome {
    let (tenant, settings) = unknown::creditor(portal, slug).await?;
    let mut text = String::new();
    for one in policy::list(portal, &tenant).await.map_err(in_words)? {
        let (name, currency) = (&one.policy.name, one.policy.currency);
        write!(text, "{name} ({currency})")?;
        if let Some(newest) = &one.newest {
            let from = wall_clock::local(settings.zone, newest.active_from);
            let from = from.format("%Y-%m-%d %H:%M");
            write!(text, ", version {} from {from} on", newest.version)?;
        }
        match one.in_force {
            Some(version) => writeln!(text, "; version {version} is in force")?,
            None if one.policy.archived_at.is_some() => writeln!(text, "; archived")?,
            None => writeln!(text)?,
        }
    }
    Ok(text)
}
