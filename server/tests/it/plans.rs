//! How the statements find their rows. What a page asks must cost the same however much a creditor is
//! owed, so each statement goes by an index, and by more of it than the creditor: by another key, or in
//! its order and only so far.

use server::store::{Dialect, audit, books, consent, known, on_its_way, statements};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use crate::engine::on_both_engines;

/// Tables that grow neither with the portfolio nor with time.
const SMALL: [&str; 22] = [
    "creditors",
    "counters",
    "team_members",
    "creditor_totals",
    "import_batches",
    "import_undos",
    "policies",
    "policy_versions",
    "late_months",
    "agreement_texts",
    "templates",
    "sequences",
    "sequence_versions",
    "reminder_days",
    "channel_rests",
    "link_keys",
    "phone_senders",
    "reminder_counts",
    "reminder_forecasts",
    "reminder_waits",
    "step_money",
    "step_results",
];

/// Statements that go over everything because that is their task, or that stop after a few rows in the
/// order of an index: by words that only they have. Besides these, `ledger-check` and a simulation read
/// everything.
const WHOLE: [(&str, &str); 21] = [
    ("end), 0) as bigint) as debts", "the job that sums a portfolio up"),
    ("count(distinct b.case_id) as cases", "the same"),
    ("sum(p.amount_minor", "the same"),
    ("as cases from case_balances", "the same"),
    ("as tries from identity_tries", "the throttle counts everybody's of the last minutes"),
    ("kind in ('chargeback', 'payment'", "the newest acts: the index has their order"),
    ("order by case_id limit $4 ) o", "a preview goes over all cases, page by page"),
    ("order by case_id limit $3 ) o", "so does the night's planning of reminders"),
    ("case_id between $2 and $3", "the same"),
    ("c.id between $2 and $3", "the same"),
    ("case_id <= $3", "the same page of cases: what it is late with"),
    ("lifted_at is null and placed_at > $2", "the last two weeks: the index has their order"),
    ("p.id between $2 and $3", "the day of all plans, page by page"),
    ("d.plan_id between $2 and $3", "the same"),
    ("as text_version", "the job that counts what steps have brought"),
    ("'queued' group by means", "the same: what waits"),
    ("l.step is not null group by", "what signed links have brought: the index has no others"),
    ("from jobs", "the queue is short"),
    ("nobody_at >= $2", "the last month: the index has their order"),
    ("group by phone_hash having count(*) > $2", "an import says once whose phone many have"),
    ("as has_email", "links for all who owe go over all cases, page by page"),
];

/// One table in the plan of a statement.
struct Access {
    table: String,
    /// Whether it is read by a key that is longer than the creditor.
    is_narrow: bool,
    said: String,
}

