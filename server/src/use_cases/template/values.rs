//! What stands in the places of a template: of the creditor, of a person, of a sample.

use app::messages::{template_breakdown, template_opt_out, template_opt_out_page};
use app::reader::Reader;
use app::texts::{Address, Voice};
use chrono::{NaiveDate, TimeDelta};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::money::Money;
use domain::reminder::StepKind;
use domain::search_name::greeting_name;
use domain::sms;
use domain::template::{Field, Speech, Which};

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debt::{self, Debt};
use crate::store::debtor::{self, Find};
use crate::tenant::Tenant;
use crate::use_cases::reminder::Content;
use crate::use_cases::{PortalError, access_link, sender, wall_clock};

/// The value of each field that has one.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Values(Vec<(Field, String)>);

impl Values {
    /// The value of a field.
    pub fn get(&self, field: Field) -> Option<String> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, value)| value.clone())
    }

    /// The message's own link, and in an e-mail where it is stopped: nobody reads answers to those.
    fn linked(&mut self, settings: &Settings, which: Which, link: &str) {
        self.set(Field::Link, Some(link.to_owned()));
        if which.channel == ContactChannel::Email {
            let page = template_opt_out_page(voice(settings, which), link);
            self.set(Field::OptOut, Some(page));
        }
    }

    pub(super) fn set(&mut self, field: Field, value: Option<String>) {
        self.0.retain(|(known, _)| *known != field);
        self.0.extend(value.map(|value| (field, value)));
    }
}

/// What of the creditor's settings stands in the place of a field; `None` for what they do not say.
pub fn of_creditor(settings: &Settings, which: Which, field: Field) -> Option<String> {
    let file = &settings.file;
    match field {
        Field::Business if which.channel == ContactChannel::Sms => Some(settings.sms_name()),
        Field::Business => Some(settings.discreet_name().to_owned()),
        Field::Phone => Some(file.contact.phone.clone()),
        Field::Identity => Some(format!("{}, {}", file.legal_name, sender::legal_id(settings))),
        Field::OptOut => Some(template_opt_out(voice(settings, which))),
        _ => None,
    }
}

/// The voice of a text: that of its reader, and of what is formal in every country always *usted*.
pub(super) const fn voice(settings: &Settings, which: Which) -> Voice {
    let Speech { lang, address } = which.speech;
    let address = if which.occasion.is_formal() { Address::Usted } else { address };
    Voice { lang, region: settings.country, address }
}

/// A reminder that is about to leave.
#[derive(Clone, Copy)]
pub struct OfReminder<'a> {
    /// In whose words.
    pub reader: Reader,
    /// The given name.
    pub name: Option<&'a str>,
    /// What it says.
    pub content: &'a Content,
    /// Its own link, as a whole address, and the last day on which it works.
    pub link: (&'a str, NaiveDate),
}

/// The values of a reminder that is about to leave.
pub fn of_reminder(settings: &Settings, which: Which, about: OfReminder<'_>) -> Values {
    let OfReminder { reader, name, content, link: (link, works_until) } = about;
    let mut values = Values::default();
    for field in Field::ALL {
        values.set(field, of_creditor(settings, which, field));
    }
    values.set(Field::Name, name.map(str::to_owned));
    values.linked(settings, which, link);
    values.set(Field::Date, Some(day(reader, which, content.on)));
    let until = content.last_day(works_until);
    values.set(Field::Limit, until.map(|until| day(reader, which, until)));
    values.set(Field::Amount, content.total().map(|sum| reader.money(sum)));
    values.set(Field::Document, content.document().map(str::to_owned));
    let parts = content.parts.map(|parts| template_breakdown(reader, parts));
    values.set(Field::Breakdown, parts);
    values
}

/// The values of a sample, whom nobody knows.
pub(super) fn of_sample(
    portal: &Portal,
    settings: &Settings,
    which: Which,
) -> Result<Values, PortalError> {
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let reader = Reader::new(voice(settings, which), today);
    let minor = settings.currency.unit().saturating_mul(250);
    let amount = Money::new(minor, settings.currency)?;
    let mut values = Values::default();
    for field in Field::ALL {
        values.set(field, of_creditor(settings, which, field));
    }
    let due = today + about(which.occasion);
    values.set(Field::Name, Some("Rosa".to_owned()));
    values.set(Field::Date, Some(day(reader, which, due)));
    values.set(Field::Limit, Some(day(reader, which, today + TimeDelta::days(7))));
    values.set(Field::Amount, Some(reader.money(amount)));
    values.set(Field::Document, Some("B001-1".to_owned()));
    let zero = Money::zero(settings.currency);
    values.set(Field::Breakdown, Some(template_breakdown(reader, [amount, zero, zero])));
    let link = access_link::sample_url(portal, settings, which.speech.lang);
    values.linked(settings, which, &link);
    Ok(values)
}

/// How far the day that a message is about is from that on which it is sent.
pub(super) const fn about(occasion: StepKind) -> TimeDelta {
    match occasion {
        StepKind::InstalmentToday | StepKind::Settled => TimeDelta::zero(),
        StepKind::Courtesy
        | StepKind::InstalmentSoon
        | StepKind::PromiseEve
        | StepKind::OfferEnds => TimeDelta::days(3),
        StepKind::Kind
        | StepKind::Firm
        | StepKind::Final
        | StepKind::InstalmentMissed
        | StepKind::PromiseBroken => TimeDelta::days(-10),
    }
}

fn day(reader: Reader, which: Which, day: NaiveDate) -> String {
    match which.channel {
        ContactChannel::Sms => sms::short_day(which.speech.lang, day),
        ContactChannel::Email | ContactChannel::WhatsApp => reader.day(day),
    }
}

/// Whose message it is.
#[derive(Clone, Default)]
pub(super) struct Whom {
    /// What to call the person; `None` for the sample, whom nobody knows.
    pub who: Option<String>,
    /// What stands in the places.
    pub values: Values,
    /// What can be paid, the one that was due first at the front.
    pub debts: Vec<Debt>,
}

/// The values of the sample with what is known of the debtor of `case`: the name, and of a message about a debt
/// the one that was due first.
pub(super) async fn of_person(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (case, which): (&CaseId, Which),
) -> Result<Whom, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Case(case)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let mut debts = debt::of_case(&mut conn, tenant, case).await?;
    drop(conn);
    debts.retain(Debt::is_payable);
    let mut values = of_sample(portal, settings, which)?;
    values.set(Field::Name, debtor.person.name.as_deref().and_then(greeting_name));
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let reader = Reader::new(voice(settings, which), today);
    if let Some(debt) = debts.first() {
        of_debt(reader, which, debt, &mut values)?;
    }
    let who = Some(debtor.person.name.unwrap_or(debtor.reference));
    Ok(Whom { who, values, debts })
}

/// What a message about a debt says of it.
fn of_debt(
    reader: Reader,
    which: Which,
    debt: &Debt,
    values: &mut Values,
) -> Result<(), PortalError> {
    if !which.occasion.has(Field::Document, which.channel) {
        return Ok(());
    }
    let owed = &debt.balance;
    values.set(Field::Amount, Some(reader.money(owed.total()?)));
    values.set(Field::Document, Some(debt.reference.clone()));
    let parts = [owed.principal, owed.interest, owed.fee];
    values.set(Field::Breakdown, Some(template_breakdown(reader, parts)));
    values.set(Field::Date, debt.due_on.map(|due| day(reader, which, due)));
    Ok(())
}
