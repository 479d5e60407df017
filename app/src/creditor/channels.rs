//! By which ways the person of a case is reached: permissions, stops, what went to their phone, words to send
//! by hand, letters to print.

mod consent;
mod handed;

use chrono::NaiveDate;
use domain::contact_channel::ContactChannel;
use domain::ids::{AccessLinkId, CaseId};
use leptos::prelude::*;

pub use self::consent::{ConsentForm, ConsentWay, NotTaken};
pub use self::handed::{HandedRow, Stands};

use self::consent::{ConsentFields, StopFields};
use self::handed::Handed;
use super::case::Sending;
use super::form::{FaultList, Faults, Pick, Pickable};
use super::hand_written::DraftEnd;
use super::letter_why::LetterWhy;
use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use crate::components::Submit;
use crate::documents::Stage;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What the page shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChannelsView {
    /// The case.
    pub case: CaseId,
    /// The person, else the customer's number.
    pub name: String,
    /// Each channel, once.
    pub channels: Vec<(ContactChannel, ChannelState)>,
    /// The other cases in which something was said that stops a phone or address of this one, with the customer's number.
    pub elsewhere: Vec<(CaseId, String)>,
    /// Whether the contact rules let something leave now that nobody asked for.
    pub sending: Sending,
    /// Whether there is a number to write to by hand.
    pub hand: HandState,
    /// What went to the person's phone, newest first.
    pub handed: Vec<HandedRow>,
    /// The form for a permission; `None` where there is no number that it could be for.
    pub consent: Option<ConsentForm>,
    /// Why the letter that was asked for cannot be made.
    pub letter: Option<LetterWhy>,
}

/// Whether somebody is reached by a channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChannelState {
    /// They are, without asking.
    Open,
    /// They are: they gave their permission on this day, in this way.
    Allowed(NaiveDate, ConsentWay),
    /// The creditor lets the channel rest.
    Resting,
    /// They want nothing more by it.
    Stopped,
    /// The address is dead.
    Dead,
    /// There is no address on file.
    NoAddress,
    /// They have not given their permission.
    NoConsent,
    /// The portal has no account for it, or the creditor no number.
    NoAccount,
}

/// Whether words can be sent by hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HandState {
    /// There is a number.
    Ready,
    /// Words with this link were made, and nobody has said what became of them.
    Made(AccessLinkId),
    /// There is none, or nothing may go there.
    Shut,
}

/// What a channel is called.
pub(super) fn name(reader: Reader, channel: ContactChannel) -> String {
    match channel {
        ContactChannel::Email => reader.say(key::ChannelEmail),
        ContactChannel::Sms => reader.say(key::ChannelSms),
        ContactChannel::WhatsApp => reader.say(key::ChannelWhatsapp),
    }
}

impl ChannelState {
    fn text(self, reader: Reader) -> String {
        match self {
            Self::Open => reader.say(key::ChannelOpen),
            Self::Allowed(on, way) => {
                let (day, way) = (&*reader.day(on), &*way.text(reader));
                reader.say(key::ChannelAllowed { day, way })
            }
            Self::Resting => reader.say(key::ChannelResting),
            Self::Stopped => reader.say(key::ChannelStopped),
            Self::Dead => reader.say(key::ChannelDead),
            Self::NoAddress => reader.say(key::ChannelNoAddress),
            Self::NoConsent => reader.say(key::ChannelNoConsent),
            Self::NoAccount => reader.say(key::ChannelNoAccount),
        }
    }
}

/// Draws the page.
pub fn page(shell: TeamShell, view: ChannelsView) -> String {
    let reader = shell.reader;
    let title = reader.say(key::ChannelsHeading);
    let form = view.consent.as_ref();
    let typed = form.map(|form| [("given_on", &form.given_on), ("proof", &form.proof)]);
    let faults = Faults::of(typed.into_iter().flatten());
    let head = faults.mark(shell::titled(&shell, &title), reader);
    let path = routes::team_channels(&view.case);
    shell::page_at(shell, (Place::Cases, path), head, move || {
        let no_phone = view.consent.is_none();
        let ChannelsView {
            case,
            name,
            channels,
            sending,
            hand,
            handed,
            consent,
            letter,
            elsewhere,
        } = view;
        view! {
            <FaultList reader faults/>
            <p class="back no-print"><a href=routes::team_case(&case)>"‹ " {name}</a></p>
            <h1>{reader.say(key::ChannelsHeading)}</h1>
            <p class="soft lead">{reader.say(key::ChannelsLead)}</p>
            <Ways reader case=case.clone() channels sending/>
            {stopped_in(reader, elsewhere)}
            <section class="card">
                <h2>{reader.say(key::ChannelConsents)}</h2>
                {consent.map(|form| view! { <ConsentFields reader case=case.clone() form/> })}
                {no_phone.then(|| view! { <p class="soft">{reader.say(key::ChannelNoPhone)}</p> })}
                <StopFields reader case=case.clone()/>
            </section>
            <ByHand reader case=case.clone() hand sending/>
            <Letters reader case why=letter/>
            <Handed reader handed/>
        }
        .into_any()
    })
}

