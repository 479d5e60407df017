//! Which words are found in each language, and how bad they are.

use super::*;

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
