use proptest::prelude::*;

use super::*;
use crate::template::{Field, Words};

const LETTER: &str = " El 27/11, {enlace}";

fn ground(lang: Lang) -> Ground<'static> {
    let country = if lang == Lang::Pt { Country::Br } else { Country::Pe };
    Ground { lang, country, address: Address::Tu, place: Place::Letter, court_file: None }
}

fn runs(text: &str) -> Vec<Run> {
    Words::parse(text).expect("words").runs(Lang::Es)
}

/// What is found in a sentence of a letter that has a date and a link.
#[track_caller]
fn of_letter(text: &str, ground: Ground<'_>) -> Vec<(Severity, Why)> {
    let found = check(&runs(&format!("{text}.{LETTER}")), ground);
    found.iter().map(|one| (one.severity, one.why)).collect()
}

fn said(lang: Lang, text: &str) -> Vec<(Severity, Why)> {
    // What speaks as usted is looked at as usted: here only the words matter.
    let both = [Address::Tu, Address::Usted].map(|address| {
        let mut found = of_letter(text, Ground { address, ..ground(lang) });
        found.retain(|(_, why)| *why != Why::Mixed);
        found
    });
    let [one, other] = both;
    assert_eq!(one, other);
    one
}

#[track_caller]
fn all_are(lang: Lang, is: (Severity, Why), texts: &[&str]) {
    for text in texts {
        let found = said(lang, text);
        assert!(found.contains(&is), "{text}: {found:?}");
        assert!(found.iter().all(|(severity, _)| *severity <= is.0), "{text}: {found:?}");
        let shouted = said(lang, &text.to_uppercase());
        assert!(
            shouted.contains(&is) || shouted.iter().any(|(s, _)| *s > is.0),
            "{text}: {shouted:?}"
        );
    }
}

#[test]
fn what_threatens_or_looks_like_a_court_is_refused_in_spanish() {
    use Severity::Refused;
    for (why, texts) in [
        (
            Why::Threat,
            &[
                "Atente a las consecuencias",
                "Aténgase a las consecuencias",
                "Atenete a las consecuencias",
                "Tomaremos medidas",
                "Tomaremos otras medidas",
                "Habrá medidas drásticas",
                "Te vas a arrepentir",
                "Se va a arrepentir",
                "Sabemos dónde vives",
                "Sabemos donde trabajas",
                "Sabemos muy bien dónde vive",
                "Te vamos a encontrar",
                "Lo vamos a buscar",
                "No nos obligues",
                "No nos obligue a más",
                "Será por las malas",
                "Irás a la cárcel",
                "Hay pena de prisión",
                "Puedes ir preso",
                "Avisaremos a la policía",
                "Es un delito",
                "Esto es una estafa",
                "Eres un estafador",
                "Haremos una denuncia penal",
                "Iremos a tu casa",
                "Vamos a ir a su domicilio",
                "Cortaremos todo",
                "Duerme en paz",
            ][..],
        ),
        (
            Why::Court,
            &[
                "Ya está en el juzgado",
                "Te llevaremos a juicio",
                "Irá a juicio",
                "Habrá juicio",
                "Lo verá un juez",
                "Presentaremos una querella",
                "Lo verá un tribunal",
                "Presentaremos una demanda",
                "Has sido demandado",
                "Habrá embargo",
                "Vamos a embargar tu sueldo",
                "Notificación judicial",
                "Esta es una citación",
                "Recibe este citatorio",
                "Último emplazamiento",
                "Bajo apercibimiento",
                "Con orden judicial",
                "Mandamiento de pago",
                "Se hará el remate",
                "Habrá desalojo",
                "Sigue el lanzamiento",
                "Habrá sentencia",
                "Irá a la fiscalía",
                "Lo sabrá el Ministerio Público",
                "Cédula de notificación",
                "Irá el actuario",
                "Cobranza prejudicial",
            ],
        ),
    ] {
        all_are(Lang::Es, (Refused, why), texts);
    }
}

