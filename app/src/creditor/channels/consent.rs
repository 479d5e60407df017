//! The forms for a permission, and for a wish to hear no more.

use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use leptos::prelude::*;

use super::name;
use crate::components::FieldKind;
use crate::creditor::form::{Fold, Line, Lines, Pick, Pickable, Typed};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

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
    /// Why it came back, if what the person said against the channel stands before it.
    pub not_taken: Option<NotTaken>,
}

/// Why a permission is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NotTaken {
    /// They stopped this channel by a word: only they take it back.
    ByWord(ContactChannel),
    /// They refused this channel on the day of the permission, or after it.
    RefusedLater(ContactChannel),
}

impl NotTaken {
    fn text(self, reader: Reader) -> String {
        match self {
            Self::ByWord(channel) => {
                reader.say(key::ChannelStoppedByThem { channel: &name(reader, channel) })
            }
            Self::RefusedLater(channel) => {
                reader.say(key::ChannelRefusedLater { channel: &name(reader, channel) })
            }
        }
    }
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

    pub(super) fn text(self, reader: Reader) -> String {
        match self {
            Self::Form => reader.say(key::ChannelWayForm),
            Self::Contract => reader.say(key::ChannelWayContract),
            Self::Phone => reader.say(key::ChannelWayPhone),
            Self::InPerson => reader.say(key::ChannelWayInPerson),
            Self::Message => reader.say(key::ChannelWayMessage),
        }
    }
}

/// The form behind its heading.
#[component]
pub(super) fn ConsentFields(reader: Reader, case: CaseId, form: ConsentForm) -> impl IntoView {
    let ConsentForm { channel, given_on, how, proof, not_taken } = form;
    let open = given_on.wrong.is_some() || proof.wrong.is_some() || not_taken.is_some();
    let ways = ConsentWay::ALL
        .map(|way| Pickable { value: way.code().to_owned(), label: way.text(reader) });
    let refused = not_taken.map(|why| view! { <p class="notice wait">{why.text(reader)}</p> });
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

/// What somebody wants no more of, in the words of its button.
fn unwanted(reader: Reader, way: Channel) -> String {
    match way {
        Channel::Email => reader.say(key::ChannelEmails),
        Channel::Sms => name(reader, ContactChannel::Sms),
        Channel::WhatsApp => name(reader, ContactChannel::WhatsApp),
        Channel::Letter => reader.say(key::ChannelLetters),
        Channel::Call => reader.say(key::ChannelCalls),
        Channel::Visit => reader.say(key::ChannelVisits),
    }
}

/// One button for each way, people's own ones too: the person said that they want no more of it.
#[component]
pub(super) fn StopFields(reader: Reader, case: CaseId) -> impl IntoView {
    let buttons = Channel::ALL.map(|channel| {
        let label = reader.say(key::ChannelStopButton { channel: &unwanted(reader, channel) });
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
