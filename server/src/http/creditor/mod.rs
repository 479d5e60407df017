//! The team's pages: parse, call one use case, 303, or the same page again with what was typed.

mod agreement_text;
mod answers;
mod case;
mod case_money;
mod cases;
mod changes;
mod channels;
mod clearance;
mod code;
mod contact_rules;
mod desk;
mod fields;
mod forecast;
mod home;
mod members;
mod payments;
mod plan_dates;
mod plans;
mod policies;
mod policy_acts;
mod policy_editor;
mod proposals;
mod sequence_editor;
mod sequences;
mod sign_in;
mod suspense;
mod tasks;
mod templates;
mod transfers;

use app::routes::pattern;
use axum::Router;
use axum::routing::{get, post};

use crate::compose::Portal;

/// The team's routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .merge(door())
        .merge(money())
        .merge(proposed())
        .merge(offers())
        .merge(reached())
        .merge(reminded())
        .route(pattern::TEAM_HOME, get(home::show))
        .route(pattern::TEAM_CASES, get(cases::show).post(cases::search))
        .route(pattern::TEAM_CASE, get(case::show))
        .route(pattern::TEAM_CASE_SEND_LINK, post(case::send_link))
        .route(pattern::TEAM_CASE_REVOKE_LINK, post(case::revoke_link))
        .route(pattern::TEAM_CASE_WITHDRAW, post(case::withdraw))
        .route(pattern::TEAM_CASE_PAPER, get(case::paper))
        .route(pattern::TEAM_CASE_CLEARANCE, post(clearance::issue))
        .route(pattern::TEAM_CASE_PAUSE, post(case::pause))
        .route(pattern::TEAM_CASE_LIFT, post(case::lift))
        .route(pattern::TEAM_CHANGES, get(changes::show))
        .route(pattern::TEAM_CHANGES_MAKE, post(changes::make))
        .route(pattern::TEAM_CHANGES_LEAVE, post(changes::leave))
        .route(pattern::TEAM_ANSWERS, get(answers::show))
        .route(pattern::TEAM_ANSWER_DONE, post(answers::attend))
        .route(pattern::TEAM_ANSWER_FILE, get(answers::file))
        .route(pattern::TEAM_PAYMENTS, get(payments::show))
        .route(pattern::TEAM_PAYMENTS_CSV, get(payments::export))
        .route(pattern::TEAM_PLANS, get(plans::show))
        .route(pattern::TEAM_CASE_PLAN_DATES, get(plan_dates::show).post(plan_dates::change))
        .route(pattern::TEAM_CASE_PLAN_CANCEL, post(plans::cancel))
        .route(pattern::TEAM_CASE_PLAN_REOPEN, post(plans::reopen))
        .route(pattern::TEAM_MEMBERS, get(members::show).post(members::invite))
}

/// The way in and out.
fn door() -> Router<Portal> {
    Router::new()
        .route(pattern::TEAM_SIGN_IN, get(sign_in::show).post(sign_in::ask))
        .route(pattern::TEAM_SIGN_IN_LINK, get(sign_in::show_link).post(sign_in::open))
        .route(pattern::TEAM_CODE, get(code::show).post(code::pass))
        .route(pattern::TEAM_LOG_OUT, post(sign_in::leave))
}

/// What debtors propose.
fn proposed() -> Router<Portal> {
    Router::new()
        .route(pattern::TEAM_PROPOSALS, get(proposals::show_all))
        .route(pattern::TEAM_PROPOSAL, get(proposals::show))
        .route(pattern::TEAM_PROPOSAL_ACCEPT, post(proposals::accept))
        .route(pattern::TEAM_PROPOSAL_COUNTER, post(proposals::counter))
        .route(pattern::TEAM_PROPOSAL_REFUSE, post(proposals::refuse))
}

/// By which ways people are reached.
fn reached() -> Router<Portal> {
    Router::new()
        .route(pattern::TEAM_CHANNELS, get(channels::show))
        .route(pattern::TEAM_CHANNEL_LINK, post(channels::link))
        .route(pattern::TEAM_CHANNEL_CONSENT, post(channels::consent))
        .route(pattern::TEAM_CHANNEL_STOP, post(channels::stop))
        .route(pattern::TEAM_CHANNEL_DRAFT, post(channels::draft))
        .route(pattern::TEAM_CHANNEL_DRAFT_SENT, post(channels::draft_sent))
        .route(pattern::TEAM_CHANNEL_DRAFT_NOT_SENT, post(channels::draft_not_sent))
        .route(pattern::TEAM_CHANNEL_LETTER, post(channels::letter))
}

