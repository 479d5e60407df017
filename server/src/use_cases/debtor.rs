//! Changing what is known of one debtor, by command.

use std::str::FromStr;

use app::texts::Lang;
use chrono::NaiveDate;
use domain::contact_channel::ContactChannel;
use domain::country::Country;
use domain::email::EmailAddress;
use domain::national_id::{IdKind, NationalId};
use domain::phone::{PhoneNumber, one_spelling};
use domain::search_name::search_words;

use super::{PortalError, stop};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::debtor::{self, Find, Person, Write};
use crate::store::{Tx, case, creditor, evidence, name_words};
use crate::tenant::Tenant;

/// Longest name or postcode, in characters.
const LONGEST: usize = 200;

/// What is to change. `None` leaves a field alone, an empty text empties it. No `Debug`: its values
/// are personal.
#[derive(Clone, Default)]
pub struct Edit {
    /// The name as the creditor writes it.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The phone number, as people write it in the creditor's country.
    pub phone: Option<String>,
    /// The id that the state gave: its number, or `kind:number` where the kind cannot be told.
    pub national_id: Option<String>,
    /// The birth date, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// The postcode.
    pub postcode: Option<String>,
    /// `es`, `en` or `pt`.
    pub language: Option<String>,
    /// `tu` or `usted`.
    pub address_form: Option<String>,
    /// The code of the country where the person is, if it is not the creditor's.
    pub country: Option<String>,
    /// IANA name of the zone where the person is.
    pub zone: Option<String>,
}

impl Edit {
    /// Writes the change into `person`; gives the names of the fields that are others than before.
    /// The error is the field that does not stand, never its value.
    pub fn apply(
        &self,
        person: &mut Person,
        country: Country,
    ) -> Result<Vec<&'static str>, PortalError> {
        let before = person.clone();
        let wrong = PortalError::Refused;
        set(&mut person.name, self.name.as_deref(), line).ok_or(wrong("name"))?;
        let email = |text: &str| Some(EmailAddress::parse(text).ok()?.reveal().to_owned());
        set(&mut person.email, self.email.as_deref(), email).ok_or(wrong("email"))?;
        let phone = |text: &str| Some(PhoneNumber::parse(text, country).ok()?.reveal().to_owned());
        set(&mut person.phone, self.phone.as_deref(), phone).ok_or(wrong("phone"))?;
        let id = |text: &str| national_id(text, country);
        set(&mut person.national_id, self.national_id.as_deref(), id)
            .ok_or(wrong("national-id"))?;
        let date = |text: &str| NaiveDate::from_str(text).ok();
        set(&mut person.birth_date, self.birth_date.as_deref(), date).ok_or(wrong("birth-date"))?;
        set(&mut person.postcode, self.postcode.as_deref(), line).ok_or(wrong("postcode"))?;
        let code = |text: &str| Lang::ALL.into_iter().map(Lang::code).find(|c| *c == text);
        let language = |text: &str| code(text).map(str::to_owned);
        set(&mut person.language, self.language.as_deref(), language).ok_or(wrong("language"))?;
        let form = |text: &str| matches!(text, "tu" | "usted").then(|| text.to_owned());
        set(&mut person.address_form, self.address_form.as_deref(), form)
            .ok_or(wrong("address-form"))?;
        let place = |text: &str| Country::parse(&text.to_ascii_uppercase());
        set(&mut person.country, self.country.as_deref(), place).ok_or(wrong("country"))?;
        let zone =
            |text: &str| chrono_tz::Tz::from_str(text).ok().map(|zone| zone.name().to_owned());
        set(&mut person.zone, self.zone.as_deref(), zone).ok_or(wrong("zone"))?;
        Ok(changes(&before, person))
    }
}

/// `None` only when a text is given that does not read.
fn set<T>(
    field: &mut Option<T>,
    given: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<()> {
    match given.map(str::trim) {
        None => {}
        Some("") => *field = None,
        Some(text) => *field = Some(read(text)?),
    }
    Some(())
}

fn line(text: &str) -> Option<String> {
    let sound = text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    sound.then(|| text.to_owned())
}

fn national_id(text: &str, country: Country) -> Option<NationalId> {
    match text.split_once(':') {
        Some((kind, number)) => NationalId::parse(IdKind::parse(kind)?, number).ok(),
        None => NationalId::parse_any(IdKind::of(country), text).ok(),
    }
}

fn changes(before: &Person, after: &Person) -> Vec<&'static str> {
    let fields = [
        ("name", before.name != after.name),
        ("email", before.email != after.email),
        ("phone", before.phone != after.phone),
        ("national-id", before.national_id != after.national_id),
        ("birth-date", before.birth_date != after.birth_date),
        ("postcode", before.postcode != after.postcode),
        ("language", before.language != after.language),
        ("address-form", before.address_form != after.address_form),
        ("country", before.country != after.country),
        ("zone", before.zone != after.zone),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

/// Changes the debtor with the customer's number `reference`, and gives the names of the fields that
/// are others than before.
pub async fn edit(
    portal: &Portal,
    tenant: &Tenant,
    reference: &str,
    edit: &Edit,
) -> Result<Vec<&'static str>, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Reference(reference)).await?;
    let (_, _, case) = found.ok_or(PortalError::NotFound)?;
    drop(conn);
    in_tx!(portal.store, tx => {
        let settings = creditor::settings(&mut tx, tenant).await?;
        let mut case = case::lock(&mut tx, tenant, &case).await?.ok_or(PortalError::NotFound)?;
        change(portal, &mut tx, (tenant, &settings), &mut case, edit).await?
    })
}

/// What is sealed stays under the person's own key.
async fn change(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    edit: &Edit,
) -> Result<Vec<&'static str>, PortalError> {
    let now = portal.clock.now();
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
    let (debtor, wrapped, _) = found.ok_or(PortalError::NotFound)?;
    let mut person = debtor.person.clone();
    let changed = edit.apply(&mut person, settings.country)?;
    if changed.is_empty() {
        return Ok(changed);
    }
    let key = debtor.key.as_ref().zip(wrapped).ok_or(PortalError::Refused("erased"))?;
    let sealed = debtor::seal(&portal.keys, tenant, (&debtor.id, &person), key);
    let of = (&debtor.id, debtor.reference.as_str(), &person);
    debtor::save(tx, tenant, of, (sealed, Write::Changed), now).await?;
    if let (Some(was), Some(phone)) = (&debtor.person.phone, &person.phone)
        && was != phone
        && one_spelling(was) == one_spelling(phone)
    {
        // Written the other way it may be reached.
        for channel in ContactChannel::OF_PHONES {
            let number = std::slice::from_ref(phone);
            stop::revive(portal, tx, tenant, case, (channel, number)).await?;
        }
    }
    let words = search_words(person.name.as_deref().unwrap_or_default());
    name_words::set_words(tx, tenant, &case.id, &words).await?;
    let body = format!("{} {}", debtor.id, changed.join(" "));
    evidence::append(tx, tenant, case, now, ("contact", &body)).await?;
    Ok(changed)
}
