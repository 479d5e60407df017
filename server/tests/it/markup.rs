//! Nothing that people write becomes markup (reliability W2): hostile texts in every field that is
//! imported, set by a creditor or typed, on every page and in every letter.

use app::creditor::Role;
use app::routes::{self, pattern};
use domain::ids::{AttemptId, CaseId};
use domain::national_id::{IdKind, NationalId};
use mail_parser::MessageParser;
use server::config::creditor::{CreditorFile, Settings};
use server::store::debtor::Person;
use server::store::{payment, suspense};
use server::use_cases::creditor;
use server::use_cases::debt::{self, NewDebt};
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next, Wish};

use crate::browser::Browser;
use crate::debtor_access::token;
use crate::html_scan::{HOSTILE, Scan};
use crate::links::press;
use crate::payments::all;
use crate::portal::{CLINIC, Engine, TestPortal, pen};
use crate::size::size;
use crate::team::{invite, sign_in};
use crate::world::files;

/// The texts of one round: each field has its own.
struct Texts {
    round: Option<usize>,
    field: usize,
}

impl Texts {
    fn next(&mut self) -> String {
        self.field += 1;
        let mark = format!("xq{:02}z", self.field);
        match self.round {
            None => format!("Texto {mark}"),
            Some(round) => {
                let step = HOSTILE.len() / size(10, HOSTILE.len()).min(HOSTILE.len());
                HOSTILE[(self.field + round * step) % HOSTILE.len()].replace('@', &mark)
            }
        }
    }
}

/// The creditor's file with hostile texts wherever it takes them.
fn hostile_file(texts: &mut Texts) -> Settings {
    let mut settings = Settings::from_toml(CLINIC).expect("a good file");
    let places: [fn(&mut CreditorFile, String); 12] = [
        |file, text| file.name = text,
        |file, text| file.discreet_name = Some(text),
        |file, text| file.legal_name = text,
        |file, text| file.address = text,
        |file, text| file.terms = format!("{text}\n\n{text}"),
        |file, text| file.contact.phone = text,
        |file, text| file.contact.hours = text,
        |file, text| file.bank.as_mut().expect("a bank").bank = text,
        |file, text| file.bank.as_mut().expect("a bank").holder = text,
        |file, text| file.bank.as_mut().expect("a bank").numbers[0].label = text,
        |file, text| file.bank.as_mut().expect("a bank").numbers[0].value = text,
        |file, text| file.stripe.as_mut().expect("Stripe").descriptor = text,
    ];
    for place in places {
        let mut file = settings.file.clone();
        place(&mut file, texts.next());
        // What the file does not take stays as it was.
        if let Ok(read) = Settings::read(file) {
            settings = read;
        }
    }
    settings
}

fn hostile_debt(texts: &mut Texts) -> NewDebt {
    let round = texts.round.map_or(99, |round| round);
    NewDebt {
        debtor_reference: texts.next(),
        person: Person {
            name: Some(texts.next()),
            given_name: Some(texts.next()),
            email: Some(format!("persona{round}@example.pe")),
            postcode: Some(texts.next()),
            national_id: NationalId::parse(IdKind::PeDni, "45678912").ok(),
            ..Person::default()
        },
        reference: texts.next(),
        description: Some(texts.next()),
        document_type: Some(texts.next()),
        issued_on: None,
        due_on: "2026-10-11".parse().ok(),
        amount: pen(100_000),
    }
}

/// What a round has made.
struct Made {
    case: CaseId,
    receipt: String,
    transfer: AttemptId,
}

async fn make(portal: &TestPortal, texts: &mut Texts) -> Made {
    let settings = hostile_file(texts);
    creditor::apply(&portal.portal, &settings).await.expect("applied");
    let new = hostile_debt(texts);
    let (case, _) = debt::add(&portal.portal, &portal.clinic, &new).await.expect("a debt");
    let recorded = Recorded {
        amount: pen(500),
        received_on: "2026-11-20".parse().expect("a day"),
        debt: None,
        note: texts.next(),
        who: texts.next(),
        key: format!("{case}"),
    };
    elsewhere::record(&portal.portal, &portal.clinic, &case, &recorded).await.expect("recorded");
    let visit = portal.visit(&case).await;
    let part = Wish { amount: Some(pen(3_000)), ..all(3_000) };
    let next = start::by_transfer(&portal.portal, &visit, &part, "es").await.expect("begun");
    let Next::Transfer(transfer) = next else { panic!("no transfer: {next:?}") };
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let paid = payment::of_case(&mut conn, &portal.clinic, &case).await.expect("payments");
    Made { case, receipt: routes::receipt(&paid[0].id), transfer }
}

