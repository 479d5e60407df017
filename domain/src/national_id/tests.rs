use proptest::prelude::*;

use super::*;

fn check(kind: IdKind, text: &str) -> Result<String, IdError> {
    NationalId::parse(kind, text).map(|id| id.reveal().to_owned())
}

#[track_caller]
fn assert_valid(kind: IdKind, text: &str, normal: &str) {
    assert_eq!(check(kind, text), Ok(normal.to_owned()), "{}", kind.code());
}

#[test]
fn valid_ids_are_read_as_people_write_them() {
    use IdKind::*;
    for (kind, text, normal) in [
        (PeRuc, "20601234565", "20601234565"),
        (PeRuc, " 20-60123456-5 ", "20601234565"),
        (PeRuc, "20100070970", "20100070970"),
        (PeDni, "04567890", "04567890"),
        (CoNit, "213.123.432-1", "2131234321"),
        (CoNit, "860.002.964-4", "8600029644"),
        (CoCc, "1.020.304.050", "1020304050"),
        (CoCc, "123456", "123456"),
        (MxRfc, "GODE 561231 GR8", "GODE561231GR8"),
        (MxRfc, "mab-930714-8t4", "MAB9307148T4"),
        (MxCurp, "BOXW310820HNERXN09", "BOXW310820HNERXN09"),
        (ClRut, "12.531.909-2", "125319092"),
        (ClRut, "76.086.428-5", "760864285"),
        (ClRut, "0.007.654.321-6", "76543216"),
        (EsDni, "54362315-k", "54362315K"),
        (EsDni, "12345678 Z", "12345678Z"),
        (EsNie, "x-2482300w", "X2482300W"),
        (EsNif, "J99216582", "J99216582"),
        (EsNif, "A13 585 625", "A13585625"),
        (EsNif, "Q2818002D", "Q2818002D"),
        (EcCedula, "171430710-3", "1714307103"),
        (EcCedula, "1710034065", "1710034065"),
        (EcRuc, "1792060346-001", "1792060346001"),
        (EcRuc, "1790011674001", "1790011674001"),
        (EcRuc, "1760001550001", "1760001550001"),
        (EcRuc, "1714307103001", "1714307103001"),
        (BrCpf, "390.533.447-05", "39053344705"),
        (BrCnpj, "16.727.230/0001-97", "16727230000197"),
        (BrCnpj, "42.318.949/0001-84", "42318949000184"),
        (BrCnpj, "12.abc.345/01de-35", "12ABC34501DE35"),
        (Other, "AB-12 345", "AB12345"),
    ] {
        assert_valid(kind, text, normal);
    }
}

#[test]
fn what_is_not_an_id_is_refused_with_its_reason() {
    use IdError::*;
    use IdKind::*;
    for (kind, text, error) in [
        (PeRuc, "20601234567", CheckDigit),
        (PeRuc, "2060123456", Length),
        (PeRuc, "30601234565", Part),
        (PeRuc, "2060123456A", Character),
        (PeDni, "4567890", Length),
        (PeDni, "４５６７８９０１", Character),
        (CoNit, "213.123.432-2", CheckDigit),
        (CoCc, "12345", Length),
        (MxRfc, "GODE561231GR9", CheckDigit),
        (MxRfc, "GODE561331GR8", Part),
        (MxRfc, "GODE5612GR8", Length),
        (MxRfc, "G0DE561231GR8", Character),
        (MxCurp, "BOXW310820HNERXN08", CheckDigit),
        (MxCurp, "BOXW311320HNERXN09", Part),
        (MxCurp, "BOXW310820QNERXN09", Part),
        (ClRut, "12531909-3", CheckDigit),
        (ClRut, "12531909-X", Character),
        (ClRut, "531909-3-K-1-0000", Character),
        (ClRut, "1.112.531.909-2", Length),
        (ClRut, "", Length),
        (EsDni, "12345678A", CheckDigit),
        (EsDni, "1234567L", Length),
        (EsNie, "A2482300W", Part),
        (EsNif, "J99216583", CheckDigit),
        (EsNif, "O1234567L", Part),
        (EcCedula, "1714307104", CheckDigit),
        (EcCedula, "2514307103", Part),
        (EcRuc, "1763154690001", CheckDigit),
        (EcRuc, "1792060346000", Part),
        (BrCpf, "390.533.447-06", CheckDigit),
        (BrCpf, "111.111.111-11", Part),
        (BrCnpj, "16.727.230/0001-98", CheckDigit),
        (BrCnpj, "12ABC34501DE3A", Character),
        (Other, "12", Length),
        (Other, "12'--; drop", Character),
    ] {
        assert_eq!(check(kind, text), Err(error), "{} {text}", kind.code());
    }
    let long = "1".repeat(1_000_000);
    for kind in IdKind::ALL {
        assert_eq!(check(kind, &long), Err(Length));
    }
}

