//! What debtors chose about the messages they get.

use chrono::{DateTime, Utc};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::debtor::Chosen;
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// A way to reach somebody.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Channel {
    /// E-mail.
    Email,
    /// SMS.
    Sms,
    /// WhatsApp.
    WhatsApp,
}

impl Channel {
    /// All of them, in the order in which pages show them.
    pub const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::WhatsApp];
}

/// What one debtor chose.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Preference {
    /// In which words.
    pub chosen: Chosen,
    /// The hour of their day before which they want no reminders.
    pub not_before: Option<u32>,
    /// The channels by which they want none.
    pub without: Vec<Channel>,
}

const FIND: &str = "
    select language, address_form, not_before, no_email_at, no_sms_at, no_whatsapp_at
    from preferences where creditor_id = $1 and case_id = $2";

/// What the debtor of `case` chose; nothing, if they never did.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Preference, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(Preference::default()) };
    let since = [
        (Channel::Email, row.maybe_instant("no_email_at")?),
        (Channel::Sms, row.maybe_instant("no_sms_at")?),
        (Channel::WhatsApp, row.maybe_instant("no_whatsapp_at")?),
    ];
    let hour = sqlx::Row::try_get::<Option<i64>, _>(&row, "not_before")?;
    Ok(Preference {
        chosen: Chosen {
            language: row.maybe_text("language")?,
            address_form: row.maybe_text("address_form")?,
        },
        not_before: hour.and_then(|hour| u32::try_from(hour).ok()),
        without: since.into_iter().filter_map(|(one, at)| at.map(|_| one)).collect(),
    })
}

const SAVE: &str = "
    insert into preferences (creditor_id, case_id, language, address_form, not_before, no_email_at,
        no_sms_at, no_whatsapp_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (creditor_id, case_id) do update set
        language = excluded.language, address_form = excluded.address_form,
        not_before = excluded.not_before,
        no_email_at = case when excluded.no_email_at is null then null
            else coalesce(preferences.no_email_at, excluded.no_email_at) end,
        no_sms_at = case when excluded.no_sms_at is null then null
            else coalesce(preferences.no_sms_at, excluded.no_sms_at) end,
        no_whatsapp_at = case when excluded.no_whatsapp_at is null then null
            else coalesce(preferences.no_whatsapp_at, excluded.no_whatsapp_at) end,
        changed_at = excluded.changed_at";

/// Writes what the debtor of `case` chose. Since when they want none by a channel stays, as long as they do.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, wish): (&CaseId, &Preference),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let since = |channel| wish.without.contains(&channel).then(|| now.timestamp_millis());
    let [email, sms, whats_app] = Channel::ALL.map(since);
    sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(wish.chosen.language.clone())
        .bind(wish.chosen.address_form.clone())
        .bind(wish.not_before.map(i64::from))
        .bind(email)
        .bind(sms)
        .bind(whats_app)
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[FIND, SAVE];
