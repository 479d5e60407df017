//! By which ways the person of a case is reached: permissions, stops, what went to their phone, words to send
//! by hand, letters to print.

use chrono::{NaiveDate, NaiveDateTime};
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;
use domain::ids::CaseId;
use leptos::prelude::*;

use super::case::Sending;
use super::form::{FaultList, Faults, Fold, Line, Lines, Pick, Pickable, Typed};
use super::happened::when;
use super::shell::{self, Place, TeamShell};
use super::table::{Column, Table};
use crate::components::{FieldKind, Submit};
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
    /// Whether the contact rules let something leave now that nobody asked for.
    pub sending: Sending,
    /// Whether there is a number to write to by hand.
    pub hand: HandState,
    /// What went to the person's phone, newest first.
    pub handed: Vec<HandedRow>,
    /// The form for a permission.
    pub consent: ConsentForm,
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

/// How a permission was given.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ConsentWay {
    /// On a form, of paper or of the web.
    Form,
    /// In a contract.
    Contract,
    /// On the phone.
    Phone,
    /// Face to face.
    InPerson,
    /// In a message.
    Message,
}

/// Whether words can be sent by hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandState {
    /// There is a number.
    Ready,
    /// There is none, or nothing may go there.
    Shut,
}

/// One message to the person's phone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandedRow {
    /// When it was written, in the creditor's zone.
    pub at: NaiveDateTime,
    /// By which channel.
    pub channel: ContactChannel,
    /// How it stands.
    pub stands: Stands,
    /// The provider's code for what went wrong.
    pub code: Option<String>,
}

/// How a message stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stands {
    /// It waits to leave.
    Waiting,
    /// It will not leave.
    Blocked,
    /// The provider refused it.
    Failed,
    /// Nobody knows whether it left: it is not sent again.
    Unknown,
    /// It left, and so far it has come.
    Left(Option<Delivery>),
}

/// The form for a permission, as it was typed if it came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsentForm {
    /// For which channel.
    pub channel: ContactChannel,
    /// The day, `YYYY-MM-DD`; today on a fresh page.
    pub given_on: Typed,
    /// How.
    pub how: ConsentWay,
    /// What proves it.
    pub proof: Typed,
    /// Whether it came back because the person has stopped the channel themselves.
    pub stopped: Option<ContactChannel>,
}

impl ConsentWay {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Form, Self::Contract, Self::Phone, Self::InPerson, Self::Message];

    /// The word that stands for it in forms and in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Contract => "contract",
            Self::Phone => "phone",
            Self::InPerson => "in-person",
            Self::Message => "message",
        }
    }

    /// Reads [`ConsentWay::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }

    fn text(self, reader: Reader) -> String {
        match self {
            Self::Form => reader.say(key::ChannelWayForm),
            Self::Contract => reader.say(key::ChannelWayContract),
            Self::Phone => reader.say(key::ChannelWayPhone),
            Self::InPerson => reader.say(key::ChannelWayInPerson),
            Self::Message => reader.say(key::ChannelWayMessage),
        }
    }
}

