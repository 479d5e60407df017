//! The page of the agreement's texts, and what holds for it.

use domain::agreement_text::{Place, TextFault};

use super::samples::{at, peru, shell};
use crate::creditor::Role;
use crate::creditor::agreement_text::{Language, TextProblem, TextsView, Version, page};
use crate::creditor::policy::Deed;
use crate::debtor::accept::standard_text;
use crate::reader::Reader;
use crate::texts::Lang;

const OWN: &str = "Entre {acreedor} ({documento}) y quien acepta, por {debe}.\n\n\
    Se pagan {paga}.\n\nAl terminar se perdonan {perdona}.";

/// The page in every state worth a look.
pub(super) fn pages(reader: Reader) -> Vec<(&'static str, String)> {
    let owner = |view| page(shell(reader, Role::Owner), view);
    let wrong = |fault| refused(reader, TextProblem::Wrong(fault));
    vec![
        ("agreement-text", owner(view(reader))),
        ("agreement-text-agent", page(shell(reader, Role::Agent), view(reader))),
        ("agreement-text-missing-422", owner(wrong(TextFault::Missing(Place::Owed)))),
        ("agreement-text-unknown-422", owner(wrong(TextFault::Unknown("deuda".to_owned())))),
        ("agreement-text-empty-422", owner(wrong(TextFault::Empty))),
        ("agreement-text-long-422", owner(wrong(TextFault::Long))),
        ("agreement-text-changed-422", owner(refused(reader, TextProblem::Changed))),
    ]
}

fn view(reader: Reader) -> TextsView {
    let language = |lang| {
        let is_own = lang == Lang::Es;
        let standard = standard_text(Reader { voice: reader.voice.in_lang(lang), ..reader });
        let text = if is_own { OWN.to_owned() } else { standard };
        Language { lang, drawn: i64::from(is_own), text, is_own, problem: None }
    };
    let version = |number, text: &str| Version {
        lang: Lang::Es,
        number,
        text: text.to_owned(),
        deed: Deed { by: Some("Elena Ruiz".to_owned()), at: at(22, 10, 5) },
    };
    TextsView {
        languages: Lang::ALL.map(language).into(),
        versions: vec![version(2, OWN), version(1, "")],
    }
}

fn refused(reader: Reader, problem: TextProblem) -> TextsView {
    let mut view = view(reader);
    view.languages[0].text = "Entre {acreedor} & \"yo\" <b>".to_owned();
    view.languages[0].problem = Some(problem);
    view
}

#[test]
fn only_an_owner_can_write_and_what_was_typed_stays() {
    let reader = peru(Lang::Es);
    let owner = page(shell(reader, Role::Owner), view(reader));
    assert_eq!(owner.matches("<textarea").count(), 3);
    assert_eq!(owner.matches("value=\"standard\"").count(), 1, "one of them is its own");
    let agent = page(shell(reader, Role::Agent), view(reader));
    assert!(!agent.contains("<textarea") && agent.contains("Se pagan {paga}."), "{agent}");
    let again = page(shell(reader, Role::Owner), refused(reader, TextProblem::Changed));
    assert!(again.contains("Entre {acreedor} &amp; \"yo\" &lt;b>"), "{again}");
    assert!(again.contains("href=\"#text-es\"") && again.contains("id=\"text-es-problem\""));
}