#[test]
fn what_shames_shouts_or_draws_others_in_is_refused_in_spanish() {
    use Severity::Refused;
    for (why, texts) in [
        (
            Why::Shame,
            &[
                "Eres mala paga",
                "Eres un irresponsable",
                "Sinvergüenza",
                "Caradura",
                "Conchudo",
                "Tramposo",
                "Cobarde",
                "Te escondes",
                "Se esconde de nosotros",
                "Hay que dar la cara",
                "Qué vergüenza",
                "Estás en la lista negra",
                "Un mal cliente",
            ][..],
        ),
        (
            Why::ThirdParty,
            &[
                "Lo sabrá tu familia",
                "Piensa en tus hijos",
                "Se lo diremos a tus vecinos",
                "Llamaremos a tu jefe",
                "Llamaremos a su empleador",
                "Iremos a tu centro de trabajo",
                "Tenemos tus contactos",
                "Llamaremos a sus referencias",
                "Todos se enterarán",
                "Publicaremos tu nombre",
            ],
        ),
        (Why::Shouting, &["PAGUE YA", "Paga ya mismo"]),
    ] {
        all_are(Lang::Es, (Refused, why), texts);
    }
}

#[test]
fn what_presses_blames_or_hurries_is_warned_about_in_spanish() {
    use Severity::Warned;
    for (why, texts) in [
        (
            Why::Pressure,
            &[
                "Tendrá consecuencias",
                "Es la última oportunidad",
                "Te conviene",
                "Evita problemas",
                "Haremos una visita domiciliaria",
            ][..],
        ),
        (
            Why::Legal,
            &[
                "Este es un requerimiento",
                "Es una intimación",
                "Enviaremos una carta notarial",
                "Recibirás un burofax",
                "Lo ve el departamento jurídico",
                "Lo ve un estudio de abogados",
                "Iniciaremos acciones legales",
                "Expediente N.º 1234",
            ],
        ),
        (
            Why::Blame,
            &[
                "Cliente moroso",
                "La morosidad",
                "Estimado deudor",
                "Has incumplido",
                "Incumpliste el acuerdo",
                "Es tu falta",
                "Otra vez sin fecha",
                "Faltaste a tu palabra",
            ],
        ),
        (
            Why::Bureau,
            &[
                "Llamaremos a tu aval",
                "Lo pagará tu garante",
                "También tu codeudor",
                "Irá al buró",
                "Irá a DICOM",
                "Saldrá en Infocorp",
                "Saldrá en DataCrédito",
                "Saldrá en ASNEF",
            ],
        ),
        (
            Why::Urgency,
            &[
                "URGENTE",
                "Responde inmediatamente",
                "Son las últimas horas",
                "Una oferta irrepetible",
                "Felicidades, ganaste",
                "⚠ Mira esto",
                "🚨 Mira esto",
            ],
        ),
        (Why::Reason, &["¿Por qué no pagaste", "El motivo del atraso", "¿Por qué no has pagado"]),
        (Why::FalseFriend, &["Puedes cancelar el total", "Recibe tu finiquito"]),
        (Why::Capitals, &["Mira ESTO ahora", "Tu CUOTA sigue"]),
    ] {
        all_are(Lang::Es, (Warned, why), texts);
    }
}

#[test]
fn some_words_weigh_otherwise_in_one_country() {
    let in_country = |country, text| of_letter(text, Ground { country, ..ground(Lang::Es) });
    let refused = (Severity::Refused, Why::Reason);
    assert_eq!(in_country(Country::Co, "¿Por qué no pagaste"), [refused]);
    let friend = (Severity::Warned, Why::FalseFriend);
    assert_eq!(in_country(Country::Es, "Haz un abono"), [friend]);
    assert_eq!(in_country(Country::Mx, "Haz un abono"), []);
    assert_eq!(in_country(Country::Mx, "Recibe tu finiquito"), []);
    assert_eq!(in_country(Country::Cl, "Recibe tu finiquito"), [friend]);
}