on_both_engines! {
    async fn every_statement_reads_by_a_key(portal) {
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let engine = portal.portal.store.dialect();
        let mut faults = Vec::new();
        let lists = known::LISTS.iter().map(|sql| format!("{sql}($2, $3, $4)"));
        let dated = format!("{}($4, $5, $6)", on_its_way::LIST);
        let permitted = format!("{}($2, $3, $4)", consent::LIST);
        let all = statements().map(str::to_owned).chain(lists).chain([dated, permitted]);
        for sql in all.filter(|sql| !is_whole(sql)) {
            let accesses = match engine {
                Dialect::Sqlite => sqlite_plan(&mut conn, &sql).await,
                Dialect::Postgres => postgres_plan(&mut conn, &sql).await,
            };
            let wide = accesses.into_iter().filter(|a| !a.is_narrow && !SMALL.contains(&&*a.table));
            faults.extend(wide.map(|access| format!("{}\n    {}", access.said, flat(&sql))));
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

fn flat(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_whole(sql: &str) -> bool {
    let flat = flat(sql);
    let sums = [audit::WHOLE, books::WHOLE].concat();
    sums.contains(&sql) || WHOLE.iter().any(|(words, _)| flat.contains(words))
}

/// The tables of a statement by the names that its plan calls them: `from debts d` is `d`.
fn table_of(name: &str, sql: &str) -> String {
    let words: Vec<&str> = sql.split_whitespace().collect();
    let named = words.windows(2).find(|pair| pair[1].trim_end_matches([',', ')']) == name);
    let named =
        named.map(|pair| pair[0]).filter(|word| !["from", "join", "into", "update"].contains(word));
    named.unwrap_or(name).to_owned()
}

async fn sqlite_plan(conn: &mut AnyConnection, sql: &str) -> Vec<Access> {
    let explain = format!("explain query plan {sql}");
    let rows = sqlx::query(AssertSqlSafe(explain)).fetch_all(conn).await.expect("a plan");
    let lines = rows.iter().map(|row| row.get::<String, _>("detail"));
    lines.filter_map(|line| of_sqlite(&line, sql)).collect()
}

/// `SEARCH d USING INDEX debts_by_case (creditor_id=? AND case_id=?)`
fn of_sqlite(line: &str, sql: &str) -> Option<Access> {
    let mut words = line.split(' ');
    let how = words.next().filter(|how| matches!(*how, "SCAN" | "SEARCH"))?;
    let table = table_of(words.next().filter(|name| *name != "CONSTANT")?, sql);
    let by = line.rsplit_once('(').and_then(|(_, by)| by.split(')').next());
    let is_key = |term: &str| term.ends_with("=?") && term != "creditor_id=?";
    let is_narrow = how == "SEARCH"
        && by.is_some_and(|by| {
            let stops = flat(sql).contains(" limit ") && by != "creditor_id=?";
            stops || by.split(" AND ").any(is_key)
        });
    Some(Access { table, is_narrow, said: line.to_owned() })
}

/// The plan for whatever values come, with sequential scans only where there is no other way. Of empty
/// tables PostgreSQL takes any index that begins with the creditor, so here any key will do.
async fn postgres_plan(conn: &mut AnyConnection, sql: &str) -> Vec<Access> {
    let run = async |conn: &mut AnyConnection, sql: String| {
        sqlx::raw_sql(AssertSqlSafe(sql)).fetch_all(conn).await.expect("PostgreSQL explains")
    };
    let set = "set enable_seqscan = off; set plan_cache_mode = force_generic_plan";
    run(conn, set.to_owned()).await;
    run(conn, format!("prepare asked as {sql}")).await;
    let count = "select cardinality(parameter_types)::bigint as places from pg_prepared_statements
        where name = 'asked'";
    let places: i64 = run(conn, count.to_owned()).await[0].get("places");
    let nulls = vec!["null"; usize::try_from(places).expect("a count")].join(", ");
    let values = if nulls.is_empty() { nulls } else { format!("({nulls})") };
    let rows = run(conn, format!("explain (costs off) execute asked{values}")).await;
    run(conn, "deallocate asked".to_owned()).await;
    let lines: Vec<String> = rows.iter().map(|row| row.get::<String, _>(0)).collect();
    of_postgres(&lines)
}

/// `Index Scan using debts_by_case on debts d`, and below it
/// `Index Cond: ((creditor_id = $1) AND (case_id = $2))`.
fn of_postgres(lines: &[String]) -> Vec<Access> {
    let mut found: Vec<Access> = Vec::new();
    for line in lines {
        let text = line.trim().trim_start_matches("->").trim();
        if let Some((kind, of)) = text.split_once(" on ")
            && kind.contains("Scan")
            && !kind.starts_with("Bitmap Index")
            && kind != "Subquery Scan"
        {
            let table = of.split(' ').next().unwrap_or_default().to_owned();
            found.push(Access { table, is_narrow: false, said: text.to_owned() });
        } else if let (Some(condition), Some(last)) =
            (text.strip_prefix("Index Cond: "), found.last_mut())
        {
            last.is_narrow |= !condition.is_empty();
        }
    }
    found
}
