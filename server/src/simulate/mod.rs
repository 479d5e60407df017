//! A portfolio's life: people open their links, propose, agree, pay, miss, change their plans, complain;
//! cards fail, banks take money back, webhooks come late, twice or never; the team confirms, answers, cancels,
//! gives back, imports, takes an import back. All of it through the real use cases, the real store and the
//! simulator's protocol, in one process and on a simulated clock.
//!
//! The same order gives the same life: chance follows from the seed, ids too, nothing runs beside
//! anything, and the one time moves only when it is told to. What seals and opens keeps the machine's own
//! chance; no decision hangs on it, and the hash of the facts leaves it out.
//!
//! After each day the invariants of what changed are checked. The first that does not hold ends the life, with
//! the seed and the day that bring it back.

mod agenda;
mod agree;
mod autopay;
mod clock;
mod correction;
mod day;
mod debtor;
mod desk;
mod dice;
mod facts;
mod faults;
mod invariants;
mod pay;
mod people;
mod persona;
mod plan_dates;
mod portfolio;
mod proposal;
mod reopened;
mod report;
mod stage;
mod team;
mod transfers;

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::money::MoneyError;
use tokio::sync::mpsc::UnboundedReceiver;

pub use self::report::Report;

use self::agenda::Agenda;
use self::clock::Time;
use self::dice::Dice;
use self::invariants::Judge;
use self::people::Debtor;
use self::stage::{Folder, Stage};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::messaging::Letter;
use crate::store::StoreError;
use crate::stripe::simulator::InProcess;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::import::ImportError;

/// Who does what the team does.
const TEAM: &str = "simulation";

/// Which life.
#[derive(Clone, Debug)]
pub struct Order {
    /// How many people owe.
    pub debtors: u32,
    /// How many days they live through.
    pub days: u32,
    /// What chance follows from.
    pub seed: u64,
    /// An empty database, as `sqlite:FILE` or `postgres://…`; a file of its own that is removed in the end
    /// if `None`.
    pub database: Option<String>,
}

/// What broke, and where to find it again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// What chance follows from.
    pub seed: u64,
    /// The day, counted from 1.
    pub day: u32,
    /// Its date, where the creditor is.
    pub date: NaiveDate,
    /// What is wrong, with the case that it is about.
    pub what: String,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { seed, day, date, what } = self;
        write!(f, "seed {seed}, day {day} ({date}): {what}")
    }
}

/// Why a simulation did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum SimulationError {
    /// It cannot begin.
    #[error("{0}")]
    Unfit(String),
    /// Something does not hold that must.
    #[error("{0}")]
    Broken(Box<Violation>),
}

/// Why a day did not come to its end.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    /// The program failed at something that people do.
    #[error(transparent)]
    Portal(#[from] PortalError),
    /// So did an import.
    #[error("import: {0}")]
    Import(#[from] ImportError),
    /// Something does not hold.
    #[error("{0}")]
    Broken(String),
    /// Something went wrong with one case.
    #[error("{case}: {why}")]
    OfCase {
        /// Which.
        case: CaseId,
        /// What.
        why: Box<Trouble>,
    },
}

impl Trouble {
    /// Something does not hold.
    fn broken(what: impl std::fmt::Display) -> Self {
        Self::Broken(what.to_string())
    }

    /// The same trouble, with the case that it is about.
    fn of(self, case: Option<&CaseId>) -> Self {
        match (self, case) {
            (Self::OfCase { case, why }, _) => Self::OfCase { case, why },
            (why, Some(case)) => Self::OfCase { case: case.clone(), why: Box::new(why) },
            (why, None) => why,
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Portal(error.into())
    }
}

impl From<MoneyError> for Trouble {
    fn from(error: MoneyError) -> Self {
        Self::Portal(error.into())
    }
}

/// How often what happened.
#[derive(Default, Debug)]
struct Tally(BTreeMap<&'static str, u64>);

impl Tally {
    fn note(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }
}

/// A life that is being lived.
pub struct Simulation {
    order: Order,
    portal: Portal,
    stripe: InProcess,
    time: Time,
    tenant: Tenant,
    settings: Settings,
    dice: Dice,
    people: Vec<Debtor>,
    /// Whose turn it is to be sent a link.
    next_letter: usize,
    agenda: Agenda,
    /// The rows of the file that was imported last.
    last_file: Vec<String>,
    letters: UnboundedReceiver<Letter>,
    tally: Tally,
    judge: Judge,
    /// How many days are over.
    day: u32,
    began: Instant,
    folder: Folder,
}

impl Simulation {
    /// Sets the stage in an empty database and imports what everybody owes.
    pub async fn begin(order: Order) -> Result<Self, SimulationError> {
        let began = Instant::now();
        let unfit = |error: &dyn std::fmt::Display| SimulationError::Unfit(error.to_string());
        if order.debtors == 0 {
            return Err(unfit(&"nobody owes anything"));
        }
        let folder = Folder::new().map_err(|error| unfit(&error))?;
        let Stage { portal, stripe, letters, tenant, settings } =
            Stage::set(&order, &folder).await?;
        let time = Time::of(portal.clock.clone(), stripe.clone(), settings.zone);
        let mut life = Self {
            dice: Dice::new(order.seed),
            people: Vec::new(),
            next_letter: 0,
            agenda: Agenda::default(),
            last_file: Vec::new(),
            tally: Tally::default(),
            judge: Judge::default(),
            day: 0,
            order,
            portal,
            stripe,
            time,
            tenant,
            settings,
            letters,
            began,
            folder,
        };
        let founded = portfolio::found(&mut life).await;
        founded.map_err(|trouble| life.violation(trouble))?;
        Ok(life)
    }

    /// The portal that everybody lives with.
    pub const fn portal(&self) -> &Portal {
        &self.portal
    }

    /// Lives through the next day; its end is in the books, which were looked at.
    pub async fn live_a_day(&mut self) -> Result<(), SimulationError> {
        let lived = day::live(self).await;
        lived.map_err(|trouble| self.violation(trouble))?;
        self.day += 1;
        Ok(())
    }

    /// Looks at everything once more and tells what happened.
    pub async fn end(self) -> Result<Report, SimulationError> {
        let told = match invariants::of_everything(&self).await {
            Ok(checked) => report::of(&self, checked).await,
            Err(trouble) => Err(trouble),
        };
        let told = told.map_err(|trouble| self.violation(trouble));
        self.portal.store.close().await;
        told
    }

    fn violation(&self, trouble: Trouble) -> SimulationError {
        let (day, what) = ((self.day + 1).min(self.order.days.max(1)), trouble.to_string());
        let date = self.time.today();
        SimulationError::Broken(Box::new(Violation { seed: self.order.seed, day, date, what }))
    }
}

/// Lives a whole life.
pub async fn run(order: Order) -> Result<Report, SimulationError> {
    let days = order.days;
    let mut life = Simulation::begin(order).await?;
    for _ in 0..days {
        life.live_a_day().await?;
    }
    life.end().await
}
