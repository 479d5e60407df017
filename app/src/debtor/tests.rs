//! What holds for every page of the debtor, in every language.

mod markup;
mod ways_out;

use std::fmt::Write as _;

use domain::country::Country;

use super::samples::{BOGOTA, LIMA, Sample, Scene};
use crate::texts::{Address, Lang, Voice};

/// The countries whose words differ.
const COUNTRIES: [Country; 6] =
    [Country::Pe, Country::Co, Country::Mx, Country::Cl, Country::Es, Country::Ec];

/// All pages for all readers: three languages, Spanish twice and in every country's words.
fn all() -> Vec<(Lang, Address, Sample)> {
    let readers = [
        (Lang::Es, Address::Tu),
        (Lang::Es, Address::Usted),
        (Lang::En, Address::Tu),
        (Lang::Pt, Address::Tu),
    ];
    readers
        .into_iter()
        .flat_map(|(lang, address)| {
            let countries = if lang == Lang::Es { &COUNTRIES[..] } else { &COUNTRIES[..1] };
            countries.iter().map(move |country| (lang, address, *country))
        })
        .flat_map(|(lang, address, country)| {
            let pages = LIMA.read_in(lang, address).read_from(country).pages();
            pages.into_iter().map(move |page| (lang, address, page))
        })
        .collect()
}

