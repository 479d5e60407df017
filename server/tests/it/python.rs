//! The Python of the tests, with the packages of `tests/requirements.txt`.

use std::path::PathBuf;

/// Its interpreter: what `make test` names, else where `make test` puts it.
pub fn path() -> PathBuf {
    if let Some(named) = std::env::var_os("TEST_PYTHON") {
        return named.into();
    }
    // Beside the folder of this very test: <target>/debug/deps/it-….
    let own = std::env::current_exe().expect("this test's path");
    let target = own.ancestors().nth(3).expect("the target folder");
    let python = target.join("python/bin/python");
    assert!(python.exists(), "Python is not installed: `make test` installs it");
    python
}
