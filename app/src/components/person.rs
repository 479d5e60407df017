//! A person to talk to, at the end of every page.

use leptos::prelude::*;

use crate::reader::Reader;
use crate::shell::{Contact, WrittenText};
use crate::texts::key;

/// Phone, hours and address of the creditor.
#[component]
pub(crate) fn Person(reader: Reader, contact: Contact) -> impl IntoView {
    let Contact { phone, hours, email } = contact;
    view! {
        <section class="person">
            <h2>{reader.say(key::PersonTitle)}</h2>
            <ul>
                {phone.map(|phone| view! {
                    <li>
                        <a href=dial(&phone)>{reader.say(key::PersonCall { phone: &phone })}</a>
                        {hours.map(|written| view! {
                            <p class="soft small"><WrittenText reader written/></p>
                        })}
                    </li>
                })}
                {email.map(|email| view! {
                    <li>
                        <a href=format!("mailto:{email}")>
                            {reader.say(key::PersonWrite { email: &email })}
                        </a>
                    </li>
                })}
            </ul>
        </section>
    }
}

/// The phone as a `tel:` link, without the blanks that people write.
pub(crate) fn dial(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}
