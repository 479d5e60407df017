//! Bad rows: each is named with its line, its column and its reason; the others wait for a decision.

use server::use_cases::import::{BadRows, End};

use super::dump::{count, dump};
use super::{Ask, HEADER, MAP, USUAL, counts, file, import, import_as, line};
use crate::engine::on_both_engines;

/// One row of every kind that is no good, between good ones.
fn one_of_each() -> String {
    let long = "9".repeat(1_000_000);
    let rows = [
        "B-1;C-1;100,00;11/09/2026;11/10/2026;no;;Rosa;;;".to_owned(),
        "B-2;C-1;;11/09/2026;11/10/2026;no;;;;;".to_owned(),
        "B-3;C-1;100,00;11/09/2026;31/11/2026;no;;;;;".to_owned(),
        "B-4;C-1;0,00;11/09/2026;11/10/2026;no;;;;;".to_owned(),
        "B-1;C-1;50,00;11/09/2026;11/10/2026;no;;;;;".to_owned(),
        format!("B-5;C-1;100,00;11/09/2026;11/10/2026;no;;;;;{long}"),
        "B-6;C-1;100,00;11/09/2026;11/10/2026;no;;\"Rosa;;;".to_owned(),
        "B-7;C-1;1,234.50;11/09/2026;11/10/2026;tal vez;;;=a@b;99999999999;".to_owned(),
        "B-8;C-1;100,00".to_owned(),
        ";;;;;;;;;;".to_owned(),
        "2,1E+09;C-1;999.999.999.999.999.999,00;11/09/2026;11/10/2026;no;;;;;".to_owned(),
        "=B-9;C-1;-5;11/09/2026;11/10/2026;no;;;;;".to_owned(),
        "B-10;C-2;7,00;11/09/2026;11/10/2026;no;;;;;".to_owned(),
    ];
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// Line, column, code and both reasons of each bad row.
const NAMED: [&str; 14] = [
    "3;importe;empty;está vacío;empty",
    "4;vence;impossible-date;esa fecha no existe;impossible date",
    "5;importe;zero;el importe es cero;amount is zero",
    "6;doc;twice-in-file;la misma referencia está en la línea 2;same reference as line 2",
    "7;nota;too-long;pasa de 60000 caracteres;longer than 60000 characters",
    "8;nombre;quote;las comillas no cierran donde deben;broken quote",
    "9;importe;number;no es un número en el formato declarado;not a number in the declared format",
    "9;correo;email;no es un correo;not an e-mail address",
    "9;documento;national-id;el documento de identidad tiene una parte imposible;national id: impossible part",
    "9;reclamo;mark;la marca no está declarada;undeclared mark",
    "10;;columns;tiene 3 columnas en lugar de 11;3 columns instead of 11",
    "12;doc;shortened;la hoja de cálculo acortó este número;a spreadsheet has shortened this number",
    "12;importe;too-large;el importe es demasiado grande;amount too large",
    "13;importe;negative;el importe es negativo;amount is negative",
];

on_both_engines! {
    async fn every_bad_row_is_named_and_nothing_is_imported(portal) {
        let (report, rejects) = import_as(portal, USUAL, one_of_each()).await;
        let report = report.expect("an answer");
        assert_eq!((report.end, report.tally.read, report.tally.bad), (End::Refused, 13, 10));
        let rejects = rejects.expect("a file beside the input");
        let mut lines = rejects.strip_prefix('\u{feff}').expect("a mark").lines();
        assert_eq!(lines.next(), Some("line;column;code;motivo;reason;row"));
        let mut named: Vec<_> = lines.clone().map(|l| l.splitn(6, ';').take(5).collect::<Vec<_>>().join(";")).collect();
        let mut expected = NAMED.map(str::to_owned).to_vec();
        named.sort();
        expected.sort();
        assert_eq!(named, expected);
        // The row is repeated, no longer than it helps, and harmless in a spreadsheet.
        let row = |start: &str| lines.clone().find(|l| l.starts_with(start)).expect("named");
        assert!(row("3;").ends_with(";\"B-2;C-1;;11/09/2026;11/10/2026;no;;;;;\""));
        assert!(row("13;").contains(";\"'=B-9;C-1;-5;"));
        assert!(row("7;").chars().count() < 700);
        for table in ["debts", "debtors", "import_rows"] {
            assert_eq!(count(portal, table).await, 0, "{table}");
        }
    }

    async fn the_good_rows_are_imported_if_that_is_asked_for(portal) {
        let ask = Ask { bad_rows: BadRows::Skip, ..USUAL };
        let (report, rejects) = import_as(portal, ask, one_of_each()).await;
        let report = report.expect("imported");
        assert_eq!((report.end, report.tally.bad, report.tally.skipped), (End::Done, 10, 1));
        assert_eq!(counts(&report), [2, 0, 0, 0]);
        assert!(rejects.is_some());
        // A killed import that is begun again names the same rows.
        let stopped = Ask { stop_after: 1, bad_rows: BadRows::RefuseAll, ..USUAL };
        let again = import_as(portal, stopped, one_of_each()).await.1;
        assert_eq!(again, rejects);
    }

    async fn a_row_that_contradicts_what_is_here_is_bad(portal) {
        let map = MAP.replace("amount = ", "negative = \"credit-notes\"\namount = ");
        import(portal, &map, file(&[line("B-1", "C-1", "10"), line("B-2", "C-1", "-10")])).await;
        let before = dump(portal).await;
        for (map, row, code) in [
            (map.clone(), line("B-1", "C-2", "10"), "2;cliente;debtor-changed"),
            (map.clone(), line("B-1", "C-1", "-10"), "2;importe;sign-changed"),
            (map.clone(), line("B-2", "C-1", "10"), "2;importe;sign-changed"),
            (map.replace("PEN", "USD"), line("B-1", "C-1", "10"), "2;;currency-changed"),
        ] {
            let (report, rejects) = import_as(portal, Ask { map: &map, ..USUAL }, file(&[row])).await;
            assert_eq!(report.expect("an answer").end, End::Refused);
            assert!(rejects.expect("named").contains(code), "{code}");
        }
        assert_eq!(dump(portal).await, before);
    }

    async fn a_document_that_looks_like_a_paper_of_a_court_is_refused_with_its_reason(portal) {
        let map = MAP.replace("nota = \"ignore\"", "nota = \"debt.document_type\"");
        let row = |doc: &str, kind: &str| {
            format!("{doc};C-1;100,00;11/09/2026;11/10/2026;no;;;;;{kind}")
        };
        let rows = [row("B-1", "Boleta"), row("B-2", "Notificación judicial"), row("B-3", "Boleta")];
        let csv = format!("{HEADER}\n{}\n", rows.join("\n"));
        let (report, rejects) = import_as(portal, Ask { map: &map, ..USUAL }, csv).await;
        let report = report.expect("an answer");
        assert_eq!((report.end, report.tally.bad), (End::Refused, 1));
        let said = "3;nota;court-paper;ese documento parece un papel de un juzgado;";
        let rejects = rejects.expect("named");
        assert!(rejects.contains(said), "{rejects}");
    }

    async fn a_file_is_read_in_its_declared_encoding(portal) {
        let row = "B-1;C-1;100,00;11/09/2026;11/10/2026;sí;;Íñigo Peña;;;";
        let text = format!("{HEADER}\r\n{row}\r\n");
        let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
        let map = MAP.replace("utf-8", "windows-1252");
        assert_eq!(counts(&import(portal, &map, &windows).await), [1, 0, 0, 0]);
        let marked = format!("\u{feff}{text}");
        assert_eq!(counts(&import(portal, MAP, &marked).await), [0; 4], "the same in UTF-8, marked");
        assert_eq!(count(portal, "holds").await, 1);
        let (report, _) = import_as(portal, USUAL, &windows).await;
        assert_eq!(report.expect("an answer").end, End::Refused);
        let (wrong, _) = import_as(portal, Ask { map: &map, ..USUAL }, &marked).await;
        assert!(wrong.is_err(), "a mark in a file declared as Windows-1252");
    }

    async fn a_row_of_a_million_columns_is_one_bad_row(portal) {
        let csv = format!("{HEADER}\n{}\n", ";".repeat(1_000_000));
        let csv = format!("{csv}B-1;C-1;100,00;11/09/2026;11/10/2026;no;;;;;\n");
        let (report, rejects) = import_as(portal, USUAL, csv).await;
        let report = report.expect("an answer");
        assert_eq!((report.end, report.tally.read, report.tally.bad), (End::Refused, 2, 1));
        assert!(rejects.expect("named").len() < 2_000);
    }

    async fn a_file_that_does_not_fit_its_map_is_not_begun(portal) {
        for csv in [
            "",
            "doc;cliente\nB-1;C-1\n",
            &format!("{HEADER};sorpresa\nB-1;C-1;1;;;;;;;;;\n"),
            "\"doc\nB-1",
            &"x".repeat(100_000),
            &format!("{}\n1;2\n", "a;".repeat(1_000_000)),
            "<html><body>no es una tabla</body></html>",
            "\u{1f}\u{8b}\u{8}\0 gzip",
        ] {
            assert!(import_as(portal, USUAL, csv).await.0.is_err());
        }
        assert_eq!(count(portal, "import_batches").await, 0);
    }
}