#[test]
fn the_identity_check_asks_for_what_people_know() {
    use IdKind::*;
    for (kind, text, tail) in [
        (PeDni, "12345678", Some("5678")),
        (CoCc, "1020304050", Some("4050")),
        (CoNit, "213123432-1", Some("3432")),
        (ClRut, "12531909-2", Some("1909")),
        (EsDni, "12345678Z", Some("678Z")),
        (EsNie, "X2482300W", Some("300W")),
        (MxCurp, "BOXW310820HNERXN09", None),
        (MxRfc, "GODE561231GR8", None),
        (EcCedula, "1714307103", Some("7103")),
        (EcRuc, "1714307103001", None),
        (BrCpf, "39053344705", Some("4705")),
        (Other, "AB12345", Some("2345")),
        (Other, "12345", None),
    ] {
        let id = NationalId::parse(kind, text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(id.tail(), tail, "{text}");
    }
}

#[test]
fn a_curp_says_the_birth_date_with_its_century() {
    let born =
        |curp: &str| NationalId::parse(IdKind::MxCurp, curp).ok().and_then(|id| id.birth_date());
    assert_eq!(born("BOXW310820HNERXN09"), NaiveDate::from_ymd_opt(1931, 8, 20));
    let young: Vec<_> =
        (0..10).filter_map(|check| born(&format!("BOXW050229HNERXNA{check}"))).collect();
    assert_eq!(young, [], "2005 had no 29 February");
    let young: Vec<_> =
        (0..10).filter_map(|check| born(&format!("BOXW050228HNERXNA{check}"))).collect();
    assert_eq!(young, [NaiveDate::from_ymd_opt(2005, 2, 28).expect("a date")]);
}

#[test]
fn the_first_kind_that_fits_is_taken() {
    let kind = |kinds, text| NationalId::parse_any(kinds, text).map(|id| id.kind());
    let spain = IdKind::of(Country::Es);
    assert_eq!(kind(spain, "12345678Z"), Ok(IdKind::EsDni));
    assert_eq!(kind(spain, "X2482300W"), Ok(IdKind::EsNie));
    assert_eq!(kind(spain, "A13585625"), Ok(IdKind::EsNif));
    assert_eq!(kind(IdKind::of(Country::Pe), "20601234567"), Err(IdError::CheckDigit));
    assert!(kind(&[], "12345678Z").is_err());
}

#[test]
fn a_kind_survives_its_code() {
    for kind in IdKind::ALL {
        assert_eq!(IdKind::parse(kind.code()), Some(kind));
    }
    for country in Country::ALL {
        let kinds = IdKind::of(country);
        assert!(IdKind::company(country).is_none_or(|kind| kinds.contains(&kind)));
    }
}

/// Kinds whose scheme finds every single wrong digit, with the digits of a body.
fn schemes() -> impl Strategy<Value = (IdKind, String)> {
    prop_oneof![
        "[1-9][0-9]{7}".prop_map(|body| (IdKind::ClRut, body)),
        "[0-9]{8}".prop_map(|body| (IdKind::EsDni, body)),
        "[XYZ][0-9]{7}".prop_map(|body| (IdKind::EsNie, body)),
        "[ABEH][0-9]{7}".prop_map(|body| (IdKind::EsNif, body)),
        "(0[1-9]|1[0-9]|2[0-4]|30)[0-5][0-9]{6}".prop_map(|body| (IdKind::EcCedula, body)),
        "[A-ZÑ]{3}[0-9][0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[A-Z0-9]{2}"
            .prop_map(|body| (IdKind::MxRfc, body)),
    ]
}

const CHECKS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

proptest! {
    #![proptest_config(crate::law::tried(1000))]

    #[test]
    fn exactly_one_check_character_fits((kind, body) in schemes()) {
        let fitting = CHECKS.chars().filter(|c| check(kind, &format!("{body}{c}")).is_ok()).count();
        prop_assert_eq!(fitting, 1, "{} {}", kind.code(), body);
    }

    #[test]
    fn exactly_one_check_digit_fits_a_number(
        body in "(10|15|17|20)[0-9]{8}",
        nit in "[1-9][0-9]{8}",
    ) {
        for (kind, body) in [(IdKind::PeRuc, body), (IdKind::CoNit, nit)] {
            let fitting = (0..10).filter(|c| check(kind, &format!("{body}{c}")).is_ok()).count();
            prop_assert_eq!(fitting, 1, "{} {}", kind.code(), body);
        }
    }

    #[test]
    fn one_wrong_digit_is_found(
        (kind, body) in schemes(),
        place in any::<prop::sample::Index>(),
        further in 1..10_u32,
    ) {
        let fits = |c: &char| check(kind, &format!("{body}{c}")).is_ok();
        let last = CHECKS.chars().find(fits).expect("one fits");
        let mut id: Vec<char> = body.chars().chain([last]).collect();
        let places = 0..body.chars().count();
        let digits: Vec<usize> = places.filter(|&i| id[i].is_ascii_digit()).collect();
        let place = digits[place.index(digits.len())];
        let digit = id[place].to_digit(10).expect("a digit");
        id[place] = char::from_digit((digit + further) % 10, 10).expect("a digit");
        let wrong: String = id.into_iter().collect();
        prop_assert!(check(kind, &wrong).is_err(), "{} {}", kind.code(), wrong);
    }

    #[test]
    fn a_normal_id_is_read_as_itself((kind, body) in schemes()) {
        let fits = |c: &char| check(kind, &format!("{body}{c}")).is_ok();
        let last = CHECKS.chars().find(fits).expect("one fits");
        let normal = check(kind, &format!(" {}-{last} ", body.to_lowercase())).expect("valid");
        prop_assert_eq!(check(kind, &normal), Ok(normal.clone()));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,30}") {
        for kind in IdKind::ALL {
            let _ = check(kind, &text);
        }
    }
}
