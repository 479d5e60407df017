use proptest::prelude::*;

use super::*;
use crate::contact_channel::ContactChannel;
use crate::country::Country;
use crate::import::map::tests::sample_map;
use crate::import::{
    AmountMeaning, DateFormat, DecimalSign, DisputedMark, Encoding, ImportMap, NegativeAmounts,
    NumberFormat, PermissionColumns, ThousandsSign,
};
use crate::national_id::IdKind;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// A clinic in Lima with every column.
fn full_map() -> ImportMap {
    let columns = Field::ALL.into_iter().filter(|field| *field != Field::Ignored);
    ImportMap {
        encoding: Encoding::Windows1252,
        dates: DateFormat::parse("dd/mm/yyyy").expect("a pattern"),
        numbers: NumberFormat { decimal: DecimalSign::Comma, thousands: ThousandsSign::Point },
        country: Country::Pe,
        id_kinds: IdKind::of(Country::Pe).to_vec(),
        currency: CurrencySource::Column,
        amount: AmountMeaning::OutstandingPaymentsDeducted,
        negative: NegativeAmounts::CreditNotes,
        disputed: Some(DisputedMark {
            yes: vec!["X".into()],
            no: vec![],
            effect: MarkEffect::Hold,
        }),
        phone_permission: Some(PermissionColumns {
            channels: vec![ContactChannel::Sms, ContactChannel::WhatsApp],
            ways: vec![("Ficha firmada".into(), "form")],
        }),
        columns: columns.map(|field| (field.code().to_owned(), field)).collect(),
        ..sample_map()
    }
}

fn read_with(map: &ImportMap, cells: &[&[u8]]) -> Result<ReadRow, Vec<RowError>> {
    assert_eq!(map.validate(), Ok(()));
    let header: Vec<&[u8]> = map.columns.iter().map(|column| column.0.as_bytes()).collect();
    let layout = map.layout(&header).expect("the header is the map's");
    layout.read_row(cells, day(2026, 11, 22))
}

/// One row of [`full_map`] with some cells changed.
fn read_full(changes: &[(Field, &[u8])]) -> Result<ReadRow, Vec<RowError>> {
    let map = full_map();
    let cell = |field: Field| -> &[u8] {
        match field {
            Field::DebtReference => b"B001-2231",
            Field::DebtorReference => b"C-17",
            Field::Name => b"QUISPE MU\xD1OZ, ROSA",
            Field::GivenName => b"Rosa",
            Field::Email => b"rosa@ejemplo.pe",
            Field::Phone => b"987 654 321",
            Field::NationalId => b"12345678",
            Field::BirthDate => b"29/02/1980",
            Field::Postcode => b"15036",
            Field::Language => b"ES",
            Field::Country => b"co",
            Field::Description => b"Consulta  y\nradiograf\xEDa",
            Field::DocumentType => b"Boleta",
            Field::IssuedOn => b"01/10/2026",
            Field::DueOn => b"31/10/2026",
            Field::Amount => b"1.234,50",
            Field::Currency => b"PEN",
            Field::Interest => b"6,00",
            Field::Tags => b"Cl\xEDnica, vip; VIP,",
            _ => b"",
        }
    };
    let other = |field| changes.iter().find(|change| change.0 == field).map(|change| change.1);
    let fields = map.columns.iter().map(|column| column.1);
    let cells: Vec<_> = fields.map(|field| other(field).unwrap_or_else(|| cell(field))).collect();
    read_with(&map, &cells)
}

fn row_of(read: Result<ReadRow, Vec<RowError>>) -> ImportRow {
    match read {
        Ok(ReadRow::Row(row)) => *row,
        Ok(ReadRow::Skipped(skip)) => panic!("skipped: {}", skip.code()),
        Err(errors) => panic!("{errors:?}"),
    }
}

fn reasons(read: Result<ReadRow, Vec<RowError>>) -> Vec<(String, Reason)> {
    let errors = read.err().unwrap_or_default();
    errors.into_iter().map(|error| (error.column, error.reason)).collect()
}

#[test]
fn a_whole_row_is_read() {
    let row = row_of(read_full(&[]));
    let pen = Currency::parse("PEN").expect("a currency");
    let money = |minor| Money::new(minor, pen).expect("positive");
    assert_eq!(row.debt_reference, "B001-2231");
    assert_eq!(row.debtor_reference, "C-17");
    assert_eq!(row.debtor.name.as_deref(), Some("QUISPE MUÑOZ, ROSA"));
    assert_eq!(row.debtor.given_name.as_deref(), Some("Rosa"));
    assert_eq!(row.debtor.email.as_ref().map(EmailAddress::reveal), Some("rosa@ejemplo.pe"));
    assert_eq!(row.debtor.phone.as_ref().map(PhoneNumber::reveal), Some("+51987654321"));
    assert_eq!(row.debtor.national_id.as_ref().map(NationalId::kind), Some(IdKind::PeDni));
    assert_eq!(row.debtor.birth_date, Some(day(1980, 2, 29)));
    assert_eq!(row.debtor.postcode.as_deref(), Some("15036"));
    assert_eq!(row.debtor.language, Some("es"));
    assert_eq!(row.debtor.country, Some(Country::Co));
    assert_eq!(row.description.as_deref(), Some("Consulta y radiografía"));
    assert_eq!(row.document_type.as_deref(), Some("Boleta"));
    assert_eq!((row.issued_on, row.due_on), (Some(day(2026, 10, 1)), Some(day(2026, 10, 31))));
    assert_eq!(row.amount, Amount::Debt(money(123_450)));
    assert_eq!((row.interest, row.fee), (Some(money(600)), Some(money(0))));
    assert!(!row.disputed);
    assert_eq!(row.settled_on, None);
    assert_eq!(row.tags, ["clínica", "vip"]);
}

