//! The debtor's rights in plain words. What a country adds is what its sources say, cautiously put.

use domain::country::Country;
use leptos::prelude::*;

use crate::components::{Link, LinkList};
use crate::reader::Reader;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// The page; `country` is the debtor's, whose law protects them.
pub fn page(shell: Shell, country: Country) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::RightsTitle { creditor: &creditor }));
    shell::page(shell, head, move || {
        view! {
            <h1>{reader.say(key::RightsHeading)}</h1>
            <p class="soft">{reader.say(key::RightsLead)}</p>
            <Points points=general(reader)/>
            {national(reader, country).map(|(title, points)| view! {
                <h2>{title}</h2>
                <Points points/>
            })}
            <p class="soft small">{reader.say(key::RightsCaution)}</p>
            <LinkList links=vec![Link::to(pattern::STATEMENT, reader.say(key::TermsBack))]/>
        }
        .into_any()
    })
}

#[component]
fn Points(points: Vec<String>) -> impl IntoView {
    let items = points.into_iter().map(|text| view! { <li>{text}</li> });
    view! { <ul class="card points">{items.collect_view()}</ul> }
}

fn general(reader: Reader) -> Vec<String> {
    vec![
        reader.say(key::RightsDetail),
        reader.say(key::RightsDoubt),
        reader.say(key::RightsPrivate),
        reader.say(key::RightsRespect),
        reader.say(key::RightsPerson),
        reader.say(key::RightsProof),
    ]
}

/// What the country's law adds; `None` where no source was read.
fn national(reader: Reader, country: Country) -> Option<(String, Vec<String>)> {
    let points = match country {
        Country::Pe => (
            reader.say(key::RightsPeTitle),
            vec![
                reader.say(key::RightsPeHours),
                reader.say(key::RightsPeThird),
                reader.say(key::RightsPeClaim),
            ],
        ),
        Country::Co => (
            reader.say(key::RightsCoTitle),
            vec![
                reader.say(key::RightsCoHours),
                reader.say(key::RightsCoChannel),
                reader.say(key::RightsCoClaim),
            ],
        ),
        Country::Mx => (
            reader.say(key::RightsMxTitle),
            vec![
                reader.say(key::RightsMxClear),
                reader.say(key::RightsMxThird),
                reader.say(key::RightsMxClaim),
            ],
        ),
        Country::Cl => (
            reader.say(key::RightsClTitle),
            vec![
                reader.say(key::RightsClHours),
                reader.say(key::RightsClOften),
                reader.say(key::RightsClClaim),
            ],
        ),
        Country::Es => (
            reader.say(key::RightsEsTitle),
            vec![
                reader.say(key::RightsEsData),
                reader.say(key::RightsEsOften),
                reader.say(key::RightsEsClaim),
            ],
        ),
        Country::Ec => (
            reader.say(key::RightsEcTitle),
            vec![reader.say(key::RightsEcHours), reader.say(key::RightsEcClaim)],
        ),
        Country::Br => (
            reader.say(key::RightsBrTitle),
            vec![reader.say(key::RightsBrRespect), reader.say(key::RightsBrClaim)],
        ),
        Country::Ar | Country::Cr | Country::Gb | Country::Pa | Country::Us | Country::Uy => {
            return None;
        }
    };
    Some(points)
}
