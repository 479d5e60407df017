//! The only list of URLs: patterns for the router, functions for links. One set, in Spanish.

mod channels;
mod links;
mod lists;
pub mod pattern;
mod pay;
mod plans;
mod policies;
mod proposals;
mod reminders;
mod team;
mod templates;

pub use self::channels::{
    stop, team_channel_consent, team_channel_draft, team_channel_draft_not_sent,
    team_channel_draft_sent, team_channel_letter, team_channel_link, team_channel_stop,
    team_channels, twilio_status,
};
pub use self::links::{
    is_link, link, link_renew, link_stop, signed_link, signed_link_renew, signed_link_stop, stop_of,
};
pub use self::lists::{team_answers_after, team_cases_after, team_payments_after};
pub use self::pay::{pay, pay_choose, pay_part, payment, receipt, receipt_pdf, transfer};
pub use self::plans::{
    accept_proposal, certificate, certificate_pdf, options, options_accept, options_plan,
    options_plan_filled, options_plan_instead, pay_plan, pay_with_discount, plan, plan_agreement,
    plan_agreement_pdf, plan_autopay, plan_calendar, plan_dates, plan_move, plan_pay, plan_payday,
    plan_skip, promise, promise_pdf, proposal, proposal_refuse, propose, propose_instead,
    team_case_plan_cancel, team_case_plan_dates, team_case_plan_reopen, team_case_record,
    team_plans_after,
};
pub use self::policies::{
    team_policy, team_policy_activate, team_policy_archive, team_policy_bring_back,
    team_policy_changes, team_policy_compare, team_policy_edit, team_policy_from,
    team_policy_person, team_policy_preview, team_policy_take_up, team_policy_toml,
};
pub use self::proposals::{
    team_proposal, team_proposal_accept, team_proposal_counter, team_proposal_refuse,
    team_proposals_after,
};
pub use self::reminders::{
    team_calendar_day, team_calendar_day_after, team_sequence, team_sequence_archive,
    team_sequence_edit, team_sequence_from, team_sequence_take_up, team_sequence_test,
    team_sequence_toml, team_task, team_task_done, team_task_letter, team_task_phone,
    team_tasks_after, team_tasks_pending,
};
pub use self::team::{
    team_answer_done, team_answer_file, team_case, team_case_clearance, team_case_given_back,
    team_case_lift, team_case_paper, team_case_pause, team_case_payments, team_case_refund,
    team_case_reverse, team_case_revoke_link, team_case_send_link, team_case_withdraw,
    team_sign_in_link, team_suspense_assign, team_suspense_close, team_transfer_confirm,
    team_transfer_refuse,
};
pub use self::templates::{team_template, team_templates};

/// One hashed static file.
pub fn static_file(name: &str) -> String {
    format!("/static/{name}")
}

/// One e-mail of the demo's mailbox.
pub fn mailbox_message(name: &str) -> String {
    format!("/buzon/{name}")
}

/// One creditor's colours, by the hash of their content.
pub fn brand(hash: &str) -> String {
    format!("/brand/{hash}.css")
}

/// The same page in another language, keeping what the page was asked for.
///
/// Relative on purpose: on the page of a link the bytes may not depend on the token.
pub fn in_language(query: &str, code: &str) -> String {
    if query.is_empty() { format!("?lang={code}") } else { format!("?{query}&lang={code}") }
}
