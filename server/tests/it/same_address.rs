//! Whoever has one phone or address is one person: what goes to it counts in every case in which it stands, and what
//! they stop with their own hands is stopped in all.

use app::creditor::Role;
use app::routes;
use chrono::{NaiveTime, TimeDelta};
use domain::contact::{Channel, Channels, Decision, Outcome as Came, Rule};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use server::in_tx;
use server::store::answer::AnswerKind;
use server::store::contact_made::{self, Made};
use server::store::contact_stop::How::Dead;
use server::store::hold::{self as held, HoldKind};
use server::store::message::{self, Message};
use server::store::{case, message_counted, same_address as store};
use server::use_cases::access_link::{self as links, MaySend, Outcome};
use server::use_cases::consent::{Given, record};
use server::use_cases::debtor::{Edit, edit};
use server::use_cases::identity::{asking, not_me};
use server::use_cases::wish::{self, Change};
use server::use_cases::{PortalError, hold, inbox, preference, stop};

use crate::engine::on_both_engines;
use crate::phones::{refused, set_phone, stops, with_phone};
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, history, night};
use crate::team::sign_in;

const ROSA: &str = "rosa@example.pe";

const EMAIL: Channels = Channels::NONE.with(Channel::Email);
const SMS: Channels = Channels::NONE.with(Channel::Sms);

const SEQUENCE: &str = r#"
name = "Uno"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
"#;

async fn send(portal: &TestPortal, case: &CaseId) -> Outcome {
    links::send(&portal.portal, &portal.clinic, case, "member").await.expect("asked")
}

async fn says(
    portal: &TestPortal,
    case: &CaseId,
    change: (Change<'_>, &str),
) -> Result<(), PortalError> {
    wish::set(&portal.portal, &portal.clinic, case, change).await
}

async fn message_of(portal: &TestPortal, case: &CaseId) -> Message {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    message::of_case(&mut conn, &portal.clinic, case).await.expect("messages").remove(0)
}

/// From which hour on, and how many days apart, somebody is written to.
async fn wished(portal: &TestPortal, case: &CaseId) -> (Option<NaiveTime>, Option<u16>) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let said = wish::get(&mut conn, &portal.clinic, case).await.expect("asked");
    (said.wish.not_before, said.wish.apart)
}

/// By which ways contacts count for a case.
async fn counted(portal: &TestPortal, case: &CaseId) -> Vec<Channel> {
    let since = portal.portal.clock.now() - TimeDelta::days(7);
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = message_counted::counted(&mut conn, &portal.clinic, case, since).await;
    all.expect("asked").into_iter().map(|one| one.channel).collect()
}

/// Lets the reminders of a case go on, by an owner and with a proof.
async fn found(portal: &TestPortal, case: &CaseId) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let holds = held::active(&mut conn, &portal.clinic, case).await.expect("holds");
    drop(conn);
    let proved = ("ana", "Vino y mostró su documento.");
    let of = (case, &holds[0].id);
    inbox::lift_proved(&portal.portal, &portal.clinic, of, proved).await.expect("lifted");
}

/// Writes down that somebody was called, or visited.
async fn contacted(portal: &TestPortal, case: &CaseId, channel: Channel) {
    let about = format!("{channel:?}:{case}");
    let made = Made {
        case,
        about: &about,
        channel,
        outcome: Came::Reached,
        stage: None,
        by: "ana",
        rest_until: None,
    };
    let done: Result<(), PortalError> = in_tx!(portal.portal.store, tx => {
        contact_made::insert(&mut tx, &portal.clinic, made, portal.portal.clock.now()).await?;
    });
    done.expect("written");
}