#[test]
fn english_and_portuguese_have_lists_of_their_own() {
    use Severity::{Refused, Warned};
    for (lang, is, texts) in [
        (
            Lang::En,
            (Refused, Why::Threat),
            &[
                "Do it, or else",
                "Face the consequences",
                "You may go to jail",
                "We ask for your arrest",
                "We call the police",
                "We know where you live",
                "This is criminal",
                "This is fraud",
            ][..],
        ),
        (
            Lang::En,
            (Refused, Why::Court),
            &[
                "Court summons",
                "A subpoena",
                "We seize it",
                "We garnish wages",
                "A judgment",
                "We will take you to court",
                "We will sue you",
                "This ends in a lawsuit",
                "A judge will see it",
            ],
        ),
        (
            Lang::En,
            (Refused, Why::Shame),
            &["Deadbeat", "You are a liar", "How irresponsible", "Shame on you"],
        ),
        (
            Lang::En,
            (Refused, Why::ThirdParty),
            &["Your family", "Your neighbours", "Your employer", "We tell everyone"],
        ),
        (Lang::En, (Warned, Why::Legal), &["Legal action", "Our attorney"]),
        (Lang::En, (Warned, Why::Urgency), &["Final warning", "Act now", "URGENT"]),
        (Lang::En, (Warned, Why::Blame), &["A delinquent account", "You defaulted", "In default"]),
        (Lang::En, (Warned, Why::Bureau), &["Your credit score", "The credit bureau"]),
        (
            Lang::Pt,
            (Refused, Why::Threat),
            &[
                "Vai arcar com as consequências",
                "Tomaremos as medidas cabíveis",
                "Medidas drásticas",
                "Vai para a cadeia",
                "Vai para a prisão",
                "Chamaremos a polícia",
                "Sabemos onde você mora",
                "Isso é crime",
                "Isso é estelionato",
            ],
        ),
        (
            Lang::Pt,
            (Refused, Why::Court),
            &[
                "Intimação",
                "Mandado",
                "Penhora",
                "Bloqueio de bens",
                "Oficial de justiça",
                "Vamos levar à justiça",
                "Abriremos um processo",
                "Está em processo judicial",
                "Vamos processar você",
                "Um juiz vai ver",
                "Ação judicial",
            ],
        ),
        (
            Lang::Pt,
            (Refused, Why::Shame),
            &["Caloteiro", "Mau pagador", "Sem-vergonha", "Irresponsável"],
        ),
        (
            Lang::Pt,
            (Refused, Why::ThirdParty),
            &["Sua família", "Seus vizinhos", "Seu chefe", "Sua empresa", "Todos vão saber"],
        ),
        (Lang::Pt, (Refused, Why::Shouting), &["Pague já"]),
        (Lang::Pt, (Warned, Why::Blame), &["Cliente inadimplente", "Prezado devedor"]),
        (Lang::Pt, (Warned, Why::Legal), &["Medidas legais", "Nosso advogado"]),
        (
            Lang::Pt,
            (Warned, Why::Bureau),
            &["Nome sujo", "Negativado", "Vai para o SPC", "Vai para o Serasa", "Protesto"],
        ),
        (Lang::Pt, (Warned, Why::Urgency), &["Última chance", "URGENTE"]),
    ] {
        all_are(lang, is, texts);
    }
}

