//! By which channels people can be reached, many cases at once.

use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::reminder_page::{Stretch, of};
use super::row::Columns;
use super::{StoreError, contact_wish};
use crate::tenant::Tenant;

const PERMITTED: &str = "
    select n.case_id, n.channel from consents n
    join cases c on c.creditor_id = n.creditor_id and c.id = n.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id
    where n.creditor_id = $1 and n.case_id between $2 and $3 and n.address_hash = p.phone_hash
        and n.revoked_at is null
    order by n.case_id, n.channel";

/// The channels to the phones of a stretch for which there is a permission, for the number on file.
pub async fn permitted(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, ContactChannel)>, StoreError> {
    let rows = of(PERMITTED, tenant, stretch).fetch_all(conn).await?;
    rows.iter().map(channel).collect()
}

const STOPPED: &str = "
    select s.case_id, s.channel from contact_stops s
    join cases c on c.creditor_id = s.creditor_id and c.id = s.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id
    where s.creditor_id = $1 and s.case_id between $2 and $3 and s.lifted_at is null
        and (
            s.address_hash is null
            or s.channel = 'email' and s.address_hash = p.email_hash
            or s.channel <> 'email' and s.address_hash = p.phone_hash
        )
    order by s.case_id, s.channel";

/// The channels of a stretch that a word to the provider, or a dead address, keeps shut.
pub async fn stopped(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, ContactChannel)>, StoreError> {
    let rows = of(STOPPED, tenant, stretch).fetch_all(conn).await?;
    rows.iter().map(channel).collect()
}

fn channel(row: &AnyRow) -> Result<(CaseId, ContactChannel), StoreError> {
    Ok((row.parsed("case_id")?, row.parsed("channel")?))
}

const ANSWERED: &str = "
    select case_id, channel, answer from contact_channels
    where creditor_id = $1 and case_id between $2 and $3 order by case_id, channel";

/// What a person answered about a channel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Answered {
    /// It may be used.
    Allowed(Channel),
    /// Nothing by it.
    Refused(Channel),
}

/// What the people of a stretch answered about channels.
pub async fn answered(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, Answered)>, StoreError> {
    let rows = of(ANSWERED, tenant, stretch).fetch_all(conn).await?;
    let answer = |row: &AnyRow| {
        let channel = contact_wish::channel(&row.text("channel")?)?;
        let answer = match row.text("answer")?.as_str() {
            contact_wish::REFUSED => Answered::Refused(channel),
            _ => Answered::Allowed(channel),
        };
        Ok((row.parsed("case_id")?, answer))
    };
    rows.iter().map(answer).collect()
}

const PREFERRED: &str = "
    select case_id, preferred from contact_wishes
    where creditor_id = $1 and case_id between $2 and $3 and preferred is not null
    order by case_id";

/// By which channel the people of a stretch would rather be reached.
pub async fn preferred(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, Channel)>, StoreError> {
    let rows = of(PREFERRED, tenant, stretch).fetch_all(conn).await?;
    let one = |row: &AnyRow| {
        Ok((row.parsed("case_id")?, contact_wish::channel(&row.text("preferred")?)?))
    };
    rows.iter().map(one).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[PERMITTED, STOPPED, ANSWERED, PREFERRED];
