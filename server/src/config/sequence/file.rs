//! The file, key by key, as it is written: what a key may hold is for the reader to say.

use serde::Deserialize;
use toml::Value;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SequenceToml {
    pub(super) name: Option<Value>,
    pub(super) gap_days: Option<Value>,
    #[serde(default, rename = "step")]
    pub(super) steps: Vec<StepTable>,
}

/// `[[step]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepTable {
    pub(super) id: Option<Value>,
    pub(super) name: Option<Value>,
    pub(super) kind: Option<Value>,
    pub(super) days: Option<Value>,
    pub(super) channels: Option<Value>,
    pub(super) task: Option<Value>,
    pub(super) script: Option<Value>,
    pub(super) audience: Option<AudienceTable>,
}

/// `[step.audience]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AudienceTable {
    pub(super) currency: Option<Value>,
    pub(super) days_late: Option<SpanTable>,
    pub(super) total: Option<SpanTable>,
    pub(super) debts: Option<SpanTable>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
}

/// `{ from = …, to = … }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpanTable {
    pub(super) from: Option<Value>,
    pub(super) to: Option<Value>,
}
