//! How often the tests try a law.

use proptest::test_runner::Config;

/// Tries a law so many times, or as often as `PROPTEST_CASES` says: who damages the code a thousand times to see
/// whether the tests notice tries less often.
pub fn tried(times: u32) -> Config {
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| Config::default().cases);
    Config { cases: asked.unwrap_or(times), ..Config::default() }
}
