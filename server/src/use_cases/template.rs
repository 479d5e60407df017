//! What reminders say in a creditor's own words: read where one is sent, written by its owners.
//!
//! A text is looked at as it is written and with everything in its place. What is refused is not kept; what is
//! warned about is kept with a reason. Whoever sends one asks again with the person's own values: a text that
//! cannot be said to somebody is not said, and the program's own stands.

mod blocks;
mod judge;
mod save;
mod standard;
mod values;
mod view;

use app::messages::Duties;
use domain::contact::{Block, Standing};
use domain::contact_channel::ContactChannel;
use domain::money::Money;
use domain::reminder::StepKind;
use domain::template::{Field, Filled, For, LONGEST_LINK, Template, Which, Why};
use domain::tone::Severity;
use sqlx::AnyConnection;

pub use self::blocks::{body, stoppable, unsaid};
pub use self::save::{Outcome, Wish, save, standard};
pub use self::values::{OfReminder, Values, of_creditor, of_reminder};
pub use self::view::{Sample, Sheet, list_view, look, sample, view};

use super::PortalError;
use super::access_link::sample_url;
use super::gate::Laws;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::StoreError;
use crate::store::template as store;
use crate::tenant::Tenant;

/// A text of the creditor's own that is in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Own {
    /// Which one.
    pub which: Which,
    /// Its version, to be kept with what is sent.
    pub version: i64,
    /// The text.
    pub template: Template,
}

/// What the contact rules of the countries want in every text, beside what each channel has anyway. E-mails end with
/// who writes, how to check it, how to stop them and whom to call, and say what [`duties`] are, whatever a text
/// says; text messages name who writes and end with the way to stop.
fn required(laws: Laws, channel: ContactChannel) -> &'static [Field] {
    let asks = |block| laws.packs().any(|(_, pack)| pack.requires(block).is_some());
    match channel {
        ContactChannel::Email => &[],
        ContactChannel::Sms => {
            let mut stops = laws.packs().filter_map(|(_, pack)| pack.requires(Block::OptOut));
            if stops.any(|source| source.standing != Standing::Own) {
                &[Field::OptOut]
            } else {
                &[]
            }
        }
        ContactChannel::WhatsApp => match (asks(Block::Identity), asks(Block::OptOut)) {
            (true, true) => &[Field::Business, Field::OptOut],
            (true, false) => &[Field::Business],
            (false, true) => &[Field::OptOut],
            (false, false) => &[],
        },
    }
}

/// What the contact rules of the debtor's country and of the creditor's want in every e-mail about a debt that is
/// `parts`, beside what ends each. Strangers read the other channels: there it stands behind the link.
pub fn duties(laws: Laws, kind: StepKind, parts: Option<[Money; 3]>) -> Duties {
    if kind == StepKind::Settled {
        return Duties::default();
    }
    let wants = |block| laws.packs().any(|(_, pack)| pack.requires(block).is_some());
    Duties {
        breakdown: parts.filter(|_| wants(Block::Breakdown)),
        pay_creditor_only: wants(Block::PayCreditorOnly),
        complaint: wants(Block::Complaint),
        ways_to_pay: wants(Block::WaysToPay),
    }
}

/// What a template of a creditor is for where these laws hold, wherever its pages are.
fn purpose(laws: Laws, which: Which) -> For<'static> {
    let Which { occasion, channel, speech } = which;
    let (lang, required) = (speech.lang, required(laws, channel));
    For { occasion, channel, lang, required, longest_link: LONGEST_LINK }
}

/// The same at home, with the links that leave from here.
fn purpose_here(portal: &Portal, settings: &Settings, which: Which) -> For<'static> {
    let link = sample_url(portal, settings, which.speech.lang);
    let at_home = purpose(Laws::at_home(settings), which);
    For { longest_link: LONGEST_LINK.max(link.len()), ..at_home }
}

/// The creditor's own text; `None` where the program's own stands, and where it lacks what these laws want. It is in
/// exactly these words: to somebody who reads another language the program speaks.
pub async fn find(
    conn: &mut AnyConnection,
    (tenant, laws): (&Tenant, Laws),
    which: Which,
) -> Result<Option<Own>, PortalError> {
    let newest = store::newest(conn, tenant, which).await?;
    let Some(saved) = newest.filter(|saved| !saved.draft.body.is_empty()) else { return Ok(None) };
    // What a country wants, and what is counted, may be more since it was saved: then it is not said any more.
    let read = Template::read(&saved.draft, purpose(laws, which));
    let lacks = |why: &Why| matches!(why, Why::Missing(_) | Why::Segments(_));
    match read {
        Ok(template) => Ok(Some(Own { which, version: saved.version, template })),
        Err(faults) if faults.iter().all(|fault| lacks(&fault.why)) => Ok(None),
        Err(faults) => {
            let text = format!("template {}: {faults:?}", saved.version);
            Err(PortalError::Store(StoreError::Corrupt(text)))
        }
    }
}

impl Own {
    /// The text with one person's values; `None` where it cannot be said to them: something that it needs is
    /// not known, what it says with the creditor's names is refused, or nobody would read in it what these laws want.
    pub fn say(&self, laws: Laws, value: &dyn Fn(Field) -> Option<String>) -> Option<Filled> {
        let filled = self.template.fill(value).ok()?;
        may_be_said(laws, self.which, &filled).then_some(filled)
    }
}

/// Whether what somebody would read has what these laws want there, and nothing that cannot be said.
pub fn may_be_said(laws: Laws, which: Which, said: &Filled) -> bool {
    unsaid(laws, which.channel, said).is_empty() && !is_refused(laws, which, said)
}

/// Whether something in what somebody would read cannot be said where these laws hold, whoever wrote it: the
/// creditor's name stands in the program's own texts too.
pub fn is_refused(laws: Laws, which: Which, said: &Filled) -> bool {
    let found = judge::filled(laws, which, said);
    found.iter().any(|(_, one)| one.severity == Severity::Refused)
}

#[cfg(test)]
mod tests;