#[test]
fn ordinary_words_pass() {
    for text in [
        "Sin embargo, puedes mover la fecha",
        "SIN EMBARGO puedes",
        "La muela del juicio",
        "A nuestro juicio, conviene verlo",
        "Av. del Juez 5",
        "Tu cita médica",
        "El área de urgencias",
        "Junta de vecinos Los Olivos",
        "La ley de la oferta y demanda",
        "Según la orden de compra",
        "El corte del servicio",
        "Av. Tribunal 123",
        "Calle del Tribunal 8",
        "Doctor Fiscal",
        "Con PayPal",
        "Hace falta tu respuesta",
        "El DNI y el RUC",
        "Responde BAJA",
        "¡Gracias",
        "Enviamos el certificado",
    ] {
        let found: Vec<_> = said(Lang::Es, text);
        let found: Vec<_> = found.into_iter().filter(|(_, why)| *why != Why::Capitals).collect();
        assert_eq!(found, [], "{text}");
    }
    assert_eq!(said(Lang::En, "By default, the clinic writes. Cardiac arrest"), []);
    for text in ["See you at the tennis court", "12 Court Street", "Judge for yourself"] {
        assert_eq!(said(Lang::En, text), [], "{text}");
    }
    for text in
        ["A cadeia de lojas", "O processo de compra", "Rua da Justiça 8", "Pagamento processado"]
    {
        assert_eq!(said(Lang::Pt, text), [], "{text}");
    }
}

#[test]
fn a_threat_is_refused_in_whatever_language_a_text_is_said_to_be() {
    for (why, text) in [
        (Why::Court, "Habrá embargo de tus cuentas"),
        (Why::Threat, "Avisaremos a la policía"),
        (Why::ThirdParty, "We tell your family"),
        (Why::Court, "Vamos à justiça"),
        (Why::Shame, "Caloteiro"),
    ] {
        for lang in Lang::ALL {
            assert!(said(lang, text).contains(&(Severity::Refused, why)), "{lang:?}: {text}");
        }
    }
}

#[test]
fn a_word_that_is_harmless_in_the_language_of_the_text_is_not_refused_for_another_one() {
    assert_eq!(said(Lang::Es, "Te hemos mandado el detalle"), []);
    assert_eq!(said(Lang::Es, "Hay que liar el paquete"), []);
    assert_eq!(said(Lang::Pt, "Com tanta demanda, a resposta demora"), []);
}

#[test]
fn what_a_document_is_called_counts_since_the_creditor_named_it() {
    let text = "El {fecha} tienes {documento} con {negocio}: {enlace}";
    let bad = filled(&[(Field::Document, "Notificación judicial 4")], text);
    let found = check(&bad, ground(Lang::Es));
    assert_eq!((found[0].severity, found[0].why), (Severity::Refused, Why::Court));
    assert_eq!(check(&filled(&[(Field::Document, "Factura F001-4")], text), ground(Lang::Es)), []);
}

#[test]
fn letters_that_hide_do_not_hide_a_word() {
    // Letters without width are no words of a text: they are refused before anybody reads them.
    assert!(Words::parse("mor\u{200b}oso").is_err());
    for text in
        ["MOROSO", "m\u{f3}r\u{f3}so", "mo\u{301}roso", "mоrоsо", "ｍｏｒｏｓｏ"]
    {
        let found = said(Lang::Es, text);
        assert!(found.contains(&(Severity::Warned, Why::Blame)), "{text:?}: {found:?}");
    }
}

fn filled(values: &[(Field, &str)], text: &str) -> Vec<Run> {
    let value = |field: Field| {
        let known = values.iter().find(|(known, _)| *known == field);
        Some(known.map_or("x", |(_, value)| *value).to_owned())
    };
    Words::parse(text).expect("words").fill(&value).expect("filled")
}

