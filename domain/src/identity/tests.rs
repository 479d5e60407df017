use proptest::prelude::*;

use super::*;

fn id(kind: IdKind, text: &str) -> NationalId {
    NationalId::parse(kind, text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn known_id(id: &NationalId) -> Known<'_> {
    Known { national_id: Some(id), ..Known::default() }
}

#[test]
fn the_first_check_with_data_is_asked() {
    use Check::{BirthDate, CallUs, InvoiceNumber, NationalId, Nothing, Postcode};
    let dni = id(IdKind::PeDni, "12345678");
    let last_four = Question::LastDigits { kind: IdKind::PeDni, count: 4 };
    let born = NaiveDate::from_ymd_opt(1980, 2, 29);
    let nothing = Known::default();
    let invoice = Known { invoices: &["B001-2231"], ..nothing };
    let all =
        Known { national_id: Some(&dni), birth_date: born, postcode: Some("15036"), ..invoice };
    for (checks, known, expected) in [
        (&[NationalId, BirthDate][..], all, Some(last_four)),
        (&[BirthDate, NationalId], all, Some(Question::BirthDate)),
        (&[Postcode], all, Some(Question::Postcode)),
        (&[NationalId, Postcode], invoice, Some(Question::InvoiceNumber)),
        (&[], invoice, Some(Question::InvoiceNumber)),
        (&[NationalId, Nothing], invoice, Some(Question::None)),
        (&[InvoiceNumber, Nothing], invoice, Some(Question::InvoiceNumber)),
        (&[NationalId, CallUs], invoice, None),
        (&[NationalId], nothing, None),
        (&[Nothing], nothing, Some(Question::None)),
        (&[], Known { invoices: &["17", " - "], ..nothing }, None),
        (&[Postcode], Known { postcode: Some(" "), ..nothing }, None),
    ] {
        assert_eq!(pick(checks, &known), expected, "{checks:?}");
    }
}

#[test]
fn mexicans_are_asked_for_their_birth_date() {
    let curp = id(IdKind::MxCurp, "BOXW310820HNERXN09");
    let known = known_id(&curp);
    assert_eq!(pick(&[Check::NationalId], &known), Some(Question::BirthDate));
    let answer = Answer::Date { day: "20", month: "8", year: "1931" };
    assert!(is_right(Question::BirthDate, &known, answer));
    let rfc = id(IdKind::MxRfc, "GODE561231GR8");
    assert_eq!(pick(&[Check::NationalId], &known_id(&rfc)), None);
    let born = NaiveDate::from_ymd_opt(1956, 12, 31);
    let known = Known { birth_date: born, ..known_id(&rfc) };
    assert_eq!(pick(&[Check::NationalId], &known), Some(Question::BirthDate));
}

#[test]
fn the_end_of_an_id_or_the_whole_id_is_right() {
    for (kind, whole, right, wrong) in [
        (
            IdKind::PeDni,
            "12345678",
            &["5678", " 56-78 ", "12345678", "12.345.678"][..],
            &["", "678", "1234", "345678", "5679", "92345678", "56780"][..],
        ),
        (
            IdKind::ClRut,
            "12.531.909-2",
            &["1909", "12531909-2", "12.531.909", "125319092"],
            &["9092", "9", "5319092", "12531909K"],
        ),
        (
            IdKind::EsDni,
            "12345678Z",
            &["678z", "678 Z", "12345678z", "12345678-Z"],
            &["5678", "12345678", "78Z", "678"],
        ),
        (IdKind::CoNit, "213123432-1", &["3432", "2131234321", "213.123.432"], &["4321"]),
    ] {
        let id = id(kind, whole);
        let known = known_id(&id);
        let question = pick(&[Check::NationalId], &known).expect("there is an id");
        for text in right {
            assert!(is_right(question, &known, Answer::Text(text)), "{text}");
        }
        for text in wrong {
            assert!(!is_right(question, &known, Answer::Text(text)), "{text}");
        }
    }
}

#[test]
fn a_birth_date_is_three_numbers() {
    let known = Known { birth_date: NaiveDate::from_ymd_opt(1980, 2, 9), ..Known::default() };
    for (day, month, year, right) in [
        ("9", "2", "1980", true),
        ("09", " 02 ", "1980", true),
        ("2", "9", "1980", false),
        ("9", "2", "80", false),
        ("31", "2", "1980", false),
        ("+9", "2", "1980", false),
        ("", "", "", false),
        ("9", "feb", "1980", false),
        ("99999999999", "2", "1980", false),
    ] {
        let answer = Answer::Date { day, month, year };
        assert_eq!(is_right(Question::BirthDate, &known, answer), right, "{day}/{month}/{year}");
    }
    assert!(!is_right(Question::BirthDate, &known, Answer::Text("1980-02-09")));
}

#[test]
fn any_invoice_of_the_case_is_right_however_it_is_written() {
    let known = Known {
        invoices: &["B001-2231", "B001-2232", "17"],
        postcode: Some("AB-12 c"),
        ..Known::default()
    };
    for (text, right) in [
        ("B001-2231", true),
        ("b0012232", true),
        (" B001 2232 ", true),
        ("B001", false),
        ("17", false),
        ("", false),
        (" - ", false),
    ] {
        assert_eq!(is_right(Question::InvoiceNumber, &known, Answer::Text(text)), right, "{text}");
    }
    assert!(is_right(Question::Postcode, &known, Answer::Text("ab12C")));
    assert!(!is_right(Question::Postcode, &known, Answer::Text("ab12")));
}

#[test]
fn nothing_known_is_never_right() {
    let questions = [
        Question::LastDigits { kind: IdKind::PeDni, count: 4 },
        Question::BirthDate,
        Question::Postcode,
        Question::InvoiceNumber,
    ];
    for question in questions {
        for text in ["", "0", "none"] {
            assert!(!is_right(question, &Known::default(), Answer::Text(text)));
        }
        let empty = Answer::Date { day: "", month: "", year: "" };
        assert!(!is_right(question, &Known::default(), empty));
    }
    assert!(is_right(Question::None, &Known::default(), Answer::Text("")));
}

#[test]
fn a_check_survives_its_code() {
    for check in Check::ALL {
        assert_eq!(Check::parse(check.code()), Some(check));
    }
    assert_eq!(Check::parse("dni"), None);
}

proptest! {
    #[test]
    fn no_other_four_digits_are_right(number in "[0-9]{8}", typed in "[0-9]{1,9}") {
        let id = id(IdKind::PeDni, &number);
        let known = known_id(&id);
        let question = Question::LastDigits { kind: IdKind::PeDni, count: 4 };
        let right = is_right(question, &known, Answer::Text(&typed));
        prop_assert_eq!(right, typed == number[4..] || typed == number);
    }

    #[test]
    fn separators_and_case_never_matter(
        text in "[A-Z0-9]{4,12}",
        gaps in prop::collection::vec("[ .-]{0,2}", 12),
    ) {
        let written: String =
            gaps.iter().zip(text.chars()).flat_map(|(gap, c)| gap.chars().chain([c])).collect();
        let invoices = [text.as_str()];
        let known = Known { invoices: &invoices, ..Known::default() };
        let answer = written.to_lowercase();
        prop_assert!(is_right(Question::InvoiceNumber, &known, Answer::Text(&answer)));
    }

    #[test]
    fn no_text_breaks_the_check(text in "\\PC{0,300}") {
        let id = id(IdKind::EsNie, "X2482300W");
        let known = Known { birth_date: NaiveDate::from_ymd_opt(1980, 1, 1), ..known_id(&id) };
        let digits = Question::LastDigits { kind: IdKind::EsNie, count: 4 };
        for question in [digits, Question::BirthDate] {
            let date = Answer::Date { day: &text, month: &text, year: &text };
            prop_assert!(!is_right(question, &known, date));
            let _ = is_right(question, &known, Answer::Text(&text));
        }
    }
}
