//! `aldia creditor`: set up who is owed.

use std::path::PathBuf;

use clap::Subcommand;
use domain::identity::Check;

use super::refusal::in_words;
use super::{Outcome, retention, unknown};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::jobs::runner;
use crate::use_cases::creditor::{self, Applied};
use crate::use_cases::retention::How;

/// What to do with creditors.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// Set a creditor up from its file, or change it to what the file says.
    Apply {
        /// The file, TOML; docs/creditor.md explains each field.
        file: PathBuf,
    },
    /// List all creditors.
    List,
    /// Print one creditor's file as it was last applied.
    Show {
        /// Its short name.
        slug: String,
    },
    /// List of which cases the contact rules let contacts be kept no longer: nothing is owed and nothing was done for
    /// the years that they name.
    Erase {
        /// Its short name.
        slug: String,
        /// Erase them: the words of messages, contacts that people made, notes and addresses. Nobody gets them back.
        #[arg(long)]
        for_good: bool,
    },
}

/// Runs the command.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    match args {
        Args::Apply { file } => {
            let text = std::fs::read_to_string(&file).map_err(|e| unknown::file(&file, &e))?;
            apply(portal, &text).await
        }
        Args::List => {
            let all = creditor::list(portal).await?;
            let line = |s: &Settings| {
                format!("{}  {} ({}, {})", s.file.slug, s.file.name, s.country, s.currency)
            };
            Ok(all.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        Args::Show { slug } => {
            let (_, settings) = unknown::creditor(portal, &slug).await?;
            Ok(toml::to_string(&settings.file)?)
        }
        Args::Erase { slug, for_good } => {
            let how = if for_good { How::InEarnest } else { How::OnTrial };
            retention::run(portal, &slug, how).await
        }
    }
}

/// Applies a creditor's file, given as text.
pub async fn apply(portal: &Portal, text: &str) -> Outcome {
    let settings = Settings::from_toml(text)?;
    let (_, applied) = creditor::apply(portal, &settings).await.map_err(in_words)?;
    runner::queue_repeated(portal).await?;
    let name = &settings.file.name;
    let mut said = match applied {
        Applied::New => format!("{name} is set up."),
        Applied::Changed => format!("{name} is changed."),
        Applied::Same => format!("{name} was like this already."),
    };
    if settings.checks.contains(&Check::Nothing) {
        said.push_str(
            "\nWarning: identity_check holds `none`: whoever has a link sees the case behind it.",
        );
    }
    Ok(said)
}
