//! The commands of `aldia`: each parses its arguments, opens what it needs, calls use cases, prints.

pub mod backup;
pub mod channels;
pub mod contact_rules;
pub mod creditor;
pub mod debt;
pub mod debtor;
pub mod debtor_wish;
pub mod demo;
pub mod doctor;
pub mod import;
pub mod import_undo;
pub mod keys;
pub mod ledger_check;
mod link_steps;
pub mod links;
pub mod policy;
pub mod refusal;
pub mod retention;
pub mod sequence;
pub mod serve;
pub mod simulate;
pub mod stripe_simulator;
pub mod team;
pub mod unknown;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::clock::Clock;
use crate::compose::Portal;
use crate::config::program::Settings;

/// Where people who owe get up to date, and creditors get paid.
#[derive(Debug, Parser)]
#[command(name = "aldia", version, about, max_term_width = 100)]
pub struct Cli {
    /// The configuration file; variables named ALDIA_… come over it.
    #[arg(long, global = true, env = "ALDIA_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal.
    Serve,
    /// Serve a simulator of Stripe, for demonstrations and tests.
    StripeSimulator(stripe_simulator::Args),
    /// Bring the database's schema up to date.
    Migrate,
    /// Set up who is owed.
    #[command(subcommand)]
    Creditor(creditor::Args),
    /// Say who works for a creditor.
    #[command(subcommand)]
    Team(team::Args),
    /// Say what is offered to whom, within which limits.
    #[command(subcommand)]
    Policy(policy::Args),
    /// Let a creditor's messages rest at once, or go on.
    #[command(subcommand)]
    Channels(channels::Args),
    /// Say which reminders are sent to whom, and when.
    #[command(subcommand)]
    Sequence(sequence::Args),
    /// Enter one debt.
    #[command(subcommand)]
    Debt(debt::Args),
    /// Change what is known of one person.
    #[command(subcommand)]
    Debtor(debtor::Args),
    /// Build the demo and say what to open.
    Demo(demo::Args),
    /// Say what the contact rules of a country are, and what they answer.
    #[command(subcommand)]
    ContactRules(contact_rules::Args),
    /// Make a link for every case with something owed, and export or send them.
    Links(links::Args),
    /// Let a creditor's own system sign links; put a new master key in the place of the old one.
    #[command(subcommand)]
    Keys(keys::Args),
    /// Import a creditor's file of debts, or go on with one after a kill; undo the last one.
    Import(import::Args),
    /// Try the imported rows again that wait for a payment to end.
    ImportWaiting(import::WaitingArgs),
    /// Live through a portfolio's life in an empty database, and prove each day that nothing broke.
    Simulate(simulate::Args),
    /// Prove the ledger's invariants over the whole database.
    LedgerCheck,
    /// Copy the SQLite database while the portal runs.
    Backup(backup::BackupArgs),
    /// Put a copy back in the place of the database.
    Restore(backup::RestoreArgs),
    /// Check settings, key, database, mail, phones and Stripe, one line each.
    Doctor,
    /// Make the master key's file, if it does not exist.
    NewKey {
        /// Where to write it.
        file: PathBuf,
    },
}

/// What a command ends with: a text for people, or one line that says why it failed.
pub type Outcome = Result<String, Box<dyn std::error::Error + Send + Sync>>;

/// Runs the command of `cli`.
pub async fn run(cli: Cli) -> Outcome {
    let settings = || Settings::load(cli.config.as_deref());
    match cli.command {
        Command::StripeSimulator(args) => stripe_simulator::run(args).await,
        Command::NewKey { file } => {
            crate::config::master_key::create(&file)?;
            Ok(format!("A new master key is in {}. Keep a copy in a safe place.", file.display()))
        }
        Command::Simulate(args) => simulate::run(cli.config.as_deref(), args).await,
        Command::ContactRules(args) => contact_rules::run(args),
        Command::Serve => serve::run(settings()?).await,
        Command::Doctor => doctor::run(settings()?).await,
        Command::Backup(args) => backup::backup(&settings()?, &args).await,
        Command::Restore(args) => backup::restore(&settings()?, &args).await,
        Command::Migrate => {
            open(settings()?).await?;
            Ok("The schema is up to date.".to_owned())
        }
        Command::Links(args) => links::run(&open(settings()?).await?, args).await,
        Command::Keys(args) => keys::run(&open(settings()?).await?, args).await,
        Command::Import(args) => import::run(&open(settings()?).await?, args).await,
        Command::ImportWaiting(args) => import::retry(&open(settings()?).await?, &args).await,
        Command::LedgerCheck => ledger_check::run(&open(settings()?).await?).await,
        Command::Creditor(args) => creditor::run(&open(settings()?).await?, args).await,
        Command::Team(args) => team::run(&open(settings()?).await?, args).await,
        Command::Policy(args) => policy::run(&open(settings()?).await?, args).await,
        Command::Channels(args) => channels::run(&open(settings()?).await?, args).await,
        Command::Sequence(args) => sequence::run(&open(settings()?).await?, args).await,
        Command::Debt(args) => debt::run(&open(settings()?).await?, args).await,
        Command::Debtor(args) => debtor::run(&open(settings()?).await?, args).await,
        Command::Demo(args) => demo::run(&open(settings()?).await?, &args).await,
    }
}

/// The program's parts, for a command that works beside `serve`.
async fn open(settings: Settings) -> Result<Portal, crate::compose::ComposeError> {
    Portal::open(settings, Clock::system()).await
}