/// The debtor's pages, read and answered with hostile words.
async fn as_debtor(portal: &TestPortal, made: &Made, texts: &mut Texts, scan: &mut Scan) {
    let mut browser = portal.browser();
    let token = token(portal, &portal.clinic, &made.case).await;
    let page = browser.get(&format!("/e/{token}?lang={}", escaped(&texts.next()))).await;
    scan.page(&page.body, "the first page");
    press(&mut browser, &token).await;
    scan.page(&browser.get(pattern::IDENTITY).await.body, "the question");
    for field in ["answer", "code"] {
        let page = browser.post(pattern::IDENTITY, &[(field, &texts.next())]).await;
        scan.page(&page.body, field);
    }
    let (day, month, year) = (texts.next(), texts.next(), texts.next());
    let date = [("day", &*day), ("month", &*month), ("year", &*year)];
    scan.page(&browser.post(pattern::IDENTITY, &date).await.body, "the date");
    let page = browser.post(pattern::IDENTITY, &[("answer", "8912")]).await;
    assert_eq!(page.location.as_deref(), Some(pattern::STATEMENT), "{}", page.body);
    let transfer = routes::transfer(&made.transfer);
    let page = browser.post(&transfer, &[("note", &"<b>".repeat(400))]).await;
    scan.page(&page.body, "a long note");
    browser.post(&transfer, &[("note", &texts.next())]).await;
    for path in [pattern::SAY_PAID, pattern::SAY_ERROR, pattern::SAY_TALK] {
        let page = browser
            .post(path, &[("text", &format!("{}{}", texts.next(), "<b>".repeat(900)))])
            .await;
        scan.page(&page.body, path);
        browser.post(path, &[("text", &texts.next())]).await;
        scan.page(&browser.get(&format!("{path}?listo=1")).await.body, path);
    }
    for (name, more) in [("amount", "&what=part"), ("what", ""), ("currency", "&x=y"), ("lang", "")]
    {
        let query = format!("{name}={}{more}", escaped(&texts.next()));
        for path in [pattern::PAY, pattern::PAY_CHOOSE, pattern::STATEMENT] {
            scan.page(&browser.get(&format!("{path}?{query}")).await.body, path);
        }
    }
    let pages = [pattern::STATEMENT, "/pagar?currency=PEN", pattern::PAY_CHOOSE, pattern::TERMS];
    let more = [pattern::RIGHTS, pattern::REAL, pattern::HELP, &made.receipt, &transfer];
    for path in pages.into_iter().chain(more) {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        scan.page(&page.body, path);
    }
}

