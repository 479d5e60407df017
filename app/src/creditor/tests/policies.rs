//! The pages of policies, in every state worth a look.

use std::collections::BTreeMap;

use domain::ids::PolicyId;
use domain::offer::{Limit, Offer, Way};
use domain::percent::Percent;
use domain::policy::check::{Contradiction, Given, WaitPays, Warning, Why};
use domain::policy::{Count, Discount, Extension, Fits, Late, PartPayment, Policy, Segment, Until};

use super::samples::{at, day, money, shell};
use super::{attributes, peru, words};
use crate::creditor::policies::{self, PoliciesView, PolicyRow};
use crate::creditor::policy::compare::{self, CompareView};
use crate::creditor::policy::editor::{self, Checked, EditorView, Newer, Of, PasteProblem, Pasted};
use crate::creditor::policy::one::{self, ActivationForm, PolicyView, VersionRow, When};
use crate::creditor::policy::person::{self, PersonView, Seen};
use crate::creditor::policy::portfolio::{self, PortfolioView, Tried};
use crate::creditor::policy::{
    Act, Best, Deed, Entered, Preview, Said, Tally, Unfit, VersionState, YES, difference, summary,
};
use crate::creditor::{Role, Typed, Wrong};
use crate::debtor::options::{ByDates, OptionView, OptionsView, Proposing};
use crate::reader::Reader;
use crate::texts::Lang;

/// Every page, by the name of its picture.
pub(super) fn all(reader: Reader) -> Vec<(&'static str, String)> {
    let owner = || shell(reader, Role::Owner);
    let agent = || shell(reader, Role::Agent);
    vec![
        ("policies", policies::page(owner(), list())),
        ("policies-none", policies::page(agent(), PoliciesView { rows: vec![] })),
        ("policy", one::page(owner(), of(reader))),
        ("policy-agent", one::page(agent(), of(reader))),
        ("policy-activate-422", one::page(owner(), refused(reader))),
        ("policy-archived", one::page(owner(), archived(reader))),
        ("policy-compare", compare::page(owner(), changes(reader))),
        (
            "policy-compare-same",
            compare::page(owner(), CompareView { changes: vec![], ..changes(reader) }),
        ),
        ("policy-portfolio", portfolio::page(agent(), tried(reader, Tried::Seen(preview(reader))))),
        ("policy-portfolio-busy", portfolio::page(agent(), tried(reader, Tried::Busy))),
        ("policy-person", person::page(agent(), asked(Typed::default(), None))),
        (
            "policy-person-422",
            person::page(agent(), asked(Typed::refused("C-9", Wrong::NoCase), None)),
        ),
        (
            "policy-person-seen",
            person::page(agent(), asked(Typed::preset("C-9"), Some(seen(reader)))),
        ),
        (
            "policy-person-nothing",
            person::page(agent(), asked(Typed::preset("C-9"), Some(nothing(reader)))),
        ),
        ("policy-new", editor::page(owner(), new(reader))),
        ("policy-edit", editor::page(owner(), edit(reader))),
        ("policy-edit-checked", editor::page(owner(), checked(reader))),
        ("policy-edit-422", editor::page(owner(), unfit(reader))),
        ("policy-edit-contradicts-422", editor::page(owner(), contradicts(reader))),
        ("policy-edit-newer-422", editor::page(owner(), newer(reader))),
        ("policy-edit-paste-422", editor::page(owner(), pasted(reader))),
    ]
}

fn id() -> PolicyId {
    PolicyId::from_bits(7)
}

fn percent(hundredths: u16) -> Percent {
    Percent::from_hundredths(hundredths).expect("a share")
}

/// Two segments with some of everything that a number can say.
fn policy(reader: Reader, hundredths: u16) -> Policy {
    let off = Count::Share(percent(hundredths));
    let discount = Discount { off, until: Until::Days(5), on_not_due: true, on_interest: false };
    let late = Late { yearly: percent(1_200), fee: Some(money(reader, 500)), free_days: 3 };
    Policy {
        currency: money(reader, 1).currency(),
        country: reader.voice.region,
        late: Some(late),
        segments: vec![
            Segment {
                name: "De 31 a 90 días".to_owned(),
                fits: Fits {
                    days_late: Some(31..=90),
                    total: Some(10_000..=500_000),
                    debts: Some(1..=u32::MAX),
                    tags: vec!["particular".to_owned(), "<b>".to_owned()],
                },
                discount: Some(discount),
                ..Segment::default()
            },
            Segment {
                name: "Los demás".to_owned(),
                extension: Some(Extension { days: 10, times: 1 }),
                part: Some(PartPayment { least: money(reader, 2_000) }),
                ..Segment::default()
            },
        ],
    }
}

