//! Names given to a command that nothing has: the line says which was meant, or what there is.

use std::error::Error;
use std::io;
use std::path::Path;

use app::routes::pattern;
use domain::email::EmailAddress;

use super::refusal::in_words;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debt;
use crate::store::debtor::{self, Find};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, creditor as creditors, team};

/// One line that says why a command did nothing.
type Fault = Box<dyn Error + Send + Sync>;

/// As many names as one line lists.
const LISTED: usize = 10;

/// The most slips of the fingers between a name and the one that was meant.
const SLIPS: usize = 2;

/// Finds the creditor with this short name; the error says which was meant.
pub async fn creditor(portal: &Portal, slug: &str) -> Result<(Tenant, Settings), Fault> {
    match creditors::find(portal, slug).await {
        Err(PortalError::NotFound) => {
            let all = creditors::list(portal).await.map_err(in_words)?;
            let known: Vec<_> = all.into_iter().map(|settings| settings.file.slug).collect();
            let more = match known.as_slice() {
                [] => "; `aldia creditor apply` sets one up".to_owned(),
                known => hint(slug, known, "aldia creditor list"),
            };
            Err(format!("no creditor has the short name `{slug}`{more}").into())
        }
        found => found.map_err(in_words),
    }
}

/// The line about an address that nobody in the team of the creditor `slug` has.
pub async fn member(
    portal: &Portal,
    (tenant, slug): (&Tenant, &str),
    email: &EmailAddress,
) -> Result<String, Fault> {
    let known: Vec<_> = team::list(portal, tenant).await?.into_iter().map(|m| m.email).collect();
    let list = format!("aldia team list --creditor {slug}");
    let (email, more) = (email.reveal(), hint(email.reveal(), &known, &list));
    Ok(format!("nobody with the address `{email}` is in the team of {slug}{more}"))
}

/// The line about a customer's number that nobody has. People take a document's for it.
pub async fn customer(portal: &Portal, tenant: &Tenant, reference: &str) -> Result<String, Fault> {
    let mut conn = portal.store.read().await?;
    let owner = match debt::by_reference(&mut conn, tenant, reference).await? {
        Some(debt) => debtor::find(&mut conn, tenant, &portal.keys, Find::Case(&debt.case)).await?,
        None => None,
    };
    Ok(match owner {
        Some((debtor, _, _)) => format!(
            "`{reference}` is the number of a document; its customer's is `{}`",
            debtor.reference
        ),
        None => format!(
            "no customer has the number `{reference}`; {}{} finds them by name or document",
            portal.settings.base_url,
            pattern::TEAM_CASES
        ),
    })
}

/// The line about a file of settings that cannot be read.
pub fn file(path: &Path, error: &io::Error) -> String {
    let mut line = format!("{}: {error}", path.display());
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if error.kind() == io::ErrorKind::NotFound {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = parent.unwrap_or(Path::new("."));
        line.push_str(&hint(name, &files_in(folder), &format!("ls {}", folder.display())));
    }
    line
}

/// The files of settings in a folder, by name; none where it cannot be read.
fn files_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let is_toml = |name: &String| Path::new(name).extension().is_some_and(|end| end == "toml");
    let mut files: Vec<_> = names.filter(is_toml).collect();
    files.sort_unstable();
    files
}

/// The end of the line about `typed`: the name that was most likely meant, else all names if they are
/// few, else the command that lists them.
fn hint(typed: &str, known: &[String], list: &str) -> String {
    let typed = typed.to_lowercase();
    let slips = |name: &String| strsim::damerau_levenshtein(&typed, &name.to_lowercase());
    let near = |name: &&String| slips(name) <= SLIPS && 2 * slips(name) < typed.chars().count();
    match known.iter().min_by_key(|name| slips(name)).filter(near) {
        Some(name) => format!("; did you mean `{name}`?"),
        None if known.is_empty() => String::new(),
        None if known.len() <= LISTED => format!("; there are: {}", known.join(", ")),
        None => format!("; `{list}` lists them"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_is_told_from_a_name_that_nobody_has() {
        let few = ["san-borja".to_owned(), "miraflores".to_owned(), "gym".to_owned()];
        for (typed, expected) in [
            ("san-boja", "; did you mean `san-borja`?"),
            ("sna-borja", "; did you mean `san-borja`?"),
            ("San-Borja", "; did you mean `san-borja`?"),
            ("miraflore", "; did you mean `miraflores`?"),
            ("gim", "; did you mean `gym`?"),
            ("go", "; there are: san-borja, miraflores, gym"),
            ("", "; there are: san-borja, miraflores, gym"),
            ("surco", "; there are: san-borja, miraflores, gym"),
        ] {
            assert_eq!(hint(typed, &few, "aldia creditor list"), expected, "{typed}");
        }
        let many: Vec<_> = (0..11).map(|n| format!("creditor-{n}")).collect();
        assert_eq!(hint("x", &many, "aldia creditor list"), "; `aldia creditor list` lists them");
        assert_eq!(hint("x", &[], "aldia creditor list"), "");
    }
}
