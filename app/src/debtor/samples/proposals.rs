//! Proposals and what became of them, and certificates.

use domain::affordability::Suggestion;
use domain::ids::ProposalId;
use domain::proposal::{Beyond, By as Who, Misasked};
use domain::schedule::ScheduleError;

use super::offers::{instalments, when};
use super::plans::plan_id;
use super::{Sample, Scene, day, moment, written};
use crate::debtor::certificate::{Answer, Certificate, CheckView, Issued};
use crate::debtor::choose::Marked;
use crate::debtor::plan_builder::By;
use crate::debtor::proposal::{
    AgreedNext, Cost, HouseholdForm, HouseholdView, ProposalProblem, ProposalStatus, ProposalView,
    ProposeForm, ProposeView, ProposedTerms, Suggested, Takes,
};
use crate::debtor::{certificate, proposal};
use crate::format::AmountProblem;

pub(super) fn all(scene: Scene) -> Vec<Sample> {
    let mut pages = forms(scene);
    pages.extend(answers(scene));
    pages.extend(certificates(scene));
    pages
}

fn household(scene: Scene, suggested: Option<Suggested>) -> HouseholdView {
    HouseholdView {
        living: scene.money(200),
        form: HouseholdForm {
            income: "1500".to_owned(),
            rent: "500".to_owned(),
            bills: "200".to_owned(),
            other_debts: String::new(),
            people: 2,
            share: Marked::No,
        },
        suggested,
    }
}

fn forms(scene: Scene) -> Vec<Sample> {
    let view = ProposeView {
        owed: scene.money(1000),
        takes: Takes::Nothing,
        most_parts: 24,
        answer_hours: 48,
        when: when(),
        form: ProposeForm {
            pay: "1000".to_owned(),
            by: By::Parts,
            parts: 4,
            each: String::new(),
            words: "S.B.".to_owned(),
        },
        household: household(scene, None),
        dates: None,
        hidden: vec![("currency", scene.currency.to_owned())],
        back: "/opciones".to_owned(),
        problems: vec![],
    };
    let page = |name, view| Sample { name, html: proposal::page(scene.shell(), view) };
    let suggested = |left, most, months| {
        let suggestion = Suggestion { left: scene.money(left), most: scene.money(most) };
        household(scene, Some(Suggested { suggestion, months }))
    };
    let counted = ProposeView {
        household: suggested(300, 150, Some(7)),
        dates: Some(instalments(scene)),
        ..view.clone()
    };
    let nothing = ProposeView { household: suggested(0, 0, None), answer_hours: 1, ..view.clone() };
    let mut pages = vec![
        page("propose", view.clone()),
        page("propose-counted", counted),
        page("propose-nothing", nothing),
        page("propose-instead", ProposeView { takes: Takes::RunningPlan, ..view.clone() }),
    ];
    for (name, problems) in problems(scene) {
        pages.push(page(name, ProposeView { problems, ..view.clone() }));
    }
    pages
}

/// Every problem of the form, as many on a page as have fields of their own.
fn problems(scene: Scene) -> [(&'static str, Vec<ProposalProblem>); 3] {
    use ProposalProblem as P;
    let misasked = |problem: Misasked| P::Misasked(problem);
    [
        (
            "propose-wrong",
            vec![
                P::Pay(AmountProblem::Empty),
                P::Each(AmountProblem::NotAnAmount),
                P::NoCount,
                P::NoDay,
                P::Household(Cost::Rent, AmountProblem::TooLarge),
                P::TooLong,
            ],
        ),
        (
            "propose-past",
            vec![
                misasked(Misasked::Schedule(ScheduleError::InThePast)),
                misasked(Misasked::MoreThanOwed(scene.money(1000))),
            ],
        ),
        ("propose-none", vec![misasked(Misasked::Schedule(ScheduleError::NothingToPay))]),
    ]
}

fn answers(scene: Scene) -> Vec<Sample> {
    let terms = |pay| ProposedTerms {
        pay: scene.money(pay),
        down: scene.minor(0),
        instalments: instalments(scene),
    };
    let drawn = |name, status, (owed_now, instead)| {
        let proposal = ProposalId::from_bits(0x0192_0000_0000_7000_8000_0000_0000_0005);
        let (owed, asked) = (scene.money(1000), terms(850));
        let view = ProposalView { proposal, owed, asked, owed_now, instead, status };
        Sample { name, html: proposal::answer_page(scene.shell(), view) }
    };
    let changed = |name, status, owed_now| drawn(name, status, (owed_now, None));
    let page = |name, status| drawn(name, status, (None, None));
    let instead = |name, status| drawn(name, status, (None, Some(plan_id())));
    let waiting = |beyond| ProposalStatus::Waiting { beyond, until: moment(19, 40) };
    let note = || Some(written("S.B. 2026."));
    let countered =
        ProposalStatus::Countered { terms: terms(1000), until: moment(19, 40), note: note() };
    let accepted = |by, next| ProposalStatus::Accepted { by, next };
    vec![
        page("proposal", waiting(Beyond::Parts(6))),
        page("proposal-least", waiting(Beyond::Least(scene.money(100)))),
        page("proposal-less", waiting(Beyond::GivenUp(scene.money(100)))),
        page("proposal-whole", waiting(Beyond::GivenUp(scene.minor(0)))),
        page("proposal-days", waiting(Beyond::Days(day(2027, 3, 1)))),
        page("proposal-broken", waiting(Beyond::Broken(2))),
        page("proposal-countered", countered.clone()),
        instead("proposal-instead", waiting(Beyond::Running)),
        instead("proposal-instead-countered", countered),
        instead(
            "proposal-instead-refused",
            ProposalStatus::Refused { by: Who::Creditor, note: None },
        ),
        changed(
            "proposal-changed",
            accepted(Who::Creditor, AgreedNext::Confirm),
            Some(scene.money(800)),
        ),
        changed("proposal-paid", waiting(Beyond::Parts(6)), Some(scene.minor(0))),
        page("proposal-accepted", accepted(Who::Creditor, AgreedNext::Confirm)),
        page("proposal-agreed", accepted(Who::Policy, AgreedNext::Plan(plan_id()))),
        page("proposal-refused", ProposalStatus::Refused { by: Who::Creditor, note: note() }),
        page("proposal-closed", ProposalStatus::Refused { by: Who::Debtor, note: None }),
        page("proposal-expired", ProposalStatus::Expired(Who::Creditor)),
        page("proposal-expired-mine", ProposalStatus::Expired(Who::Debtor)),
    ]
}

fn certificates(scene: Scene) -> Vec<Sample> {
    let issued = |documents| Issued {
        creditor: scene.creditor.to_owned(),
        on: day(2026, 12, 31),
        documents,
    };
    let known = |certificate| Some(Answer::Code(certificate));
    [
        ("certificate", known(Certificate::Genuine(issued(3)))),
        ("certificate-revoked", known(Certificate::Revoked(issued(1)))),
        ("certificate-unknown", known(Certificate::Unknown)),
        ("certificate-wrong", Some(Answer::NoCode)),
        ("certificate-check", None),
    ]
    .into_iter()
    .map(|(name, answer)| {
        let typed = if answer.is_some() { "7K3F-9QX2-M4TD-0B1W" } else { "" };
        let view = CheckView { typed: typed.to_owned(), answer };
        Sample { name, html: certificate::page(scene.shell_neutral(), view) }
    })
    .collect()
}