fn said(policy: &Policy) -> Said<'_> {
    Said { policy, legal_maximum: Some(percent(8_340)) }
}

fn deed(who: &str, d: u32) -> Deed {
    Deed { by: Some(who.to_owned()), at: at(d, 9, 12) }
}

fn list() -> PoliciesView {
    let row = |n, name: &str, versions, archived| PolicyRow {
        policy: PolicyId::from_bits(n),
        name: name.to_owned(),
        currency: super::samples::currency("PEN"),
        versions,
        archived,
        newest: Some(deed("Elena Ruiz", 20)),
    };
    let standing = vec![
        (3, VersionState::InForce(at(2, 0, 0))),
        (4, VersionState::Planned(at(30, 8, 0))),
        (5, VersionState::Draft),
    ];
    PoliciesView {
        rows: vec![
            row(7, "Pacientes del área de resonancia y tomografía computarizada", standing, None),
            row(8, "Campaña", vec![(1, VersionState::Covered)], None),
            row(9, "Antigua", vec![(2, VersionState::Past)], Some(deed("Elena Ruiz", 3))),
        ],
    }
}

fn of(reader: Reader) -> PolicyView {
    let row = |version, state, activated| VersionRow {
        version,
        state,
        saved: deed("Elena Ruiz", 20),
        activated,
    };
    PolicyView {
        policy: id(),
        name: "Pacientes".to_owned(),
        currency: money(reader, 1).currency(),
        archived: None,
        versions: vec![
            row(3, VersionState::Draft, None),
            row(2, VersionState::InForce(at(2, 0, 0)), Some(deed("Elena Ruiz", 1))),
            row(1, VersionState::Past, Some(deed("aldia policy", 1))),
        ],
        says: summary(reader, said(&policy(reader, 1_500))),
        activation: Some(ActivationForm {
            version: 3,
            when: When::Now,
            day: Typed::preset("2026-11-23"),
            time: Typed::preset("08:00"),
            refused: vec![],
        }),
    }
}

fn refused(reader: Reader) -> PolicyView {
    let activation = ActivationForm {
        version: 3,
        when: When::At,
        day: Typed::refused("2026-11-01", Wrong::PastMoment),
        time: Typed::refused("8 y media", Wrong::Time),
        refused: vec!["Segmento 1: <b>".to_owned()],
    };
    PolicyView { activation: Some(activation), ..of(reader) }
}

fn archived(reader: Reader) -> PolicyView {
    let by = Deed { by: None, at: at(3, 9, 0) };
    PolicyView { archived: Some(by), activation: None, ..of(reader) }
}

fn changes(reader: Reader) -> CompareView {
    let (old, new) = (policy(reader, 1_000), policy(reader, 1_500));
    let changes = difference(reader, said(&old), said(&new));
    CompareView { policy: id(), name: "Pacientes".to_owned(), pair: (1, 3), changes }
}

fn preview(reader: Reader) -> Preview {
    let tally = |cases, cents, best| Tally {
        cases,
        owed: money(reader, cents),
        given_up: money(reader, cents / 10),
        best: BTreeMap::from([(best, cases)]),
    };
    Preview {
        day: day(23),
        segments: vec![tally(97, 5_286_000, Best::Discount), tally(0, 0, Best::Part)],
        without: tally(15, 537_000, Best::Part),
        in_review: 2,
        given_up: money(reader, 1_958_750),
        months: BTreeMap::from([(day(1), money(reader, 4_620_000))]),
    }
}

fn tried(reader: Reader, tried: Tried) -> PortfolioView {
    let (name, policy) = ("Pacientes".to_owned(), policy(reader, 1_500));
    PortfolioView { id: id(), name, version: 3, policy, tried }
}

fn asked(number: Typed, seen: Option<Seen>) -> PersonView {
    PersonView { policy: id(), name: "Pacientes".to_owned(), version: 3, number, seen }
}

