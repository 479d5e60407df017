//! In which words a creditor speaks to one of its debtors.

use app::texts::{Address, Lang, Voice};

use crate::config::creditor::Settings;
use crate::store::debtor::Person;

/// The voice for a reader: the language they chose just now, else the one they chose for good, else the
/// debtor's, else the creditor's, else `otherwise`; tú or usted as the debtor chose, else as their row says,
/// else as the creditor speaks.
pub fn voice(
    settings: &Settings,
    person: Option<&Person>,
    (chosen, otherwise): (Option<Lang>, Lang),
) -> Voice {
    let own = |text: &Option<String>| text.as_deref().and_then(Lang::parse);
    let lang = chosen
        .or_else(|| person.and_then(|person| own(&person.chosen.language)))
        .or_else(|| person.and_then(|person| own(&person.language)))
        .or_else(|| own(&settings.file.language))
        .unwrap_or(otherwise);
    let form = person.and_then(|person| {
        person.chosen.address_form.as_deref().or(person.address_form.as_deref())
    });
    let address = match form {
        Some("tu") => Address::Tu,
        Some("usted") => Address::Usted,
        _ => settings.address,
    };
    Voice { lang, region: settings.country, address }
}

/// The voice of a message to a debtor, who is not there to choose.
pub fn to_debtor(settings: &Settings, person: &Person) -> Voice {
    voice(settings, Some(person), (None, Lang::Es))
}

/// The voice of a message to the team.
pub fn to_team(settings: &Settings) -> Voice {
    voice(settings, None, (None, Lang::Es))
}

/// The language in which the creditor writes its own texts.
pub fn written(settings: &Settings) -> Lang {
    to_team(settings).lang
}
