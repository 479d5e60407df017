//! The static gate (reliability O10): the lints that `make lint` runs with are on, in every crate, and no
//! file turns one off.

use std::path::{Path, PathBuf};

use toml::Value;

use crate::world::{files, holds};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn manifest(path: &str) -> Value {
    let text = std::fs::read_to_string(root().join(path)).expect("a manifest");
    toml::from_str(&text).expect("TOML")
}

#[test]
fn the_lints_are_on_in_every_crate() {
    let workspace = manifest("Cargo.toml");
    let lints = &workspace["workspace"]["lints"];
    assert_eq!(lints["rust"]["unsafe_code"].as_str(), Some("forbid"));
    for lint in ["allow_attributes", "await_holding_lock", "dbg_macro", "todo", "unwrap_used"] {
        assert_eq!(lints["clippy"][lint].as_str(), Some("deny"), "{lint}");
    }
    assert_eq!(lints["clippy"]["pedantic"]["level"].as_str(), Some("warn"));
    let members = workspace["workspace"]["members"].as_array().expect("members");
    assert!(members.len() >= 3);
    for member in members {
        let name = member.as_str().expect("a name");
        let member = manifest(&format!("{name}/Cargo.toml"));
        assert_eq!(member["lints"]["workspace"].as_bool(), Some(true), "{name}");
    }
    let script = std::fs::read_to_string(root().join("scripts/lint.sh")).expect("a script");
    assert!(
        script.contains("clippy --workspace --all-targets --all-features --quiet -- -D warnings")
    );
}

#[test]
fn no_float_and_no_cast_touches_a_rule() {
    let lib = std::fs::read_to_string(root().join("domain/src/lib.rs")).expect("the crate");
    assert!(lib.contains("#![deny(clippy::float_arithmetic, clippy::as_conversions)]"));
    for (path, bytes) in files(&root().join("domain/src")) {
        for word in
            ["f64", "f32", "clippy::float_arithmetic, reason", "clippy::as_conversions, reason"]
        {
            assert!(!holds(&bytes, word), "{word} in {}", path.display());
        }
    }
}

#[test]
fn no_file_asks_for_unsafe_code() {
    for folder in ["domain/src", "app/src", "server/src", "server/tests"] {
        for (path, bytes) in files(&root().join(folder)) {
            let is_this = path.ends_with("it/gate.rs");
            for word in ["allow(unsafe_code", "unsafe {", "unsafe fn", "unsafe impl"] {
                assert!(is_this || !holds(&bytes, word), "{word} in {}", path.display());
            }
        }
    }
}
