//! `aldia channels`: the switch that lets a creditor's messages rest, and how each channel stands.

use clap::Subcommand;
use domain::contact_channel::ContactChannel;

use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::messaging::Account;
use crate::tenant::Tenant;
use crate::use_cases::{channel_rest, inbound};

/// Who stops or starts, as the record has it.
const WHO: &str = "command";

/// What to do with a creditor's channels.
#[derive(Debug, Subcommand)]
pub enum Args {
    /// Let reminders, letters about plans and links of the team rest: they stay in the queue until `resume`. Receipts,
    /// codes, links that were asked for and notices of charges leave.
    Pause(Which),
    /// Let them go on; what waits asks the contact rules again before it leaves.
    Resume(Which),
    /// Say how each channel stands.
    Show {
        /// The creditor's short name.
        #[arg(long, value_name = "SLUG")]
        creditor: String,
    },
}

/// Whose channels, and which.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// The creditor's short name.
    #[arg(long, value_name = "SLUG")]
    creditor: String,
    /// One channel; all of them if missing.
    #[arg(long, value_parser = ["email", "sms", "whatsapp"])]
    channel: Option<String>,
}

impl Which {
    fn channels(&self) -> Vec<ContactChannel> {
        match self.channel.as_deref().and_then(|word| word.parse().ok()) {
            Some(channel) => vec![channel],
            None => ContactChannel::ALL.into(),
        }
    }
}

/// Runs the command.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    match args {
        Args::Pause(which) => {
            let (tenant, _) = unknown::creditor(portal, &which.creditor).await?;
            let done = channel_rest::begin(portal, &tenant, &which.channels(), WHO).await;
            Ok(said(&done.map_err(in_words)?, "rests now", "Everything rested already."))
        }
        Args::Resume(which) => {
            let (tenant, _) = unknown::creditor(portal, &which.creditor).await?;
            let done = channel_rest::end(portal, &tenant, &which.channels(), WHO).await;
            Ok(said(&done.map_err(in_words)?, "goes on", "Nothing rested."))
        }
        Args::Show { creditor } => {
            let (tenant, settings) = unknown::creditor(portal, &creditor).await?;
            show(portal, (&tenant, &settings)).await
        }
    }
}

fn said(channels: &[ContactChannel], what: &str, nothing: &str) -> String {
    if channels.is_empty() {
        return nothing.to_owned();
    }
    let line = |channel: &ContactChannel| format!("{}: {what}", channel.as_str());
    channels.iter().map(line).collect::<Vec<_>>().join("\n")
}

async fn show(portal: &Portal, (tenant, settings): (&Tenant, &Settings)) -> Outcome {
    let rests = channel_rest::standing(portal, tenant).await.map_err(in_words)?;
    let line = |channel: ContactChannel| {
        let rest = rests.iter().find(|rest| rest.channel == channel);
        let state = match rest {
            Some(rest) => format!("rests since {} ({})", rest.began_at, rest.began_by),
            None => ready(portal, settings, channel).to_owned(),
        };
        format!("{}: {state}", channel.as_str())
    };
    let mut lines = ContactChannel::ALL.map(line).to_vec();
    let lost = inbound::found_nobody(portal, tenant).await.map_err(in_words)?;
    if lost > 0 {
        lines.push(format!(
            "in the last {} days {lost} messages came from numbers that no case has",
            inbound::COUNTED
        ));
    }
    Ok(lines.join("\n"))
}

/// Whether messages by a channel could leave.
fn ready(portal: &Portal, settings: &Settings, channel: ContactChannel) -> &'static str {
    match (channel, portal.texter.account()) {
        (ContactChannel::Email, _) => "ready",
        (_, Account::None) => "off: the program has no account at Twilio",
        (_, Account::Demo) => "ready, into the demo's folder",
        (_, Account::Provider) if settings.file.sender(channel).is_some() => "ready",
        (_, Account::Provider) => "off: the creditor's file names no sender",
    }
}
