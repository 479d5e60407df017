//! What holds for every paper.

use std::num::NonZeroU32;

use chrono::{NaiveDate, NaiveDateTime};
use domain::country::Country;
use domain::money::{Currency, Money};
use domain::policy::{AfterMiss, Restores, Retries, Rhythm, Upkeep};
use domain::schedule::Instalment;

use super::kept::{Kept, read, written};
use super::*;
use crate::debtor::accept::{
    AcceptForm, AcceptView, AutopayOffer, Figures, Party, paper, plan_text,
};
use crate::debtor::options::WayName;
use crate::debtor::real::LegalIdentity;
use crate::debtor::statement::Document;
use crate::reader::Reader;
use crate::texts::{Address, Lang, Voice};

fn reader(lang: Lang, region: Country) -> Reader {
    let voice = Voice { lang, region, address: Address::Tu };
    Reader::new(voice, day(2026, 11, 22))
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn moment() -> NaiveDateTime {
    day(2026, 11, 22).and_hms_opt(19, 12, 0).expect("a time")
}

fn seal() -> Seal {
    Seal { at: moment(), evidence: "7F3A-09C4-E11B".to_owned(), fingerprint: "9f2c4b1e".to_owned() }
}

fn soles(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
}

/// Two instalments of a debt of 1,000 at a creditor whose name tries to be more than a name.
fn accepted(reader: Reader) -> String {
    let one =
        |number, month| Instalment { number, due_on: day(2026, month, 15), amount: soles(30_000) };
    let party = Party { name: "San & Hijos <b>", id: "RUC 20601234565" };
    let figures = Figures { owed: soles(100_000), given_up: soles(40_000), total: soles(60_000) };
    let view = AcceptView {
        way: WayName::Settlement(2),
        owed: figures.owed,
        given_up: figures.given_up,
        cost: soles(0),
        total: figures.total,
        down: soles(0),
        instalments: vec![one(1, 11), one(2, 12)],
        rhythm: Some(Rhythm::Monthly),
        upkeep: Some(Upkeep {
            grace_days: 3,
            misses: AfterMiss::InAll(NonZeroU32::MIN),
            restores: Restores::Nothing,
            moves: 0,
            move_days: 0,
            skips: 0,
            retries: Retries::USUAL,
        }),
        reward: None,
        gives_up: None,
        agreement: plan_text(reader, party, figures),
        autopay: AutopayOffer::None,
        form: AcceptForm { fields: Vec::new(), seen: String::new(), back: String::new() },
        problem: None,
    };
    paper(reader, &view)
}

fn certificate() -> ClearanceView {
    ClearanceView {
        creditor: LegalIdentity {
            name: "Clínica San Borja S.A.C.".to_owned(),
            id_label: "RUC".to_owned(),
            id: "20601234565".to_owned(),
            address: Some("Av. San Borja Norte 123, Lima".to_owned()),
            phone: None,
            website: None,
        },
        debtor: "Rosa <i> Quispe & Mamani".to_owned(),
        reference: "C-10234".to_owned(),
        on: day(2026, 12, 31),
        debts: vec![Named {
            document: Document { kind: Some("Boleta".to_owned()), number: "B001-2231".to_owned() },
            what_for: Some("Consulta y ecografía".to_owned()),
        }],
        code: "7K3F-9QX2-M4TD-0B1W".to_owned(),
        url: "https://sanborja.example/verificar/7K3F9QX2M4TD0B1W".to_owned(),
    }
}

fn all_text(paper: &Paper) -> String {
    paper.blocks.iter().flat_map(Block::texts).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}

#[test]
fn an_agreement_says_what_was_accepted_word_for_word() {
    let reader = reader(Lang::Es, Country::Pe);
    let paper = agreement(reader, &accepted(reader), &seal());
    assert_eq!((&*paper.title, &*paper.lang), ("Convenio de pago", "es-PE"));
    let text = all_text(&paper);
    for part in [
        "Entre San & Hijos <b> (RUC 20601234565) y quien acepta",
        "15 de noviembre de 2026\nS/ 300.00",
        "S/ 600.00",
        "\u{2212}S/ 400.00",
        "perdona el resto: S/ 400.00",
        "Aceptado: 22 de noviembre de 2026, 7:12 p. m.",
        "7F3A-09C4-E11B",
        "9f2c4b1e",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
    assert!(!text.contains("600 soles"), "what only a screen reader hears is not printed:\n{text}");
}

#[test]
fn the_table_of_dates_keeps_its_columns_and_its_total() {
    let reader = reader(Lang::Es, Country::Pe);
    let blocks = read(&accepted(reader)).blocks;
    let at = blocks.iter().position(|block| matches!(block, Block::Table(_))).expect("a table");
    let Block::Table(table) = &blocks[at] else { panic!("no table") };
    let holds: Vec<_> = table.columns.iter().map(|column| column.holds).collect();
    assert_eq!(holds, [Holds::Words, Holds::Words, Holds::Amounts]);
    assert_eq!(table.rows.len(), 2);
    let Block::Facts(totals) = &blocks[at + 1] else { panic!("no total") };
    assert_eq!((&*totals[0].value, totals[0].weight), ("S/\u{a0}600.00", Weight::Total));
}

#[test]
fn what_is_kept_is_read_back_as_it_was_written() {
    let blocks = vec![
        Block::Heading(Level::Part, "Uno & dos".to_owned()),
        Block::Heading(Level::Within, "<tres>".to_owned()),
        Block::Text("a \"b\" 'c' &lt; d\u{a0}e".to_owned()),
        Block::Quiet("pequeño".to_owned()),
        Block::Sum("S/\u{a0}850.00".to_owned()),
        Block::Points(vec!["uno".to_owned(), "dos".to_owned()]),
        Block::Facts(vec![
            Fact::plain("Nombre".to_owned(), "Rosa".to_owned()),
            Fact::total("Total".to_owned(), "S/\u{a0}850.00".to_owned()),
        ]),
        Block::Table(Table {
            columns: vec![
                Column { head: "Documento".to_owned(), holds: Holds::Words },
                Column { head: "Importe".to_owned(), holds: Holds::Amounts },
            ],
            rows: vec![vec!["B001".to_owned(), "1".to_owned()]],
        }),
        Block::Code("7K3F-9QX2".to_owned()),
        Block::Address { url: "https://a.example/b?c=1&d=2".to_owned(), what: "Ver".to_owned() },
    ];
    let kept = read(&written("Título", blocks.clone()));
    assert_eq!(kept, Kept { title: Some("Título".to_owned()), blocks });
}

#[test]
fn a_tag_that_nobody_knows_loses_no_word() {
    let texts = |markup: &str| {
        let blocks = read(markup).blocks;
        blocks.iter().flat_map(Block::texts).collect::<Vec<_>>().join("|")
    };
    assert_eq!(texts("uno <figure>dos</figure> tres"), "uno|dos|tres");
    assert_eq!(texts("<p>uno<br>dos<i>tres</i> cuatro"), "uno dos|tres|cuatro");
    assert_eq!(texts("<p>uno <span class=\"vh\">dos <b>tres</b></span> cuatro</p>"), "uno cuatro");
    assert_eq!(texts("a < b"), "a b");
}

#[test]
fn a_certificate_is_called_as_its_country_calls_it() {
    for (country, title) in [
        (Country::Pe, "Constancia de no adeudo"),
        (Country::Co, "Paz y salvo"),
        (Country::Mx, "Carta de no adeudo"),
        (Country::Cl, "Certificado de deuda pagada"),
        (Country::Ec, "Certificado de no adeudar"),
        (Country::Ar, "Libre deuda"),
        (Country::Es, "Certificado de deuda cero"),
    ] {
        let reader = reader(Lang::Es, country);
        assert_eq!(clearance(reader, &issued(reader, &certificate()), &seal()).title, title);
    }
}

#[test]
fn a_certificate_names_person_and_documents_and_no_amount() {
    for lang in Lang::ALL {
        let reader = reader(lang, Country::Pe);
        let text = all_text(&clearance(reader, &issued(reader, &certificate()), &seal()));
        for part in [
            "Clínica San Borja S.A.C.",
            "Rosa <i> Quispe & Mamani",
            "B001-2231",
            "C-10234",
            "7K3F-9QX2-M4TD-0B1W",
            "https://sanborja.example/verificar/7K3F9QX2M4TD0B1W",
        ] {
            assert!(text.contains(part), "{part} is missing in:\n{text}");
        }
        assert!(!text.contains("S/"), "{text}");
    }
}

#[test]
fn a_date_in_a_calendar_tells_a_stranger_nothing() {
    let reader = reader(Lang::Es, Country::Pe);
    assert_eq!(calendar_title(reader, "San Borja"), "Fecha con San Borja");
    assert_eq!(calendar_title(reader, "Cobranzas del Sur"), "Fecha acordada");
}

/// A letter to somebody whose creditor's name tries to be more than a name.
fn letter_of(stage: Stage) -> LetterView {
    let debt = |number: &str, minor| OpenDebt {
        document: Document { kind: Some("Boleta".to_owned()), number: number.to_owned() },
        due_on: Some(day(2026, 10, 11)),
        owed: soles(minor),
        parts: Some([soles(minor - 100), soles(100), soles(0)]),
    };
    LetterView {
        stage,
        creditor: LegalIdentity {
            name: "San & Hijos <b>".to_owned(),
            id_label: "RUC".to_owned(),
            id: "20601234565".to_owned(),
            address: Some("Av. Aviación 2850, Lima".to_owned()),
            phone: Some("01 555 0100".to_owned()),
            website: None,
        },
        hours: "lunes a viernes de 9 a 18".to_owned(),
        debtor: "Rosa Quispe Mamani".to_owned(),
        reference: "C-10234".to_owned(),
        on: day(2026, 11, 24),
        debts: vec![debt("B001-1", 25_000), debt("B001-2", 5_000)],
        owed: vec![soles(30_000)],
        link: ("https://sanborja.example/e/1".to_owned(), day(2026, 12, 23)),
    }
}

#[test]
fn a_letter_says_what_is_open_where_to_answer_and_never_threatens() {
    for lang in Lang::ALL {
        let reader = reader(lang, Country::Pe);
        let mut titles = Vec::new();
        for stage in Stage::ALL {
            let paper = letter(reader, &letter_of(stage));
            let said: Vec<&str> = paper.blocks.iter().flat_map(Block::texts).collect();
            let said = said.join("\n");
            for part in ["Rosa Quispe Mamani", "C-10234", "B001-2", "01 555 0100"] {
                assert!(said.contains(part), "{part} is missing in {said}");
            }
            assert!(said.contains("https://sanborja.example/e/1"), "{said}");
            assert!(said.contains(&reader.money(soles(30_000))), "{said}");
            assert!(said.contains(&reader.dated(day(2026, 12, 23))), "{said}");
            // What the law of some country wants on paper too.
            assert!(said.contains(&reader.money(soles(29_800))), "what it is made of: {said}");
            assert!(said.matches("San & Hijos <b>").count() >= 2, "whom alone to pay: {said}");
            for hard in ["consecuencia", "demanda", "embarg", "moroso", "urgente", "legal action"] {
                assert!(!said.to_lowercase().contains(hard), "{hard} in {said}");
            }
            assert!(!said.contains('!') && !said.contains('¡'), "{said}");
            assert_eq!(Stage::parse(stage.code()), Some(stage));
            titles.push(paper.title);
        }
        titles.dedup();
        assert_eq!(titles.len(), 3, "{titles:?}");
    }
    assert_eq!(Stage::parse("court"), None);
}