/// The words that people read on a page, without names and addresses that are data, and without the
/// names of the other languages.
fn words(html: &str) -> Vec<String> {
    let mut text = markup::text(html).replace('\u{2060}', "");
    for data in [
        "Clínica San Borja",
        "AlDía",
        "Español",
        "English",
        "Português",
        "Consulta y ecografía",
        "Farmacia",
        "Rosa Quispe Mamani",
        "Av. Aviación 2850, San Borja, Lima",
        "Libro de Reclamaciones",
        "r…@gmail.com",
        "checkout.stripe.com",
    ] {
        text = text.replace(data, " ");
    }
    text.to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words that only one of the three languages has.
const ONLY: [(Lang, &[&str]); 3] = [
    (
        Lang::Es,
        &[
            "el", "los", "tu", "y", "con", "más", "otra", "hoy", "aquí", "eres", "cuenta",
            "nuestro", "una", "muy", "sin", "hay", "está",
        ],
    ),
    (
        Lang::En,
        &["the", "of", "and", "your", "you", "is", "to", "with", "we", "it", "pay", "not", "from"],
    ),
    (Lang::Pt, &["você", "não", "das", "seu", "sua", "com", "em", "ou", "são", "um", "ao", "está"]),
];

/// Spanish and Portuguese share these.
const SHARED: [&str; 1] = ["está"];

#[test]
fn no_page_holds_a_word_of_another_language() {
    for (lang, address, Sample { name, html }) in all() {
        let words = words(&html);
        assert!(words.len() > 15, "{name} says almost nothing");
        for (other, stops) in ONLY.iter().filter(|(other, _)| *other != lang) {
            let found = stops.iter().find(|stop| {
                words.iter().any(|word| word == *stop)
                    && (lang == Lang::En || !SHARED.contains(*stop))
            });
            assert_eq!(found, None, "{name} in {lang:?} {address:?} has a word of {other:?}");
        }
    }
}

#[test]
fn tu_and_usted_are_never_mixed() {
    const TU: [&str; 20] = [
        "tu",
        "tus",
        "te",
        "ti",
        "contigo",
        "eres",
        "tienes",
        "puedes",
        "quieres",
        "necesitas",
        "prefieres",
        "pagas",
        "pagues",
        "abre",
        "dínoslo",
        "hiciste",
        "pagaste",
        "elige",
        "haces",
        "espera",
    ];
    const USTED: [&str; 6] = ["usted", "sus", "revise", "escriba", "llámenos", "díganoslo"];
    for (lang, address, Sample { name, html }) in all() {
        if lang != Lang::Es {
            continue;
        }
        let wrong: &[&str] = if address == Address::Tu { &USTED } else { &TU };
        let words = words(&html);
        let found = wrong.iter().find(|wrong| words.iter().any(|word| word == *wrong));
        assert_eq!(found, None, "{name} for {address:?}");
    }
}

#[test]
fn every_page_is_sound_markup() {
    for (lang, _, Sample { name, html }) in all() {
        if let Err(fault) = markup::check(&html) {
            panic!("{name} in {lang:?}: {fault}\n{html}");
        }
    }
}

#[test]
fn titles_are_discreet() {
    for (_, _, Sample { name, html }) in all() {
        let title = html.split("<title>").nth(1).and_then(|t| t.split("</title>").next());
        let title = title.unwrap_or_default();
        assert!(!title.is_empty() && !title.contains("S/"), "{name}: {title}");
        for word in ["deuda", "debt", "dívida", "mora", "vencid", "overdue"] {
            assert!(!title.to_lowercase().contains(word), "{name}: {title}");
        }
    }
}

#[test]
fn the_first_page_is_the_same_for_every_link() {
    use super::enter::{Host, page};
    let html = page(LIMA.shell_neutral(), Host::Shared);
    assert_eq!(
        html,
        page(BOGOTA.read_in(Lang::Es, Address::Tu).shell_neutral_in(LIMA), Host::Shared)
    );
    assert!(!html.contains("/e/") && !html.contains("San Borja"));
}

impl Scene {
    /// The same scene for a reader of another country.
    fn read_from(self, region: Country) -> Self {
        Self { voice: Voice { region, ..self.voice }, ..self }
    }

    /// A neutral shell as `other` reads it: nothing of this scene may show.
    fn shell_neutral_in(self, other: Scene) -> crate::shell::Shell {
        crate::shell::Shell { reader: other.reader(), ..self.shell_neutral() }
    }
}

#[test]
fn the_statement_reads_from_top_to_bottom() {
    let page = LIMA.pages().into_iter().find(|page| page.name == "statement").expect("a page");
    insta::assert_snapshot!(markup::outline(&page.html), @r#"
    Hola, Rosa
    # Total pendiente
    S/ 620.00 620 soles
    Vencido: S/ 420.00
    Por vencer: S/ 200.00 (30 de noviembre)
    Con tarjeta o por transferencia bancaria. → Pagar S/ 620.00 → Pagar solo lo vencido: S/ 420.00
    ## ¿Qué más necesitas hoy?
    → Pagar una parte
    → Ya pagué
    → No es mío o hay un error
    → Prefiero hablar con una persona
    → Cambiar o parar los recordatorios
    ## Detalle de lo pendiente
    ### Consulta y ecografía  S/ 420.00 420 soles
    Documento B001-2231 del 11 de setiembre
    Venció el 11 de octubre, hace 42 días
    Monto: S/ 500.00
    Interés moratorio: S/ 20.00
    Ya pagado: −S/ 100.00
    Incluye S/ 5.00 de interés moratorio, contado por días desde el 31 de octubre hasta hoy: 12 % al año sobre lo vencido.
    ### Documento B001-2307  S/ 380.00 380 soles En revisión: no se cuenta en el total
    Venció el 21 de noviembre, hace 1 día
    ### Farmacia  S/ 200.00 200 soles
    Documento B001-2410 del 11 de setiembre
    Vence el 30 de noviembre
    ## Qué pasa ahora
    El lunes 30 de noviembre vence Farmacia: S/ 200.00.
    Cuando tu pago se confirma, aquí queda tu recibo y se detienen los recordatorios de lo que pagaste.
    ¿Ya pagaste o hay un error? Dínoslo y pausamos los recordatorios.
    ## Tus pagos
    → S/ 100.00, el 3 de noviembre
    → Condiciones de pago
    → Tus derechos
    → Tus mensajes
    ## ¿Prefieres hablar con una persona?
    → Llamar al 01 555 0100
    9:00–18:00
    → Escribir a pagos@sanborja.example
    → Cómo comprobar que somos nosotros
    […] Salir
    → Español
    → English
    → Português
    "#);
}

#[test]
fn the_receipt_reads_from_top_to_bottom() {
    let page = BOGOTA.pages().into_iter().find(|page| page.name == "receipt").expect("a page");
    insta::assert_snapshot!(markup::outline(&page.html), @r#"
    # Recibo de pago
    N.º 2026-000123
    $ 12.963.300 12963300 pesos
    Recibió: Corporación Educativa y de Servicios Integrales Nuestra Señora del Rosario de Bogotá
    NIT: 900.123.456-8
    Dirección: Av. Aviación 2850, San Borja, Lima
    Pagó: Rosa Quispe Mamani
    Fecha y hora: 22 de noviembre de 2026, 7:40 p. m.
    Medio de pago: Tarjeta
    Referencia: AD-7K2M-9QX4
    ## Qué se pagó
    Consulta y ecografía: $ 5.185.320
    Documento B001-2307: $ 4.691.480
    Farmacia: $ 2.469.200
    Total pagado: $ 12.963.300
    Después de este pago no quedó nada pendiente.
    ## Código de comprobación
    9f2c 4b1e 77aa 03d8 5c6f 1e20 8b4d c0a7
    Resume todo lo ocurrido en este caso hasta el momento del recibo. Si algo anterior cambiara, el código ya no coincidiría.
    Este recibo no es una factura electrónica.
    → Descargar en PDF
    → Volver a mi cuenta
    ## ¿Prefiere hablar con una persona?
    → Llamar al 01 555 0100
    9:00–18:00
    → Escribir a pagos@sanborja.example
    → Cómo comprobar que somos nosotros
    […] Salir
    → Español
    → English
    → Português
    "#);
}

#[test]
fn a_wrong_answer_is_told_beside_its_field() {
    let pages = LIMA.pages();
    let page = pages.iter().find(|page| page.name == "identity-wrong").expect("a page");
    assert!(page.html.contains("<title>Error: "), "the title says so first");
    for part in [
        r#"role="alert""#,
        r##"href="#answer""##,
        r#"aria-invalid="true""#,
        r#"aria-describedby="answer-problem""#,
        r#"value="1234""#,
    ] {
        assert!(page.html.contains(part), "{part}");
    }
}

/// With `ALDIA_PAGES` set to a folder, writes every page and its sheets there, to be looked at.
#[test]
fn pages_can_be_looked_at() {
    let Ok(folder) = std::env::var("ALDIA_PAGES") else { return };
    let folder = std::path::Path::new(&folder);
    let mut index = String::new();
    for (place, scene, brand) in [
        ("lima", LIMA, "#0b6e5f"),
        ("bogota", BOGOTA, "#e30613"),
        ("english", LIMA.read_in(Lang::En, Address::Tu), "#ffd400"),
        ("portugues", LIMA.read_in(Lang::Pt, Address::Tu), "#1d4ed8"),
    ] {
        let folder = folder.join(place);
        std::fs::create_dir_all(&folder).expect("a folder");
        let colour = brand.parse().expect("a colour");
        std::fs::write(folder.join("debtor.css"), crate::styles::debtor()).expect("written");
        std::fs::write(folder.join("brand.css"), crate::brand::sheet(colour)).expect("written");
        for Sample { name, html } in scene.pages() {
            std::fs::write(folder.join(format!("{name}.html")), html).expect("written");
            let _ = writeln!(index, "{place}/{name}.html");
        }
    }
    std::fs::write(folder.join("index.txt"), index).expect("written");
}
