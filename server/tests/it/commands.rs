//! Commands that were given a name that nothing has say which was meant.

use app::creditor::Role;
use tokio::process::Command;

use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};
use crate::team;
use crate::world::{aldia, config};

/// Runs a command that fails; what it says.
async fn refused(portal: &TestPortal, arguments: &[&str]) -> String {
    let folder = portal.folder.path().join("commands");
    std::fs::create_dir_all(&folder).expect("a folder");
    let config = config(&portal.portal, &folder, None);
    let done = Command::from(aldia(&config, arguments)).output().await.expect("it runs");
    assert!(!done.status.success(), "{arguments:?}");
    String::from_utf8(done.stderr).expect("UTF-8")
}

on_both_engines! {
    async fn an_unknown_name_is_answered_with_the_one_that_was_meant(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, ("ana@example.pe", Role::Agent), None).await;
        portal.debt_of("C-10234", pen(10_000)).await;
        let maps = portal.folder.path().join("maps");
        std::fs::create_dir_all(&maps).expect("a folder");
        std::fs::write(maps.join("export.toml"), "").expect("written");
        let map = maps.join("exprot.toml").display().to_string();
        let remove = ["team", "remove", "--creditor", "san-borja", "--email"];
        let edit = ["debtor", "edit", "--creditor", "san-borja", "--name", "Rosa", "--reference"];
        let import = ["import", "--creditor", "san-borja", "--map", &map, "debts.csv"];
        for (arguments, said) in [
            (vec!["creditor", "show", "san-boja"], "did you mean `san-borja`?"),
            (vec!["links", "--creditor", "surco"], "there are: san-borja"),
            ([&remove[..], &["anna@example.pe"]].concat(), "did you mean `ana@example.pe`?"),
            ([&edit[..], &["B001-0001"]].concat(), "its customer's is `C-10234`"),
            ([&edit[..], &["C-99"]].concat(), "/panel/casos finds them by name or document"),
            (import.to_vec(), "did you mean `export.toml`?"),
        ] {
            let line = refused(portal, &arguments).await;
            assert!(line.contains(said), "{arguments:?}: {line}");
            assert_eq!(line.trim_end().lines().count(), 1, "{line}");
        }
    }
}
