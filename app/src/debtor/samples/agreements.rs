//! What would be agreed, and what was.

use std::num::NonZeroU32;

use domain::money::Money;
use domain::policy::{AfterMiss, Restores, Retries, Rhythm, Upkeep};

use super::offers::instalments;
use super::papers::papers;
use super::{Sample, Scene};
use crate::debtor::accept;
use crate::debtor::accept::{AcceptForm, AcceptProblem, AcceptView, AgreementText, AutopayOffer};
use crate::debtor::choose::Marked;
use crate::debtor::options::{GivesUp, WayName};
use crate::texts::Lang;

pub(super) fn upkeep(misses: AfterMiss, restores: Restores) -> Upkeep {
    let retries = Retries::USUAL;
    Upkeep { grace_days: 3, misses, restores, moves: 2, move_days: 10, skips: 1, retries }
}

fn count(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).expect("some")
}

fn plan(scene: Scene) -> AcceptView {
    AcceptView {
        way: WayName::Plan,
        owed: scene.money(1000),
        given_up: scene.minor(0),
        cost: scene.minor(0),
        total: scene.money(1000),
        down: scene.minor(0),
        instalments: instalments(scene),
        rhythm: Some(Rhythm::TwiceAMonth),
        upkeep: Some(upkeep(AfterMiss::InARow(count(2)), Restores::Nothing)),
        reward: Some(scene.money(20)),
        gives_up: Some(GivesUp { saving: scene.money(150), back_until: None }),
        agreement: AgreementText {
            title: "S.B. 2026".to_owned(),
            paragraphs: vec!["N.º 1.".to_owned(), "N.º 2.".to_owned()],
            lang: Lang::Es,
        },
        autopay: AutopayOffer::Offered(Marked::No),
        form: AcceptForm {
            fields: vec![("way", "plan".to_owned()), ("parts", "4".to_owned())],
            seen: "9f2c4b1e".to_owned(),
            back: "/opciones/plan?currency=PEN".to_owned(),
        },
        problem: None,
    }
}

pub(super) fn all(scene: Scene) -> Vec<Sample> {
    let view = plan(scene);
    let page = |view| accept::page(scene.shell(), view);
    let less = |payments, restores: Restores, given_up: Money| AcceptView {
        way: WayName::Settlement(payments),
        given_up,
        upkeep: Some(upkeep(AfterMiss::InAll(count(payments)), restores)),
        reward: None,
        gives_up: None,
        autopay: AutopayOffer::None,
        ..view.clone()
    };
    let promise = AcceptView {
        way: WayName::Extension,
        instalments: instalments(scene).into_iter().skip(2).take(1).collect(),
        rhythm: None,
        upkeep: None,
        reward: None,
        gives_up: None,
        autopay: AutopayOffer::None,
        ..view.clone()
    };
    let unticked = AcceptView {
        down: scene.money(100),
        cost: scene.money(60),
        upkeep: Some(Upkeep {
            grace_days: 0,
            ..upkeep(AfterMiss::InAll(count(3)), Restores::GivenUpAndInterest)
        }),
        problem: Some(AcceptProblem::NotTicked),
        ..view.clone()
    };
    let changed = AcceptView {
        problem: Some(AcceptProblem::Changed),
        instalments: instalments(scene).into_iter().skip(1).collect(),
        ..less(3, Restores::GivenUpAndInterest, scene.money(400))
    };
    let mut pages = papers(scene, &view);
    pages.extend([
        Sample { name: "accept", html: page(view.clone()) },
        Sample { name: "accept-less", html: page(less(1, Restores::GivenUp, scene.money(400))) },
        Sample { name: "accept-promise", html: page(promise) },
        Sample { name: "accept-unticked", html: page(unticked) },
        Sample { name: "accept-changed", html: page(changed) },
    ]);
    pages
}
