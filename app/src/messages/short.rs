//! What a message to a phone says: that there is something to read, from whom, and where. Anybody may see the
//! screen, so it says nothing else; and it is written in letters that a plain SMS has, whatever the language.

use super::envelope::Writer;
use crate::reader::Reader;
use crate::texts::key;

/// The words around the link `url`.
pub fn short(reader: Reader, writer: &Writer, url: &str) -> String {
    match writer.outside_name() {
        Some(creditor) => reader.say(key::ShortLink { creditor: &creditor, url }),
        None => reader.say(key::ShortLinkBare { url }),
    }
}

/// The creditor's name for a stranger's eyes: its own, or its site where the name would tell of money.
pub fn short_name(writer: &Writer) -> String {
    writer.outside_name().unwrap_or_else(|| writer.host().to_owned())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::country::Country;

    use super::*;
    use crate::shell::Contact;
    use crate::texts::{Address, Lang, Voice};

    const URL: &str = "https://sanborja.example/e/1111111111111111111111";

    /// The letters of the GSM alphabet that a text of ours may need, beside those of ASCII that it has.
    const GSM_BEYOND_ASCII: &str = "¡¿ñÑéèùìòÇØøÅåÄÖÜäöüàÆæßÉ";

    fn writer(name: &str) -> Writer {
        Writer {
            discreet_name: name.to_owned(),
            legal_name: "Clínica San Borja S.A.C.".to_owned(),
            legal_id: "RUC 20601234565".to_owned(),
            contact: Contact::default(),
            origin: "https://sanborja.example".to_owned(),
        }
    }

    fn readers() -> Vec<Reader> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let addresses = [Address::Tu, Address::Usted];
        let voices = Lang::ALL
            .into_iter()
            .flat_map(|lang| addresses.map(|address| Voice { lang, region: Country::Pe, address }));
        voices.map(|voice| Reader::new(voice, today)).collect()
    }

    #[test]
    fn it_names_the_sender_the_link_and_how_to_stop() {
        let reader = readers().remove(0);
        assert_eq!(
            short(reader, &writer("San Borja"), URL),
            "Tienes un mensaje privado de San Borja: \
             https://sanborja.example/e/1111111111111111111111 \
             Para dejar de recibirlos, responde BAJA."
        );
    }

    #[test]
    fn a_stranger_reads_nothing_about_money_whatever_the_name() {
        for reader in readers() {
            for name in ["Cobranzas del Sur", "\u{202e}\r\n", "Deudas $ 100", "Policía Financiera"]
            {
                let said = short(reader, &writer(name), URL);
                assert!(!said.contains(name) && said.contains(URL), "{said}");
                assert!(!super::super::discreet::tells(&said.replace(URL, "")), "{said}");
                assert_eq!(short_name(&writer(name)), "sanborja.example");
            }
        }
    }

    #[test]
    fn with_a_plain_name_it_fits_the_alphabet_and_two_parts_of_an_sms() {
        for reader in readers() {
            let said = short(reader, &writer("San Borja"), URL);
            let fits = |c: char| {
                (c.is_ascii() && !matches!(c, '`' | '[' | ']' | '{' | '}' | '\\' | '^' | '~' | '|'))
                    || GSM_BEYOND_ASCII.contains(c)
            };
            let other: Vec<char> = said.chars().filter(|c| !fits(*c)).collect();
            assert!(other.is_empty(), "{other:?} in {said}");
            assert!(said.chars().count() <= 306, "{said}");
            let word = said.trim_end_matches('.').rsplit(' ').next().expect("a word");
            assert_eq!(
                domain::keyword::keyword(word),
                Some(domain::keyword::Keyword::Stop),
                "{said}"
            );
        }
    }
}
