use domain::email::EmailAddress;

use super::*;
use crate::fixture::Fixture;
use crate::store::message_due::asked;
use crate::use_cases::team::{self as team_use_case, Invitation, Invited, Notice};

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap_or_else(|_| panic!("an address"))
}

async fn invite(fixture: &Fixture, tenant: &Tenant, secret: Option<&str>) -> Invited {
    let new = Invitation {
        email: email("Ana@example.pe"),
        name: "Ana".into(),
        role: Role::Owner,
        secret: secret.map(str::to_owned),
        notice: Notice::None,
    };
    team_use_case::invite(&fixture.portal, tenant, &new).await.expect("invited")
}

/// A link as the sender mints it.
async fn link(fixture: &Fixture, tenant: &Tenant, member: &MemberId) -> String {
    let portal = &fixture.portal;
    let now = portal.clock.now();
    let token = in_tx!(portal.store, tx => mint(&mut tx, tenant, member, now).await?)
        .map_err(|error: StoreError| error);
    token.expect("minted").reveal().to_owned()
}

async fn queued(fixture: &Fixture) -> usize {
    let mut conn = fixture.portal.store.read().await.expect("a connection");
    asked(&mut conn, fixture.portal.clock.now(), 100).await.expect("asked").len()
}

async fn sat(fixture: &Fixture, id: &Token) -> Option<Seat> {
    seat(&fixture.portal, &id.hash()).await.expect("asked")
}

fn code(fixture: &Fixture, secret: &str) -> String {
    let bytes = second_factor::read_secret(secret).expect("a secret");
    let totp = second_factor::generator(&bytes, ("a", "b")).expect("a generator");
    second_factor::current_code(&totp, fixture.portal.clock.now())
}

#[tokio::test]
async fn each_team_of_an_address_gets_a_link_and_strangers_get_none() {
    let fixture = Fixture::new().await;
    for slug in ["borja", "andes", "sur"] {
        let tenant = fixture.creditor(slug).await;
        if slug != "sur" {
            invite(&fixture, &tenant, None).await;
        }
    }
    ask(&fixture.portal, "eva@example.pe").await.expect("asked");
    assert_eq!(queued(&fixture).await, 0);
    ask(&fixture.portal, "ana@example.pe").await.expect("asked");
    assert_eq!(queued(&fixture).await, 2);
}

#[tokio::test]
async fn a_member_is_sent_three_links_in_a_quarter_of_an_hour_at_most() {
    let fixture = Fixture::new().await;
    let tenant = fixture.creditor("borja").await;
    invite(&fixture, &tenant, None).await;
    for _ in 0..20 {
        ask(&fixture.portal, "ana@example.pe").await.expect("asked");
    }
    assert_eq!(queued(&fixture).await, 3);
    fixture.portal.clock.advance(TimeDelta::minutes(15));
    ask(&fixture.portal, "ana@example.pe").await.expect("asked");
    assert_eq!(queued(&fixture).await, 4);
}

#[tokio::test]
async fn a_link_works_once_and_for_fifteen_minutes() {
    let fixture = Fixture::new().await;
    let (portal, tenant) = (&fixture.portal, fixture.creditor("borja").await);
    let ana = invite(&fixture, &tenant, None).await.id;
    let first = link(&fixture, &tenant, &ana).await;
    assert!(open(portal, &first).await.expect("asked").is_some());
    assert!(open(portal, &first).await.expect("asked").is_none());
    let second = link(&fixture, &tenant, &ana).await;
    let third = link(&fixture, &tenant, &ana).await;
    portal.clock.advance(TimeDelta::minutes(15) - TimeDelta::seconds(1));
    assert!(open(portal, &second).await.expect("asked").is_some());
    portal.clock.advance(TimeDelta::seconds(1));
    assert!(open(portal, &third).await.expect("asked").is_none());
    assert!(open(portal, "1111111111111111111111").await.expect("asked").is_none());
}