fn seen(reader: Reader) -> Seen {
    let offer = |way, cents| Offer {
        way,
        total: money(reader, cents),
        saving: money(reader, 100_000 - cents),
        first: money(reader, cents),
        last_on: day(23),
        valid_until: Some(day(27)),
        segment: Some(0),
        limit: Some(Limit::Stands(Until::Days(5))),
    };
    let option = |way, cents| OptionView { offer: offer(way, cents), each: None, gives_up: None };
    let options = OptionsView {
        owed: money(reader, 100_000),
        options: vec![
            option(Way::Settlement { payments: 1 }, 60_000),
            option(Way::Everything, 100_000),
        ],
        proposing: Proposing::NotTaken,
        by_dates: ByDates::AsOffered,
        others: vec![],
        news: None,
        wrong_day: None,
    };
    Seen { who: "Rosa Quispe <b>".to_owned(), reader, options: Some(options) }
}

fn nothing(reader: Reader) -> Seen {
    Seen { options: None, ..seen(reader) }
}

fn fields(pairs: &[(&str, &str)]) -> Entered {
    Entered::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn new(reader: Reader) -> EditorView {
    let currencies = vec![money(reader, 1).currency(), super::samples::currency("USD")];
    EditorView {
        of: Of::New(currencies),
        base: 0,
        country: reader.voice.region,
        currency: money(reader, 1).currency(),
        entered: fields(&[("segments", "1")]),
        unlimited: vec!["Hasta 500 <b>".to_owned(), "De 500 a 5 000".to_owned()],
        unfit: vec![],
        checked: None,
        newer: None,
        pasted: None,
    }
}

fn edit(reader: Reader) -> EditorView {
    let entered = fields(&[
        ("segments", "2"),
        ("s1.name", "De 31 a 90 días"),
        ("s1.days_late.from", "31"),
        ("s1.days_late.to", "90"),
        ("s1.discount", YES),
        ("s1.discount.percent", "15"),
        ("s1.discount.days", "5"),
        ("s1.plan", YES),
        ("s1.plan.instalments.from", "2"),
        ("s1.plan.frequencies.monthly", YES),
        ("s1.plan.restores", "given-up"),
        ("s2.name", "\"><b>"),
        ("s2.part", YES),
        ("s2.part.least", "20"),
    ]);
    let of = Of::Policy { id: id(), name: "Pacientes".to_owned() };
    EditorView { of, base: 3, entered, unlimited: vec![], ..new(reader) }
}

fn checked(reader: Reader) -> EditorView {
    let policy = policy(reader, 1_500);
    let warning = Warning::WaitPays(WaitPays {
        segment: Some(0),
        later: Some(1),
        days_late: 85,
        wait: 6,
        owed: money(reader, 100_000),
        now: money(reader, 85_000),
        then: money(reader, 65_000),
    });
    let (contradictions, warnings) = (vec![], vec![warning]);
    let tried = Tried::Seen(preview(reader));
    let checked = Some(Checked { policy, contradictions, warnings, tried });
    EditorView { checked, ..edit(reader) }
}

fn unfit(reader: Reader) -> EditorView {
    let currency = money(reader, 1).currency();
    let cents = crate::format::AmountProblem::TooPrecise;
    let unfit = [
        ("legal_maximum", Unfit::Share),
        ("s1.discount.percent", Unfit::Either),
        ("s1.discount.until", Unfit::OneOfTwo),
        ("s1.plan.least", Unfit::Wrong(Wrong::Amount(cents, currency))),
        ("s1.plan.frequencies", Unfit::Wrong(Wrong::Missing)),
        ("s1.settlement.frequency", Unfit::Belongs),
        ("s1.days_late.to", Unfit::Whole { from: 0, to: 9 }),
        ("s2.name", Unfit::Taken),
        ("s2.part.least", Unfit::Cents),
        ("s2.tags", Unfit::Line(80)),
        ("segments", Unfit::Segments(20)),
        ("name", Unfit::NameTaken),
    ];
    let unfit = unfit.map(|(field, unfit)| (field.to_owned(), unfit)).into();
    EditorView { unfit, ..edit(reader) }
}

fn contradicts(reader: Reader) -> EditorView {
    let at = |segment, why| Contradiction { segment, why };
    let contradictions = vec![
        at(Some(0), Why::Nothing(Given::Discount)),
        at(Some(0), Why::NoRhythm),
        at(Some(1), Why::TooMany(900)),
        at(Some(1), Why::NeverMatches),
        at(None, Why::Currency(super::samples::currency("USD"))),
    ];
    let (policy, warnings) = (policy(reader, 1_500), vec![]);
    let checked = Checked { policy, contradictions, warnings, tried: Tried::Not };
    EditorView { checked: Some(checked), ..edit(reader) }
}

fn newer(reader: Reader) -> EditorView {
    let changes = changes(reader).changes;
    let newer = Newer { version: 4, deed: deed("Luis Tapia", 22), changes };
    EditorView { newer: Some(newer), ..edit(reader) }
}

fn pasted(reader: Reader) -> EditorView {
    let why = vec![
        PasteProblem::Line(3),
        PasteProblem::Key(None, "late.yearly".to_owned()),
        PasteProblem::Key(Some(2), "plan.least".to_owned()),
        PasteProblem::Currency(super::samples::currency("USD")),
    ];
    let text = "name = \"</textarea><b>\"".to_owned();
    EditorView { pasted: Some(Pasted { text, why }), ..edit(reader) }
}

#[test]
fn only_an_owner_is_shown_the_ways_to_change_a_policy() {
    let reader = peru(Lang::Es);
    for (role, shown) in [(Role::Owner, true), (Role::Agent, false)] {
        let html = one::page(shell(reader, role), of(reader));
        for act in ["/activar\"", "/recuperar\"", "/archivar\"", "/editar\""] {
            assert_eq!(html.contains(act), shown, "{act} as {role:?}");
        }
        for look in ["/cartera?version=3", "/persona?version=3", "/politica.toml?version=3"] {
            assert!(html.contains(look), "{look} as {role:?}");
        }
        let list = policies::page(shell(reader, role), list());
        assert_eq!(list.contains("/panel/ofertas/nueva\""), shown);
    }
}

#[test]
fn what_is_wrong_is_said_on_top_and_beside_its_field() {
    let reader = peru(Lang::Es);
    let html = editor::page(shell(reader, Role::Owner), unfit(reader));
    for id in ["s1.discount.percent", "s1.plan.least", "s1.plan.frequencies", "s2.part.least"] {
        assert!(html.contains(&format!("href=\"#{id}\"")), "{id}");
        assert!(html.contains(&format!("id=\"{id}-problem\"")), "{id}");
    }
    assert!(html.contains("value=\"&quot;&gt;&lt;b&gt;\""), "what was typed is no markup");
}

#[test]
fn enter_checks_and_each_button_says_what_it_does() {
    let reader = peru(Lang::Es);
    let html = editor::page(shell(reader, Role::Owner), edit(reader));
    let form = html.split_once(" class=\"policy\">").expect("the form").1;
    let buttons: Vec<_> = form
        .split("<button")
        .skip(1)
        .filter_map(|rest| attributes(rest, "value").first().copied())
        .map(Act::parse)
        .collect();
    let expected = [
        Act::Check,
        Act::Down(0),
        Act::Remove(0),
        Act::Up(1),
        Act::Remove(1),
        Act::Add,
        Act::Check,
        Act::Save,
        Act::Paste,
    ];
    assert_eq!(buttons, expected);
}

#[test]
fn the_table_of_a_preview_adds_what_the_report_says() {
    let reader = peru(Lang::Es);
    let html =
        portfolio::page(shell(reader, Role::Agent), tried(reader, Tried::Seen(preview(reader))));
    let words = words(&html).replace('\u{a0}', " ");
    for said in
        ["97", "S/ 52,860.00", "15 % menos si paga todo (97)", "S/ 19,587.50", "S/ 46,200.00"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[test]
fn what_a_person_would_see_cannot_be_acted_on() {
    let reader = peru(Lang::Es);
    let html =
        person::page(shell(reader, Role::Agent), asked(Typed::preset("C-9"), Some(seen(reader))));
    let (before, rest) = html.split_once(" class=\"seen\">").expect("what they see");
    let tag = before.rsplit('<').next().unwrap_or_default();
    assert!(tag.contains(" inert"), "{tag}");
    assert!(rest.starts_with("<h1>"), "{rest}");
    assert!(!before.contains("/opciones"), "nothing of theirs stands outside");
}