/// The channels, each with how it stands and what can be done.
#[component]
fn Ways(
    reader: Reader,
    case: CaseId,
    channels: Vec<(ContactChannel, ChannelState)>,
    sending: Sending,
) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::ChannelColumn)),
        Column::text(reader.say(key::TeamCaseLinkState)),
        Column::act(reader.say(key::TeamActions)),
    ];
    let rows = channels.into_iter().map(|(channel, state)| {
        let can = matches!(state, ChannelState::Allowed(..)) && sending == Sending::Now;
        let send = can.then(|| {
            let label = reader.say(key::ChannelSend { channel: &name(reader, channel) });
            view! {
                <form method="post" action=routes::team_channel_link(&case)>
                    <input type="hidden" name="channel" value=channel.as_str()/>
                    <button class="plain">{label}</button>
                </form>
            }
        });
        vec![name(reader, channel).into_any(), state.text(reader).into_any(), send.into_any()]
    });
    let rows: Vec<_> = rows.collect();
    let caption = reader.say(key::ChannelsHeading);
    view! {
        <section class="card">
            <Table caption columns rows/>
            {wait(reader, sending)}
        </section>
    }
}

/// In which other cases something was said that counts here too.
fn stopped_in(reader: Reader, cases: Vec<(CaseId, String)>) -> Option<impl IntoView> {
    let link = |(case, reference): (CaseId, String)| {
        view! { <li><a href=routes::team_case(&case)>{reference}</a></li> }
    };
    (!cases.is_empty()).then(|| {
        view! {
            <section class="card">
                <p>{reader.say(key::ChannelStoppedIn)}</p>
                <ul class="ways-on">{cases.into_iter().map(link).collect_view()}</ul>
            </section>
        }
    })
}

/// Why nothing leaves now, if nothing does.
fn wait(reader: Reader, sending: Sending) -> Option<impl IntoView> {
    let text = match sending {
        Sending::Now | Sending::NoAddress | Sending::Resting => return None,
        Sending::From(at, _) => reader.say(key::TeamCaseSendWhen { moment: &reader.moment(at) }),
        Sending::Never(_) => reader.say(key::TeamCaseSendNever),
    };
    Some(view! { <p class="why">{text}</p> })
}

#[component]
fn ByHand(reader: Reader, case: CaseId, hand: HandState, sending: Sending) -> impl IntoView {
    let way = match hand {
        HandState::Made(link) => view! {
            <p>{reader.say(key::ChannelDraftMade)}</p>
            <DraftEnd reader case link/>
        }
        .into_any(),
        HandState::Ready if sending == Sending::Now => view! {
            <form method="post" action=routes::team_channel_draft(&case) class="no-print">
                <Submit label=reader.say(key::ChannelDraft) class="btn fit"/>
            </form>
        }
        .into_any(),
        HandState::Ready | HandState::Shut => {
            view! { <p class="soft">{reader.say(key::ChannelDraftNone)}</p> }.into_any()
        }
    };
    view! {
        <section class="card">
            <h2>{reader.say(key::ChannelByHand)}</h2>
            <p class="soft">{reader.say(key::ChannelByHandLead)}</p>
            {way}
        </section>
    }
}

#[component]
fn Letters(reader: Reader, case: CaseId, why: Option<LetterWhy>) -> impl IntoView {
    let options = Stage::ALL
        .map(|stage| Pickable { value: stage.code().to_owned(), label: stage.name(reader) });
    view! {
        <section class="card no-print">
            <h2>{reader.say(key::ChannelLetter)}</h2>
            {why.map(|why| view! { <p class="notice fault" role="alert">{why.text(reader)}</p> })}
            <p class="soft">{reader.say(key::ChannelLetterLead)}</p>
            <form method="post" action=routes::team_channel_letter(&case)>
                <Pick
                    name="stage"
                    label=reader.say(key::ChannelStage)
                    options=options.into()
                    chosen=Stage::Friendly.code().to_owned()
                />
                <button class="btn fit">{reader.say(key::ChannelLetterButton)}</button>
            </form>
        </section>
    }
}
