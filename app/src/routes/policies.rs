//! Links to the pages of policies.

use domain::ids::PolicyId;

use super::pattern;

/// The form of a new policy that begins as an example that comes with the program.
pub fn team_policy_from(shipped: &str) -> String {
    format!("{}?con={shipped}", pattern::TEAM_POLICY_NEW)
}

/// One policy with its versions.
pub fn team_policy(policy: &PolicyId) -> String {
    format!("/panel/ofertas/{policy}")
}

/// Where its next version is written.
pub fn team_policy_edit(policy: &PolicyId) -> String {
    format!("/panel/ofertas/{policy}/editar")
}

/// Two of its versions side by side.
pub fn team_policy_compare(policy: &PolicyId) -> String {
    format!("/panel/ofertas/{policy}/cambios")
}

/// What changed from one version to another.
pub fn team_policy_changes(policy: &PolicyId, (old, new): (i64, i64)) -> String {
    format!("/panel/ofertas/{policy}/cambios?a={old}&b={new}")
}

/// One version as a file.
pub fn team_policy_toml(policy: &PolicyId, version: i64) -> String {
    format!("/panel/ofertas/{policy}/politica.toml?version={version}")
}

/// One version tried on all cases of today.
pub fn team_policy_preview(policy: &PolicyId, version: i64) -> String {
    format!("/panel/ofertas/{policy}/cartera?version={version}")
}

/// What one person would see under one version.
pub fn team_policy_person(policy: &PolicyId, version: i64) -> String {
    format!("/panel/ofertas/{policy}/persona?version={version}")
}

/// Where a version is put in force.
pub fn team_policy_activate(policy: &PolicyId) -> String {
    format!("/panel/ofertas/{policy}/activar")
}

/// Where an older version becomes the newest again.
pub fn team_policy_bring_back(policy: &PolicyId) -> String {
    format!("/panel/ofertas/{policy}/recuperar")
}

/// Where a policy is taken out of force.
pub fn team_policy_archive(policy: &PolicyId) -> String {
    format!("/panel/ofertas/{policy}/archivar")
}

/// Where that is undone.
pub fn team_policy_take_up(policy: &PolicyId) -> String {
    format!("/panel/ofertas/{policy}/retomar")
}
