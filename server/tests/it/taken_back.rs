//! What debtors said against a channel is stronger than papers from before, and what they take back ends.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use domain::contact::{Channel, Channels};
use domain::contact_channel::ContactChannel::{self, Sms, WhatsApp};
use domain::ids::CaseId;
use server::store::consent as permissions;
use server::use_cases::PortalError;
use server::use_cases::access_link::PhoneOutcome;
use server::use_cases::consent::{self, Given};
use server::use_cases::wish::{self, Change};

use crate::engine::on_both_engines;
use crate::phones::{allow, refused, send, with_phone};
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;

async fn says(
    portal: &TestPortal,
    case: &CaseId,
    change: (Change<'_>, &str),
) -> Result<(), PortalError> {
    wish::set(&portal.portal, &portal.clinic, case, change).await
}

/// Writes down a permission that was given on `day`.
async fn allowed_on(
    portal: &TestPortal,
    case: &CaseId,
    (channel, day): (ContactChannel, &str),
) -> Result<(), PortalError> {
    let on = day.parse().expect("a day");
    let given = Given { channel, on, how: "contract", proof: "Contrato 12" };
    consent::record(&portal.portal, &portal.clinic, case, given, "ana").await
}

async fn standing(portal: &TestPortal, case: &CaseId) -> usize {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    permissions::of_case(&mut conn, &portal.clinic, case).await.expect("asked").len()
}

const BY_SMS: Channels = Channels::NONE.with(Channel::Sms);
const BY_EMAIL: Channels = Channels::NONE.with(Channel::Email);

on_both_engines! {
    async fn a_permission_opens_a_refused_channel_only_if_it_was_given_on_a_later_day(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        for who in ["debtor", "ana"] {
            says(portal, &case, (Change::Refuse(BY_SMS), who)).await.expect("heard");
        }
        // It is 24 November.
        for day in ["2024-03-01", "2026-11-20", "2026-11-24"] {
            let given = allowed_on(portal, &case, (Sms, day)).await;
            assert!(matches!(given, Err(PortalError::Refused("refused-later"))), "{day}: {given:?}");
        }
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused);
        assert_eq!(refused(portal, &case).await, [Channel::Sms]);
        portal.advance(TimeDelta::days(2)).await;
        // Said again, it stands from that day on.
        says(portal, &case, (Change::Refuse(BY_SMS), "debtor")).await.expect("heard");
        let given = allowed_on(portal, &case, (Sms, "2026-11-25")).await;
        assert!(matches!(given, Err(PortalError::Refused("refused-later"))), "{given:?}");
        portal.advance(TimeDelta::days(1)).await;
        allowed_on(portal, &case, (Sms, "2026-11-27")).await.expect("a newer one");
        assert!(refused(portal, &case).await.is_empty());
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
    }

    async fn the_day_of_a_refusal_is_the_creditors_and_not_that_of_greenwich(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        // From Tuesday at ten in the morning to Friday at eight in the evening: Saturday in Greenwich.
        portal.advance(TimeDelta::hours(82)).await;
        says(portal, &case, (Change::Refuse(BY_SMS), "debtor")).await.expect("heard");
        portal.advance(TimeDelta::hours(14)).await;
        says(portal, &case, (Change::Refuse(BY_SMS), "debtor")).await.expect("heard again");
        let given = allowed_on(portal, &case, (Sms, "2026-11-28")).await;
        assert!(matches!(given, Err(PortalError::Refused("refused-later"))), "{given:?}");
    }

    async fn the_team_opens_nothing_that_debtors_have_shut_with_their_own_hands(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        says(portal, &case, (Change::Refuse(BY_EMAIL), "debtor")).await.expect("heard");
        for change in [Change::Allow(Channel::Email, "Contrato 12"), Change::Forget(BY_EMAIL)] {
            let done = says(portal, &case, (change, "ana")).await;
            assert!(matches!(done, Err(PortalError::Refused("theirs"))), "{done:?}");
        }
        assert_eq!(refused(portal, &case).await, [Channel::Email]);
        // What the team wrote down by mistake it takes back.
        says(portal, &case, (Change::Refuse(BY_SMS), "ana")).await.expect("heard");
        says(portal, &case, (Change::Forget(BY_SMS), "ana")).await.expect("taken back");
        assert_eq!(refused(portal, &case).await, [Channel::Email]);
        says(portal, &case, (Change::Allow(Channel::Email, "preferencias"), "debtor"))
            .await.expect("their own word");
        assert!(refused(portal, &case).await.is_empty());
    }

    async fn a_permission_that_is_taken_back_ends(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        allow(portal, &case, WhatsApp).await;
        says(portal, &case, (Change::Forget(BY_SMS), "ana")).await.expect("taken back");
        assert_eq!(standing(portal, &case).await, 1, "that of the other channel");
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused);
        allow(portal, &case, Sms).await;
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued, "a new one");
    }

    async fn the_console_says_why_a_permission_is_not_taken(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        says(portal, &case, (Change::Refuse(BY_SMS), "debtor")).await.expect("heard");
        let fields = [
            ("channel", "sms"), ("given_on", "2026-11-20"), ("how", "contract"), ("proof", "Contrato 12"),
        ];
        let page = ana.post(&routes::team_channel_consent(&case), &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("Solo vale un permiso que haya dado más tarde"), "{}", page.body);
        assert!(page.body.contains("Contrato 12"), "what was typed stays");
        let (bare, _) = portal.debt(pen(1000)).await;
        let page = ana.get(&routes::team_channels(&bare)).await;
        let path = routes::team_channel_consent(&bare);
        assert!(page.body.contains("Falta su número de teléfono") && !page.body.contains(&path));
        let page = ana.post(&path, &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("Falta su número de teléfono"), "{}", page.body);
    }
}
