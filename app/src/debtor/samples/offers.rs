//! The ways out, the plan builder and agreements.

use std::num::NonZeroU32;

use chrono::NaiveDate;
use domain::money::Currency;
use domain::offer::{Limit, Offer, Way};
use domain::plan_quote::{Quote, Refusal};
use domain::policy::{
    AfterMiss, Breaks, Cost, DownPayment, PlanTerms, Restores, Rhythm, Spread, Until,
};
use domain::schedule::{DayOfMonth, Instalment, ScheduleError};

use super::agreements::upkeep;
use super::money_pages::full;
use super::plans::plan_id;
use super::{Sample, Scene, agreements, day};
use crate::debtor::options::{
    ByDates, CompareView, GivesUp, OptionView, OptionsNews, OptionsView, Proposing, WrongDay,
};
use crate::debtor::plan_builder::{
    BuilderForm, BuilderProblem, BuilderView, By, CountView, Live, QuoteView,
};
use crate::debtor::statement::{BestOption, StatementView};
use crate::debtor::when::{Start, WhenView};
use crate::debtor::{options, plan_builder, statement};
use crate::format::AmountProblem;
use crate::shell::Shell;

pub(super) fn all(scene: Scene) -> Vec<Sample> {
    let mut pages = ways_out(scene);
    pages.extend(builders(scene));
    pages.extend(agreements::all(scene));
    pages
}

/// A way out that costs everything, today and for good.
fn plain(scene: Scene, way: Way) -> Offer {
    Offer {
        way,
        total: scene.money(1000),
        saving: scene.minor(0),
        first: scene.money(1000),
        last_on: day(2026, 11, 22),
        valid_until: None,
        segment: Some(0),
        limit: None,
    }
}

fn option(offer: Offer) -> OptionView {
    OptionView { offer, each: None, gives_up: None }
}

fn discount(scene: Scene, until: Until) -> OptionView {
    option(Offer {
        total: scene.money(850),
        saving: scene.money(150),
        first: scene.money(850),
        valid_until: Some(day(2026, 11, 27)),
        limit: Some(Limit::Stands(until)),
        ..plain(scene, Way::Discount)
    })
}

fn settlement(scene: Scene, payments: u32) -> OptionView {
    option(Offer {
        total: scene.money(600),
        saving: scene.money(400),
        first: scene.money(200),
        last_on: day(2027, 1, 22),
        valid_until: Some(day(2026, 12, 31)),
        limit: Some(Limit::Stands(Until::DueDate)),
        ..plain(scene, Way::Settlement { payments })
    })
}

fn in_parts(scene: Scene, limit: Limit) -> OptionView {
    let offer = Offer {
        first: scene.money(100),
        last_on: day(2027, 4, 30),
        limit: Some(limit),
        ..plain(scene, Way::Plan { fewest: 2, most: 6 })
    };
    let gives_up = GivesUp { saving: scene.money(150), back_until: Some(day(2026, 11, 27)) };
    OptionView { each: Some(scene.money(166)), gives_up: Some(gives_up), ..option(offer) }
}

fn later(scene: Scene) -> OptionView {
    let way = plain(scene, Way::Extension);
    option(Offer { last_on: day(2026, 12, 7), limit: Some(Limit::Days(15)), ..way })
}

fn part(scene: Scene) -> OptionView {
    let least = scene.money(50);
    option(Offer { first: least, limit: Some(Limit::Least(least)), ..plain(scene, Way::Part) })
}

fn ways_out(scene: Scene) -> Vec<Sample> {
    let view = OptionsView {
        owed: scene.money(1000),
        options: vec![
            discount(scene, Until::Days(5)),
            option(plain(scene, Way::Everything)),
            in_parts(scene, Limit::Parts(6)),
            later(scene),
            part(scene),
        ],
        proposing: Proposing::Welcome,
        by_dates: ByDates::AsOffered,
        others: vec![Currency::parse("USD").expect("a currency")],
        news: None,
        wrong_day: None,
    };
    let page = |view| options::page(scene.shell(), view);
    let dear = OptionView {
        each: None,
        gives_up: Some(GivesUp { saving: scene.money(150), back_until: None }),
        offer: Offer { total: scene.money(1060), ..in_parts(scene, Limit::Longest(180)).offer },
    };
    let cheap = OptionView {
        offer: Offer {
            total: scene.money(850),
            saving: scene.money(150),
            ..in_parts(scene, Limit::Least(scene.money(100))).offer
        },
        ..in_parts(scene, Limit::Parts(6))
    };
    let old = OptionsView {
        options: vec![settlement(scene, 1), settlement(scene, 3), dear.clone()],
        news: Some(OptionsNews::Closed),
        proposing: Proposing::NotTaken,
        others: vec![],
        ..view.clone()
    };
    let dated = OptionsView {
        options: vec![discount(scene, Until::Date(day(2026, 11, 27))), cheap, later(scene)],
        news: Some(OptionsNews::Changed),
        wrong_day: Some(WrongDay { typed: "2026-01-01".to_owned(), latest: day(2026, 12, 7) }),
        ..view.clone()
    };
    let again = OptionsView {
        options: vec![discount(scene, Until::Days(5)), option(plain(scene, Way::Everything))],
        by_dates: ByDates::WithAPerson,
        ..view.clone()
    };
    let pair = (discount(scene, Until::Days(1)), dear);
    let best = BestOption { best: discount(scene, Until::Days(5)), others: 4 };
    let statement = StatementView { options: Some(best), ..full(scene) };
    vec![
        Sample { name: "options", html: page(view) },
        Sample { name: "options-again", html: page(again.clone()) },
        Sample {
            name: "options-again-talk",
            html: page(OptionsView { proposing: Proposing::NotTaken, ..again }),
        },
        Sample { name: "options-old", html: page(old) },
        Sample { name: "options-wrong-day", html: page(dated) },
        Sample {
            name: "compare",
            html: options::compare_page(
                scene.shell(),
                CompareView { owed: scene.money(1000), pair },
            ),
        },
        Sample { name: "statement-options", html: statement::page(scene.shell(), statement) },
    ]
}

