//! `aldia debtor`: what is known of one person.

use clap::Subcommand;

use super::debtor_wish::{self, WishArgs};
use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::use_cases::PortalError;
use crate::use_cases::debtor::{self, Edit};

/// What to do with a debtor.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// Change what is known of one person.
    Edit {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
        /// The customer's number.
        #[arg(long)]
        reference: String,
        /// What changes.
        #[command(flatten)]
        person: PersonArgs,
    },
    /// Write down when and how one person wants to be contacted, or that nobody may contact them for now.
    Wish(WishArgs),
}

/// What is known of a person. An empty text empties the field.
#[derive(clap::Args)]
pub struct PersonArgs {
    /// The name.
    #[arg(long)]
    name: Option<String>,
    /// The e-mail address.
    #[arg(long)]
    email: Option<String>,
    /// The phone number, as people write it in the creditor's country, or with a leading +.
    #[arg(long)]
    phone: Option<String>,
    /// The id that the state gave; with its kind in front where that cannot be told: `pe-dni:40904759`.
    #[arg(long)]
    national_id: Option<String>,
    /// The birth date.
    #[arg(long, value_name = "YYYY-MM-DD")]
    birth_date: Option<String>,
    /// The postcode.
    #[arg(long)]
    postcode: Option<String>,
    /// The language that they read: es, en, pt.
    #[arg(long)]
    language: Option<String>,
    /// How they are spoken to in Spanish: tu, usted.
    #[arg(long)]
    address_form: Option<String>,
    /// The country where they are, if it is not the creditor's: CO. Its contact rules hold too.
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// The zone where they are, if it is not the creditor's: America/Lima.
    #[arg(long)]
    zone: Option<String>,
}

// What is typed is personal: a printed command line may end in a log.
impl std::fmt::Debug for PersonArgs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PersonArgs").finish_non_exhaustive()
    }
}

impl From<PersonArgs> for Edit {
    fn from(args: PersonArgs) -> Self {
        Self {
            name: args.name,
            email: args.email,
            phone: args.phone,
            national_id: args.national_id,
            birth_date: args.birth_date,
            postcode: args.postcode,
            language: args.language,
            address_form: args.address_form,
            country: args.country,
            zone: args.zone,
        }
    }
}

/// Runs the command.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    let (creditor, reference, person) = match args {
        Args::Edit { creditor, reference, person } => (creditor, reference, person),
        Args::Wish(args) => return debtor_wish::run(portal, args).await,
    };
    let (tenant, _) = unknown::creditor(portal, &creditor).await?;
    let changed = match debtor::edit(portal, &tenant, &reference, &person.into()).await {
        Err(PortalError::NotFound) => {
            return Err(unknown::customer(portal, &tenant, &reference).await?.into());
        }
        done => done.map_err(in_words)?,
    };
    Ok(match changed.as_slice() {
        [] => format!("Nothing changed for {reference}."),
        fields => format!("Changed for {reference}: {}.", fields.join(", ")),
    })
}
