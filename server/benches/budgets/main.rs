//! Measures each budget of `docs/performance.md` and prints it beside what is allowed.
//!
//! `cargo bench -p server --bench budgets -- [--debts N] [--cases N] [--only PART,…] [--folder DIR]`; the parts are
//! `pages`, `lighthouse`, `offers`, `preview`, `reminders`, `sending`, `simulate`, `import`, `postgres`, `scale`.
//! Figures that depend on the machine are compared within one run; nothing here is a test.

mod bare;
mod client;
mod copies;
mod import;
mod lighthouse;
mod loader;
mod offers;
mod pages;
mod past;
mod portfolio;
mod postgres;
mod preview;
mod process;
mod providers;
mod reminders;
mod report;
mod scale;
mod sending;
mod simulate;
mod site;
mod start;
mod weight;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tokio::runtime::{Builder, Runtime};

use crate::import::Order;
use crate::process::Process;
use crate::report::Report;
use crate::site::Site;

/// The program's own allocator, so that what it is held against has the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a measure ends with.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Debts of the small portfolio.
const FEW: u64 = 10_000;

/// Debts of the large one, unless the command line says otherwise.
const MANY: u64 = 1_000_000;

/// Cases whose night is planned, unless the command line says otherwise.
const CASES: u64 = 1_000_000;

/// Debtors whose statements are looked at under load.
const DEBTORS: u64 = 64;

/// What the command line asks for.
struct Asked {
    debts: u64,
    cases: u64,
    only: Option<String>,
    folder: PathBuf,
}

impl Asked {
    fn read(args: &[String]) -> Outcome<Self> {
        let value = |name: &str| {
            let at = args.iter().position(|arg| arg == name)?;
            args.get(at + 1).cloned()
        };
        let debts = value("--debts").map_or(Ok(MANY), |debts| debts.parse())?;
        let cases = value("--cases").map_or(Ok(CASES), |cases| cases.parse())?;
        let folder = value("--folder").map_or_else(std::env::temp_dir, PathBuf::from);
        Ok(Self { debts: debts.max(FEW), cases, only: value("--only"), folder })
    }

    fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only.split(',').any(|one| one == part))
    }
}

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [bare, database, bytes] = &args[..]
        && bare == "--bare"
    {
        // The same runtime as the program's.
        return Runtime::new()?.block_on(bare::serve(database, bytes.parse()?));
    }
    if let [what, config, rest @ ..] = &args[..] {
        match (what.as_str(), rest) {
            ("--plan", []) => return Runtime::new()?.block_on(reminders::plan(Path::new(config))),
            ("--send", [at]) => {
                return Runtime::new()?.block_on(sending::send(Path::new(config), at.parse()?));
            }
            _ => {}
        }
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(&Asked::read(&args)?))
}

async fn run(asked: &Asked) -> Outcome<()> {
    let folder = tempfile::Builder::new().prefix("aldia-bench").tempdir_in(&asked.folder)?;
    // PostgreSQL is another user, who has to reach its own folder in this one.
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o711))?;
    let mut report = Report::default();
    measure(asked, folder.path(), &mut report).await?;
    println!("\n{}", report.table());
    match report.missed() {
        0 => println!("Every budget is met."),
        missed => println!("{missed} budgets are missed."),
    }
    Ok(())
}

async fn measure(asked: &Asked, folder: &Path, report: &mut Report) -> Outcome<()> {
    let wants = |part| asked.wants(part);
    let few = if ["pages", "lighthouse", "scale"].into_iter().any(wants) {
        Some(Site::filled(&folder.join("few"), FEW).await?)
    } else {
        None
    };
    if let Some(few) = &few {
        of_pages(asked, few, report).await?;
    }
    if wants("offers") {
        let offered = Site::filled(&folder.join("offered"), FEW).await?;
        let people = offered.debtors(DEBTORS, FEW).await?;
        offers::measure(&offered, &people, report).await?;
    }
    if wants("preview") {
        preview::measure(folder, report).await?;
    }
    if wants("reminders") {
        reminders::measure(folder, asked.cases, report).await?;
    }
    if wants("sending") {
        sending::measure(folder, report).await?;
    }
    if wants("simulate") {
        simulate::measure(folder, report).await?;
    }
    let order = Order { folder, debts: asked.debts };
    if wants("import") {
        let many = import::sqlite(&order, report).await?;
        if let Some(few) = few.as_ref().filter(|_| wants("scale")) {
            scale::measure((few, FEW), (&many, asked.debts), report).await?;
        }
    } else if let Some(few) = few.as_ref().filter(|_| wants("scale")) {
        let many = Site::filled(&folder.join("many"), asked.debts).await?;
        scale::measure((few, FEW), (&many, asked.debts), report).await?;
    }
    if wants("postgres") {
        import::postgres(&order, report).await?;
    }
    Ok(())
}

/// What needs only the small portfolio.
async fn of_pages(asked: &Asked, few: &Site, report: &mut Report) -> Outcome<()> {
    let people = few.debtors(DEBTORS, FEW).await?;
    let one = people.first().ok_or("nobody")?;
    if asked.wants("pages") || asked.wants("lighthouse") {
        let first = client::get("/cuenta", &one.cookie, "br");
        let _server = Process::serving(few.aldia(&["serve"]), few.port, &first).await?;
        if asked.wants("pages") {
            weight::measure(few, one, report).await?;
        }
        if asked.wants("lighthouse") {
            lighthouse::measure(few, one, report).await?;
        }
    }
    if asked.wants("pages") {
        pages::measure(few, &people, report).await?;
        start::measure(few, one, report).await?;
    }
    Ok(())
}
