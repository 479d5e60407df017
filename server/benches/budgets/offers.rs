//! The ways out of one case: how long it takes to count them, and what their pages cost beside the
//! statement.

use std::hint::black_box;
use std::time::{Duration, Instant};

use server::config::creditor::Settings;
use server::store::creditor;
use server::use_cases::offer::{self, WaysOut};
use server::use_cases::policy::{self, Order};

use crate::Outcome;
use crate::client::{Client, Request, get, post};
use crate::pages::cost;
use crate::process::{CLIENT, Process, SERVERS, hold_self, pinned};
use crate::report::{Report, Verdict, median};
use crate::site::{Person, Site};
use crate::{portfolio, weight};

/// How often the ways out are counted.
const TIMES: usize = 2_000;

/// What a case is allowed to take, without the database.
const BUDGET: Duration = Duration::from_micros(200);

/// Where a plan is agreed on.
const ACCEPT: &str = "/opciones/aceptar";

/// Everything that can be offered, to everybody who is late.
const POLICY: &str = r#"
name = "Pacientes"
[[segment]]
name = "Por vencer"
days_late = { to = 0 }
[segment.extension]
days = 7
times = 1
[[segment]]
name = "Los demás"
discount_with_plan = true
[segment.discount]
percent = "5"
days = 10
on_not_due = true
on_interest = true
[segment.settlement]
given_up = "30"
payments = 12
frequency = "monthly"
day = 30
days = 15
[segment.plan]
instalments = { from = 2, to = 24 }
frequencies = ["weekly", "every-two-weeks", "twice-a-month", "monthly"]
least = "20.00"
first_within = 15
longest_days = 800
grace_days = 3
misses = 2
restores = "nothing"
moves = 1
move_days = 7
skips = 1
reward_percent = "2"
[segment.extension]
days = 10
times = 1
[segment.part]
least = "20.00"
[segment.proposals]
instalments = 12
least = "20.00"
within_days = 365
answer_hours = 48
"#;

/// Puts the policy in force, then measures one case and the pages of many.
pub async fn measure(site: &Site, people: &[Person], report: &mut Report) -> Outcome<()> {
    let settings = apply(site).await?;
    of_one_case(site, &settings, people.first().ok_or("nobody")?, report).await?;
    of_pages(site, people, report).await
}

async fn apply(site: &Site) -> Outcome<Settings> {
    let mut conn = site.portal.store.read().await?;
    let settings = creditor::settings(&mut conn, &site.tenant).await?;
    drop(conn);
    let file = policy::read(&settings, POLICY).map_err(|errors| format!("{errors:?}"))?;
    let order = Order { source: POLICY, file: &file, from: None, made_by: "bench" };
    policy::apply(&site.portal, (&site.tenant, &settings), order).await?;
    Ok(settings)
}

/// The rules alone, all that the page of ways out needs without the database, and with it.
async fn of_one_case(
    site: &Site,
    settings: &Settings,
    person: &Person,
    report: &mut Report,
) -> Outcome<()> {
    let case = person.case.as_ref().ok_or("no case")?;
    let (whose, asked) = ((&site.tenant, settings), (settings.currency, site.portal.clock.now()));
    let mut conn = site.portal.store.read().await?;
    let ways = offer::load(&mut conn, whose, case, asked).await?.ok_or("nothing is offered")?;
    let (debts, kinds) = (ways.facts.debts.len(), ways.offers.len());
    if u64::try_from(debts)? != portfolio::LONG || kinds < 6 {
        return Err(format!("{debts} debts and {kinds} ways out").into());
    }
    let rules = timed(|| domain::offer::offers(ways.policy(), &ways.facts.case(), ways.today))?;
    // The copies stand for the values that are read from rows.
    let alone = timed(|| {
        let read = (ways.facts.clone(), Vec::new());
        WaysOut::of(read, ways.stored.clone(), ways.today)?.view(Vec::new(), (None, None))
    })?;
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begin = Instant::now();
        let found = offer::load(&mut conn, whose, case, asked).await?.ok_or("nothing any more")?;
        black_box(found.view(Vec::new(), (None, None))?);
        times.push(begin.elapsed());
    }
    let with_database = median(times);
    report.add(
        &format!("offers for one case with {debts} debts, without the database"),
        format!(
            "{:.0} µs (the rules alone {:.0} µs, with the database {:.0} µs)",
            micros(alone),
            micros(rules),
            micros(with_database)
        ),
        "≤ 200 µs",
        Verdict::from(alone <= BUDGET),
    );
    Ok(())
}

