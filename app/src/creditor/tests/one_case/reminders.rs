//! Its reminders: one of each state.

use domain::contact::Channel;
use domain::ids::TaskId;
use domain::reminder::Silence;

use super::super::samples::{at, day};
use crate::creditor::calendar::Way;
use crate::creditor::case::{CaseReminders, ComingRow, Quiet, ReminderEvent, ReminderRow};

pub(super) fn of_case() -> CaseReminders {
    let event = |what: &str, why: Option<&str>, until| ReminderEvent {
        at: at(20, 8, 5),
        what: what.to_owned(),
        why: why.map(str::to_owned),
        until,
    };
    let row = |state: &str, why: Option<&str>| ReminderRow {
        step: "Primer aviso".to_owned(),
        way: Way::Message(Channel::Email),
        on: day(20),
        state: state.to_owned(),
        why: why.map(str::to_owned),
        task: (state == "open").then(|| TaskId::from_bits(1)),
        events: vec![
            event("planned", None, None),
            event("moved", Some("week"), Some(at(27, 8, 0))),
            event(state, why, None),
        ],
    };
    let coming = |step: &str, way| ComingRow { on: day(30), step: step.to_owned(), way };
    CaseReminders {
        coming: vec![
            coming("Aviso directo", Way::Message(Channel::WhatsApp)),
            coming("Llamada", Way::Call),
        ],
        past: vec![
            row("open", None),
            row("queued", Some("hours")),
            row("blocked", Some("dispute")),
            row("cancelled", Some("hold-wrong")),
            row("cancelled", Some("paid")),
            row("failed", Some("550 no such user <b>")),
            row("sent", None),
        ],
        quiet: Some(Quiet::Because(Silence::TooSoon(day(27)))),
    }
}