#[test]
fn what_somebody_is_called_never_counts_and_what_the_creditor_is_called_does() {
    let text = "Hola, {nombre}. Te escribe {negocio}: el {fecha} tienes una fecha. {enlace}";
    let spanish = ground(Lang::Es);
    for name in ["Embargo Moroso", "POLICÍA!!!", "Tu jefe lo sabe 🚨", "Debes $ 5"] {
        let runs = filled(&[(Field::Name, name)], text);
        for place in [Place::Letter, Place::Sms, Place::Line, Place::WhatsApp] {
            assert_eq!(check(&runs, Ground { place, ..spanish }), [], "{name}");
        }
    }
    // A name between two words does not make them stand apart or together.
    let apart = filled(&[(Field::Name, "Paga")], "Eres mala {nombre}, el {fecha} {enlace}");
    assert_eq!(check(&apart, spanish), []);
    for (name, why) in [
        ("Juzgado de Cobranzas", Why::Court),
        ("Embargos Lima S.A.C.", Why::Court),
        ("Policía Financiera", Why::Threat),
        ("Mala Paga S.A.", Why::Shame),
    ] {
        let runs = filled(&[(Field::Business, name)], text);
        let found = check(&runs, spanish);
        assert_eq!((found[0].severity, found[0].why), (Severity::Refused, why), "{name}");
        let start = runs[..3].iter().map(|run| run.text.chars().count()).sum::<usize>();
        assert!(found[0].start >= start && found[0].found.len() >= 5, "{found:?}");
    }
    for name in ["CLÍNICA SAN BORJA", "Junta de Vecinos", "Av. Tribunal Sur", "IBAN S.A."] {
        assert_eq!(check(&filled(&[(Field::Business, name)], text), spanish), [], "{name}");
    }
}

#[test]
fn a_name_is_refused_for_what_it_tells_or_threatens_and_a_document_for_what_it_threatens() {
    for name in ["Cobranzas del Sur", "Embargos Ya", "Policía Financiera", "Todo a $ 1"] {
        assert!(refuses_name(name), "{name}");
    }
    for name in ["Clínica San Borja", "Colegio 2 de Mayo", "Pensión Rosa", "Muñoz & Peña"] {
        assert!(!refuses_name(name), "{name}");
    }
    for (name, is_refused) in
        [("Notificación judicial", true), ("Factura F001-4", false), ("Letra 12", false)]
    {
        assert_eq!(refuses_document(name), is_refused, "{name}");
    }
}

#[test]
fn a_text_has_a_date_a_way_to_answer_and_one_way_to_speak() {
    let spanish = ground(Lang::Es);
    let found = |text: &str, ground: Ground<'_>| {
        check(&runs(text), ground).iter().map(|one| one.why).collect::<Vec<_>>()
    };
    for (text, whys) in [
        ("Hay novedades: {enlace}", &[Why::NoDate][..]),
        ("El 27 de noviembre: {enlace}", &[]),
        ("El {fecha}: {enlace}", &[]),
        ("El 27/11: llámanos", &[]),
        ("El 27 nov: 01 5550100", &[]),
        ("Hay 2 de 4 cuotas: {enlace}", &[Why::NoDate]),
        ("Hay novedades el {fecha}", &[Why::NoReply]),
        ("El {fecha}: ¡hola! ¡gracias! {enlace}", &[Why::Exclamations]),
        ("El {fecha}: hola!! {enlace}", &[Why::Shouting]),
        ("El {fecha}: ‼ {enlace}", &[Why::Shouting]),
        ("El {fecha}: hola. Suspenderemos el servicio. {enlace}", &[Why::Undated]),
        ("Suspenderemos el servicio el {fecha}. {enlace}", &[]),
        ("El {fecha} tienes una fecha. Le escribimos aquí: {enlace}", &[Why::Mixed]),
    ] {
        assert_eq!(found(text, spanish), whys, "{text}");
    }
    let usted = Ground { address: Address::Usted, ..spanish };
    assert_eq!(found("El {fecha} puede elegir: {enlace}", usted), []);
    assert_eq!(found("El {fecha} puedes elegir: {enlace}", usted), [Why::Mixed]);
    let sms = Ground { place: Place::Sms, ..spanish };
    assert_eq!(found("{negocio}: hay novedades {enlace}", sms), [], "it is too short for a date");
    assert_eq!(found("{negocio}: hay novedades", sms), [Why::NoReply]);
}