/// The middle one of many times; what fails the first time ends the run.
fn timed<T, E>(mut act: impl FnMut() -> Result<T, E>) -> Outcome<Duration>
where
    E: std::error::Error + Send + Sync + 'static,
{
    black_box(act()?);
    let once = |_| {
        let begin = Instant::now();
        let _ = black_box(act());
        begin.elapsed()
    };
    Ok(median((0..TIMES).map(once).collect()))
}

fn micros(of: Duration) -> f64 {
    of.as_secs_f64() * 1_000_000.0
}

/// Weight of the page with the island, and processor time of the pages that lead to a plan.
async fn of_pages(site: &Site, people: &[Person], report: &mut Report) -> Outcome<()> {
    let first = people.first().ok_or("nobody")?;
    let command = pinned(&site.aldia(&["serve"]), SERVERS);
    let statement = get("/cuenta", &first.cookie, "br");
    let server = Process::serving(command, site.port, &statement).await?;
    weight::with_island(site, first, report).await?;
    hold_self(CLIENT)?;
    for (name, path) in [
        ("statement with its best way out", "/cuenta"),
        ("ways out", "/opciones?currency=PEN"),
        ("form of a plan", "/opciones/plan?currency=PEN"),
        ("agreement on a plan", "/opciones/aceptar?currency=PEN&way=plan"),
    ] {
        let page = |person: &Person| get(path, &person.cookie, "br");
        tell(site, &server, (name, people.iter().map(page).collect()), report).await?;
    }
    let mut plans = Vec::new();
    for person in people {
        plans.push(get(&agree(site, person).await?, &person.cookie, "br"));
    }
    // Each agreement is sent to who made it.
    tokio::time::sleep(Duration::from_secs(8)).await;
    tell(site, &server, ("plan", plans), report).await?;
    hold_self("0,1")
}

/// Processor time of one kind of page, which has no budget of its own.
async fn tell(
    site: &Site,
    server: &Process,
    (name, requests): (&str, Vec<Request>),
    report: &mut Report,
) -> Outcome<()> {
    let (each, done) = cost(site.port, server, &requests).await?;
    report.tell(
        &format!("{name}, processor time of the server, brotli included"),
        format!("{each:.3} ms ({:.0} pages/s)", done.rate()),
    );
    Ok(())
}

/// Agrees on the plan that the page shows first; gives the path of its page.
async fn agree(site: &Site, person: &Person) -> Outcome<String> {
    let mut client = Client::connect(site.port).await?;
    let path = format!("{ACCEPT}?currency=PEN&way=plan");
    let page = client.ask(&get(&path, &person.cookie, "identity")).await?;
    let page = String::from_utf8(page.body)?;
    let mut form = "agree=yes".to_owned();
    for (name, value) in hidden(&page) {
        form.extend(["&", name, "="]);
        form.extend(value.bytes().map(|byte| format!("%{byte:02X}")));
    }
    let answer = client.ask(&post(ACCEPT, &person.cookie, &form)).await?;
    let to = answer.head.split("location: ").nth(1).and_then(|rest| rest.split('\r').next());
    let to = to.filter(|to| to.starts_with("/plan/"));
    Ok(to.ok_or_else(|| format!("no plan: {}", answer.head))?.to_owned())
}

/// The hidden fields of the form.
fn hidden(page: &str) -> impl Iterator<Item = (&str, &str)> {
    let form = page.split(&format!("method=\"post\" action=\"{ACCEPT}\"")).nth(1);
    let form = form.and_then(|form| form.split("</form>").next()).unwrap_or_default();
    form.split("<input type=\"hidden\"").skip(1).filter_map(|rest| {
        let tag = rest.split('>').next()?;
        let attribute = |name: &str| tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next();
        Some((attribute("name")?, attribute("value").unwrap_or_default()))
    })
}
