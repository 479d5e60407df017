//! Why reminders stop, the ways to let them go on, and the form with which the team stops them.

use chrono::NaiveDate;
use domain::ids::{CaseId, HoldId};
use leptos::prelude::*;

use crate::creditor::form::{Fold, Lines, Pick, Pickable, Typed};
use crate::creditor::hold::{AnswerKind, HoldKind};
use crate::creditor::shell::Role;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// One reason why reminders stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HoldRow {
    /// The hold.
    pub hold: HoldId,
    /// Why.
    pub kind: HoldKind,
    /// Since when.
    pub since: NaiveDate,
    /// What whoever placed it wrote about it.
    pub told: Option<String>,
    /// How it is lifted.
    pub lifting: Lifting,
}

/// How a hold is lifted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lifting {
    /// By a press of anybody in the team.
    Press,
    /// By an owner, with what proves that it may be: the person, their family or the law asked for it.
    Proof,
}

/// Why somebody of the team stops reminders.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PauseWhy {
    /// They say that they have paid.
    Paid,
    /// They say that something is wrong, or not theirs.
    Wrong,
    /// They want no reminders any more.
    OptOut,
    /// A hardship that a person looks into.
    Hardship,
    /// A moratorium that the law grants.
    BreathingSpace,
    /// The contact on file is somebody else's.
    SomebodyElse,
    /// The debtor has died.
    Deceased,
}

/// The form that stops reminders, as it was typed if it came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PauseForm {
    /// Why.
    pub why: PauseWhy,
    /// What was heard, and of whom.
    pub reason: Typed,
}

impl PauseWhy {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Paid,
        Self::Wrong,
        Self::OptOut,
        Self::Hardship,
        Self::BreathingSpace,
        Self::SomebodyElse,
        Self::Deceased,
    ];

    /// The word that stands for it in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Wrong => "wrong",
            Self::OptOut => "opt-out",
            Self::Hardship => "hardship",
            Self::BreathingSpace => "breathing-space",
            Self::SomebodyElse => "somebody-else",
            Self::Deceased => "deceased",
        }
    }

    /// Reads [`PauseWhy::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }

    fn text(self, reader: Reader) -> String {
        match self {
            Self::Paid => HoldKind::Said(AnswerKind::Paid).text(reader),
            Self::Wrong => HoldKind::Said(AnswerKind::Wrong).text(reader),
            Self::OptOut => HoldKind::OptedOut.text(reader),
            Self::Hardship => HoldKind::Hardship.text(reader),
            Self::BreathingSpace => HoldKind::BreathingSpace.text(reader),
            Self::SomebodyElse => HoldKind::Said(AnswerKind::NotThem).text(reader),
            Self::Deceased => HoldKind::Deceased.text(reader),
        }
    }
}

/// The `id` of what an owner writes to lift a hold.
pub(super) fn proof_id(hold: &HoldId) -> String {
    format!("proof-{hold}")
}

/// The `id` of what somebody writes to stop reminders.
pub(super) const PAUSE_REASON: &str = "pause-reason";

/// What stands, each with the way to lift it; nothing where nothing does.
#[component]
pub(super) fn Holds(
    reader: Reader,
    role: Role,
    case: CaseId,
    holds: Vec<HoldRow>,
    lifting: Option<(HoldId, Typed)>,
) -> impl IntoView {
    (!holds.is_empty()).then(|| {
        let items = holds.into_iter().map(|row| {
            let typed = lifting.as_ref().filter(|(hold, _)| *hold == row.hold);
            let typed = typed.map(|(_, typed)| typed.clone());
            view! { <OneHold reader role case=case.clone() row typed/> }
        });
        view! {
            <section class="notice wait">
                <h2>{reader.say(key::TeamCaseHolds)}</h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn OneHold(
    reader: Reader,
    role: Role,
    case: CaseId,
    row: HoldRow,
    typed: Option<Typed>,
) -> impl IntoView {
    let HoldRow { hold, kind, since, told, lifting } = row;
    let since = reader.say(key::TeamCaseHoldSince { day: &reader.day(since) });
    let way = match (lifting, role) {
        (Lifting::Press, _) => view! {
            <form method="post" action=routes::team_case_lift(&case, &hold)>
                <button class="btn ghost small-btn">{reader.say(key::TeamCaseLift)}</button>
            </form>
        }
        .into_any(),
        (Lifting::Proof, Role::Owner) => view! { <Proof reader case hold typed/> }.into_any(),
        (Lifting::Proof, Role::Agent) => {
            view! { <p class="soft small">{reader.say(key::TeamCaseLiftOwner)}</p> }.into_any()
        }
    };
    view! {
        <li class="act-row">
            <div>
                <p>{kind.text(reader)} <span class="soft small line">{since}</span></p>
                {told.map(|text| view! { <p class="said written">{text}</p> })}
            </div>
            {way}
        </li>
    }
}

/// The form of an owner who lifts what somebody asked for.
#[component]
fn Proof(reader: Reader, case: CaseId, hold: HoldId, typed: Option<Typed>) -> impl IntoView {
    let open = typed.is_some();
    view! {
        <Fold label=reader.say(key::TeamCaseLift) open>
            <p class="soft">{reader.say(key::TeamCaseLiftUndoes)}</p>
            <form method="post" action=routes::team_case_lift(&case, &hold)>
                <Lines
                    reader
                    name="proof"
                    id=Some(proof_id(&hold))
                    label=reader.say(key::TeamCaseLiftProof)
                    typed=typed.unwrap_or_default()
                />
                <button class="btn ghost fit">{reader.say(key::TeamCaseLift)}</button>
            </form>
        </Fold>
    }
}

/// The form that stops reminders for what somebody told the team.
#[component]
pub(super) fn Pause(reader: Reader, case: CaseId, form: Option<PauseForm>) -> impl IntoView {
    let open = form.is_some();
    let fresh = || PauseForm { why: PauseWhy::Paid, reason: Typed::default() };
    let PauseForm { why, reason } = form.unwrap_or_else(fresh);
    let options =
        PauseWhy::ALL.map(|why| Pickable { value: why.code().to_owned(), label: why.text(reader) });
    view! {
        <Fold label=reader.say(key::TeamCasePause) open>
            <p class="soft">{reader.say(key::TeamCasePauseLead)}</p>
            <form method="post" action=routes::team_case_pause(&case)>
                <Pick
                    name="why"
                    label=reader.say(key::TeamCasePauseWhy)
                    options=options.into()
                    chosen=why.code().to_owned()
                />
                <Lines
                    reader
                    name="reason"
                    id=Some(PAUSE_REASON.to_owned())
                    label=reader.say(key::TeamCasePauseReason)
                    typed=reason
                />
                <button class="btn fit">{reader.say(key::TeamCasePauseButton)}</button>
            </form>
        </Fold>
    }
}
