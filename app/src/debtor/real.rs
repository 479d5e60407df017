//! How to check that it is really them: neutral before the link's button was pressed, with the
//! creditor's legal identity after.

use leptos::prelude::*;

use super::enter::Asks;
use crate::components::{Row, Rows};
use crate::reader::Reader;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// Who the creditor is in law.
#[derive(Clone, Debug)]
pub struct LegalIdentity {
    /// The registered name, in full.
    pub name: String,
    /// What the number is called: `RUC`.
    pub id_label: String,
    /// The number.
    pub id: String,
    /// Where it is.
    pub address: Option<String>,
    /// Its phone.
    pub phone: Option<String>,
    /// Its own site.
    pub website: Option<String>,
}

/// The page; `known` is `None` where the visitor has not yet been told who writes, `asks` where it
/// cannot be said whether this visitor is asked.
pub fn page(shell: Shell, known: Option<LegalIdentity>, asks: Option<Asks>) -> String {
    let reader = shell.reader;
    let (why, because) = match asks {
        Some(Asks::Something) => (reader.say(key::RealWhy), reader.say(key::RealWhyMore)),
        Some(Asks::Nothing) => {
            (reader.say(key::RealWhyUnasked), reader.say(key::RealWhyUnaskedMore))
        }
        None => (reader.say(key::RealWhyMaybe), reader.say(key::RealWhyMore)),
    };
    shell::page(shell, Head::titled(reader.say(key::RealTitle)), move || {
        view! {
            <h1>{reader.say(key::RealHeading)}</h1>
            <p class="soft">{reader.say(key::RealLead)}</p>
            <ul class="card points">
                <li>{reader.say(key::RealStepCall)}</li>
                <li>{reader.say(key::RealStepNumber)}</li>
                <li>{reader.say(key::RealStepNever)}</li>
                <li>{reader.say(key::RealStepCard)}</li>
            </ul>
            <h2>{reader.say(key::RealWho)}</h2>
            <Who reader known/>
            <h2>{reader.say(key::RealHow)}</h2>
            <p>{reader.say(key::RealHowMore)}</p>
            <h2>{why}</h2>
            <p>{because}</p>
            <h2>{reader.say(key::RealAbout)}</h2>
            <p>{reader.say(key::RealAboutMore)}</p>
        }
        .into_any()
    })
}

#[component]
fn Who(reader: Reader, known: Option<LegalIdentity>) -> impl IntoView {
    let Some(known) = known else {
        return view! { <p>{reader.say(key::RealWhoUnknown)}</p> }.into_any();
    };
    let LegalIdentity { name, id_label, id, address, phone, website } = known;
    let rows = [Row::text(reader.say(key::RealName), name), Row::text(id_label, id)]
        .into_iter()
        .chain(address.map(|a| Row::text(reader.say(key::RealAddress), a)))
        .chain(phone.map(|p| Row::text(reader.say(key::RealPhone), p)))
        .chain(website.map(|w| Row::text(reader.say(key::RealWebsite), w)))
        .collect();
    view! { <div class="card"><Rows rows class="rows lined"/></div> }.into_any()
}