#[test]
fn empty_cells_are_nothing_where_nothing_is_needed() {
    let optional = Field::ALL.into_iter().filter(|field| {
        use Field::{Amount, Currency, DebtReference, DebtorReference, DueOn};
        !matches!(field, DebtReference | DebtorReference | Amount | Currency | DueOn)
    });
    let row = row_of(read_full(&optional.map(|field| (field, &b" "[..])).collect::<Vec<_>>()));
    assert!(row.debtor == DebtorFields::default());
    assert_eq!((row.description, row.document_type, row.issued_on), (None, None, None));
    assert!(row.tags.is_empty() && row.interest.is_some_and(Money::is_zero));
}

#[test]
fn every_mistake_of_a_row_is_said_with_its_column() {
    use crate::email::EmailError;
    use crate::national_id::IdError;
    use crate::phone::PhoneError;
    let megabyte = vec![b'a'; 1_000_000];
    let found = reasons(read_full(&[
        (Field::DebtReference, b""),
        (Field::Name, &megabyte),
        (Field::Email, b"rosa@ejemplo.pe\r\nBcc: x@y.pe"),
        (Field::Phone, b"5550100"),
        (Field::NationalId, b"20601234567"),
        (Field::BirthDate, b"22/11/2026"),
        (Field::Language, b"fr"),
        (Field::Country, b"Peru"),
        (Field::IssuedOn, b"31/02/2026"),
        (Field::DueOn, b""),
        (Field::Amount, b"1.23"),
        (Field::Currency, b"PEN"),
        (Field::Fee, b"-1"),
        (Field::Disputed, b"?"),
    ]));
    let expected = [
        (Field::DebtReference, Reason::Empty),
        (Field::BirthDate, Reason::Future),
        (Field::Name, Reason::TooLong { limit: 200 }),
        (Field::Email, Reason::Email(EmailError::Character)),
        (Field::Phone, Reason::Phone(PhoneError::Length)),
        (Field::NationalId, Reason::NationalId(IdError::CheckDigit)),
        (Field::Language, Reason::Language),
        (Field::Country, Reason::Country),
        (Field::IssuedOn, Reason::ImpossibleDate),
        (Field::DueOn, Reason::Empty),
        (Field::Amount, Reason::Grouping),
        (Field::Fee, Reason::Negative),
        (Field::Disputed, Reason::Mark),
    ];
    assert_eq!(found, expected.map(|(field, reason)| (field.code().to_owned(), reason)));
}

#[test]
fn bad_amounts_are_refused() {
    for (amount, currency, column, reason) in [
        (&b""[..], &b"PEN"[..], Field::Amount, Reason::Empty),
        (b"0,00", b"PEN", Field::Amount, Reason::Zero),
        (b"12,345", b"PEN", Field::Amount, Reason::TooPrecise),
        (b"doce", b"PEN", Field::Amount, Reason::Number),
        (b"12", b"SOL", Field::Currency, Reason::Currency),
        (b"12", b"", Field::Currency, Reason::Empty),
        (b"\x81", b"PEN", Field::Amount, Reason::Encoding),
    ] {
        let found = reasons(read_full(&[(Field::Amount, amount), (Field::Currency, currency)]));
        assert_eq!(found, [(column.code().to_owned(), reason)]);
    }
}

#[test]
fn a_negative_amount_is_a_credit_note_where_the_map_says_so() {
    let row = row_of(read_full(&[(Field::Amount, b"-50,00")]));
    assert_eq!(row.amount.money().minor(), 5000);
    assert!(matches!(row.amount, Amount::CreditNote(_)));
}

#[test]
fn marks_and_settlements_count_up_to_the_day_of_the_import() {
    for (settled, expected) in [
        (&b"22/11/2026"[..], Some(day(2026, 11, 22))),
        (b"23/11/2026", None),
        (b"01/11/2026", Some(day(2026, 11, 1))),
    ] {
        let row = row_of(read_full(&[(Field::SettledOn, settled), (Field::Disputed, b"X")]));
        assert_eq!(row.settled_on, expected);
        assert!(row.disputed);
    }
}

