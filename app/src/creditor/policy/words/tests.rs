use chrono::NaiveDate;
use domain::country::{Address, Country};
use domain::policy::Segment;

use super::*;
use crate::texts::{Lang, Voice};

fn soles(minor: i64) -> Money {
    Money::new(minor, Country::Pe.currency()).expect("positive")
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

fn reader(lang: Lang, region: Country) -> Reader {
    Reader::new(Voice { lang, region, address: Address::Tu }, day())
}

fn policy() -> Policy {
    let segment = |name: &str| Segment { name: name.into(), ..Segment::default() };
    Policy {
        currency: Country::Pe.currency(),
        country: Country::Pe,
        late: None,
        segments: vec![segment("De 31 a 90 días"), segment("Más de 90 días")],
    }
}

fn percent(hundredths: u16) -> Percent {
    Percent::from_hundredths(hundredths).expect("at most 100 %")
}

#[test]
fn who_does_better_to_wait_is_told_with_both_prices() {
    let pays = WaitPays {
        segment: Some(0),
        later: Some(1),
        days_late: 85,
        wait: 6,
        owed: soles(100_000),
        now: soles(85_000),
        then: soles(65_000),
    };
    let early = WaitPays { segment: None, days_late: -1, wait: 1, ..pays };
    for (lang, pays, expected) in [
        (
            Lang::Es,
            pays,
            "A quien debe S/ 1,000.00 con 85 días de atraso le conviene esperar 6 días: hoy pagaría \
             S/ 850.00 (segmento 1, «De 31 a 90 días») y entonces S/ 650.00 (segmento 2, «Más de 90 \
             días»).",
        ),
        (
            Lang::En,
            pays,
            "Whoever owes S/ 1,000.00 and is 85 days late does better to wait 6 days: today it costs \
             S/ 850.00 (segment 1, “De 31 a 90 días”), then S/ 650.00 (segment 2, “Más de 90 días”).",
        ),
        (
            Lang::Pt,
            early,
            "Para quem deve S/ 1,000.00, com vencimento em 1 dia, vale a pena esperar 1 dia: hoje \
             pagaria S/ 850.00 (sem segmento) e então S/ 650.00 (segmento 2, “Más de 90 días”).",
        ),
    ] {
        let said = warned(reader(lang, Country::Pe), &policy(), &Warning::WaitPays(pays));
        assert_eq!(said.replace('\u{a0}', " "), expected);
    }
}

#[test]
fn a_contradiction_names_its_segment_and_why() {
    let refusal = Refusal::TooSmall(soles(8_000));
    for (segment, why, expected) in [
        (
            Some(1),
            Why::NoPlan(refusal),
            "Segmento 2, «Más de 90 días»: ni el monto más alto del segmento permite un plan: alguna \
             cuota sería menor de S/ 80.00.",
        ),
        (
            Some(0),
            Why::Nothing(Given::Extension),
            "Segmento 1, «De 31 a 90 días»: la prórroga no da nada: lo que se da, los días o las veces \
             son cero.",
        ),
        (
            None,
            Why::NeverMatches,
            "En toda la política: ningún caso llega aquí: los segmentos anteriores se los llevan todos.",
        ),
    ] {
        let said =
            refused(reader(Lang::Es, Country::Pe), &policy(), &Contradiction { segment, why });
        assert_eq!(said.replace('\u{a0}', " "), expected);
    }
}

#[test]
fn a_charge_that_is_tried_for_too_long_says_for_what() {
    for (days, what, expected) in [
        (
            4,
            TooLateFor::Grace(3),
            "Segmento 1, «De 31 a 90 días»: el último intento de un cobro automático llega 4 días \
             después de la fecha, y la gracia es de 3 días: la fecha quedaría sin pagar antes.",
        ),
        (
            7,
            TooLateFor::NextDate(7),
            "Segmento 1, «De 31 a 90 días»: el último intento de un cobro automático llega 7 días \
             después de la fecha, y la siguiente puede tocar ya a los 7 días.",
        ),
        (
            15,
            TooLateFor::Charge(14),
            "Segmento 1, «De 31 a 90 días»: el último intento de un cobro automático sería 15 días \
             después de la fecha, y pasados 14 días ya no se cobra nada.",
        ),
    ] {
        let warning = Warning::LateRetries { segment: 0, days, what };
        assert_eq!(warned(reader(Lang::Es, Country::Pe), &policy(), &warning), expected);
    }
}

#[test]
fn a_settlement_is_called_what_the_country_calls_it() {
    let ended = Warning::Ended { segment: 0, what: Given::Settlement, on: day() };
    for (region, expected) in [
        (
            Country::Pe,
            "Segmento 1, «De 31 a 90 días»: la condonación parcial terminó el 22 de noviembre.",
        ),
        (Country::Mx, "Segmento 1, «De 31 a 90 días»: la quita terminó el 22 de noviembre."),
    ] {
        assert_eq!(warned(reader(Lang::Es, region), &policy(), &ended), expected);
    }
}

#[test]
fn a_large_late_fee_is_told_with_who_it_is_asked_of() {
    let (owed, fee) = (soles(4_000), soles(500));
    for (segment, expected) in [
        (
            Some(0),
            "Segmento 1, «De 31 a 90 días»: a quien debe S/ 40.00 el cargo por atraso le suma S/ 5.00 \
             de una vez, más de la décima parte.",
        ),
        (
            None,
            "En toda la política: a quien debe S/ 40.00 el cargo por atraso le suma S/ 5.00 de una vez, \
             más de la décima parte.",
        ),
    ] {
        let warning = Warning::LateFee { segment, owed, fee };
        let said = warned(reader(Lang::Es, Country::Pe), &policy(), &warning);
        assert_eq!(said.replace('\u{a0}', " "), expected);
    }
}

#[test]
fn a_check_lists_what_is_wrong_before_what_is_unwise() {
    let reader = reader(Lang::Es, Country::Pe);
    let wrong = [Contradiction { segment: Some(0), why: Why::NoRhythm }];
    let unwise = [Warning::LateAboveMaximum { yearly: percent(3_000), maximum: percent(2_550) }];
    assert_eq!(
        checked(reader, &policy(), (&wrong, &unwise)).replace('\u{a0}', " "),
        "Se contradice:\n\
         - Segmento 1, «De 31 a 90 días»: el plan no dice cada cuánto se paga.\n\
         Conviene revisar:\n\
         - En toda la política: el interés moratorio, 30 % al año, pasa del máximo legal, 25.5 %."
    );
    let good = checked(reader, &policy(), (&[], &[]));
    assert_eq!(good, "Sin contradicciones ni advertencias.");
}
