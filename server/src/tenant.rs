//! Who a query speaks for. A [`Tenant`] exists only because one of the look-ups below found it: from
//! a session, a link's token, a Stripe account, a stored row or a command's argument. Every other
//! query takes a `Tenant` and asks within it, so somebody else's row is not found.

use domain::ids::CreditorId;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::store::StoreError;

/// Proof of which creditor's data may be read.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Tenant(CreditorId);

impl Tenant {
    /// The creditor's id, to bind to a query.
    pub fn id(&self) -> &str {
        self.0.as_str()
    }

    /// The creditor.
    pub const fn creditor(&self) -> &CreditorId {
        &self.0
    }
}

/// What a tenant can be recognised by.
#[derive(Clone, Copy, Debug)]
pub enum Mark<'a> {
    /// The SHA-256 of an access link's token.
    LinkToken(&'a [u8]),
    /// The SHA-256 of a team member's session id.
    TeamSession(&'a [u8]),
    /// The SHA-256 of a sign-in link's token.
    SignInToken(&'a [u8]),
    /// The Stripe account that an event names.
    StripeAccount(&'a str),
    /// The provider's session of a try at paying, as the return page brings it.
    ProviderSession(&'a str),
    /// The key that a signed link names.
    LinkKey(&'a str),
    /// The code of a certificate, as anybody may type it.
    CertificateCode(&'a str),
    /// The SHA-256 of the token with which an e-mail lets its reader stop more of them.
    StopToken(&'a [u8]),
    /// A number or a service from which a creditor writes to phones.
    PhoneSender(&'a str),
    /// The host under which a creditor shows its own brand.
    Host(&'a str),
    /// The short name that commands take.
    Slug(&'a str),
    /// The id in a row of the job queue or the outbox.
    StoredRow(&'a str),
}

const BY_LINK_TOKEN: &str = "select creditor_id from access_links where token_hash = $1";
/// With all that every page asks of a session: one question instead of two.
const BY_DEBTOR_SESSION: &str = "
    select s.creditor_id, s.case_id, s.link_id, s.stage, s.made_at, s.seen_at, s.ended_at,
        l.expires_at, l.revoked_at
    from debtor_sessions s
    join access_links l on l.creditor_id = s.creditor_id and l.id = s.link_id
    where s.id_hash = $1";
const BY_TEAM_SESSION: &str = "select creditor_id from team_sessions where id_hash = $1";
const BY_SIGN_IN_TOKEN: &str = "select creditor_id from sign_in_links where token_hash = $1";
const BY_STRIPE_ACCOUNT: &str = "select id as creditor_id from creditors where stripe_account = $1";
const BY_PROVIDER_SESSION: &str = "select creditor_id from attempts where provider_session = $1";
const BY_LINK_KEY: &str = "select creditor_id from link_keys where id = $1";
const BY_CERTIFICATE_CODE: &str = "select creditor_id from clearances where code = $1";
const BY_STOP_TOKEN: &str = "select creditor_id from stop_links where token_hash = $1";
const BY_PHONE_SENDER: &str = "select creditor_id from phone_senders where address = $1";
const BY_HOST: &str = "select id as creditor_id from creditors where host = $1";
const BY_SLUG: &str = "select id as creditor_id from creditors where slug = $1";
const BY_MEMBER: &str = "
    select creditor_id from team_members where email = $1 and removed_at is null order by creditor_id";
const BY_ID: &str = "select id as creditor_id from creditors where id = $1";
const ALL: &str = "select id as creditor_id from creditors order by id";

/// Every statement of this file, to be prepared by a test on both engines.
pub const STATEMENTS: &[&str] = &[
    BY_LINK_TOKEN,
    BY_DEBTOR_SESSION,
    BY_TEAM_SESSION,
    BY_SIGN_IN_TOKEN,
    BY_STRIPE_ACCOUNT,
    BY_PROVIDER_SESSION,
    BY_LINK_KEY,
    BY_CERTIFICATE_CODE,
    BY_STOP_TOKEN,
    BY_PHONE_SENDER,
    BY_HOST,
    BY_SLUG,
    BY_MEMBER,
    BY_ID,
    ALL,
];

impl Tenant {
    /// Finds the tenant that `mark` belongs to, alive or not: what the mark still opens is for the
    /// caller to ask.
    pub async fn find(
        conn: &mut AnyConnection,
        mark: Mark<'_>,
    ) -> Result<Option<Self>, StoreError> {
        let query = match mark {
            Mark::LinkToken(hash) => sqlx::query(BY_LINK_TOKEN).bind(hash.to_vec()),
            Mark::TeamSession(hash) => sqlx::query(BY_TEAM_SESSION).bind(hash.to_vec()),
            Mark::SignInToken(hash) => sqlx::query(BY_SIGN_IN_TOKEN).bind(hash.to_vec()),
            Mark::StripeAccount(account) => sqlx::query(BY_STRIPE_ACCOUNT).bind(account.to_owned()),
            Mark::ProviderSession(id) => sqlx::query(BY_PROVIDER_SESSION).bind(id.to_owned()),
            Mark::LinkKey(id) => sqlx::query(BY_LINK_KEY).bind(id.to_owned()),
            Mark::CertificateCode(code) => sqlx::query(BY_CERTIFICATE_CODE).bind(code.to_owned()),
            Mark::StopToken(hash) => sqlx::query(BY_STOP_TOKEN).bind(hash.to_vec()),
            Mark::PhoneSender(address) => sqlx::query(BY_PHONE_SENDER).bind(address.to_owned()),
            Mark::Host(host) => sqlx::query(BY_HOST).bind(host.to_owned()),
            Mark::Slug(slug) => sqlx::query(BY_SLUG).bind(slug.to_owned()),
            Mark::StoredRow(id) => sqlx::query(BY_ID).bind(id.to_owned()),
        };
        let row = query.fetch_optional(conn).await?;
        row.map(|row| Self::from_row(&row)).transpose()
    }

    /// Finds the tenant of the debtor's session whose id has this SHA-256, with the session's row.
    pub async fn of_session(
        conn: &mut AnyConnection,
        hash: &[u8],
    ) -> Result<Option<(Self, AnyRow)>, StoreError> {
        let found = Self::with_session(conn, BY_DEBTOR_SESSION, hash).await?;
        Ok(found.and_then(|(tenant, rows)| Some((tenant, rows.into_iter().next()?))))
    }

    /// The same by a statement of the store that joins more to the session with the hash `$1`.
    pub(crate) async fn with_session(
        conn: &mut AnyConnection,
        sql: &'static str,
        hash: &[u8],
    ) -> Result<Option<(Self, Vec<AnyRow>)>, StoreError> {
        let rows = sqlx::query(sql).bind(hash.to_vec()).fetch_all(conn).await?;
        let tenant = rows.first().map(Self::from_row).transpose()?;
        Ok(tenant.map(|tenant| (tenant, rows)))
    }

    /// The tenants whose teams somebody with this address (in lower case) is in.
    pub async fn of_member(conn: &mut AnyConnection, email: &str) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query(BY_MEMBER).bind(email.to_owned()).fetch_all(conn).await?;
        rows.iter().map(Self::from_row).collect()
    }

    /// All tenants, for jobs and checks that go over the whole database.
    pub async fn all(conn: &mut AnyConnection) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query(ALL).fetch_all(conn).await?;
        rows.iter().map(Self::from_row).collect()
    }

    /// The tenant of a creditor that `creditor apply` is just writing.
    pub(crate) const fn newborn(creditor: CreditorId) -> Self {
        Self(creditor)
    }

    fn from_row(row: &AnyRow) -> Result<Self, StoreError> {
        let id: String = row.try_get("creditor_id")?;
        id.parse().map(Self).map_err(|_| StoreError::Corrupt(format!("creditor id `{id}`")))
    }
}