/// Four dates, the first two close together.
pub(super) fn instalments(scene: Scene) -> Vec<Instalment> {
    let days = [day(2026, 11, 22), day(2026, 11, 30), day(2026, 12, 15), day(2026, 12, 31)];
    let one = |(number, due_on): (u32, NaiveDate)| Instalment {
        number,
        due_on,
        amount: scene.money(250),
    };
    (1..).zip(days).map(one).collect()
}

pub(super) fn when() -> WhenView {
    WhenView {
        rhythms: vec![Rhythm::Weekly, Rhythm::EveryTwoWeeks, Rhythm::TwiceAMonth, Rhythm::Monthly],
        rhythm: Rhythm::TwiceAMonth,
        payday: DayOfMonth::new(15),
        starts: vec![day(2026, 11, 22), day(2026, 11, 30)],
        start: Start::On(day(2026, 11, 22)),
        latest: Some(day(2026, 12, 7)),
    }
}

fn builders(scene: Scene) -> Vec<Sample> {
    let counts = |most: u32| {
        let one = |parts: u32| CountView { parts, each: scene.money(1000 / i64::from(parts)) };
        (2..=most).map(one).collect::<Vec<_>>()
    };
    let quote = Quote {
        down: scene.minor(0),
        instalments: instalments(scene),
        cost: scene.minor(0),
        total: scene.money(1000),
    };
    let view = BuilderView {
        owed: scene.money(1000),
        counts: counts(6),
        least: scene.money(100),
        least_down: scene.minor(0),
        when: when(),
        form: BuilderForm { by: By::Parts, parts: 4, each: String::new(), down: String::new() },
        quote: Some(QuoteView { quote: quote.clone(), reward: Some(scene.money(20)) }),
        gives_up: Some(GivesUp { saving: scene.money(150), back_until: None }),
        proposing: Proposing::Welcome,
        instead: None,
        problems: vec![],
        live: None,
    };
    let page = |view| plan_builder::page(scene.shell(), view);
    let costly = Quote { down: scene.money(100), cost: scene.money(60), ..quote };
    let many = BuilderView {
        counts: counts(12),
        least_down: scene.money(100),
        quote: Some(QuoteView { quote: costly, reward: None }),
        ..view.clone()
    };
    let instead = BuilderView { instead: Some(plan_id()), ..view.clone() };
    let mut pages = vec![
        Sample { name: "builder", html: page(view.clone()) },
        Sample { name: "builder-instead", html: page(instead) },
        Sample { name: "builder-many", html: page(many) },
        Sample { name: "builder-live", html: live(scene, view.clone()) },
    ];
    for (name, by, problems) in refused(scene) {
        let form = BuilderForm { by, parts: 4, each: "1.5x".to_owned(), down: "x".to_owned() };
        let when = WhenView { start: Start::Other("x".to_owned()), ..when() };
        let view = BuilderView { form, when, quote: None, problems, ..view.clone() };
        pages.push(Sample { name, html: page(view) });
    }
    pages
}

/// The form as it stands in a build with the front.
fn live(scene: Scene, view: BuilderView) -> String {
    let terms = PlanTerms {
        parts: 2..=6,
        frequencies: view.when.rhythms.clone(),
        least: scene.money(100),
        down: DownPayment::None,
        cost: Cost::None,
        spread: Spread::Even,
        first_within: 15,
        longest_days: 180,
        upkeep: upkeep(AfterMiss::InAll(NonZeroU32::MIN), Restores::Nothing),
        reward: None,
        breaks: Breaks::USUAL,
    };
    let country = scene.reader().voice.region;
    let shell = Shell { loader: Some("islands.js".to_owned()), ..scene.shell() };
    plan_builder::page(shell, BuilderView { live: Some(Live { terms, country }), ..view })
}

/// Every problem of the builder, as many on a page as have fields of their own.
fn refused(scene: Scene) -> Vec<(&'static str, By, Vec<BuilderProblem>)> {
    use BuilderProblem as P;
    use Refusal as R;
    let (last, least) = (day(2026, 12, 7), scene.money(100));
    let amounts = vec![P::Each(AmountProblem::Empty), P::Down(AmountProblem::TooPrecise), P::NoDay];
    let larger = vec![P::Each(AmountProblem::NotAnAmount), P::Down(AmountProblem::TooLarge)];
    let of = |refusals: Vec<Refusal>| refusals.into_iter().map(P::Refused).collect::<Vec<_>>();
    vec![
        ("builder-amounts", By::Each, amounts),
        ("builder-larger", By::Each, larger),
        ("builder-none", By::Parts, vec![P::NoCount]),
        (
            "builder-few",
            By::Parts,
            of(vec![R::TooFew(2), R::Rhythm, R::FirstTooLate(last), R::DownTooSmall(least)]),
        ),
        (
            "builder-past",
            By::Parts,
            of(vec![
                R::TooMany(6),
                R::Schedule(ScheduleError::InThePast),
                R::Schedule(ScheduleError::NothingToPay),
            ]),
        ),
        ("builder-small", By::Each, of(vec![R::TooSmall(least)])),
        ("builder-long", By::Parts, of(vec![R::TooLong(last)])),
    ]
}
