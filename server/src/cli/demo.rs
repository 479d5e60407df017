//! `aldia demo`: three creditors with their teams and portfolios, built by the commands that a
//! creditor has, and what to open to look at them.

mod portfolio;
mod reminders;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use domain::money::{Currency, Money};

use self::portfolio::{BUSINESSES, Business};
use super::Outcome;
use super::refusal::in_words;
use crate::compose::Portal;
use crate::config::program::Mode;
use crate::config::sequence as files;
use crate::store::debtor;
use crate::tenant::{Mark, Tenant};
use crate::use_cases::import::BadRows;
use crate::use_cases::payment::elsewhere::{self, Recorded};
use crate::use_cases::{access_link, creditor, policy, second_factor, sequence, wall_clock};

/// One line that says what went wrong.
type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Where the demo's files go.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder for CSV files and links.
    #[arg(long, default_value = "var/demo")]
    dir: PathBuf,
}

const FILES: [&str; 3] = [
    include_str!("../../../demo/san-borja.toml"),
    include_str!("../../../demo/el-condor.toml"),
    include_str!("../../../demo/turia.toml"),
];

const POLICIES: [&str; 3] = [
    include_str!("../../../demo/policies/san-borja.toml"),
    include_str!("../../../demo/policies/el-condor.toml"),
    include_str!("../../../demo/policies/turia.toml"),
];

/// The secret of the demo's codes, so that they can be printed. It opens nothing but a demo.
const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

const OWNER: (&str, &str) = ("elena@sanborja.example", "Elena Ruiz");

/// Builds what is missing and says what to open.
pub async fn run(portal: &Portal, args: &Args) -> Outcome {
    if portal.settings.mode != Mode::Demo {
        return Err("demo: only with env = \"demo\"".into());
    }
    std::fs::create_dir_all(&args.dir)?;
    for ((business, file), policy) in BUSINESSES.iter().zip(FILES).zip(POLICIES) {
        if find(portal, business.slug).await?.is_some() {
            continue;
        }
        let texts = (file, policy, &*args.dir);
        if business.slug == BUSINESSES[0].slug {
            let earlier = reminders::earlier(portal).await?;
            build(&earlier, business, texts).await?;
            reminders::seed(&earlier, business).await?;
            earlier.store.close().await;
        } else {
            build(portal, business, texts).await?;
            remind(portal, business).await?;
        }
    }
    let tenant = find(portal, BUSINESSES[0].slug).await?.ok_or("the clinic is missing")?;
    let links = args.dir.join("links.csv");
    if !links.exists() {
        write_links(portal, &tenant, &links).await?;
    }
    what_to_open(portal, &links)
}

async fn find(portal: &Portal, slug: &str) -> Result<Option<Tenant>, crate::store::StoreError> {
    let mut conn = portal.store.read().await?;
    Tenant::find(&mut conn, Mark::Slug(slug)).await
}

async fn build(
    portal: &Portal,
    business: &Business,
    (file, policy, dir): (&str, &str, &Path),
) -> Result<(), Fault> {
    super::creditor::apply(portal, file).await?;
    let (email, name) = member(business);
    let invite = super::team::Args::Invite {
        creditor: business.slug.to_owned(),
        email,
        name,
        role: "owner".to_owned(),
        totp_secret: Some(SECRET.to_owned()),
    };
    super::team::run(portal, invite).await?;
    let (_, settings) = creditor::find(portal, business.slug).await.map_err(in_words)?;
    let today = portal.clock.now().with_timezone(&settings.zone).date_naive();
    let (map, csv) =
        (dir.join(format!("{}.toml", business.slug)), dir.join(format!("{}.csv", business.slug)));
    std::fs::write(&map, business.map())?;
    std::fs::write(&csv, business.file(today))?;
    let import = super::import::File {
        creditor: business.slug.to_owned(),
        map,
        as_of: None,
        bad_rows: BadRows::RefuseAll,
        file: csv,
    };
    super::import::load(portal, &import).await?;
    record_some(portal, business, today).await?;
    put_in_force(portal, business, policy).await
}

/// What the business offers, from now on.
async fn put_in_force(portal: &Portal, business: &Business, text: &str) -> Result<(), Fault> {
    let (tenant, settings) = creditor::find(portal, business.slug).await.map_err(in_words)?;
    let file = policy::read(&settings, text)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let order = policy::Order { source: text, file: &file, from: None, made_by: "aldia demo" };
    policy::apply(portal, (&tenant, &settings), order).await.map_err(in_words)?;
    Ok(())
}