/// What a channel is called.
pub(super) fn name(reader: Reader, channel: ContactChannel) -> String {
    match channel {
        ContactChannel::Email => reader.say(key::ChannelEmail),
        ContactChannel::Sms => reader.say(key::ChannelSms),
        ContactChannel::Whatsapp => reader.say(key::ChannelWhatsapp),
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

impl Stands {
    fn text(self, reader: Reader) -> String {
        match self {
            Self::Waiting => reader.say(key::ChannelWaiting),
            Self::Blocked => reader.say(key::ChannelBlocked),
            Self::Failed => reader.say(key::ChannelFailed),
            Self::Unknown => reader.say(key::ChannelUnknown),
            Self::Left(None | Some(Delivery::Queued | Delivery::Sent)) => {
                reader.say(key::ChannelLeft)
            }
            Self::Left(Some(Delivery::Delivered)) => reader.say(key::ChannelDelivered),
            Self::Left(Some(Delivery::Read)) => reader.say(key::ChannelRead),
            Self::Left(Some(Delivery::Failed | Delivery::Undelivered)) => {
                reader.say(key::ChannelUndelivered)
            }
        }
    }
}

/// Draws the page.
pub fn page(shell: TeamShell, view: ChannelsView) -> String {
    let reader = shell.reader;
    let title = reader.say(key::ChannelsTitle { name: &view.name });
    let form = &view.consent;
    let faults = Faults::of([("given_on", &form.given_on), ("proof", &form.proof)]);
    let head = faults.mark(shell::titled(&shell, &title), reader);
    let path = routes::team_channels(&view.case);
    shell::page_at(shell, (Place::Cases, path), head, move || {
        let ChannelsView { case, name, channels, sending, hand, handed, consent } = view;
        view! {
            <FaultList reader faults/>
            <p class="back no-print"><a href=routes::team_case(&case)>"‹ " {name}</a></p>
            <h1>{reader.say(key::ChannelsHeading)}</h1>
            <p class="soft lead">{reader.say(key::ChannelsLead)}</p>
            <Ways reader case=case.clone() channels sending/>
            <section class="card">
                <h2>{reader.say(key::ChannelConsents)}</h2>
                <ConsentFields reader case=case.clone() form=consent/>
                <StopFields reader case=case.clone()/>
            </section>
            <ByHand reader case=case.clone() hand sending/>
            <Letters reader case/>
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

/// Why nothing leaves now, if nothing does.
fn wait(reader: Reader, sending: Sending) -> Option<impl IntoView> {
    let text = match sending {
        Sending::Now | Sending::NoAddress => return None,
        Sending::From(at, _) => reader.say(key::TeamCaseSendWhen { moment: &reader.moment(at) }),
        Sending::Never(_) => reader.say(key::TeamCaseSendNever),
    };
    Some(view! { <p class="why">{text}</p> })
}

#[component]
fn ConsentFields(reader: Reader, case: CaseId, form: ConsentForm) -> impl IntoView {
    let ConsentForm { channel, given_on, how, proof, stopped } = form;
    let open = given_on.wrong.is_some() || proof.wrong.is_some() || stopped.is_some();
    let ways = ConsentWay::ALL
        .map(|way| Pickable { value: way.code().to_owned(), label: way.text(reader) });
    let refused = stopped.map(|channel| {
        let channel = &*name(reader, channel);
        view! {
            <p class="notice wait">{reader.say(key::ChannelStoppedByThem { channel })}</p>
        }
    });
    view! {
        <Fold label=reader.say(key::ChannelConsent) open>
            {refused}
            <form method="post" action=routes::team_channel_consent(&case)>
                <div class="fields">
                    <PickChannel reader chosen=channel/>
                    <Line
                        reader
                        name="given_on"
                        label=reader.say(key::ChannelGivenOn)
                        kind=FieldKind::Date
                        typed=given_on
                    />
                    <Pick
                        name="how"
                        label=reader.say(key::ChannelHow)
                        options=ways.into()
                        chosen=how.code().to_owned()
                    />
                </div>
                <Lines
                    reader
                    name="proof"
                    label=reader.say(key::ChannelProof)
                    typed=proof
                    hint=Some(reader.say(key::ChannelProofHint))
                />
                <button class="btn fit">{reader.say(key::ChannelConsentButton)}</button>
            </form>
        </Fold>
    }
}

#[component]
fn PickChannel(reader: Reader, chosen: ContactChannel) -> impl IntoView {
    let options = ContactChannel::OF_PHONES.map(|channel| Pickable {
        value: channel.as_str().to_owned(),
        label: name(reader, channel),
    });
    view! {
        <Pick
            name="channel"
            label=reader.say(key::ChannelColumn)
            options=options.into()
            chosen=chosen.as_str().to_owned()
        />
    }
}

/// One button for each channel: the person said that they want no more of it.
#[component]
fn StopFields(reader: Reader, case: CaseId) -> impl IntoView {
    let buttons = ContactChannel::ALL.map(|channel| {
        let label = reader.say(key::ChannelStopButton { channel: &name(reader, channel) });
        view! {
            <form method="post" action=routes::team_channel_stop(&case)>
                <input type="hidden" name="channel" value=channel.as_str()/>
                <button class="btn ghost fit">{label}</button>
            </form>
        }
    });
    view! {
        <Fold label=reader.say(key::ChannelStop) open=false>
            <p class="soft">{reader.say(key::ChannelStopLead)}</p>
            {buttons.into_iter().collect_view()}
        </Fold>
    }
}

#[component]
fn ByHand(reader: Reader, case: CaseId, hand: HandState, sending: Sending) -> impl IntoView {
    let can = hand == HandState::Ready && sending == Sending::Now;
    let form = can.then(|| {
        view! {
            <form method="post" action=routes::team_channel_draft(&case) class="no-print">
                <Submit label=reader.say(key::ChannelDraft) class="btn fit"/>
            </form>
        }
    });
    let none = (!can).then(|| view! { <p class="soft">{reader.say(key::ChannelDraftNone)}</p> });
    view! {
        <section class="card">
            <h2>{reader.say(key::ChannelByHand)}</h2>
            <p class="soft">{reader.say(key::ChannelByHandLead)}</p>
            {form}
            {none}
        </section>
    }
}

#[component]
fn Letters(reader: Reader, case: CaseId) -> impl IntoView {
    let options = Stage::ALL
        .map(|stage| Pickable { value: stage.code().to_owned(), label: stage.name(reader) });
    view! {
        <section class="card no-print">
            <h2>{reader.say(key::ChannelLetter)}</h2>
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

#[component]
fn Handed(reader: Reader, handed: Vec<HandedRow>) -> impl IntoView {
    (!handed.is_empty()).then(|| {
        let columns = vec![
            Column::brief(reader.say(key::TeamCaseLinkMade)),
            Column::text(reader.say(key::ChannelColumn)),
            Column::text(reader.say(key::TeamCaseLinkState)),
        ];
        let rows: Vec<_> = handed
            .into_iter()
            .map(|HandedRow { at, channel, stands, code }| {
                let code = code.map(|code| {
                    let text = reader.say(key::ChannelCode { code: &code });
                    view! { <small class="soft">{text}</small> }
                });
                let stands = view! { {stands.text(reader)} " " {code} };
                vec![
                    when(reader, at).into_any(),
                    name(reader, channel).into_any(),
                    stands.into_any(),
                ]
            })
            .collect();
        let caption = reader.say(key::ChannelHanded);
        view! {
            <section class="card">
                <h2>{caption.clone()}</h2>
                <Table caption columns rows/>
            </section>
        }
    })
}
