use proptest::prelude::*;

use super::*;

/// Each record as `line: cell|cell`, each broken line as `line! column reason`.
fn read(file: &[u8]) -> Vec<String> {
    let mut records = Records::new(file, b',');
    let mut out = Vec::new();
    while let Some(item) = records.next().expect("memory reads") {
        out.push(match item {
            Item::Record(record) => {
                let cells = record
                    .cells()
                    .iter()
                    .map(|c| String::from_utf8_lossy(c).into_owned())
                    .collect::<Vec<_>>();
                format!("{}: {}", record.line, cells.join("|"))
            }
            Item::Broken(broken) => {
                format!("{}! {} {}", broken.line, broken.column, broken.reason.code())
            }
        });
    }
    out
}

#[test]
fn records_are_cut_as_the_standard_says() {
    for (file, expected) in [
        ("a,b\nc,d\n", &["1: a|b", "2: c|d"][..]),
        ("a,b\r\nc,d", &["1: a|b", "2: c|d"]),
        ("\"a,1\",\"b \"\"x\"\"\"\n", &["1: a,1|b \"x\""]),
        ("a,\"two\nlines\"\nb,c\n", &["1: a|two\nlines", "3: b|c"]),
        ("a,\"two\r\nlines\"\r\n", &["1: a|two\r\nlines"]),
        ("a,,\n", &["1: a||"]),
        ("\n\na\n", &["1: ", "2: ", "3: a"]),
        ("tubo 5\" x 3\",2\n", &["1: tubo 5\" x 3\"|2"]),
        ("\"\"\n", &["1: "]),
        ("", &[]),
    ] {
        assert_eq!(read(file.as_bytes()), expected, "{file:?}");
    }
}

#[test]
fn a_broken_quote_costs_its_own_line_only() {
    for (file, expected) in [
        ("1,\"Rosa\n2,Luis\n", &["1! 1 quote", "2: 2|Luis"][..]),
        ("1,\"Rosa,x\n2,\"Luis\",y\n3,z\n", &["1! 1 quote", "2: 2|Luis|y", "3: 3|z"]),
        ("1,\"Ro\"sa\n2,Luis\n", &["1! 1 quote", "2: 2|Luis"]),
        ("1,a\n2,\"", &["1: 1|a", "2! 1 quote"]),
    ] {
        assert_eq!(read(file.as_bytes()), expected, "{file:?}");
    }
}

#[test]
fn a_long_line_is_refused_where_it_is_long_and_costs_no_memory() {
    for quote in ["", "\""] {
        let file = format!("1,{quote}{}{quote},x\n2,y\n", "a".repeat(1_000_000));
        assert_eq!(read(file.as_bytes()), ["1! 1 too-long", "2: 2|y"]);
    }
    let exact = "a".repeat(MOST_BYTES);
    assert_eq!(read(exact.as_bytes()), [format!("1: {exact}")]);
    let mut records = Records::new(io::BufReader::new(io::repeat(b'a').take(50_000_000)), b',');
    assert!(
        matches!(records.next(), Ok(Some(Item::Broken(broken))) if broken.raw.len() == MOST_BYTES)
    );
}

#[test]
fn an_endless_quote_gives_up_and_reads_on() {
    let mut file = "1,\"open\n".to_owned();
    file.extend((2..600).map(|n| format!("{n},x\n")));
    let read = read(file.as_bytes());
    assert_eq!(read[0], "1! 1 quote");
    assert_eq!((read.len(), &*read[598]), (599, "599: 599|x"));
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        rows in prop::collection::vec(prop::collection::vec("[a\",;\n é]{0,8}", 1..5), 1..8),
    ) {
        let file: String = rows
            .iter()
            .map(|row| row.iter().map(|c| quoted(c)).collect::<Vec<_>>().join(",") + "\r\n")
            .collect();
        let mut records = Records::new(file.as_bytes(), b',');
        for row in &rows {
            let Some(Item::Record(record)) = records.next().expect("memory reads") else {
                return Err(TestCaseError::fail("a record"));
            };
            let cells: Vec<_> = row.iter().map(String::as_bytes).collect();
            prop_assert_eq!(record.cells(), cells);
        }
    }

    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(prop::sample::select(b"a,\"\n\r\0".to_vec()), 0..200)) {
        let lines = bytes.split_inclusive(|&b| b == b'\n').count();
        prop_assert!(read(&bytes).len() <= lines);
    }
}
