//! What reminders say in a creditor's own words: read where one is sent, written by its owners.
//!
//! A text is looked at as it is written and with everything in its place. What is refused is not kept; what is
//! warned about is kept with a reason. Whoever sends one asks again with the person's own values: a text that
//! cannot be said to somebody is not said, and the program's own stands.

mod judge;
mod save;
mod values;
mod view;

use domain::contact::{Block, Standing};
use domain::contact_channel::ContactChannel;
use domain::country::Country;
use domain::template::{Field, Filled, For, Template, Which, Why};
use domain::tone::Severity;
use sqlx::AnyConnection;

pub use self::save::{Outcome, Wish, save, standard};
pub use self::values::{OfReminder, Values, of_creditor, of_reminder};
pub use self::view::{Sheet, list_view, look, sample, view};

use super::PortalError;
use crate::config::contact_rules::pack;
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

/// What the contact rules of a country want in every text, beside what each channel has anyway: e-mails end with
/// who writes, how to check it, how to stop them and whom to call, whatever a text says.
fn required(country: Country, channel: ContactChannel) -> &'static [Field] {
    let wanted = pack(country).requires(Block::OptOut);
    let is_law = wanted.is_some_and(|source| source.standing != Standing::Own);
    if is_law && channel != ContactChannel::Email { &[Field::OptOut] } else { &[] }
}

/// What a template of this creditor is for.
fn purpose(settings: &Settings, which: Which) -> For<'static> {
    let Which { occasion, channel, speech } = which;
    For { occasion, channel, lang: speech.lang, required: required(settings.country, channel) }
}

/// The creditor's own text; `None` where the program's own stands. It is in exactly these words: to somebody who
/// reads another language the program speaks.
pub async fn find(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    which: Which,
) -> Result<Option<Own>, PortalError> {
    let newest = store::newest(conn, tenant, which).await?;
    let Some(saved) = newest.filter(|saved| !saved.draft.body.is_empty()) else { return Ok(None) };
    // What a country wants may be more since it was saved: then it is not said any more.
    let read = Template::read(&saved.draft, purpose(settings, which));
    let lacks = |why: &Why| matches!(why, Why::Missing(_));
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
    /// not known, or what it says with the creditor's names is refused.
    pub fn say(
        &self,
        settings: &Settings,
        value: &dyn Fn(Field) -> Option<String>,
    ) -> Option<Filled> {
        let filled = self.template.fill(value).ok()?;
        let found = judge::filled(settings, self.which, &filled);
        let is_refused = found.iter().any(|(_, one)| one.severity == Severity::Refused);
        (!is_refused).then_some(filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_stop_is_wanted_where_the_law_wants_it() {
        for channel in [ContactChannel::Sms, ContactChannel::WhatsApp] {
            assert_eq!(required(Country::Us, channel), [Field::OptOut]);
            assert!(required(Country::Pe, channel).is_empty());
        }
        assert!(required(Country::Us, ContactChannel::Email).is_empty(), "it ends with one");
    }
}