#[tokio::test]
async fn the_code_ends_the_first_session_and_begins_one_of_eight_hours() {
    let fixture = Fixture::new().await;
    let (portal, tenant) = (&fixture.portal, fixture.creditor("borja").await);
    let ana = invite(&fixture, &tenant, None).await;
    let token = link(&fixture, &tenant, &ana.id).await;
    let narrow = open(portal, &token).await.expect("asked").expect("a session");
    let waiting = sat(&fixture, &narrow).await.expect("alive");
    assert_eq!(waiting.stage, Stage::Code);
    let (secret, _) = setup(portal, &waiting).expect("asked").expect("shown once");
    assert_eq!(secret.replace(' ', ""), ana.secret);
    let Passed::In(full, Some(codes)) =
        pass(portal, &waiting, &code(&fixture, &ana.secret)).await.expect("asked")
    else {
        panic!("the code is right, and the first one");
    };
    assert_eq!(codes.len(), 10);
    assert!(sat(&fixture, &narrow).await.is_none(), "the first session is over");
    assert!(pass(portal, &waiting, &codes[0]).await.is_err(), "and passes no second code");
    let seated = sat(&fixture, &full).await.expect("alive");
    assert_eq!(seated.stage, Stage::Full);
    assert!(setup(portal, &seated).expect("asked").is_none());
    portal.clock.advance(TimeDelta::hours(8) - TimeDelta::seconds(1));
    assert!(sat(&fixture, &full).await.is_some());
    portal.clock.advance(TimeDelta::seconds(1));
    assert!(sat(&fixture, &full).await.is_none());
}

#[tokio::test]
async fn a_secret_that_its_owner_brought_along_is_shown_to_nobody() {
    let fixture = Fixture::new().await;
    let (portal, tenant) = (&fixture.portal, fixture.creditor("borja").await);
    let ana = invite(&fixture, &tenant, Some(SECRET)).await;
    let token = link(&fixture, &tenant, &ana.id).await;
    let id = open(portal, &token).await.expect("asked").expect("a session");
    let waiting = sat(&fixture, &id).await.expect("alive");
    assert!(setup(portal, &waiting).expect("asked").is_none());
    let passed = pass(portal, &waiting, &code(&fixture, SECRET)).await.expect("asked");
    assert!(matches!(passed, Passed::In(_, Some(_))), "recovery codes come all the same");
}

#[tokio::test]
async fn wrong_codes_are_counted_over_sessions() {
    let fixture = Fixture::new().await;
    let (portal, tenant) = (&fixture.portal, fixture.creditor("borja").await);
    let ana = invite(&fixture, &tenant, Some(SECRET)).await;
    let mut last = None;
    for _ in 0..5 {
        let token = link(&fixture, &tenant, &ana.id).await;
        let id = open(portal, &token).await.expect("asked").expect("a session");
        let waiting = sat(&fixture, &id).await.expect("alive");
        last = Some(pass(portal, &waiting, "not it").await.expect("asked"));
    }
    let until = portal.clock.now() + TimeDelta::minutes(30);
    assert!(matches!(last, Some(Passed::Not(Verdict::Locked(at))) if at == until));
}

#[tokio::test]
async fn log_out_and_removal_close_a_session_and_an_invitation_does_not_open_it_again() {
    let fixture = Fixture::new().await;
    let (portal, tenant) = (&fixture.portal, fixture.creditor("borja").await);
    let ana = invite(&fixture, &tenant, Some(SECRET)).await;
    let mut sessions = Vec::new();
    for _ in 0..2 {
        let token = link(&fixture, &tenant, &ana.id).await;
        sessions.push(open(portal, &token).await.expect("asked").expect("a session"));
    }
    let unused = link(&fixture, &tenant, &ana.id).await;
    leave(portal, &sat(&fixture, &sessions[0]).await.expect("alive")).await.expect("left");
    assert!(sat(&fixture, &sessions[0]).await.is_none());
    team_use_case::remove(portal, &tenant, &email("ana@example.pe")).await.expect("removed");
    assert!(sat(&fixture, &sessions[1]).await.is_none());
    ask(portal, "ana@example.pe").await.expect("asked");
    assert_eq!(queued(&fixture).await, 0);
    portal.clock.advance(TimeDelta::seconds(1));
    let again = invite(&fixture, &tenant, None).await;
    assert_eq!(again.id, ana.id);
    assert!(sat(&fixture, &sessions[1]).await.is_none());
    assert!(open(portal, &unused).await.expect("asked").is_none());
}

#[tokio::test]
async fn nobody_is_invited_twice() {
    let fixture = Fixture::new().await;
    let tenant = fixture.creditor("borja").await;
    invite(&fixture, &tenant, None).await;
    let new = Invitation {
        email: email("ANA@example.pe"),
        name: "Otra Ana".into(),
        role: Role::Agent,
        secret: None,
        notice: Notice::Mail,
    };
    let refused = team_use_case::invite(&fixture.portal, &tenant, &new).await;
    assert!(matches!(refused, Err(PortalError::Refused("email-taken"))));
    assert_eq!(queued(&fixture).await, 0);
}
