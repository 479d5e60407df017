//! What people of the team are told to say passes the same check as what is written.

use domain::country::Country;
use domain::language::Lang;
use domain::reminder::scripts;
use server::config::contact_rules::packs;
use server::config::sequence::{SHIPPED, read};
use server::store::creditor;
use server::use_cases::PortalError;
use server::use_cases::sequence::{self, Order};

use crate::engine::on_both_engines;
use crate::own_sequence::CALLS;

const SAID: &str = "¿hablo con {nombre}?";

#[test]
fn no_shipped_script_says_what_any_country_forbids() {
    for (name, text) in SHIPPED {
        let file = read(text).expect(name);
        for pack in packs() {
            let country = pack.country.unwrap_or(Country::Pe);
            let found = scripts(&file.sequence, (pack, country, Lang::Es));
            assert_eq!(found, (Vec::new(), Vec::new()), "{name} in {}", pack.name());
        }
    }
}

on_both_engines! {
    async fn a_script_that_threatens_is_not_put_in_force(portal) {
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
        drop(conn);
        let whose = (&portal.clinic, &settings);
        let said = ["Habrá embargo.", "Avisaremos a la policía.", "Lo sabrá su familia."];
        for words in said {
            let source = CALLS.replace(SAID, words);
            let file = read(&source).expect("a file");
            let order = Order { source: &source, file: &file, from: None, made_by: "aldia test" };
            let done = sequence::apply(&portal.portal, whose, order).await;
            let is_refused = matches!(done, Err(PortalError::Refused("sequence-contradicts")));
            assert!(is_refused, "{words}");
        }
        let known = sequence::list(&portal.portal, &portal.clinic).await.expect("sequences");
        assert!(known.is_empty(), "nothing is in force");
        let file = read(CALLS).expect("a file");
        let order = Order { source: CALLS, file: &file, from: None, made_by: "aldia test" };
        sequence::apply(&portal.portal, whose, order).await.expect("a good script");
        // What should be said otherwise is told and does not hinder.
        let source = CALLS.replace(SAID, "es urgente");
        let verdict = sequence::check(&settings, &read(&source).expect("a file"));
        assert!(verdict.contradictions.is_empty() && !verdict.warnings.is_empty());
    }
}
