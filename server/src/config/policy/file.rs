//! The file, key by key, as it is written. What a key may hold is for the reader to say, so that a
//! mistake is named with its segment: here are only the keys that there are.

use serde::Deserialize;
use toml::Value;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyToml {
    pub(super) name: Option<Value>,
    pub(super) currency: Option<Value>,
    pub(super) country: Option<Value>,
    pub(super) legal_maximum: Option<Value>,
    pub(super) late: Option<LateTable>,
    #[serde(default, rename = "segment")]
    pub(super) segments: Vec<SegmentTable>,
}

/// `[late]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LateTable {
    pub(super) yearly: Option<Value>,
    pub(super) fee: Option<Value>,
    pub(super) free_days: Option<Value>,
}

/// `[[segment]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SegmentTable {
    pub(super) name: Option<Value>,
    pub(super) days_late: Option<SpanTable>,
    pub(super) total: Option<SpanTable>,
    pub(super) debts: Option<SpanTable>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    pub(super) discount_with_plan: Option<Value>,
    pub(super) discount: Option<DiscountTable>,
    pub(super) settlement: Option<SettlementTable>,
    pub(super) plan: Option<PlanTable>,
    pub(super) extension: Option<ExtensionTable>,
    pub(super) part: Option<PartTable>,
    pub(super) proposals: Option<ProposalsTable>,
}

/// `{ from = …, to = … }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpanTable {
    pub(super) from: Option<Value>,
    pub(super) to: Option<Value>,
}

/// `[segment.discount]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DiscountTable {
    pub(super) percent: Option<Value>,
    pub(super) amount: Option<Value>,
    pub(super) until: Option<Value>,
    pub(super) days: Option<Value>,
    pub(super) on_not_due: Option<Value>,
    pub(super) on_interest: Option<Value>,
}

/// `[segment.settlement]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettlementTable {
    pub(super) given_up: Option<Value>,
    pub(super) payments: Option<Value>,
    pub(super) frequency: Option<Value>,
    pub(super) day: Option<Value>,
    pub(super) until: Option<Value>,
    pub(super) days: Option<Value>,
}

/// `[segment.plan]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanTable {
    pub(super) instalments: Option<SpanTable>,
    pub(super) frequencies: Option<Value>,
    pub(super) least: Option<Value>,
    pub(super) down_percent: Option<Value>,
    pub(super) down_amount: Option<Value>,
    pub(super) fee: Option<Value>,
    pub(super) yearly: Option<Value>,
    pub(super) spread: Option<Value>,
    pub(super) first_within: Option<Value>,
    pub(super) longest_days: Option<Value>,
    pub(super) grace_days: Option<Value>,
    pub(super) misses: Option<Value>,
    pub(super) misses_in_a_row: Option<Value>,
    pub(super) restores: Option<Value>,
    pub(super) moves: Option<Value>,
    pub(super) move_days: Option<Value>,
    pub(super) skips: Option<Value>,
    pub(super) retries: Option<Value>,
    pub(super) retry_days: Option<Value>,
    pub(super) reward_percent: Option<Value>,
    pub(super) reward_interest: Option<Value>,
    pub(super) breaks: Option<Value>,
    pub(super) breaks_unlimited: Option<Value>,
}

/// `[segment.extension]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExtensionTable {
    pub(super) days: Option<Value>,
    pub(super) times: Option<Value>,
}

/// `[segment.part]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartTable {
    pub(super) least: Option<Value>,
}

/// `[segment.proposals]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalsTable {
    pub(super) instalments: Option<Value>,
    pub(super) least: Option<Value>,
    pub(super) given_up: Option<Value>,
    pub(super) within_days: Option<Value>,
    pub(super) answer_hours: Option<Value>,
}
