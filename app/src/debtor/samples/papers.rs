//! Agreements as they are kept.

use domain::ids::PromiseId;

use super::plans::plan_id;
use super::{Sample, Scene, day};
use crate::debtor::accept::{self, AcceptView, Figures, Party, plan_text, promise_text};
use crate::debtor::agreement::{self, KeptOf, KeptView};

/// The paper of `view` with the text of a settlement, and with that of a promise.
pub(super) fn papers(scene: Scene, view: &AcceptView) -> Vec<Sample> {
    let (owed, reader) = (scene.money(1000), scene.shell().reader);
    let party = Party { name: "Clínica San Borja", id: "RUC 20601234565" };
    let figures = Figures { owed, given_up: scene.money(400), total: scene.money(600) };
    let page = |agreement, of| {
        let kept = KeptView {
            of,
            paper: accept::paper(reader, &AcceptView { agreement, ..view.clone() }),
            lang: reader.voice.lang,
            at: day(2026, 11, 22).and_hms_opt(19, 12, 0).expect("a time"),
            fingerprint: "7F3A-09C4-E11B".to_owned(),
        };
        agreement::page(scene.shell(), kept)
    };
    let promised = promise_text(reader, party, (owed, day(2026, 12, 7)));
    vec![
        Sample {
            name: "agreement",
            html: page(plan_text(reader, party, figures), KeptOf::Plan(plan_id())),
        },
        Sample {
            name: "agreement-promise",
            html: page(promised, KeptOf::Promise(PromiseId::from_bits(1))),
        },
    ]
}