/// The team's pages, read and answered with hostile words.
async fn as_team(
    portal: &TestPortal,
    made: &Made,
    owner: &mut Browser,
    texts: &mut Texts,
    scan: &mut Scan,
) {
    invite(portal, &portal.clinic, (&format!("m{}@example.pe", scan.pages), Role::Agent), None)
        .await;
    let case = routes::team_case(&made.case);
    let long = texts.next();
    let member = [("email", texts.next()), ("name", long.repeat(9)), ("role", texts.next())];
    let payment = [
        ("key", "0192f0c8000070008000000000000001".to_owned()),
        ("amount", texts.next()),
        ("currency", "PEN".to_owned()),
        ("received_on", texts.next()),
        ("note", texts.next()),
    ];
    let received = [
        ("key", "0192f0c8000070008000000000000002".to_owned()),
        ("reference", texts.next()),
        ("amount", texts.next()),
        ("currency", "PEN".to_owned()),
        ("received_on", texts.next()),
    ];
    let kept = [
        ("key", format!("0192f0c800007000800000000000{:04}", 1000 + scan.pages)),
        ("reference", texts.next()),
        ("amount", "7.00".to_owned()),
        ("currency", "PEN".to_owned()),
        ("received_on", "2026-11-20".to_owned()),
    ];
    let person = [
        ("name", texts.next()),
        ("email", format!("n{}@example.pe", scan.pages)),
        ("role", "agent".to_owned()),
    ];
    let search = [("q", texts.next())];
    let sent: [(&str, &[(&str, String)]); 6] = [
        (pattern::TEAM_MEMBERS, &member),
        (pattern::TEAM_MEMBERS, &person),
        (&routes::team_case_payments(&made.case), &payment),
        (pattern::TEAM_TRANSFER_RECEIVED, &received),
        (pattern::TEAM_TRANSFER_RECEIVED, &kept),
        (pattern::TEAM_CASES, &search),
    ];
    for (path, fields) in sent {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        scan.page(&owner.post(path, &fields).await.body, path);
    }
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let items = suspense::waiting(&mut conn, &portal.clinic).await.expect("suspense");
    drop(conn);
    let item = items.last().expect("money that nobody knows");
    let page =
        owner.post(&routes::team_suspense_assign(&item.id), &[("reference", &texts.next())]).await;
    scan.page(&page.body, "assign");
    let page = owner.post(&routes::team_suspense_close(&item.id), &[("reason", "")]).await;
    scan.page(&page.body, "close");
    let pages = [
        pattern::TEAM_HOME,
        pattern::TEAM_CASES,
        &case,
        pattern::TEAM_TRANSFERS,
        pattern::TEAM_SUSPENSE,
        pattern::TEAM_ANSWERS,
        pattern::TEAM_PAYMENTS,
        pattern::TEAM_MEMBERS,
    ];
    for path in pages {
        scan.page(&owner.get(path).await.body, path);
        let odd = format!("{path}?after={}&lang={}", escaped(&texts.next()), escaped(&long));
        scan.page(&owner.get(&odd).await.body, path);
    }
    let mut nobody = portal.browser();
    for (path, field) in [(pattern::TEAM_SIGN_IN, "email"), ("/panel/entrar/x", "code")] {
        scan.page(&nobody.post(path, &[(field, &texts.next())]).await.body, path);
    }
    scan.page(&nobody.get(&format!("/nowhere/{}", escaped(&texts.next()))).await.body, "nowhere");
}

/// All letters, in the mailbox's own pages too; they are read once and then thrown away.
async fn letters(portal: &TestPortal, scan: &mut Scan) {
    portal.run_jobs().await;
    let mut browser = portal.browser();
    let list = browser.get(pattern::MAILBOX).await.body;
    scan.page(&list, "the mailbox");
    for rest in list.split("href=\"/buzon/").skip(1) {
        let name = rest.split('"').next().expect("its end");
        scan.page(&browser.get(&format!("/buzon/{name}")).await.body, "the mailbox's letter");
    }
    for (path, bytes) in files(&portal.mailbox) {
        let letter = MessageParser::default().parse(&bytes).expect("a letter that reads");
        let html = letter.body_html(0).expect("a page");
        scan.page(&html, "a letter");
        std::fs::remove_file(path).expect("removed");
    }
}

fn escaped(text: &str) -> String {
    let bytes: Vec<_> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    bytes.concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_of_anybody_becomes_markup_on_any_page_or_in_any_letter() {
    let portal = TestPortal::on(Engine::Sqlite).await;
    let clinic = portal.clinic.clone();
    let mut owner = sign_in(&portal, &clinic, ("olga@example.pe", Role::Owner)).await;
    let mut scan = Scan::default();
    scan.learning = true;
    let rounds = size(10, HOSTILE.len());
    for round in std::iter::once(None).chain((0..rounds).map(Some)) {
        let mut texts = Texts { round, field: 0 };
        let made = make(&portal, &mut texts).await;
        as_debtor(&portal, &made, &mut texts, &mut scan).await;
        as_team(&portal, &made, &mut owner, &mut texts, &mut scan).await;
        letters(&portal, &mut scan).await;
        scan.learning = false;
        assert!(texts.field >= 40, "{} fields", texts.field);
    }
    assert!(scan.marks.len() >= 30, "only {:?} were seen", scan.marks);
    portal.finish().await;
}
