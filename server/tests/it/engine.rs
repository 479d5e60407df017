//! Runs a test once on each engine.

/// `on_both_engines! { async fn rule(portal) { … } }` makes `rule::sqlite` and `rule::postgres`.
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($portal:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn rule($portal: &mut crate::portal::TestPortal) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let mut portal = crate::portal::TestPortal::on(crate::portal::Engine::Sqlite).await;
                rule(&mut portal).await;
                portal.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let mut portal = crate::portal::TestPortal::on(crate::portal::Engine::Postgres).await;
                rule(&mut portal).await;
                portal.finish().await;
            }
        }
    )*};
}

/// `on_both_databases! { async fn rule(engine) { … } }`: the same for a rule that makes its own portal.
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($engine:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn rule($engine: Engine) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                rule(Engine::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                rule(Engine::Postgres).await;
            }
        }
    )*};
}

pub(crate) use {on_both_databases, on_both_engines};