on_both_engines! {
    async fn what_went_to_an_address_counts_in_every_case_of_it(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        assert_eq!(send(portal, &first).await, Outcome::Queued);
        portal.run_jobs().await;
        let Outcome::Refused(MaySend::Rules(decision)) = send(portal, &second).await else {
            panic!("it was sent twice to one address");
        };
        assert!(matches!(decision, Decision::WaitUntil(_, Rule::Week)), "{decision:?}");
        assert_eq!((counted(portal, &second).await, counted(portal, &other).await), (vec![Channel::Email], vec![]));
        assert_eq!(send(portal, &other).await, Outcome::Queued);
    }

    async fn of_two_that_wait_for_one_address_one_leaves(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        for case in [&first, &second] {
            assert_eq!(send(portal, case).await, Outcome::Queued);
        }
        portal.run_jobs().await;
        let mut states = [message_of(portal, &first).await.state, message_of(portal, &second).await.state];
        states.sort();
        assert_eq!(states, ["queued", "sent"]);
        portal.advance(TimeDelta::days(8)).await;
        portal.run_jobs().await;
        let states = [message_of(portal, &first).await.state, message_of(portal, &second).await.state];
        assert_eq!(states, ["sent", "sent"]);
    }

    async fn of_many_pairs_that_two_nodes_send_at_once_one_of_each_leaves(portal) {
        let mut pairs = Vec::new();
        for n in 0..12 {
            let email = format!("pareja{n}@example.pe");
            let (first, _) = portal.debt_at(pen(1_000), &email).await;
            let (second, _) = portal.debt_at(pen(2_000), &email).await;
            for case in [&first, &second] {
                assert_eq!(send(portal, case).await, Outcome::Queued);
            }
            pairs.push([first, second]);
        }
        tokio::join!(portal.run_jobs(), portal.run_jobs());
        for [first, second] in &pairs {
            let mut states =
                [message_of(portal, first).await.state, message_of(portal, second).await.state];
            states.sort();
            assert_eq!(states, ["queued", "sent"]);
        }
    }

    async fn a_call_to_a_phone_counts_for_whoever_has_it_and_a_visit_only_for_the_case(portal) {
        let (first, _) = with_phone(portal, "987654321").await;
        let (second, _) = portal.debt_of("C-2", pen(1_000)).await;
        let phone = Edit { phone: Some("987654321".to_owned()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "C-2", &phone).await.expect("changed");
        contacted(portal, &first, Channel::Call).await;
        contacted(portal, &first, Channel::Visit).await;
        assert_eq!(counted(portal, &first).await.len(), 2);
        assert_eq!(counted(portal, &second).await, [Channel::Call]);
    }

    async fn a_phone_is_one_in_whichever_way_its_number_is_written(portal) {
        for (n, with_nine, without) in [
            (1, "+54 9 11 4321 5679", "+54 11 4321 5679"),
            (2, "+55 71 98765 4321", "+55 71 8765 4321"),
        ] {
            let mut cases = Vec::new();
            for (reference, number) in [(format!("A-{n}"), with_nine), (format!("B-{n}"), without)] {
                let (case, _) = portal.debt_of(&reference, pen(1_000)).await;
                set_phone(portal, &reference, number).await;
                cases.push(case);
            }
            contacted(portal, &cases[0], Channel::Call).await;
            assert_eq!(counted(portal, &cases[1]).await, [Channel::Call], "{without}");
            says(portal, &cases[1], (Change::Refuse(SMS), "debtor")).await.expect("heard");
            assert_eq!(refused(portal, &cases[0]).await, [Channel::Sms], "{with_nine}");
        }
    }

    async fn a_dead_number_that_is_written_the_other_way_is_tried_again(portal) {
        let (case, _) = portal.debt_of("C-1", pen(1_000)).await;
        set_phone(portal, "C-1", "+54 11 4321 5679").await;
        let done: Result<(), PortalError> = in_tx!(portal.portal.store, tx => {
            let mut case = case::lock(&mut tx, &portal.clinic, &case).await?.expect("there");
            let dead = (ContactChannel::Sms, Dead, Some("+541143215679"));
            stop::record(&portal.portal, &mut tx, &portal.clinic, &mut case, dead).await?;
        });
        done.expect("written");
        assert_eq!(stops(portal, &case).await, [(ContactChannel::Sms, Dead)]);
        set_phone(portal, "C-1", "+54 9 11 4321 5679").await;
        assert!(stops(portal, &case).await.is_empty());
    }

    async fn what_debtors_refuse_closes_the_address_in_every_case_and_in_those_to_come(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        says(portal, &first, (Change::Refuse(EMAIL), "debtor")).await.expect("heard");
        let (third, _) = portal.debt_at(pen(3_000), ROSA).await;
        for case in [&first, &second, &third] {
            assert_eq!(refused(portal, case).await, [Channel::Email]);
        }
        assert!(refused(portal, &other).await.is_empty());
        let Outcome::Refused(_) = send(portal, &second).await else { panic!("it was sent") };
        let team = says(portal, &second, (Change::Allow(Channel::Email, "Ficha 7"), "ana")).await;
        assert!(matches!(team, Err(PortalError::Refused("theirs"))), "{team:?}");

        // They let it in again in one case: in all others it stays as it was.
        let again = (Change::Allow(Channel::Email, "preferencias"), "debtor");
        says(portal, &second, again).await.expect("heard");
        assert!(refused(portal, &second).await.is_empty());
        for case in [&first, &third] {
            assert_eq!(refused(portal, case).await, [Channel::Email]);
        }
        assert_eq!(send(portal, &second).await, Outcome::Queued);
    }

    async fn a_paper_that_the_team_writes_down_opens_its_own_case_until_the_owner_stops_again(portal) {
        let (first, _) = with_phone(portal, "987654321").await;
        let mut others = Vec::new();
        for reference in ["C-2", "C-3"] {
            let (case, _) = portal.debt_of(reference, pen(1_000)).await;
            set_phone(portal, reference, "987654321").await;
            others.push(case);
        }
        let [second, third] = &others[..] else { panic!("two") };
        preference::stop(&portal.portal, &portal.clinic, &first).await.expect("stopped");
        says(portal, third, (Change::Refuse(SMS), "debtor")).await.expect("heard");
        portal.advance(TimeDelta::days(1)).await;
        let on = "2026-11-25".parse().expect("a day");
        let given = Given { channel: ContactChannel::Sms, on, how: "form", proof: "Ficha 12" };
        for case in [second, third] {
            assert!(refused(portal, case).await.contains(&Channel::Sms));
            record(&portal.portal, &portal.clinic, case, given, "ana").await.expect("written");
            assert!(!refused(portal, case).await.contains(&Channel::Sms));
        }
        // Whoever comes later has that number too: it was stopped twice, and nobody took it back.
        let (fourth, _) = portal.debt_of("C-4", pen(1_000)).await;
        set_phone(portal, "C-4", "987654321").await;
        assert!(refused(portal, &fourth).await.contains(&Channel::Sms));
        for channel in [Channel::WhatsApp, Channel::Call] {
            assert!(refused(portal, second).await.contains(&channel), "{channel:?}");
        }
        portal.advance(TimeDelta::minutes(1)).await;
        preference::stop(&portal.portal, &portal.clinic, &first).await.expect("stopped");
        assert!(refused(portal, second).await.contains(&Channel::Sms));
    }

    async fn what_the_team_writes_down_of_one_case_is_about_that_case(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        says(portal, &first, (Change::Refuse(EMAIL), "ana")).await.expect("heard");
        assert!(refused(portal, &second).await.is_empty());
    }

    async fn who_wants_no_reminders_gets_none_of_other_cases_until_they_want_them_again(portal) {
        let (first, _) = portal.debt_at(pen(10_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(20_000), ROSA).await;
        let (other, _) = portal.debt(pen(10_000)).await;
        preference::stop(&portal.portal, &portal.clinic, &first).await.expect("stopped");
        apply(portal, SEQUENCE, None).await;
        night(portal).await;
        assert!(history(portal, &second).await.is_empty(), "nothing is planned that reaches nobody");
        assert_eq!(history(portal, &other).await.len(), 1);
        assert_eq!(refused(portal, &second).await, [Channel::Email]);
        let visit = portal.visit(&first).await;
        preference::resume(&portal.portal, &visit).await.expect("resumed");
        assert!(refused(portal, &second).await.is_empty());
    }

    async fn whoever_is_somebody_else_is_left_in_peace_by_every_case_of_the_address(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        // The second one waits to leave by then.
        assert_eq!(send(portal, &second).await, Outcome::Queued);
        let visit = portal.visit(&first).await;
        not_me(&portal.portal, &visit).await.expect("heard");
        portal.run_jobs().await;
        let waits = message_of(portal, &second).await;
        assert_eq!((waits.state.as_str(), waits.why.as_deref()), ("blocked", Some("wrong-person")));
        let (third, _) = portal.debt_at(pen(3_000), ROSA).await;
        let wrong = Decision::Blocked(Rule::WrongPerson);
        for case in [&first, &second, &third] {
            assert_eq!(send(portal, case).await, Outcome::Refused(MaySend::Rules(wrong)));
        }
        assert_eq!(send(portal, &other).await, Outcome::Queued);
        assert!(refused(portal, &second).await.is_empty(), "nobody has refused anything");
        // Not even what somebody asks for there.
        let visit = portal.visit(&third).await;
        assert!(asking(&portal.portal, &visit).await.expect("asked").code_to.is_none());

        // It was right after all.
        found(portal, &first).await;
        assert_eq!(send(portal, &third).await, Outcome::Queued);
    }

    async fn an_address_that_was_replaced_stays_stopped_where_it_still_stands(portal) {
        let (first, _) = portal.debt_of("C-1", pen(1_000)).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        let to = |email: &str| Edit { email: Some(email.to_owned()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "C-1", &to(ROSA)).await.expect("changed");
        let not_them = HoldKind::Said(AnswerKind::NotThem);
        hold::place(&portal.portal, &portal.clinic, &first, not_them).await.expect("placed");
        edit(&portal.portal, &portal.clinic, "C-1", &to("nueva@example.pe")).await.expect("changed");
        found(portal, &first).await;
        assert_eq!(send(portal, &first).await, Outcome::Queued);
        let wrong = Decision::Blocked(Rule::WrongPerson);
        assert_eq!(send(portal, &second).await, Outcome::Refused(MaySend::Rules(wrong)));
    }

    async fn what_is_refused_in_two_cases_on_one_day_stays_so_in_the_second(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        preference::stop(&portal.portal, &portal.clinic, &first).await.expect("stopped");
        portal.advance(TimeDelta::minutes(5)).await;
        says(portal, &second, (Change::Refuse(EMAIL), "debtor")).await.expect("heard");
        let visit = portal.visit(&first).await;
        preference::resume(&portal.portal, &visit).await.expect("resumed");
        assert_eq!(refused(portal, &second).await, [Channel::Email]);
    }

    async fn hours_and_days_apart_hold_in_every_case_until_they_say_otherwise_there(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        let nine = NaiveTime::from_hms_opt(9, 0, 0);
        for change in [Change::Hours(nine, None), Change::Apart(Some(30))] {
            says(portal, &first, (change, "debtor")).await.expect("heard");
        }
        let (third, _) = portal.debt_at(pen(3_000), ROSA).await;
        for case in [&first, &second, &third] {
            assert_eq!(wished(portal, case).await, (nine, Some(30)));
        }
        assert_eq!(wished(portal, &other).await, (None, None));
        assert_eq!(send(portal, &first).await, Outcome::Queued);
        portal.run_jobs().await;
        portal.advance(TimeDelta::days(8)).await;
        let Outcome::Refused(MaySend::Rules(decision)) = send(portal, &second).await else {
            panic!("it came within the month");
        };
        assert!(matches!(decision, Decision::WaitUntil(_, Rule::WishedApart)), "{decision:?}");

        // They say otherwise of one of them.
        says(portal, &second, (Change::Apart(None), "debtor")).await.expect("heard");
        assert_eq!(wished(portal, &second).await, (nine, None));
        assert_eq!(wished(portal, &third).await, (nine, Some(30)));
        portal.advance(TimeDelta::minutes(1)).await;
        says(portal, &first, (Change::Apart(Some(14)), "debtor")).await.expect("heard");
        assert_eq!(wished(portal, &second).await, (nine, Some(14)));
    }

    async fn the_hours_that_the_team_writes_down_are_those_of_one_case(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        let nine = NaiveTime::from_hms_opt(9, 0, 0);
        for change in [Change::Hours(nine, None), Change::Apart(Some(14))] {
            says(portal, &first, (change, "ana")).await.expect("heard");
        }
        assert_eq!(wished(portal, &first).await, (nine, Some(14)));
        assert_eq!(wished(portal, &second).await, (None, None));
    }

    async fn the_team_sees_in_which_other_case_it_was_said(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_at(pen(2_000), ROSA).await;
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let link = format!("href=\"{}\"", routes::team_case(&first));
        let page = ana.get(&routes::team_channels(&second)).await.body;
        assert!(!page.contains(&link), "{page}");
        // Told to somebody of the team: it holds for the address all the same.
        let told = (HoldKind::OptedOut, "Llamó y pidió que no le escriban", "ana");
        hold::place_told(&portal.portal, &clinic, &first, told).await.expect("placed");
        assert_eq!(refused(portal, &second).await, [Channel::Email]);
        let page = ana.get(&routes::team_channels(&second)).await.body;
        assert!(page.contains(&link), "{page}");
        says(portal, &second, (Change::Allow(Channel::Email, "preferencias"), "debtor")).await.expect("heard");
        let page = ana.get(&routes::team_channels(&second)).await.body;
        assert!(!page.contains(&link), "{page}");
    }

    async fn another_address_is_not_stopped(portal) {
        let (first, _) = portal.debt_at(pen(1_000), ROSA).await;
        let (second, _) = portal.debt_of("C-2", pen(2_000)).await;
        says(portal, &first, (Change::Refuse(EMAIL), "debtor")).await.expect("heard");
        let to = |email: &str| Edit { email: Some(email.to_owned()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "C-2", &to(ROSA)).await.expect("changed");
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let stopped = store::stopped(&mut conn, &portal.clinic, &second).await.expect("asked");
        assert_eq!(stopped, [(Channel::Email, portal.portal.clock.now())]);
        drop(conn);
        edit(&portal.portal, &portal.clinic, "C-2", &to("nueva@example.pe")).await.expect("changed");
        assert!(refused(portal, &second).await.is_empty());
    }
}
