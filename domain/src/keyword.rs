//! The words by which somebody who answers a message stops what comes by that way, or lets it come again.

use crate::search_name::search_words;

/// What a message that is nothing but a keyword asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Keyword {
    /// Nothing more by this way.
    Stop,
    /// Messages may come again.
    Start,
}

/// Words that stop, as [`search_words`] gives them. The English ones are those that Twilio acts on by
/// itself; who writes one gets nothing more from it until they write one of [`START`].
const STOP: [&str; 18] = [
    "stop",
    "stopall",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "optout",
    // Spanish.
    "baja",
    "alto",
    "salir",
    "cancelar",
    "parar",
    "desuscribir",
    "detener",
    // Portuguese.
    "sair",
    "pare",
    "descadastrar",
];

/// Wishes of several words that nobody can take for anything else.
const STOP_PHRASES: [&[&str]; 8] = [
    &["opt", "out"],
    &["dar", "de", "baja"],
    &["darme", "de", "baja"],
    &["denme", "de", "baja"],
    &["no", "mas", "mensajes"],
    &["no", "me", "escriban"],
    &["no", "me", "escriban", "mas"],
    &["nao", "quero", "receber"],
];

/// The words that let messages come again: Twilio's own, and no other. It would go on refusing ours to
/// who wrote anything else.
const START: [&str; 3] = ["start", "unstop", "yes"];

/// Words that may stand beside a keyword that stops.
const POLITE: [&str; 8] =
    ["por", "favor", "gracias", "please", "thanks", "obrigado", "obrigada", "ya"];

/// Reads a message that somebody sent; `None` if it says something else. Case, accents and punctuation do
/// not matter. To stop a polite word may stand beside the keyword, to start again the keyword stands alone.
pub fn keyword(text: &str) -> Option<Keyword> {
    let words = search_words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let [word] = *words
        && START.contains(&word)
    {
        return Some(Keyword::Start);
    }
    let meant: Vec<&str> = words.into_iter().filter(|word| !POLITE.contains(word)).collect();
    let stops = match *meant {
        [word] => STOP.contains(&word),
        _ => STOP_PHRASES.contains(&meant.as_slice()),
    };
    stops.then_some(Keyword::Stop)
}

/// Words of an answer that asks for nothing, as [`search_words`] gives them.
const THANKS: [&str; 26] = [
    "gracias",
    "muchas",
    "mil",
    "ok",
    "okay",
    "oki",
    "vale",
    "listo",
    "bueno",
    "buenos",
    "buenas",
    "dias",
    "tardes",
    "noches",
    "recibido",
    "entendido",
    "perfecto",
    "de",
    "acuerdo",
    "thanks",
    "thank",
    "you",
    "obrigado",
    "obrigada",
    "muito",
    "certo",
];

/// Whether a message is thanks, a greeting or an "ok" and nothing else: nobody waits for an answer to it. An empty
/// one is not.
pub fn is_polite(text: &str) -> bool {
    let words = search_words(text);
    !words.is_empty() && words.iter().all(|word| THANKS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_stops_is_understood_however_it_is_written() {
        for text in [
            "BAJA",
            "baja",
            " Baja. ",
            "¡BAJA!",
            "bája",
            "ALTO",
            "STOP",
            "Stop!!",
            "SALIR",
            "cancelar",
            "Parar",
            "PARE",
            "Sair",
            "StopAll",
            "UNSUBSCRIBE",
            "quit",
            "END",
            "opt-out",
            "OPTOUT",
            "Baja por favor",
            "STOP please",
            "No me escriban más",
            "Dar de baja",
            "No más mensajes, por favor.",
        ] {
            assert_eq!(keyword(text), Some(Keyword::Stop), "{text}");
        }
    }

    #[test]
    fn thanks_wait_for_no_answer() {
        for text in [
            "ok",
            "Ok gracias",
            "¡Muchas gracias!",
            "Listo, de acuerdo.",
            "obrigada",
            "Buenos días",
        ] {
            assert!(is_polite(text), "{text}");
        }
        for text in
            ["", "…", "ok, ¿cuánto debo?", "gracias pero ya pagué", "llámenme", "baja", "👍"]
        {
            assert!(!is_polite(text), "{text}");
        }
    }

    #[test]
    fn only_the_providers_own_words_alone_start_again() {
        for text in ["START", "start.", "Unstop", "YES"] {
            assert_eq!(keyword(text), Some(Keyword::Start), "{text}");
        }
        for text in ["ALTA", "si", "start please", "yes I will pay", "comenzar"] {
            assert_eq!(keyword(text), None, "{text}");
        }
    }

    #[test]
    fn what_says_something_else_is_left_to_a_person() {
        for text in [
            "",
            "…",
            "Ya pagué",
            "Quiero cancelar mi deuda",
            "No puedo parar de trabajar",
            "Alto ahí, eso no es mío",
            "¿Cuánto debo?",
            "baja la cuota",
        ] {
            assert_eq!(keyword(text), None, "{text}");
        }
    }
}
