//! What occasions, channels, ways to speak and fields are called.

use domain::contact_channel::ContactChannel;
use domain::country::Address;
use domain::reminder::StepKind;
use domain::template::{Field, Speech};

use crate::reader::Reader;
use crate::texts::{Lang, key};

pub(crate) fn occasion_name(reader: Reader, occasion: StepKind) -> String {
    match occasion {
        StepKind::Courtesy => reader.say(key::TemplateCourtesy),
        StepKind::Kind => reader.say(key::TemplateKind),
        StepKind::Firm => reader.say(key::TemplateFirm),
        StepKind::Final => reader.say(key::TemplateFinalNotice),
        StepKind::InstalmentSoon => reader.say(key::TemplateInstalmentSoon),
        StepKind::InstalmentToday => reader.say(key::TemplateInstalmentToday),
        StepKind::InstalmentMissed => reader.say(key::TemplateInstalmentMissed),
        StepKind::PromiseEve => reader.say(key::TemplatePromiseEve),
        StepKind::PromiseBroken => reader.say(key::TemplatePromiseBroken),
        StepKind::OfferEnds => reader.say(key::TemplateOfferEnding),
        StepKind::Settled => reader.say(key::TemplateSettled),
    }
}

pub(crate) fn channel_name(reader: Reader, channel: ContactChannel) -> String {
    match channel {
        ContactChannel::Email => reader.say(key::TemplateEmail),
        ContactChannel::Sms => "SMS".to_owned(),
        ContactChannel::WhatsApp => "WhatsApp".to_owned(),
    }
}

pub(in crate::creditor) fn speech_name(reader: Reader, speech: Speech) -> String {
    match (speech.lang, speech.address) {
        (Lang::Es, Address::Tu) => reader.say(key::TemplateSpeechTu),
        (Lang::Es, Address::Usted) => reader.say(key::TemplateSpeechUsted),
        (lang, _) => lang.own_name().to_owned(),
    }
}

/// What comes in the place of a field.
pub(super) fn field_means(reader: Reader, field: Field) -> String {
    match field {
        Field::Name => reader.say(key::TemplateFieldName),
        Field::Business => reader.say(key::TemplateFieldBusiness),
        Field::Link => reader.say(key::TemplateFieldLink),
        Field::Date => reader.say(key::TemplateFieldDate),
        Field::Limit => reader.say(key::TemplateFieldLimit),
        Field::Amount => reader.say(key::TemplateFieldAmount),
        Field::Document => reader.say(key::TemplateFieldDocument),
        Field::Breakdown => reader.say(key::TemplateFieldBreakdown),
        Field::Phone => reader.say(key::TemplateFieldPhone),
        Field::Identity => reader.say(key::TemplateFieldIdentity),
        Field::OptOut => reader.say(key::TemplateFieldOptOut),
    }
}
