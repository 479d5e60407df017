//! Links about the ways by which people are reached.

use domain::ids::{CaseId, MessageId};

use super::pattern;

/// Where the reader of an e-mail stops more of them. The token stands in no other URL.
pub fn stop(token: &str) -> String {
    format!("/baja/{token}")
}

/// Where Twilio tells what becomes of a message of `creditor`.
pub fn twilio_status(creditor: &str, message: &MessageId) -> String {
    format!("/webhooks/twilio/{creditor}/{message}")
}

/// By which ways the person of a case is reached.
pub fn team_channels(case: &CaseId) -> String {
    of_case(pattern::TEAM_CHANNELS, case)
}

/// Where a link is sent by SMS or WhatsApp.
pub fn team_channel_link(case: &CaseId) -> String {
    of_case(pattern::TEAM_CHANNEL_LINK, case)
}

/// Where a permission is written down.
pub fn team_channel_consent(case: &CaseId) -> String {
    of_case(pattern::TEAM_CHANNEL_CONSENT, case)
}

/// Where a wish to stop is written down.
pub fn team_channel_stop(case: &CaseId) -> String {
    of_case(pattern::TEAM_CHANNEL_STOP, case)
}

/// Where words to send by hand are made.
pub fn team_channel_draft(case: &CaseId) -> String {
    of_case(pattern::TEAM_CHANNEL_DRAFT, case)
}

/// Where it is written down that they were sent.
pub fn team_channel_draft_sent(case: &CaseId) -> String {
    of_case(pattern::TEAM_CHANNEL_DRAFT_SENT, case)
}

/// Where it is written down that words were not sent by hand.
pub fn team_channel_draft_not_sent(case: &CaseId) -> String {
    of_case(pattern::TEAM_CHANNEL_DRAFT_NOT_SENT, case)
}

/// Where a letter is made.
pub fn team_channel_letter(case: &CaseId) -> String {
    of_case(pattern::TEAM_CHANNEL_LETTER, case)
}

fn of_case(pattern: &str, case: &CaseId) -> String {
    pattern.replace("{case}", case.as_str())
}
