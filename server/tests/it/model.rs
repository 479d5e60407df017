//! Check 15: the ledger against a model that only adds and takes away.

use domain::ids::{AttemptId, CaseId, PaymentId};
use server::use_cases::PortalError;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next};
use server::use_cases::payment::suspense::Closed;
use server::use_cases::payment::{suspense, transfer};
use tokio::task::JoinSet;

use crate::books;
use crate::engine::on_both_databases;
use crate::payments::all;
use crate::portal::{Engine, TestPortal, pen};
use crate::size::{Dice, size};

/// How many things happen in one sequence.
const OPERATIONS: usize = 60;

/// What one case must look like: everything on it is due, so credit is used at once.
struct Model {
    case: CaseId,
    reference: String,
    /// What was ever entered as owed.
    entered: i64,
    /// The payments that stand.
    payments: Vec<(PaymentId, i64)>,
    /// Transfers that were announced.
    waiting: Vec<AttemptId>,
    /// Money that waits for its case.
    unknown: i64,
}

impl Model {
    async fn new(portal: &mut TestPortal, number: usize, dice: &mut Dice) -> Self {
        let (reference, minor) = (format!("M-{number}"), dice.minor(1, 50_000));
        let (case, _) = portal.debt_of(&reference, pen(minor)).await;
        let (payments, waiting) = (Vec::new(), Vec::new());
        Self { case, reference, entered: minor, payments, waiting, unknown: 0 }
    }

    fn received(&self) -> i64 {
        self.payments.iter().map(|(_, minor)| minor).sum()
    }

    /// Does something at random, here and in the program.
    async fn step(&mut self, portal: &mut TestPortal, dice: &mut Dice) {
        match dice.below(11) {
            0 | 1 => {
                let minor = dice.minor(1, 50_000);
                portal.debt_of(&self.reference, pen(minor)).await;
                self.entered += minor;
            }
            2..=4 => self.record(portal, dice).await,
            5 => self.reverse(portal, dice).await,
            6 => self.announce(portal).await,
            7 => self.confirm(portal, dice).await,
            8 => self.receive(portal, dice).await,
            9 => self.assign(portal).await,
            _ => self.close(portal).await,
        }
    }

    /// A payment received elsewhere, of which the form may come twice.
    async fn record(&mut self, portal: &TestPortal, dice: &mut Dice) {
        let new = Recorded {
            amount: pen(dice.minor(1, 60_000)),
            received_on: portal.portal.clock.now().date_naive(),
            debt: None,
            note: String::new(),
            who: "member".to_owned(),
            key: format!("{:016x}", dice.bits()),
        };
        for _ in 0..dice.between(1, 2) {
            elsewhere::record(&portal.portal, &portal.clinic, &self.case, &new)
                .await
                .expect("recorded");
        }
        self.learn(portal, new.amount.minor()).await;
    }

    /// Takes the newest payment into the model.
    async fn learn(&mut self, portal: &TestPortal, minor: i64) {
        let sql =
            format!("select id from payments where case_id = '{}' order by id desc", self.case);
        let rows = books::rows(portal, &sql).await;
        let id: String = sqlx::Row::get(&rows[0], 0);
        assert!(rows.len() > self.payments.len(), "it was booked");
        self.payments.push((id.parse().expect("an id"), minor));
    }

    async fn reverse(&mut self, portal: &TestPortal, dice: &mut Dice) {
        if self.payments.is_empty() {
            return;
        }
        let (id, _) = self.payments.swap_remove(dice.below(self.payments.len()));
        let of = (&self.case, &id);
        for _ in 0..2 {
            let done = elsewhere::reverse(&portal.portal, &portal.clinic, of, ("error", "member"));
            done.await.expect("reversed");
        }
    }

    async fn announce(&mut self, portal: &TestPortal) {
        let visit = portal.visit(&self.case).await;
        let owed = (self.entered - self.received()).max(0);
        match start::by_transfer(&portal.portal, &visit, &all(owed), "es").await.expect("asked") {
            Next::Transfer(id) => {
                transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
                if !self.waiting.contains(&id) {
                    self.waiting.push(id);
                }
            }
            Next::Unmet(_) => assert_eq!(owed, 0),
            other => panic!("{other:?}"),
        }
    }

    fn seen(portal: &TestPortal, minor: i64) -> transfer::Seen {
        let received_on = portal.portal.clock.now().date_naive();
        transfer::Seen { amount: pen(minor), received_on, who: "member".to_owned() }
    }

