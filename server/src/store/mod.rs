//! All SQL, one file per noun: a constant of SQL, a function, a row mapping.
//!
//! The same text runs on SQLite and PostgreSQL, so: columns BIGINT, TEXT, BYTEA; `$n` placeholders;
//! only `i64`, `String`, `Vec<u8>` and their options are bound; instants are milliseconds UTC; dates
//! are `YYYY-MM-DD`; flags are nullable `…_at`. Every constant is listed in [`statements`], and a
//! test prepares all of them on both engines.

pub mod access_link;
pub mod agreement;
pub mod agreement_text;
pub mod answer;
pub mod answer_file;
pub mod attempt;
pub mod attempt_announced;
pub mod attempt_plan;
pub mod attempt_waited;
pub mod attempt_waiver;
pub mod audit;
pub mod autopay_try;
pub mod books;
pub mod bulk;
pub mod case;
pub mod case_list;
pub mod channel_rest;
pub mod chargeback;
pub mod clearance;
pub mod code_miss;
pub mod compared;
pub mod consent;
pub mod contact_made;
pub mod contact_stop;
pub mod contact_wish;
pub mod credit;
pub mod creditor;
pub mod db;
pub mod debt;
pub mod debtor;
pub mod delivery;
pub mod evidence;
pub mod forecast;
pub mod form_key;
pub mod hand_written;
pub mod hold;
pub mod hold_waits;
pub mod identity;
pub mod import;
pub mod import_change;
pub mod import_left;
pub mod import_row;
pub mod import_undo;
pub mod import_undone;
pub mod inbound;
pub mod job;
pub mod key_roll;
pub mod known;
pub mod late;
pub mod ledger;
pub mod link_key;
pub mod master_key;
pub mod message;
pub mod message_abandoned;
pub mod message_counted;
pub mod message_due;
pub mod message_known;
pub mod message_turn;
pub mod message_wait;
pub mod movement;
pub mod multi_row;
pub mod name_words;
pub mod offer;
pub mod on_its_way;
pub mod payment;
pub mod payment_list;
pub mod plan;
pub mod policy;
pub mod policy_draft;
pub mod portfolio;
pub mod preference;
pub mod promise;
pub mod proposal;
pub mod reason;
pub mod refund;
pub mod reminder;
pub mod reminder_bulk;
pub mod reminder_cancel;
pub mod reminder_contact;
pub mod reminder_day;
pub mod reminder_event;
pub mod reminder_page;
pub mod reminder_reach;
pub mod reminder_return;
pub mod reminder_settled;
pub mod retention;
pub mod row;
pub mod same_address;
pub mod saved_method;
pub mod sequence;
pub mod session;
mod setup;
pub mod shared_phone;
pub mod sign_in;
pub mod statement;
pub mod step_result;
pub mod stripe_event;
pub mod suspense;
pub mod suspense_end;
pub mod suspense_news;
pub mod task;
pub mod team;
pub mod template;
mod vacant;

pub use db::{Dialect, Store, StoreError, Tx};
pub use setup::Durability;

/// The statements of each file.
const FILES: &[&[&str]] = &[
    access_link::STATEMENTS,
    agreement::STATEMENTS,
    agreement_text::STATEMENTS,
    answer::STATEMENTS,
    answer_file::STATEMENTS,
    attempt::STATEMENTS,
    attempt_announced::STATEMENTS,
    attempt_plan::STATEMENTS,
    attempt_waited::STATEMENTS,
    attempt_waiver::STATEMENTS,
    audit::OF_CASE,
    audit::WHOLE,
    autopay_try::STATEMENTS,
    books::WHOLE,
    case::STATEMENTS,
    case_list::STATEMENTS,
    channel_rest::STATEMENTS,
    chargeback::STATEMENTS,
    clearance::STATEMENTS,
    code_miss::STATEMENTS,
    consent::STATEMENTS,
    contact_stop::STATEMENTS,
    contact_wish::STATEMENTS,
    crate::tenant::STATEMENTS,
    contact_made::STATEMENTS,
    credit::STATEMENTS,
    creditor::STATEMENTS,
    debt::STATEMENTS,
    debtor::STATEMENTS,
    delivery::STATEMENTS,
    evidence::STATEMENTS,
    forecast::STATEMENTS,
    form_key::STATEMENTS,
    hand_written::STATEMENTS,
    hold::STATEMENTS,
    hold_waits::STATEMENTS,
    identity::STATEMENTS,
    import::STATEMENTS,
    import_change::STATEMENTS,
    import_left::STATEMENTS,
    import_row::STATEMENTS,
    import_undo::STATEMENTS,
    import_undone::STATEMENTS,
    inbound::STATEMENTS,
    job::STATEMENTS,
    key_roll::STATEMENTS,
    known::STATEMENTS,
    late::STATEMENTS,
    ledger::STATEMENTS,
    link_key::STATEMENTS,
    master_key::STATEMENTS,
    message::STATEMENTS,
    message_abandoned::STATEMENTS,
    message_counted::STATEMENTS,
    message_due::STATEMENTS,
    message_known::STATEMENTS,
    message_wait::STATEMENTS,
    message_turn::STATEMENTS,
    movement::STATEMENTS,
    name_words::STATEMENTS,
    offer::STATEMENTS,
    payment::STATEMENTS,
    payment_list::STATEMENTS,
    plan::STATEMENTS,
    policy::STATEMENTS,
    policy_draft::STATEMENTS,
    portfolio::STATEMENTS,
    preference::STATEMENTS,
    promise::STATEMENTS,
    proposal::STATEMENTS,
    reason::STATEMENTS,
    refund::STATEMENTS,
    reminder::STATEMENTS,
    reminder_cancel::STATEMENTS,
    reminder_contact::STATEMENTS,
    reminder_day::STATEMENTS,
    reminder_event::STATEMENTS,
    reminder_page::STATEMENTS,
    reminder_reach::STATEMENTS,
    reminder_return::STATEMENTS,
    reminder_settled::STATEMENTS,
    retention::STATEMENTS,
    same_address::STATEMENTS,
    saved_method::STATEMENTS,
    sequence::STATEMENTS,
    session::STATEMENTS,
    shared_phone::STATEMENTS,
    sign_in::STATEMENTS,
    statement::STATEMENTS,
    step_result::STATEMENTS,
    stripe_event::STATEMENTS,
    suspense::STATEMENTS,
    suspense_end::STATEMENTS,
    suspense_news::STATEMENTS,
    task::STATEMENTS,
    team::STATEMENTS,
    template::STATEMENTS,
];

/// Every statement of the program, to be prepared by a test on both engines.
pub fn statements() -> impl Iterator<Item = &'static str> {
    FILES.iter().copied().flatten().copied()
}