/// What reminders go by, and what people do.
fn reminded() -> Router<Portal> {
    let new = get(sequence_editor::show_new).post(sequence_editor::post_new);
    let next = get(sequence_editor::show).post(sequence_editor::post);
    Router::new()
        .route(pattern::TEAM_SEQUENCES, get(sequences::list))
        .route(pattern::TEAM_SEQUENCE_NEW, new)
        .route(pattern::TEAM_RESTS, post(sequences::rest))
        .route(pattern::TEAM_CONTACT_RULES, get(contact_rules::show))
        .route(pattern::TEAM_CALENDAR, get(forecast::calendar))
        .route(pattern::TEAM_CALENDAR_DAY, get(forecast::day))
        .route(pattern::TEAM_CALENDAR_COUNT, post(forecast::count))
        .route(pattern::TEAM_RESULTS, get(forecast::results))
        .route(pattern::TEAM_SEQUENCE, get(sequences::show))
        .route(pattern::TEAM_SEQUENCE_EDIT, next)
        .route(pattern::TEAM_SEQUENCE_TOML, get(sequences::toml))
        .route(pattern::TEAM_SEQUENCE_TEST, post(sequences::test))
        .route(pattern::TEAM_SEQUENCE_ARCHIVE, post(sequences::archive))
        .route(pattern::TEAM_SEQUENCE_TAKE_UP, post(sequences::take_up))
        .route(pattern::TEAM_TASKS, get(tasks::show))
        .route(pattern::TEAM_TASK_DONE, post(tasks::done))
        .route(pattern::TEAM_TASK_LETTER, post(tasks::letter))
        .route(pattern::TEAM_TASK_PHONE, post(tasks::phone))
}

/// What moves money.
fn money() -> Router<Portal> {
    Router::new()
        .route(pattern::TEAM_CASE_PAYMENTS, post(case_money::record))
        .route(pattern::TEAM_CASE_REVERSE, post(case_money::reverse))
        .route(pattern::TEAM_CASE_REFUND, post(case_money::refund))
        .route(pattern::TEAM_CASE_GIVEN_BACK, post(case_money::given_back))
        .route(pattern::TEAM_TRANSFERS, get(transfers::show))
        .route(pattern::TEAM_TRANSFER_CONFIRM, post(transfers::confirm))
        .route(pattern::TEAM_TRANSFER_REFUSE, post(transfers::refuse))
        .route(pattern::TEAM_TRANSFER_RECEIVED, post(transfers::received))
        .route(pattern::TEAM_SUSPENSE, get(suspense::show))
        .route(pattern::TEAM_SUSPENSE_CSV, get(suspense::export))
        .route(pattern::TEAM_SUSPENSE_ASSIGN, post(suspense::assign))
        .route(pattern::TEAM_SUSPENSE_CLOSE, post(suspense::close))
}

/// What is offered to whom.
fn offers() -> Router<Portal> {
    let new = get(policy_editor::show_new).post(policy_editor::post_new);
    let next = get(policy_editor::show).post(policy_editor::post);
    Router::new()
        .route(pattern::TEAM_POLICIES, get(policies::list))
        .route(pattern::TEAM_POLICY_NEW, new)
        .route(pattern::TEAM_TEMPLATES, get(templates::list))
        .route(pattern::TEAM_TEMPLATE, get(templates::show).post(templates::act))
        .route(pattern::TEAM_TEMPLATE_TEST, post(templates::test))
        .route(pattern::TEAM_AGREEMENT_TEXT, get(agreement_text::show).post(agreement_text::save))
        .route(pattern::TEAM_POLICY, get(policies::show))
        .route(pattern::TEAM_POLICY_EDIT, next)
        .route(pattern::TEAM_POLICY_COMPARE, get(policies::compare))
        .route(pattern::TEAM_POLICY_TOML, get(policies::toml))
        .route(pattern::TEAM_POLICY_PREVIEW, get(policies::preview))
        .route(pattern::TEAM_POLICY_PERSON, get(policies::ask_person).post(policies::person))
        .route(pattern::TEAM_POLICY_ACTIVATE, post(policy_acts::activate))
        .route(pattern::TEAM_POLICY_BRING_BACK, post(policy_acts::bring_back))
        .route(pattern::TEAM_POLICY_ARCHIVE, post(policy_acts::archive))
        .route(pattern::TEAM_POLICY_TAKE_UP, post(policy_acts::take_up))
}
