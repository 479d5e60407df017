//! `aldia sequence`: which reminders a creditor sends, from files that may be kept in version control.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use app::creditor::sequence as words;
use app::creditor::sequence::preview::report;
use app::reader::Reader;
use app::texts::Lang;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use clap::Subcommand;
use domain::reminder::Sequence;
use domain::reminder::check::renamed;

use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::sequence::{self as files, SequenceFile, SequenceFileError};
use crate::tenant::Tenant;
use crate::use_cases::sequence::{self, Applied, Order, Verdict, Wished};
use crate::use_cases::{forecast, voice, wall_clock};

/// Who makes a version from here.
const ACTOR: &str = "aldia sequence";

/// What to do with a sequence.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// Say what contradicts itself in a file, and what is unwise. Fails if it contradicts itself.
    Check(FileArgs),
    /// Say what a file would send in its first 30 days, by day and channel, if it were applied now. Writes nothing.
    Preview(FileArgs),
    /// Check a file and make a new version of the sequence that it names.
    Apply(FileArgs),
    /// List the creditor's sequences, and which of them is in force.
    List {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
    },
    /// Take a sequence out of force.
    Archive {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
        /// What the sequence is called.
        name: String,
    },
    /// Print a sequence that comes with the program: gentle, standard or firm; with -en or -pt behind it in that
    /// language.
    Show {
        /// Which.
        name: String,
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
    /// The file, TOML; docs/sequences.md explains each key. Where there is none of that name, gentle,
    /// standard and firm are those that come with the program.
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
        Args::Preview(args) => preview(portal, &Work::begin(portal, &args).await?).await,
        Args::Apply(args) => apply(portal, &Work::begin(portal, &args).await?).await,
        Args::List { creditor } => list(portal, &creditor).await,
        Args::Archive { creditor, name } => archive(portal, &creditor, &name).await,
        Args::Show { name } => show(&name),
    }
}

/// Prints a sequence that comes with the program.
fn show(name: &str) -> Outcome {
    let known = || files::SHIPPED.map(|(word, _)| word).join(", ");
    files::shipped(name).map(str::to_owned).ok_or_else(|| format!("there are {}", known()).into())
}

/// What each command on a file works with.
struct Work {
    tenant: Tenant,
    settings: Settings,
    text: String,
    file: SequenceFile,
    /// What the sequence says so far; `None` for a new one.
    before: Option<Sequence>,
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
        let text = text_of(&args.file)?;
        let file = files::read(&text).map_err(|errors| wrong(args, &errors))?;
        let at = args.at.map(|local| wall_clock::instant(settings.zone, local));
        let day = wall_clock::local(settings.zone, at.unwrap_or(portal.clock.now())).date();
        let own = voice::to_team(&settings);
        let reader = Reader::new(own.in_lang(args.lang.unwrap_or(own.lang)), day);
        let mut conn = portal.store.read().await?;
        let before = sequence::newest(&mut conn, &tenant, &file.name).await.map_err(in_words)?;
        drop(conn);
        Ok(Self { tenant, settings, text, file, before, reader, at })
    }

    fn verdict(&self) -> (Verdict, String) {
        let mut verdict = sequence::check(&self.settings, &self.file);
        if let (Some(before), true) = (&self.before, verdict.contradictions.is_empty()) {
            let warnings = std::mem::take(&mut verdict.warnings);
            verdict.warnings = [renamed(before, &self.file.sequence), warnings].concat();
        }
        let found = (&*verdict.contradictions, &*verdict.warnings);
        let said = words::checked(self.reader, &self.file.sequence, found);
        (verdict, said)
    }
}

/// The text of a file, or of the sequence of that name that comes with the program.
fn text_of(path: &Path) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let shipped = path.to_str().and_then(files::shipped).filter(|_| !path.exists());
    match shipped {
        Some(text) => Ok(text.to_owned()),
        None => std::fs::read_to_string(path).map_err(|error| unknown::file(path, &error).into()),
    }
}

/// Everything that is wrong with a file, a line each.
fn wrong(args: &FileArgs, errors: &[SequenceFileError]) -> String {
    let lines = errors.iter().map(|error| format!("{}: {error}", args.file.display()));
    lines.collect::<Vec<_>>().join("\n")
}

fn check(work: &Work) -> Outcome {
    let (verdict, said) = work.verdict();
    if verdict.contradictions.is_empty() { Ok(said) } else { Err(said.into()) }
}

async fn preview(portal: &Portal, work: &Work) -> Outcome {
    let (verdict, said) = work.verdict();
    if !verdict.contradictions.is_empty() {
        return Err(said.into());
    }
    let now = portal.clock.now();
    let from = work.at.unwrap_or(now);
    sequence::may_begin(&work.settings, from, now).map_err(in_words)?;
    let all = sequence::list(portal, &work.tenant).await.map_err(in_words)?;
    let known = all.iter().find(|one| one.sequence.name == work.file.name);
    let of = known.map(|one| &one.sequence.id);
    let wished = Wished { of, sequence: &work.file.sequence, from };
    let owner = (&work.tenant, &work.settings);
    let seen = forecast::preview(portal, owner, wished, None).await.map_err(in_words)?;
    Ok(report(work.reader, &seen))
}

async fn apply(portal: &Portal, work: &Work) -> Outcome {
    let (verdict, said) = work.verdict();
    if !verdict.contradictions.is_empty() {
        return Err(said.into());
    }
    let order = Order { source: &work.text, file: &work.file, from: work.at, made_by: ACTOR };
    let owner = (&work.tenant, &work.settings);
    let applied = sequence::apply(portal, owner, order).await.map_err(in_words)?;
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

async fn list(portal: &Portal, slug: &str) -> Outcome {
    let (tenant, settings) = unknown::creditor(portal, slug).await?;
    let mut text = String::new();
    for one in sequence::list(portal, &tenant).await.map_err(in_words)? {
        write!(text, "{}", one.sequence.name)?;
        if let Some(newest) = &one.newest {
            let from = wall_clock::local(settings.zone, newest.active_from);
            let from = from.format("%Y-%m-%d %H:%M");
            write!(text, ", version {} from {from} on", newest.version)?;
        }
        match one.in_force {
            Some(version) => writeln!(text, "; version {version} is in force")?,
            None if one.sequence.archived_at.is_some() => writeln!(text, "; archived")?,
            None => writeln!(text)?,
        }
    }
    Ok(text)
}

async fn archive(portal: &Portal, slug: &str, name: &str) -> Outcome {
    let (tenant, _) = unknown::creditor(portal, slug).await?;
    let all = sequence::list(portal, &tenant).await.map_err(in_words)?;
    let known = all.into_iter().find(|one| one.sequence.name == name);
    let known = known.ok_or_else(|| format!("there is no sequence called {name}"))?;
    sequence::archive(portal, &tenant, (&known.sequence.id, ACTOR)).await.map_err(in_words)?;
    Ok(format!("{name} is out of force."))
}
