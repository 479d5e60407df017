//! `aldia team`: who works for a creditor.

use app::creditor::Role;
use clap::Subcommand;
use domain::email::EmailAddress;

use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::use_cases::team::{self, Invitation, Invited, Notice};
use crate::use_cases::{PortalError, second_factor};

/// What to do with a team.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// Let somebody into a creditor's team. Nothing is sent: hand over what is printed.
    Invite {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
        /// Where sign-in links go.
        #[arg(long)]
        email: String,
        /// As the team knows them.
        #[arg(long)]
        name: String,
        /// What they may do: an owner also refunds and invites.
        #[arg(long, value_parser = ["owner", "agent"])]
        role: String,
        /// The secret of their codes, if they have one: base32, 128 bits at least.
        #[arg(long, value_name = "BASE32")]
        totp_secret: Option<String>,
    },
    /// List a creditor's team.
    List {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
    },
    /// Take somebody out of a team; what they have open closes at once.
    Remove {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
        /// Their address.
        #[arg(long)]
        email: String,
    },
}

/// Runs the command.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    match args {
        Args::Invite { creditor, email, name, role, totp_secret } => {
            let new = Invitation {
                email: address(&email).map_err(in_words)?,
                name,
                role: Role::parse(&role).ok_or("the role is neither owner nor agent")?,
                secret: totp_secret,
                notice: Notice::None,
            };
            invite(portal, &creditor, &new).await
        }
        Args::List { creditor } => {
            let (tenant, _) = unknown::creditor(portal, &creditor).await?;
            let team = team::list(portal, &tenant).await?;
            let line = |m: &crate::store::team::Member| {
                let state =
                    if m.factor.confirmed_at.is_some() { "" } else { ", has not signed in yet" };
                format!("{}  {} ({}{state})", m.email, m.name, m.role.code())
            };
            Ok(team.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        Args::Remove { creditor, email } => {
            let (tenant, _) = unknown::creditor(portal, &creditor).await?;
            let email = address(&email).map_err(in_words)?;
            match team::remove(portal, &tenant, &email).await {
                Err(PortalError::NotFound) => {
                    let line = unknown::member(portal, (&tenant, &creditor), &email).await?;
                    return Err(line.into());
                }
                done => done.map_err(in_words)?,
            }
            Ok(format!("{} is out of the team of {creditor}.", email.reveal()))
        }
    }
}

fn address(text: &str) -> Result<EmailAddress, PortalError> {
    EmailAddress::parse(text).map_err(|_| PortalError::Refused("email"))
}

async fn invite(portal: &Portal, slug: &str, new: &Invitation) -> Outcome {
    let (tenant, settings) = unknown::creditor(portal, slug).await?;
    let Invited { secret, .. } = team::invite(portal, &tenant, new).await.map_err(in_words)?;
    let page = format!("{}{}", portal.settings.base_url, app::routes::pattern::TEAM_SIGN_IN);
    let mut said = format!("{} is in the team of {slug}. Sign in at {page}", new.name.trim());
    if new.secret.is_none() {
        let bytes = second_factor::read_secret(&secret).ok_or("the new secret does not read")?;
        let issuer = format!("AlDía {}", settings.file.name);
        let of = (&*issuer, &*new.email.lookup());
        let totp = second_factor::generator(&bytes, of).map_err(in_words)?;
        let url = second_factor::address(&totp).map_err(in_words)?;
        let groups = second_factor::in_groups(&totp);
        said = format!("{said}\nSecret of the codes: {groups}\n{url}");
    }
    Ok(said)
}
