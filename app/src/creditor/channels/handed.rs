//! What went to the person's phone, and how it stands.

use chrono::NaiveDateTime;
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;
use leptos::prelude::*;

use super::name;
use crate::creditor::happened::when;
use crate::creditor::table::{Column, Table};
use crate::reader::Reader;
use crate::texts::key;

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

/// The messages with how each stands; nothing where there are none.
#[component]
pub(super) fn Handed(reader: Reader, handed: Vec<HandedRow>) -> impl IntoView {
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
