//! `aldia debt`: one debt by hand.

use chrono::NaiveDate;
use clap::Subcommand;
use domain::money::{Currency, Money};
use rust_decimal::Decimal;

use super::debtor::PersonArgs;
use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::store::debtor::Person;
use crate::use_cases::debt::{self, NewDebt};
use crate::use_cases::debtor::{self, Edit};

/// What to do with a debt.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// Enter one debt; an unknown customer's number opens a case.
    Add(Box<AddArgs>),
}

/// One debt.
#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// The creditor's short name.
    #[arg(long, value_name = "SLUG")]
    creditor: String,
    /// The invoice's number, which no other debt of the creditor has.
    #[arg(long)]
    reference: String,
    /// The customer's number.
    #[arg(long)]
    debtor: String,
    /// How much: a point before the decimals, nothing between thousands.
    #[arg(long)]
    amount: Decimal,
    /// ISO code of the currency; the creditor's if missing.
    #[arg(long)]
    currency: Option<String>,
    /// When it is due.
    #[arg(long, value_name = "YYYY-MM-DD")]
    due: Option<NaiveDate>,
    /// When it was issued.
    #[arg(long, value_name = "YYYY-MM-DD")]
    issued: Option<NaiveDate>,
    /// What it is for.
    #[arg(long)]
    description: Option<String>,
    /// What the paper is called: boleta, factura.
    #[arg(long)]
    document_type: Option<String>,
    /// What is known of the person.
    #[command(flatten)]
    person: PersonArgs,
}

/// Runs the command.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    let Args::Add(args) = args;
    let (tenant, settings) = unknown::creditor(portal, &args.creditor).await?;
    let currency = match &args.currency {
        Some(code) => Currency::parse(code).ok_or("the currency is not known")?,
        None => settings.currency,
    };
    let edit = Edit::from(args.person);
    let mut person = Person::default();
    edit.apply(&mut person, settings.country).map_err(in_words)?;
    let new = NewDebt {
        debtor_reference: args.debtor,
        person,
        reference: args.reference,
        description: args.description,
        document_type: args.document_type,
        issued_on: args.issued,
        due_on: args.due,
        amount: Money::from_decimal(args.amount, currency)?,
    };
    let (case, debt) = debt::add(portal, &tenant, &new).await.map_err(in_words)?;
    // Of a new customer nothing is left to change; of a known one, what was typed comes over it.
    debtor::edit(portal, &tenant, &new.debtor_reference, &edit).await.map_err(in_words)?;
    Ok(format!("{}: {debt} in {case}, {}", new.reference, new.amount))
}