#[test]
fn where_strangers_read_nothing_tells_of_money() {
    let spanish = ground(Lang::Es);
    let at = |place, text: &str| check(&runs(text), Ground { place, ..spanish });
    for place in [Place::Line, Place::Sms] {
        assert_eq!(at(place, "{negocio}: {nombre}, tienes una fecha el {fecha}. {enlace}"), []);
        for text in [
            "Tu deuda {enlace}",
            "Debes {enlace}",
            "Son $ 5 {enlace}",
            "Son {monto} {enlace}",
            "Regulariza tu mensualidad {enlace}",
            "Tu letra {enlace}",
            "Tu pensión {enlace}",
            "Faltan 850.00 {enlace}",
            "Faltan 1.850,00 {enlace}",
            "Faltan S/ 850 {enlace}",
            "Faltan S/. 850 {enlace}",
            "Hay algo pendiente {enlace}",
        ] {
            let found = at(place, text);
            assert_eq!(found[0].why, Why::Discretion, "{text}");
            assert_eq!(found[0].severity, Severity::Refused, "{text}");
        }
    }
    for text in
        ["{negocio}: el 28.11.2026 {enlace}", "A las 10:30 {enlace}", "Somos 1.500 {enlace}"]
    {
        assert_eq!(at(Place::Sms, text), [], "{text}");
    }
    let named = filled(&[(Field::Business, "Pensión Rosa")], "{negocio}: hay novedades {enlace}");
    assert_eq!(check(&named, Ground { place: Place::Sms, ..spanish }), [], "a name may say it");
    let early = at(Place::WhatsApp, "Hola, {nombre}. Tu cuota del {fecha} está cerca");
    assert_eq!(early[0].why, Why::Discretion);
    let late =
        "Hola, {nombre}. Te escribe {negocio}, como quedamos. La cuota del {fecha} está cerca";
    assert_eq!(at(Place::WhatsApp, late), []);
}

#[test]
fn with_the_number_of_its_file_a_court_may_be_named() {
    let text =
        "El {fecha} se presentó la demanda 00123-2026. Si llegamos a un acuerdo, para: {enlace}";
    let spanish = ground(Lang::Es);
    assert_eq!(check(&runs(text), spanish)[0].why, Why::Court);
    let real = |file| Ground { court_file: Some(file), ..spanish };
    assert_eq!(check(&runs(text), real("00123-2026")), []);
    assert_eq!(check(&runs(text), real("00999-2026"))[0].why, Why::Court, "another file");
    assert_eq!(check(&runs(text), real(" "))[0].why, Why::Court, "no file");
}

#[test]
fn a_finding_says_where_it_is_and_what_to_say_instead() {
    let found =
        check(&runs("Hola, {nombre}: sé qué es un Moroso. {fecha} {enlace}"), ground(Lang::Es));
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.start, one.end, &*one.found), (29, 35, "Moroso"));
    assert_eq!(one.better, "Lo del {fecha} sigue pendiente.");
}

proptest! {
    #[test]
    fn no_text_breaks_the_check_and_findings_stand_in_it(text in "\\PC{0,120}", name in "\\PC{0,40}") {
        let runs = vec![Run::own(&*text), Run { text: name, field: Some(Field::Business) }];
        let whole = crate::template::said(&runs);
        for lang in Lang::ALL {
            for place in [Place::Line, Place::Sms, Place::WhatsApp, Place::Letter] {
                for one in check(&runs, Ground { place, ..ground(lang) }) {
                    let there: String = whole.chars().skip(one.start).take(one.end - one.start).collect();
                    prop_assert_eq!(there, one.found);
                }
            }
        }
    }

    #[test]
    fn a_persons_data_adds_no_finding(name in "\\PC{0,40}") {
        let text = "Hola, {nombre}: el {fecha} tienes una fecha con {negocio}. {enlace}";
        let values = [(Field::Name, &*name), (Field::Amount, &*name)];
        prop_assert_eq!(check(&filled(&values, text), ground(Lang::Es)), []);
    }
}
