//! Why the team refused a transfer or undid a payment: read by whom it is for, proven by the evidence,
//! and in plain text nowhere.

use app::creditor::Role;
use app::routes;
use domain::ids::{AttemptId, PaymentId};
use server::store::ledger::hex;
use server::store::{evidence, reason};
use server::use_cases::payment::transfer;
use sha2::{Digest, Sha256};

use crate::debtor_access::own;
use crate::engine::on_both_engines;
use crate::team::sign_in;
use crate::world::everything;

const NOT_SEEN: &str = "Revisamos la cuenta hasta el martes y no figura nada de Canario";
const TWICE: &str = "La caja anoto dos veces lo que Canario trajo el viernes";

on_both_engines! {
    async fn a_reason_is_kept_for_the_team_and_the_debtor_and_for_nobody_else(portal) {
        let clinic = portal.clinic.clone();
        let mut made = own(portal).await;
        let transfer: AttemptId = made.things["transfer"].parse().expect("an id");
        let payment: PaymentId = made.things["payment"].parse().expect("an id");
        let visit = portal.visit(&made.case).await;
        transfer::announce(&portal.portal, &visit, &transfer, "").await.expect("announced");
        let mut agent = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let ways = [
            (routes::team_transfer_refuse(&transfer), NOT_SEEN),
            (routes::team_case_reverse(&made.case, &payment), TWICE),
        ];
        for (path, why) in ways {
            let page = agent.post(&path, &[("reason", why)]).await;
            assert_eq!(page.status, 303, "{path}: {}", page.body);
        }
        // Somebody who answers at the same moment changes nothing.
        let late = ("otra cosa", "member");
        transfer::refuse(&portal.portal, &clinic, &transfer, late).await.expect("nothing to do");

        let page = agent.get(&routes::team_case(&made.case)).await;
        for why in [NOT_SEEN, TWICE] {
            let item = page.body.split("<li").find(|item| item.contains(why));
            let item = item.unwrap_or_else(|| panic!("{why}: {}", page.body));
            assert!(item.contains(">ana<"), "who wrote it: {item}");
        }
        let page = made.browser.get(&routes::transfer(&transfer)).await;
        assert!(page.body.contains(NOT_SEEN) && !page.body.contains(TWICE), "{}", page.body);

        let mut conn = portal.portal.store.read().await.expect("a connection");
        let acts = evidence::of_case(&mut conn, &clinic, &made.case).await.expect("acts");
        let sealed = reason::of_case(&mut conn, &clinic, &made.case).await.expect("reasons");
        drop(conn);
        for (kind, about) in
            [("transfer-refused", transfer.as_str()), ("reversal", payment.as_str())]
        {
            let kept = sealed.iter().find(|reason| reason.about == about).expect("kept");
            let bodies: Vec<_> =
                acts.iter().filter(|act| act.kind == kind).map(|act| act.body.as_str()).collect();
            let proof = hex(&Sha256::digest(&kept.text));
            assert!(matches!(&bodies[..], [body] if body.ends_with(&*proof)), "{bodies:?}");
        }
        for (table, rows) in everything(&portal.portal.store).await {
            for why in [NOT_SEEN, TWICE] {
                let hexed = hex(why.as_bytes());
                let stands =
                    |row: &String| row.contains(why) || row.to_ascii_lowercase().contains(&*hexed);
                assert!(!rows.iter().any(stands), "in the open in {table}");
            }
        }
    }
}
