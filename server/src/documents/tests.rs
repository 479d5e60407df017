//! What holds for every PDF: its words, its bytes, its pages.

use app::documents::{Block, Column, Fact, Holds, Level, Table};

use super::*;

fn at() -> DateTime<Utc> {
    "2026-11-24T15:00:00Z".parse().expect("an instant")
}

fn paper(blocks: Vec<Block>) -> Paper {
    let title = "Convenio de pago".to_owned();
    let footer = "Convenio de pago · 7F3A-09C4-E11B".to_owned();
    Paper { title, lang: "es-PE".to_owned(), blocks, footer }
}

/// One of everything, with names that try to be more than a name.
fn everything() -> Paper {
    let column = |head: &str, holds| Column { head: head.to_owned(), holds };
    paper(vec![
        Block::Quiet("Aceptado: 24 de noviembre de 2026".to_owned()),
        Block::Sum("S/\u{a0}400.00".to_owned()),
        Block::Heading(Level::Part, "Cómo funciona".to_owned()),
        Block::Points(vec!["Si no se paga una fecha, quedan 3 días.".to_owned()]),
        Block::Table(Table {
            columns: vec![column("Fecha", Holds::Words), column("Importe", Holds::Amounts)],
            rows: vec![vec!["24 de diciembre de 2026".to_owned(), "S/\u{a0}200.00".to_owned()]],
        }),
        Block::Facts(vec![
            Fact::plain("Perdonado".to_owned(), "\u{2212}S/\u{a0}50.00".to_owned()),
            Fact::total("Total".to_owned(), "S/\u{a0}400.00".to_owned()),
        ]),
        Block::Heading(Level::Within, "Entre “Ñandú & Hijos” y 王".to_owned()),
        Block::Text(format!("Palabra por palabra. {}", "y sigue ".repeat(60))),
        Block::Code("7K3F-9QX2-M4TD-0B1W".to_owned()),
        Block::Address {
            url: "https://sanborja.example/verificar/7K3F9QX2M4TD0B1W".to_owned(),
            what: "Cualquier persona puede comprobarlo aquí:".to_owned(),
        },
    ])
}

fn set(paper: &Paper) -> Vec<u8> {
    pdf(&Dated { paper: paper.clone(), at: at() }).expect("it is set")
}

/// What the document says, without blanks: where lines break is not what it says.
fn said(bytes: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(bytes).expect("it reads");
    bare(&text)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_document_says_all_that_its_paper_says() {
    let paper = everything();
    let said = said(&set(&paper));
    for text in paper.blocks.iter().flat_map(Block::texts) {
        // The one letter that the face lacks.
        let text = bare(&text.replace('王', "?"));
        assert!(said.contains(&text), "{text} is missing in:\n{said}");
    }
    assert!(said.contains(&bare(&paper.title)) && said.contains(&bare(&paper.footer)), "{said}");
    assert!(said.contains("1/"), "the page's number: {said}");
}

#[test]
fn the_same_paper_gives_the_same_bytes_and_another_day_other_ones() {
    let (paper, bytes) = (everything(), set(&everything()));
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert!(bytes == set(&paper), "the same paper, other bytes");
    let later = Dated { paper, at: at() + chrono::TimeDelta::days(1) };
    assert!(bytes != pdf(&later).expect("it is set"));
}

#[test]
fn a_long_table_goes_on_with_its_head_and_every_page_has_its_number() {
    let rows = (1..=90).map(|n| vec![format!("Documento {n}"), format!("Concepto {n}")]);
    let column = |head: &str| Column { head: head.to_owned(), holds: Holds::Words };
    let columns = vec![column("Papel"), column("Motivo")];
    let said = said(&set(&paper(vec![Block::Table(Table { columns, rows: rows.collect() })])));
    let pages = said.matches("PapelMotivo").count();
    assert!(pages >= 3, "{pages} heads");
    for number in 1..=pages {
        assert!(said.contains(&format!("{number}/{pages}")), "page {number} of {pages}: {said}");
    }
    for number in [1, 45, 90] {
        assert!(said.contains(&format!("Documento{number}Concepto{number}")), "row {number}");
    }
}

#[test]
fn no_text_of_a_paper_stops_it() {
    for text in ["", " ", "\0\u{feff}\u{202e}", "王", &"x".repeat(500), "a\nb\tc", "🙂 🙂"] {
        let blocks = vec![
            Block::Text(text.to_owned()),
            Block::Heading(Level::Part, text.to_owned()),
            Block::Facts(vec![Fact::plain(text.to_owned(), text.to_owned())]),
            Block::Points(vec![text.to_owned()]),
            Block::Address { url: text.to_owned(), what: text.to_owned() },
        ];
        let made = pdf(&Dated { paper: paper(blocks), at: at() });
        assert!(made.is_ok(), "{text:?}: {made:?}");
    }
}

#[test]
fn a_document_that_goes_with_a_letter_stays_small() {
    let long = paper(vec![Block::Text("Palabra tras palabra. ".repeat(LONGEST_ATTACHED / 22))]);
    assert!(long.length() <= LONGEST_ATTACHED);
    let bytes = set(&long).len();
    assert!(bytes < 400_000, "{bytes} bytes");
    assert!(set(&everything()).len() < 80_000);
}