#[test]
fn what_was_issued_later_and_blank_lines_are_left_out() {
    let skipped = |read| match read {
        Ok(ReadRow::Skipped(skip)) => Some(skip),
        _ => None,
    };
    let later = read_full(&[(Field::IssuedOn, b"23/11/2026"), (Field::DueOn, b"23/12/2026")]);
    assert_eq!(skipped(later), Some(Skip::IssuedLater));
    let today = read_full(&[(Field::IssuedOn, b"22/11/2026")]);
    assert_eq!(skipped(today), None);
    for blank in [&[&b""[..]][..], &[b"", b" ", b""], &[]] {
        assert_eq!(skipped(read_with(&full_map(), blank)), Some(Skip::Blank));
    }
    // A mistake is told even where the row would be left out.
    let wrong = read_full(&[(Field::IssuedOn, b"23/11/2026"), (Field::Amount, b"?")]);
    assert_eq!(reasons(wrong).len(), 1);
}

#[test]
fn a_permission_is_read_whole_and_for_the_number_beside_it() {
    let given = [
        (Field::PermissionOn, &b"03/02/2026"[..]),
        (Field::PermissionHow, b"Ficha firmada"),
        (Field::PermissionProof, b"Ficha  1204"),
    ];
    let permission = row_of(read_full(&given)).debtor.permission.expect("a permission");
    assert_eq!(permission.phone.reveal(), "+51987654321");
    assert_eq!((permission.on, permission.how), (day(2026, 2, 3), "form"));
    assert_eq!(permission.proof, "Ficha 1204");
    assert_eq!(permission.channels, ContactChannel::OF_PHONES);
    for (cell, how) in [(&b"Contract"[..], "contract"), (b"in-person", "in-person")] {
        let with = [given[0], (Field::PermissionHow, cell), given[2]];
        assert_eq!(row_of(read_full(&with)).debtor.permission.map(|one| one.how), Some(how));
    }
    let one_of = |field: Field, cell: &'static [u8]| {
        let with: Vec<_> =
            given.into_iter().filter(|one| one.0 != field).chain([(field, cell)]).collect();
        reasons(read_full(&with))
    };
    for (field, cell, reason) in [
        (Field::PermissionOn, &b""[..], Reason::Empty),
        (Field::PermissionOn, b"23/11/2026", Reason::Future),
        (Field::PermissionOn, b"2026-02-03", Reason::Date),
        (Field::PermissionHow, b"", Reason::Empty),
        (Field::PermissionHow, b"Firma", Reason::PermissionHow),
        (Field::PermissionProof, b"", Reason::Empty),
        (Field::Phone, b"", Reason::Empty),
    ] {
        assert_eq!(one_of(field, cell), [(field.code().to_owned(), reason)], "{}", field.code());
    }
}

#[test]
fn a_record_has_as_many_cells_as_the_header() {
    let expected = full_map().columns.len();
    let found = reasons(read_with(&full_map(), &[b"B001-2231", b"C-17"]));
    assert_eq!(found, [(String::new(), Reason::Columns { found: 2, expected })]);
}

#[test]
fn a_row_of_the_sample_portfolio_is_read() {
    let cells: [&[u8]; 8] = [
        b"818",
        b"6627-ELFBK",
        b"2195380883",
        b"1/6/2012",
        b"2/5/2012",
        b"47.07",
        b"Yes",
        b"2/3/2012",
    ];
    let row = row_of(read_with(&sample_map(), &cells));
    assert_eq!(
        (row.debt_reference.as_str(), row.debtor_reference.as_str()),
        ("2195380883", "6627-ELFBK")
    );
    assert_eq!(row.amount.money().minor(), 4707);
    assert_eq!((row.issued_on, row.due_on), (Some(day(2012, 1, 6)), Some(day(2012, 2, 5))));
    assert_eq!(row.settled_on, Some(day(2012, 2, 3)));
    assert!(row.disputed);
    assert_eq!((row.interest, row.fee), (None, None));
}

#[test]
fn a_mark_that_does_not_hold_is_checked_and_ignored() {
    let mut map = sample_map();
    map.disputed = map.disputed.map(|mark| DisputedMark { effect: MarkEffect::Ignore, ..mark });
    let read = |mark: &[u8]| {
        let cells: [&[u8]; 8] = [b"", b"C-1", b"1", b"1/6/2012", b"2/5/2012", b"47.07", mark, b""];
        read_with(&map, &cells)
    };
    assert!(!row_of(read(b"Yes")).disputed);
    assert_eq!(reasons(read(b"Maybe")), [("Disputed".to_owned(), Reason::Mark)]);
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(
        cells in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..30), 0..24),
    ) {
        for map in [full_map(), sample_map()] {
            let cells: Vec<&[u8]> = cells.iter().map(Vec::as_slice).collect();
            let _ = read_with(&map, &cells);
            let endless = cells.iter().copied().chain(std::iter::repeat(&b""[..]));
            let padded: Vec<&[u8]> = endless.take(map.columns.len()).collect();
            let _ = read_with(&map, &padded);
        }
    }
}
