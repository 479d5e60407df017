//! The examples of signed links, each run with its own language where the machine has it: Python and Node
//! always.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use app::routes::pattern;
use domain::ids::LinkKeyId;
use domain::signed_link::Algorithm;
use server::keys::jwt::Secret;
use server::store::link_key::brought_by_step;
use server::use_cases::link_key::{self, Origin};

use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};

/// How a language runs its example.
struct Runtime {
    name: &'static str,
    program: OsString,
    /// What makes it say that it is there, and how a line of that begins.
    probe: (&'static [&'static str], &'static str),
    before: &'static [&'static str],
    file: &'static str,
    algorithms: &'static [Algorithm],
}

fn runtimes() -> [Runtime; 5] {
    const BOTH: &[Algorithm] = &Algorithm::ALL;
    const SECRET: &[Algorithm] = &[Algorithm::Hs256];
    const PAIR: &[Algorithm] = &[Algorithm::EdDsa];
    const SODIUM: &[&str] = &["-r", "echo extension_loaded('sodium') ? 'sodium' : '';"];
    const VERSION: &[&str] = &["--version"];
    const SDKS: &[&str] = &["--list-sdks"];
    let python = crate::python::path().into_os_string();
    let one = |name, program: OsString, probe, before, file, algorithms| Runtime {
        name,
        program,
        probe,
        before,
        file,
        algorithms,
    };
    [
        one("Python", python, (VERSION, "Python 3"), &[], "python/sign.py", SECRET),
        one("Node", "node".into(), (VERSION, "v"), &[], "javascript/sign.mjs", BOTH),
        one("PHP", "php".into(), (VERSION, "PHP 8"), &[], "php/sign.php", SECRET),
        one("PHP", "php".into(), (SODIUM, "sodium"), &[], "php/sign.php", PAIR),
        // Another kit would ask the network for what it needs to build for this one.
        one(
            ".NET",
            "dotnet".into(),
            (SDKS, "8."),
            &["run", "--project"],
            "csharp/sign.csproj",
            SECRET,
        ),
    ]
}

impl Runtime {
    fn is_there(&self) -> bool {
        let (arguments, begins) = self.probe;
        let done = Command::new(&self.program).args(arguments).output();
        done.is_ok_and(|done| {
            let said = String::from_utf8_lossy(&done.stdout).into_owned();
            done.status.success() && said.lines().any(|line| line.starts_with(begins))
        })
    }

    /// A copy of the example in `folder`, for what building and running it leaves behind.
    fn copied(&self, folder: &Path) -> PathBuf {
        let example: PathBuf =
            [env!("CARGO_MANIFEST_DIR"), "../examples/signed-links", self.file].iter().collect();
        let copy = folder.join(self.file);
        let (from, to) = (example.parent().expect("a folder"), copy.parent().expect("a folder"));
        std::fs::create_dir_all(to).expect("a folder");
        for entry in std::fs::read_dir(from).expect("the example") {
            let path = entry.expect("a file").path();
            if path.is_file() {
                let name = path.file_name().expect("a name");
                std::fs::copy(&path, to.join(name)).expect("copied");
            }
        }
        copy
    }

    /// The link that the example prints, and its complaints if it fails.
    fn link(&self, base: &str, key: (&LinkKeyId, &Secret), folder: &Path) -> String {
        let mut command = Command::new(&self.program);
        command.args(self.before).arg(self.copied(folder));
        command.env("DOTNET_CLI_HOME", folder).env("DOTNET_NOLOGO", "1");
        command.env("DOTNET_CLI_TELEMETRY_OPTOUT", "1").env("MSBUILDDISABLENODEREUSE", "1");
        if self.name == ".NET" {
            command.arg("--");
        }
        command.args([base, "P-1", "aviso 3"]).env("ALDIA_KEY", key.0.as_str());
        match key.1 {
            Secret::Shared(secret) => command.env("ALDIA_SECRET", secret),
            Secret::PrivateKey(pem) => {
                let file = folder.join("private.pem");
                std::fs::write(&file, pem).expect("written");
                command.env("ALDIA_PRIVATE_KEY", file)
            }
        };
        let done = command.output().expect("it runs");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{}: {said}", self.name);
        String::from_utf8(done.stdout).expect("UTF-8").trim().to_owned()
    }
}

/// Every example of a language that is there, with every algorithm that it knows; which were run.
async fn run_all(portal: &TestPortal) -> Vec<(&'static str, Algorithm)> {
    let mut ran = Vec::new();
    for runtime in runtimes().iter().filter(|runtime| runtime.is_there()) {
        for algorithm in runtime.algorithms {
            let origin = Origin::Made(*algorithm);
            let made = link_key::make(&portal.portal, &portal.clinic, runtime.name, &origin).await;
            let made = made.expect("made");
            let secret = made.secret.expect("it was made here");
            let link = runtime.link(&portal.base, (&made.id, &secret), portal.folder.path());
            let path = link.strip_prefix(&portal.base).expect("on the portal");
            let mut browser = portal.browser();
            assert_eq!(browser.get(path).await.status, 200);
            let page = browser.post(path, &[]).await;
            assert_eq!(page.location.as_deref(), Some(pattern::IDENTITY), "{}", runtime.name);
            let page = browser.post(pattern::IDENTITY, &[("answer", "8912")]).await;
            assert_eq!(page.location.as_deref(), Some(pattern::STATEMENT));
            let last = if path.ends_with('A') { "B" } else { "A" };
            let forged = format!("{}{last}", &path[..path.len() - 1]);
            assert_eq!(portal.browser().post(&forged, &[]).await.status, 410);
            ran.push((runtime.name, *algorithm));
        }
    }
    ran
}

on_both_engines! {
    async fn every_example_makes_a_link_that_opens(portal) {
        portal.debt(pen(1_000)).await;
        // The examples take the time of the machine.
        portal.catch_up();
        let ran = run_all(portal).await;
        for needed in [
            ("Python", Algorithm::Hs256),
            ("Node", Algorithm::Hs256),
            ("Node", Algorithm::EdDsa),
        ] {
            assert!(ran.contains(&needed), "{needed:?} did not run: {ran:?}");
        }
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let steps = brought_by_step(&mut conn, &portal.clinic).await.expect("steps");
        let made = i64::try_from(ran.len()).expect("few");
        assert_eq!((steps[0].0.as_str(), steps[0].1.links, steps[0].1.verified), ("aviso 3", made, made));
    }
}
