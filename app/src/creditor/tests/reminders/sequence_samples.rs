//! Sequences of the sample: a sound one, an absurd one, and what their editor says of them.

use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::ids::SequenceId;
use domain::policy::Fits;
use domain::reminder::check::{contradictions, warnings};
use domain::reminder::{Audience, Means, Sequence, Step, StepKind, TaskKind};

use super::super::samples::{at, currency, day};
use super::samples::calendar_view;
use crate::creditor::Wrong;
use crate::creditor::policy::{Deed, Entered, Unfit, VersionState};
use crate::creditor::sequence::editor::{Checked, EditorView};
use crate::creditor::sequence::one::{SequenceView, VersionRow};
use crate::creditor::sequence::preview::{Foreseen, Preview};
use crate::creditor::sequences::{ChannelState, SequenceRow, SequencesView};
use crate::reader::Reader;

pub(super) fn deed(on: u32) -> Deed {
    Deed { by: Some("Elena Ruiz".to_owned()), at: at(on, 10, 0) }
}

fn step(name: &str, kind: StepKind, days: u16, means: Means) -> Step {
    let (name, audience) = (name.to_owned(), Audience::default());
    Step { id: None, name, kind, days, audience, means }
}

/// A firm sequence whose last step comes early: unwise, and no more than that.
pub(super) fn sound() -> Sequence {
    let by = |ways: &[Channel]| Means::Message(ways.to_vec());
    let call = Means::Task { kind: TaskKind::Call, script: "Buenos días. <b>".to_owned() };
    let fits = Fits {
        days_late: Some(10..=60),
        total: Some(20_000..=i64::MAX),
        debts: Some(1..=9),
        tags: vec!["colegio".to_owned()],
    };
    let last = step("Último", StepKind::Final, 20, by(&[Channel::Email, Channel::Letter]));
    let audience = Audience { currency: Some(currency("PEN")), fits };
    let steps = vec![
        step("Antes de la fecha", StepKind::Courtesy, 3, by(&[Channel::Email])),
        step("Primer aviso", StepKind::Kind, 1, by(&[Channel::WhatsApp, Channel::Email])),
        step("Llamada", StepKind::Firm, 12, call),
        Step { audience, ..last },
        step("Cuota", StepKind::InstalmentMissed, 3, by(&[Channel::Letter])),
    ];
    Sequence { gap_days: 7, steps }
}

/// One that contradicts itself.
pub(super) fn absurd() -> Sequence {
    let none = Means::Message(Vec::new());
    let steps =
        vec![step("Uno", StepKind::Kind, 0, none.clone()), step("Uno", StepKind::Firm, 3, none)];
    Sequence { gap_days: 0, steps }
}

pub(super) fn list() -> SequencesView {
    let row = |n: u128, name: &str, versions, archived| SequenceRow {
        sequence: SequenceId::from_bits(n),
        name: name.to_owned(),
        versions,
        archived,
        newest: Some(deed(19)),
    };
    let versions =
        vec![(1, VersionState::InForce(at(2, 8, 0))), (2, VersionState::Planned(at(30, 8, 0)))];
    SequencesView {
        rows: vec![
            row(1, "Estándar", versions, None),
            row(2, "Campaña de marzo", vec![(3, VersionState::Covered)], None),
            row(3, "Antigua", Vec::new(), Some(deed(12))),
        ],
        channels: vec![
            (ContactChannel::Email, ChannelState::Open),
            (ContactChannel::Sms, ChannelState::Rests(deed(22))),
            (ContactChannel::WhatsApp, ChannelState::NoAccount),
        ],
    }
}

pub(super) fn sequence_view() -> SequenceView {
    let row = |version, state| VersionRow { version, state, made: deed(19) };
    SequenceView {
        sequence: SequenceId::from_bits(1),
        name: "Estándar".to_owned(),
        archived: None,
        versions: vec![
            row(2, VersionState::Planned(at(30, 8, 0))),
            row(1, VersionState::InForce(at(2, 8, 0))),
        ],
        says: sound(),
        key: "0192f0c8000070008000000000000001".to_owned(),
    }
}

pub(super) fn edited(of: Option<(SequenceId, String)>) -> EditorView {
    let mut entered = Entered::default();
    entered.add();
    entered.add();
    for (name, value) in [
        ("name", "Estándar"),
        ("gap_days", "7"),
        ("s1.name", "Primer aviso"),
        ("s1.kind", "kind"),
        ("s1.days", "4"),
        ("s1.channel.1", "email"),
        ("s2.how", "call"),
        ("s2.script", "Buenos días. </textarea><script>"),
        ("s2.audience.tags", "colegio"),
    ] {
        entered.set(name, value);
    }
    let currency = currency("PEN");
    EditorView { of, base: 2, currency, entered, unfit: vec![], checked: None, newer: None }
}

fn known() -> (SequenceId, String) {
    (SequenceId::from_bits(1), "Estándar".to_owned())
}

pub(super) fn checked(reader: Reader, sequence: Sequence) -> EditorView {
    let contradictions = contradictions(&sequence);
    let warnings = if contradictions.is_empty() {
        warnings(&sequence, reader.voice.region)
    } else {
        Vec::new()
    };
    let foreseen = if contradictions.is_empty() { seen() } else { Foreseen::Not };
    let checked = Some(Checked { sequence, contradictions, warnings, foreseen });
    EditorView { checked, ..edited(Some(known())) }
}

pub(super) fn seen() -> Foreseen {
    let days = calendar_view().days;
    let (from, until) = (at(24, 8, 0), day(30));
    Foreseen::Seen(Preview { from, until, cases: 301, is_cut: false, days })
}

/// More cases than there was time for.
pub(super) fn cut_short() -> Foreseen {
    let Foreseen::Seen(preview) = seen() else { panic!("it was seen") };
    Foreseen::Seen(Preview { is_cut: true, ..preview })
}

pub(super) fn foreseen(reader: Reader, foreseen: Foreseen) -> EditorView {
    let view = checked(reader, sound());
    let checked = view.checked.map(|checked| Checked { foreseen, ..checked });
    EditorView { checked, ..view }
}

/// Nothing in sight.
pub(super) fn nothing_seen() -> Foreseen {
    let (from, until) = (at(24, 8, 0), day(30));
    Foreseen::Seen(Preview { from, until, cases: 1, is_cut: false, days: Vec::new() })
}

pub(super) fn unfit() -> EditorView {
    let unfit = [
        ("name", Unfit::SequenceTaken),
        ("segments", Unfit::Steps(40)),
        ("s1.days", Unfit::Whole { from: 0, to: 3_650 }),
        ("s2.script", Unfit::Text(2_000)),
        ("s1.channel.1", Unfit::OnlyMessage),
        ("s1.script", Unfit::OnlyTask),
        ("s2.days", Unfit::ThatDay),
        ("day", Unfit::Wrong(Wrong::PastMoment)),
        ("time", Unfit::Wrong(Wrong::Time)),
    ];
    let unfit = unfit.map(|(field, unfit)| (field.to_owned(), unfit)).into();
    let mut view = EditorView { unfit, ..edited(None) };
    view.entered.set("when", "at");
    view
}

pub(super) fn overtaken() -> EditorView {
    EditorView { newer: Some((3, deed(22))), ..edited(Some(known())) }
}
