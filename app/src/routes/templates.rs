//! Links to the pages of templates.

use domain::template::{Speech, Which};

/// All templates in these words.
pub fn team_templates(speech: Speech) -> String {
    format!("/panel/mensajes?voice={}", speech.code())
}

/// One of them.
pub fn team_template(which: Which) -> String {
    let Which { occasion, channel, speech } = which;
    let (kind, channel, voice) = (occasion.code(), channel.as_str(), speech.code());
    format!("/panel/mensajes/texto?kind={kind}&channel={channel}&voice={voice}")
}