    async fn confirm(&mut self, portal: &TestPortal, dice: &mut Dice) {
        let Some(id) = self.waiting.pop() else { return };
        let minor = dice.minor(1, 60_000);
        for _ in 0..2 {
            let seen = Self::seen(portal, minor);
            transfer::confirm(&portal.portal, &portal.clinic, &id, &seen).await.expect("confirmed");
        }
        self.learn(portal, minor).await;
    }

    /// A transfer whose reference says nothing to anybody.
    async fn receive(&mut self, portal: &TestPortal, dice: &mut Dice) {
        let minor = dice.minor(1, 60_000);
        let key = format!("{:016x}", dice.bits());
        for _ in 0..2 {
            let seen = Self::seen(portal, minor);
            let refs = ("NADIE", &*key);
            transfer::received(&portal.portal, &portal.clinic, refs, &seen).await.expect("kept");
        }
        self.unknown += minor;
    }

    /// The team finds whose the oldest unknown money is.
    async fn assign(&mut self, portal: &TestPortal) {
        let sql =
            "select id, amount_minor from suspense where ended_at is null order by id limit 1";
        let Some(row) = books::rows(portal, sql).await.pop() else { return };
        let (id, minor): (String, i64) = (sqlx::Row::get(&row, 0), sqlx::Row::get(&row, 1));
        let id = id.parse().expect("an id");
        for again in [false, true] {
            let of = (&*self.reference, "member");
            match suspense::assign(&portal.portal, &portal.clinic, &id, of).await {
                Ok(case) => assert_eq!((&case, again), (&self.case, false)),
                Err(PortalError::Refused(_) | PortalError::NotFound) if again => {}
                Err(error) => panic!("{error}"),
            }
        }
        self.unknown -= minor;
        self.learn(portal, minor).await;
    }

    /// The team says that the oldest unknown money is of no case.
    async fn close(&mut self, portal: &TestPortal) {
        let sql =
            "select id, amount_minor from suspense where ended_at is null order by id limit 1";
        let Some(row) = books::rows(portal, sql).await.pop() else { return };
        let (id, minor): (String, i64) = (sqlx::Row::get(&row, 0), sqlx::Row::get(&row, 1));
        let id = id.parse().expect("an id");
        for expected in [Closed::Now, Closed::Before] {
            let said = ("returned", "member");
            let closed = suspense::close(&portal.portal, &portal.clinic, &id, said).await;
            assert_eq!(closed.expect("closed"), expected);
        }
        self.unknown -= minor;
    }

    async fn check(&self, portal: &TestPortal) {
        let net = self.entered - self.received();
        let expected = (net.max(0), (-net).max(0));
        let here = books::balance(portal, &self.case, "PEN").await;
        assert_eq!(here, expected, "{}", books::told(portal, &self.case).await);
        let waits = "select cast(coalesce(sum(amount_minor), 0) as bigint) from suspense
            where ended_at is null";
        assert_eq!(books::number(portal, waits).await, self.unknown, "in suspense");
    }
}

/// How many sequences share a database, and how many databases are at work at once.
const ON_ONE: usize = 25;
const AT_ONCE: usize = 4;

/// Some sequences on a database of their own.
async fn sequences(engine: Engine, mut dice: Dice, count: usize) {
    let mut portal = TestPortal::on(engine).await;
    let mut unknown = 0;
    for number in 0..count {
        let mut model = Model::new(&mut portal, number, &mut dice).await;
        model.unknown = unknown;
        for _ in 0..OPERATIONS {
            model.step(&mut portal, &mut dice).await;
            model.check(&portal).await;
        }
        unknown = model.unknown;
    }
    portal.finish().await;
}

on_both_databases! {
    async fn after_each_of_sixty_operations_the_ledger_is_what_the_model_says(engine) {
        let mut dice = Dice::of("model");
        let (mut left, mut at_work) = (size(20, 10_000), JoinSet::new());
        while left > 0 {
            if at_work.len() >= AT_ONCE {
                at_work.join_next().await.expect("one").expect("it held");
            }
            let count = left.min(ON_ONE);
            at_work.spawn(sequences(engine, dice.another(), count));
            left -= count;
        }
        while let Some(done) = at_work.join_next().await {
            done.expect("it held");
        }
    }
}
