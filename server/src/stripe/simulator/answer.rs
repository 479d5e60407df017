//! What the API answers: objects, lists with Stripe's paging, and Stripe-like errors.

use serde_json::{Value, json};

use super::book::Head;
use super::form::Form;
use super::table::Table;

/// An answer before it is written to the wire.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub status: u16,
    pub body: Value,
}

/// What a handler of the API brings: the object, or the error.
pub(super) type Reply = Result<Value, Refusal>;

/// Whether an error is remembered under the idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Memory {
    /// The work had begun: the same key gets the same error again.
    Stored,
    /// The request was refused before any work: the same key may try again.
    Forgotten,
}

/// A Stripe error object.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    pub status: u16,
    pub memory: Memory,
    kind: &'static str,
    code: Option<&'static str>,
    message: String,
    param: Option<String>,
    more: Value,
}

impl Refusal {
    /// A request that is wrong in itself.
    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self {
            status: 400,
            memory: Memory::Forgotten,
            kind: "invalid_request_error",
            code: None,
            message: message.into(),
            param: None,
            more: Value::Null,
        }
    }

    /// A right request that the state of things does not allow.
    pub(super) fn conflicting(message: impl Into<String>) -> Self {
        Self { memory: Memory::Stored, ..Self::invalid(message) }
    }

    /// No such object on this account.
    pub(super) fn missing(noun: &str, id: &str, param: &str) -> Self {
        let message = format!("No such {noun}: '{id}'");
        Self { status: 404, ..Self::invalid(message) }.code("resource_missing").param(param)
    }

    /// Another status and type than the usual 400.
    pub(super) fn of(status: u16, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, ..Self::invalid(message) }
    }

    pub(super) fn code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    pub(super) fn param(self, param: &str) -> Self {
        Self { param: Some(param.to_owned()), ..self }
    }

    /// The same about a parameter of a form: a bad request, not a missing page.
    pub(super) fn misnamed(self) -> Self {
        Self { status: 400, ..self }
    }

    /// More fields of the error object.
    pub(super) fn with(self, more: Value) -> Self {
        Self { more, ..self }
    }

    pub(super) fn stored(self) -> Self {
        Self { memory: Memory::Stored, ..self }
    }

    pub(super) fn answer(&self) -> Answer {
        let mut error = json!({ "message": self.message, "type": self.kind });
        if let Some(code) = self.code {
            error["code"] = json!(code);
            error["doc_url"] = json!(format!("https://stripe.com/docs/error-codes/{code}"));
        }
        if let Some(param) = &self.param {
            error["param"] = json!(param);
        }
        if let (Value::Object(error), Value::Object(more)) = (&mut error, &self.more) {
            error.extend(more.clone());
        }
        Answer { status: self.status, body: json!({ "error": error }) }
    }
}

/// A row that can stand in a list.
pub(super) trait Listed {
    fn head(&self) -> &Head;
}

macro_rules! listed {
    ($($row:ident),*) => {$(
        impl Listed for super::book::$row {
            fn head(&self) -> &Head {
                &self.head
            }
        }
    )*};
}

listed!(Session, Intent, Customer, Method, Setup, Charge, Refund, Dispute, Movement, Event);

/// One page of rows, newest first.
pub(super) struct Rows<'a, T> {
    rows: Vec<&'a T>,
    has_more: bool,
}

impl<'a, T> Rows<'a, T> {
    /// The rows as Stripe's list object.
    pub(super) fn list(self, url: &str, render: impl Fn(&'a T) -> Value) -> Value {
        let data: Vec<_> = self.rows.into_iter().map(render).collect();
        json!({ "object": "list", "url": url, "has_more": self.has_more, "data": data })
    }
}

/// One page of `table`: the rows of `account` that pass `keep` and the form's `created` bounds, cut
/// by `limit`, `starting_after` and `ending_before`.
pub(super) fn page<'a, T: Listed + Clone>(
    table: &'a Table<T>,
    account: Option<&str>,
    form: &Form,
    keep: impl Fn(&T) -> bool,
) -> Result<Rows<'a, T>, Refusal> {
    let limit = form.integer("limit")?.unwrap_or(10);
    let limit = usize::try_from(limit).ok().filter(|limit| (1..=100).contains(limit));
    let limit = limit.ok_or_else(|| Refusal::invalid("Invalid integer: limit").param("limit"))?;
    let bounds = Bounds::read(form)?;
    let mut rows: Vec<&T> = table
        .values()
        .filter(|row| row.head().account.as_deref() == account)
        .filter(|row| bounds.hold(row.head().created) && keep(row))
        .collect();
    rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.head().seq));
    if let Some(after) = cursor(table, account, form, "starting_after")? {
        rows.retain(|row| row.head().seq < after);
    }
    if let Some(before) = cursor(table, account, form, "ending_before")? {
        rows.retain(|row| row.head().seq > before);
        let start = rows.len().saturating_sub(limit);
        return Ok(Rows { rows: rows.split_off(start), has_more: start > 0 });
    }
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    Ok(Rows { rows, has_more })
}

/// Where in the order the object stands that parameter `name` speaks of.
fn cursor<T: Listed + Clone>(
    table: &Table<T>,
    account: Option<&str>,
    form: &Form,
    name: &str,
) -> Result<Option<u64>, Refusal> {
    let Some(id) = form.text(name) else { return Ok(None) };
    let row = table.get(id).filter(|row| row.head().account.as_deref() == account);
    match row {
        Some(row) => Ok(Some(row.head().seq)),
        None => Err(Refusal::missing("object", id, name)),
    }
}

struct Bounds {
    from: i64,
    to: i64,
}

impl Bounds {
    fn read(form: &Form) -> Result<Self, Refusal> {
        let (mut from, mut to) = (i64::MIN, i64::MAX);
        if let Some(exact) = form.integer("created")? {
            (from, to) = (exact, exact);
        }
        if let Some(at) = form.integer("created[gte]")? {
            from = from.max(at);
        }
        if let Some(at) = form.integer("created[gt]")? {
            from = from.max(at.saturating_add(1));
        }
        if let Some(at) = form.integer("created[lte]")? {
            to = to.min(at);
        }
        if let Some(at) = form.integer("created[lt]")? {
            to = to.min(at.saturating_sub(1));
        }
        Ok(Self { from, to })
    }

    fn hold(&self, created: i64) -> bool {
        (self.from..=self.to).contains(&created)
    }
}
