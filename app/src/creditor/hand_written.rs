//! Words for WhatsApp that somebody of the team sends from their own phone.

use domain::ids::{AccessLinkId, CaseId};
use leptos::prelude::*;

use super::shell::{self, Place, TeamShell};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the page shows. No `Debug`: it holds a number and a link's token.
#[derive(Clone, PartialEq, Eq)]
pub struct HandWrittenView {
    /// The case.
    pub case: CaseId,
    /// The person, else the customer's number.
    pub name: String,
    /// The words, with the link in them.
    pub words: String,
    /// Where WhatsApp opens with number and words.
    pub whatsapp: String,
    /// The link in the words.
    pub link: AccessLinkId,
}

/// Draws the page. The words stand on it once: they count already, and no other ones are made beside them.
pub fn page(shell: TeamShell, view: HandWrittenView) -> String {
    let reader = shell.reader;
    let title = reader.say(key::ChannelDraftTitle);
    let head = shell::titled(&shell, &title);
    let path = routes::team_channels(&view.case);
    shell::page_at(shell, (Place::Cases, path), head, move || {
        let HandWrittenView { case, name, words, whatsapp, link } = view;
        view! {
            <p class="back no-print"><a href=routes::team_channels(&case)>"‹ " {name}</a></p>
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::ChannelDraftLead)}</p>
            <section class="card">
                <p class="said written">{words}</p>
                <p>
                    <a class="btn fit" href=whatsapp rel="noreferrer noopener" target="_blank">
                        {reader.say(key::ChannelDraftOpen)}
                    </a>
                </p>
            </section>
            <section class="card">
                <p>{reader.say(key::ChannelDraftThen)}</p>
                <DraftEnd reader case link/>
            </section>
        }
        .into_any()
    })
}

/// What became of the words with a link: sent, or not.
#[component]
pub(super) fn DraftEnd(reader: Reader, case: CaseId, link: AccessLinkId) -> impl IntoView {
    let ends = [
        (routes::team_channel_draft_sent(&case), reader.say(key::ChannelDraftSent)),
        (routes::team_channel_draft_not_sent(&case), reader.say(key::ChannelDraftNotSent)),
    ];
    let forms = ends.map(|(action, label)| {
        view! {
            <form method="post" action=action class="no-print">
                <input type="hidden" name="link" value=link.to_string()/>
                <button class="btn ghost fit">{label}</button>
            </form>
        }
    });
    view! { <div>{forms.into_iter().collect_view()}</div> }
}
