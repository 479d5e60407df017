//! The list of cases, and the search in it.

use app::creditor::cases::{CaseRow, CasesView};
use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::national_id::{IdKind, NationalId};
use domain::search_name::search_words;

use super::{days_late, hold_kind};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::StoreError;
use crate::store::case_list::{self as store, Cursor, Listed, PAGE, Search};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// The longest text that is searched for.
const LONGEST: usize = 200;

/// One page of all cases, most owed first, behind the cursor `after`; a cursor that does not read
/// begins at the first page.
pub async fn cases(
    portal: &Portal,
    tenant: &Tenant,
    settings: &Settings,
    after: Option<&str>,
) -> Result<CasesView, PortalError> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut conn = portal.store.read().await?;
    let mut found = store::by_owed(&mut conn, tenant, after.and_then(read_cursor), limit).await?;
    let is_more = found.len() > PAGE;
    found.truncate(PAGE);
    let more = found.last().filter(|_| is_more).map(|(case, owed)| format!("{owed}.{case}"));
    let ids: Vec<CaseId> = found.into_iter().map(|(case, _)| case).collect();
    let rows = store::rows(&mut conn, tenant, &ids).await?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    Ok(CasesView { search: None, rows: shown(rows, today)?, more })
}

fn read_cursor(text: &str) -> Option<Cursor> {
    let (owed, case) = text.split_once('.')?;
    let case: CaseId = case.parse().ok()?;
    Some((owed.parse().ok()?, case.to_string()))
}

/// The cases that `typed` names: by an invoice's number, a customer's number, a national id, or what
/// words of the name begin with. The first page of them: `more` only says that there are others, since
/// a cursor would have to name what was searched for.
pub async fn search(
    portal: &Portal,
    tenant: &Tenant,
    settings: &Settings,
    typed: &str,
) -> Result<CasesView, PortalError> {
    let mut ids = found(portal, tenant, settings, typed).await?;
    let more = (ids.len() > PAGE).then(String::new);
    ids.truncate(PAGE);
    let mut conn = portal.store.read().await?;
    let rows = store::rows(&mut conn, tenant, &ids).await?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    Ok(CasesView { search: Some(typed.to_owned()), rows: shown(rows, today)?, more })
}

async fn found(
    portal: &Portal,
    tenant: &Tenant,
    settings: &Settings,
    typed: &str,
) -> Result<Vec<CaseId>, PortalError> {
    let mut found = Vec::new();
    if typed.is_empty() || typed.chars().count() > LONGEST {
        return Ok(found);
    }
    let mut conn = portal.store.read().await?;
    for by in [Search::Debt(typed), Search::Debtor(typed)] {
        add(&mut found, store::search(&mut conn, tenant, by).await?);
    }
    for number in id_numbers(settings, typed) {
        for hash in portal.keys.look_ups(tenant, "national_id", &number) {
            add(&mut found, store::search(&mut conn, tenant, Search::NationalId(&hash)).await?);
        }
    }
    let mut words = search_words(typed);
    // The longest word leads, since the fewest names go on from it.
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(3);
    add(&mut found, store::search(&mut conn, tenant, Search::Name(&words)).await?);
    Ok(found)
}

fn add(found: &mut Vec<CaseId>, more: Vec<CaseId>) {
    for case in more {
        if !found.contains(&case) {
            found.push(case);
        }
    }
}

/// What `typed` may be as an id of the creditor's country, in the form that is looked up.
fn id_numbers(settings: &Settings, typed: &str) -> Vec<String> {
    let kinds = IdKind::of(settings.country).iter().chain([&IdKind::Other]);
    let read = kinds.filter_map(|kind| NationalId::parse(*kind, typed).ok());
    let mut numbers: Vec<String> = read.map(|id| id.reveal().to_owned()).collect();
    numbers.dedup();
    numbers
}

fn shown(rows: Vec<Listed>, today: NaiveDate) -> Result<Vec<CaseRow>, StoreError> {
    let row = |listed: Listed| {
        let kind = |word: &String| word.parse().map(hold_kind);
        let holds = listed.holds.iter().map(kind).collect::<Result<Vec<_>, _>>();
        let mut holds = holds.map_err(|_| StoreError::Corrupt("column `kind`".into()))?;
        holds.dedup();
        Ok(CaseRow {
            case: listed.case,
            name: listed.name,
            reference: listed.reference,
            owed: listed.owed,
            days_late: days_late(listed.oldest_due, today),
            holds,
        })
    };
    rows.into_iter().map(row).collect()
}
