use super::*;

const LEAST: &str = r#"
delimiter = "semicolon"
encoding = "windows-1252"
dates = "dd/mm/yyyy"
decimal = "comma"
thousands = "point"
amount = "original"
currency = "PEN"
[columns]
Documento = "debt.reference"
Cliente = ["debtor.reference", "debtor.national_id"]
Importe = "debt.amount"
"#;

fn problems(text: &str) -> Vec<String> {
    let errors = read(text, Country::Pe).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn a_map_with_only_what_must_be_there_is_read() {
    let map = read(LEAST, Country::Pe).expect("a good map");
    assert_eq!((map.delimiter, map.encoding), (Delimiter::Semicolon, Encoding::Windows1252));
    assert_eq!(map.numbers.thousands, ThousandsSign::Point);
    assert_eq!((map.country, map.id_kinds), (Country::Pe, IdKind::of(Country::Pe).to_vec()));
    assert_eq!((map.negative, map.absent), (NegativeAmounts::Errors, AbsentRows::Nothing));
    assert_eq!(map.disputed, None);
    let fields: Vec<_> = map.columns.iter().map(|(header, field)| (&**header, *field)).collect();
    assert_eq!(
        fields,
        [
            ("Cliente", Field::DebtorReference),
            ("Cliente", Field::NationalId),
            ("Documento", Field::DebtReference),
            ("Importe", Field::Amount),
        ]
    );
}

#[test]
fn the_maps_of_the_repository_are_good() {
    for text in [
        include_str!("../../../../maps/example.toml"),
        include_str!("../../../../maps/ibm-accounts-receivable.toml"),
    ] {
        assert_eq!(problems(text), [""; 0]);
    }
}

#[test]
fn the_example_has_every_key_and_every_field() {
    let text = include_str!("../../../../maps/example.toml");
    for key in [
        "delimiter",
        "encoding",
        "dates",
        "decimal",
        "thousands",
        "country",
        "id_kinds",
        "currency",
        "amount",
        "payments_here",
        "negative",
        "absent",
        "yes",
        "no",
        "effect",
        "channels",
        "ways",
    ] {
        assert!(
            text.lines().any(|l| l.trim_start_matches("# ").starts_with(&format!("{key} ="))),
            "{key}"
        );
    }
    for field in Field::ALL {
        assert!(text.contains(&format!("\"{}\"", field.code())), "{}", field.code());
    }
}

#[test]
fn every_word_that_is_wrong_is_named_with_its_key() {
    let text = LEAST
        .replace("semicolon", "colon")
        .replace("\"dd/mm/yyyy\"", "\"dd/mm\"")
        .replace("\"original\"", "\"outstanding\"")
        .replace("\"debt.amount\"", "\"debt.amout\"")
        .replace("\"PEN\"", "\"SOL\"");
    let problems = problems(&text);
    let starts: Vec<_> =
        problems.iter().map(|p| p.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(
        starts,
        ["`delimiter`", "`dates`", "`currency`", "`payments_here`", "`columns.\"Importe\"`"]
    );
    assert!(problems[4].contains("debt.amount, debt.currency"), "{}", problems[4]);
}

#[test]
fn a_key_that_is_not_known_or_not_there_is_named_with_its_line() {
    for (text, line, key) in [
        (LEAST.replace("encoding =", "encodign ="), 3, "encodign"),
        (LEAST.replace("decimal = \"comma\"\n", ""), 1, "decimal"),
        (LEAST.replace("thousands = \"point\"", "thousands = 3"), 6, "string"),
        (LEAST.replace("Importe =", "Documento ="), 12, "key"),
        (format!("{LEAST}[disputed]\nyes = [\"S\"]\nnot = []\n"), 15, "not"),
    ] {
        let problem = problems(&text).join("; ");
        assert!(problem.starts_with(&format!("line {line}: ")), "{problem}");
        assert!(problem.contains(key), "{problem}");
    }
}

#[test]
fn the_ways_of_permissions_are_read_in_the_words_of_the_file() {
    let columns = "Celular = \"debtor.phone\"\nDesde = \"debtor.phone_permission_on\"\n\
        Por = \"debtor.phone_permission_how\"\nPrueba = \"debtor.phone_permission_proof\"\n";
    let table = "[phone_permission]\nchannels = [\"whatsapp\"]\nways = { form = [\"Ficha\"] }\n";
    let text = format!("{LEAST}{columns}{table}");
    let permissions = read(&text, Country::Pe).expect("a good map").phone_permission;
    let expected = PermissionColumns {
        channels: vec![ContactChannel::WhatsApp],
        ways: vec![("Ficha".to_owned(), "form")],
    };
    assert_eq!(permissions, Some(expected));
    for (text, problem) in [
        (text.replace("\"whatsapp\"", "\"fax\""), "`fax` is not sms or whatsapp"),
        (text.replace("{ form", "{ letter"), "`letter` is not form, contract"),
        (text.replace("\"whatsapp\"", "\"email\""), "permissions for phones need"),
        (format!("{LEAST}{table}"), "permissions for phones need"),
        (format!("{LEAST}{columns}"), "permissions for phones need"),
    ] {
        let said = problems(&text).join("; ");
        assert!(said.contains(problem), "{said}");
    }
}

#[test]
fn keys_that_do_not_go_together_are_refused() {
    for (text, part) in [
        (LEAST.replace("currency = \"PEN\"\n", ""), "declare a currency"),
        (LEAST.replace("\"point\"", "\"comma\""), "the same"),
        (LEAST.replace("Importe = \"debt.amount\"", ""), "no column is mapped to `debt.amount`"),
        (format!("{LEAST}Disputa = \"debt.disputed\"\n"), "a disputed mark needs"),
    ] {
        let problem = problems(&text).join("; ");
        assert!(problem.contains(part), "{problem}");
    }
}