/// The standard reminders of the business, from tomorrow on: today nobody is written to yet.
async fn remind(portal: &Portal, business: &Business) -> Result<(), Fault> {
    let (tenant, settings) = creditor::find(portal, business.slug).await.map_err(in_words)?;
    let source = files::shipped("standard").ok_or("the standard sequence is missing")?;
    let file = files::read(source)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let tomorrow = wall_clock::day(settings.zone, portal.clock.now()).ends_at;
    let order =
        sequence::Order { source, file: &file, from: Some(tomorrow), made_by: "aldia demo" };
    sequence::apply(portal, (&tenant, &settings), order).await.map_err(in_words)?;
    Ok(())
}

fn member(business: &Business) -> (String, String) {
    match business.slug {
        "san-borja" => (OWNER.0.to_owned(), OWNER.1.to_owned()),
        slug => (format!("cartera@{slug}.example"), "Marta Gil".to_owned()),
    }
}

/// Some customers paid at the counter already.
async fn record_some(
    portal: &Portal,
    business: &Business,
    today: chrono::NaiveDate,
) -> Result<(), Fault> {
    let tenant = find(portal, business.slug).await?.ok_or("the creditor is missing")?;
    let currency = Currency::parse(business.money.0).ok_or("an unknown currency")?;
    for n in [3, 5, 9] {
        let number = business.customer_number(n);
        let mut conn = portal.store.read().await?;
        let of = debtor::Find::Reference(&number);
        let found = debtor::find(&mut conn, &tenant, &portal.keys, of).await?;
        drop(conn);
        let Some((_, _, case)) = found else { continue };
        let paid = Recorded {
            amount: Money::new(i64::from(business.money.1) * 50 * i64::from(n), currency)?,
            received_on: today - chrono::TimeDelta::days(i64::from(n)),
            debt: None,
            note: "Ventanilla".to_owned(),
            who: member(business).1,
            key: format!("demo-{n}"),
        };
        elsewhere::record(portal, &tenant, &case, &paid).await?;
    }
    Ok(())
}

/// A link for each case of the clinic, as `aldia links` would export them.
async fn write_links(portal: &Portal, tenant: &Tenant, path: &Path) -> Result<(), Fault> {
    let mut csv = String::new();
    let mut after = None;
    loop {
        let page = access_link::export(portal, tenant, after.as_ref()).await?;
        for link in page.items {
            let Some((address, _)) = link.link else { continue };
            writeln!(csv, "{};{};{address}", link.reference, link.name)?;
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    Ok(std::fs::write(path, csv)?)
}

fn what_to_open(portal: &Portal, links: &Path) -> Outcome {
    let clinic = &BUSINESSES[0];
    let number = clinic.customer_number(0);
    let text = std::fs::read_to_string(links)?;
    let link = text
        .lines()
        .find_map(|line| line.strip_prefix(&*number)?.rsplit(';').next())
        .ok_or("links.csv names no link: `make clean-demo` starts anew")?;
    let id = (clinic.national_id)(1);
    let answer = &id[id.len() - 4..];
    let secret = second_factor::read_secret(SECRET).ok_or("the demo's secret does not read")?;
    let totp = second_factor::generator(&secret, ("AlDía", OWNER.0)).map_err(in_words)?;
    let code = second_factor::current_code(&totp, portal.clock.now());
    let base = &portal.settings.base_url;
    let mut said = String::new();
    writeln!(said, "A debtor, {}:", portfolio::name(0))?;
    writeln!(said, "  {link}")?;
    writeln!(said, "  the last four digits of the DNI are {answer}")?;
    writeln!(said, "The creditor, {}:", OWNER.1)?;
    writeln!(said, "  {base}{} with {}", app::routes::pattern::TEAM_SIGN_IN, OWNER.0)?;
    writeln!(said, "  the link arrives at {base}{}", app::routes::pattern::MAILBOX)?;
    writeln!(said, "  the code is {code} now; later ones come from the secret {SECRET}")?;
    writeln!(said, "In the mailbox too: reminders by e-mail, SMS and WhatsApp, of a working day")?;
    writeln!(said, "More links: {}", links.display())?;
    Ok(said)
}
