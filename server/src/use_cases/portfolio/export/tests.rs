use app::texts::{Address, Lang, Voice};
use domain::ids::{CaseId, PaymentId};
use proptest::prelude::*;

use super::*;
use crate::fixture::soles;

fn reader(region: Country) -> Reader {
    let today = NaiveDate::from_ymd_opt(2026, 3, 9).expect("a day");
    Reader::new(Voice { lang: Lang::Es, region, address: Address::Tu }, today)
}

fn row(name: &str) -> Listed {
    Listed {
        id: PaymentId::from_bits(1),
        case: CaseId::from_bits(1),
        name: Some(name.to_owned()),
        reference: "C-7".into(),
        channel: Channel::Stripe,
        amount: soles(10_050),
        received_on: NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day"),
        receipt: 12,
        provider_ref: Some("pi_1".into()),
        transfer_reference: None,
        note: None,
        refunded: soles(2_005),
        refunding: soles(0),
        refund_failed: soles(0),
        charged_back: soles(0),
        reversed: false,
    }
}

fn text(reader: Reader, rows: &[Listed]) -> String {
    let documents = vec!["F-1 F-2".to_owned(); rows.len()];
    let rows = rows.iter().zip(&documents);
    let bytes = write(reader, Some(words::head(reader)), rows).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

fn lines(reader: Reader, rows: &[Listed]) -> String {
    let file = text(reader, rows);
    file.strip_prefix('\u{feff}').expect("a byte order mark").to_owned()
}

#[test]
fn a_row_adds_up_to_what_stayed() {
    let by_hand = Listed {
        channel: Channel::Elsewhere,
        provider_ref: Some("form:1".into()),
        note: Some("efectivo,\n\"en caja\"".into()),
        refunded: soles(0),
        reversed: true,
        ..row("Ñandú; Íñigo")
    };
    insta::assert_snapshot!(lines(reader(Country::Pe), &[row("Rosa Quispe"), by_hand]), @r#"
    Recibo,Fecha,Número de cliente,Persona,Documentos,Monto,Moneda,Medio,Número en Stripe,Referencia de la transferencia,Devuelto,Contracargos,Revertido,Nota
    12,2026-03-02,C-7,Rosa Quispe,F-1 F-2,100.50,PEN,"Tarjeta o efectivo, por Stripe",pi_1,,-20.05,,,
    12,2026-03-02,C-7,Ñandú; Íñigo,F-1 F-2,100.50,PEN,Recibido por fuera,,,,,-100.50,"efectivo,
    ""en caja"""
    "#);
}

#[test]
fn a_decimal_comma_brings_semicolons_between_cells() {
    insta::assert_snapshot!(lines(reader(Country::Es), &[row("Rosa Quispe")]), @r"
    Recibo;Fecha;Número de cliente;Persona;Documentos;Importe;Moneda;Medio;Número en Stripe;Referencia de la transferencia;Devuelto;Contracargos;Revertido;Nota
    12;2026-03-02;C-7;Rosa Quispe;F-1 F-2;100,50;PEN;Tarjeta o efectivo, por Stripe;pi_1;;-20,05;;;
    ");
}

#[test]
fn amounts_have_the_decimals_of_their_currency() {
    let money =
        |minor, code| Money::new(minor, Currency::parse(code).expect("known")).expect("positive");
    for (minor, code, comma, expected) in [
        (5, "PEN", false, "-0.05"),
        (123_456, "EUR", true, "-1234,56"),
        (123_456, "CLP", true, "-123456"),
        (0, "USD", false, "-0.00"),
    ] {
        assert_eq!(amount("-", money(minor, code), comma), expected);
    }
}

#[test]
fn text_that_would_be_a_formula_stays_text() {
    for start in ["=", "+", "-", "@", "\t", "\r", "\0"] {
        for rest in ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\")", "", "\0=1"] {
            let cell = neutral(&format!("{start}{rest}"));
            assert!(cell.starts_with('\''), "{cell:?}");
            assert!(!cell.contains('\0'), "{cell:?}");
        }
    }
    assert_eq!(neutral("Rosa Quispe"), "Rosa Quispe");
}

proptest! {
    #[test]
    fn every_cell_comes_back_as_it_was_and_none_is_a_formula(name in "\\PC{0,30}", note in any::<String>()) {
        let listed = Listed { note: Some(note.clone()), ..row(&name) };
        let body = lines(reader(Country::Co), &[listed]);
        let mut csv = csv::ReaderBuilder::new().delimiter(b';').from_reader(body.as_bytes());
        let record = csv.records().next().expect("a row").expect("it reads");
        prop_assert_eq!(record.len(), 14);
        prop_assert_eq!(&record[3], neutral(&name));
        prop_assert_eq!(&record[13], neutral(&note));
        for cell in [&record[3], &record[13]] {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']));
        }
    }
}
