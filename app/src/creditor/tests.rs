mod agreement_text;
mod changes;
mod channels;
mod one_case;
mod policies;
mod proposals;
mod reminders;
mod samples;
mod templates;

use domain::money::Money;
use domain::plan::PlanRefusal;
use domain::schedule::{DayOfMonth, Instalment};
use one_case::{case, plan_id};
use samples::{colombia, day, door, money, payment_id, peru, shell, transfer_id};

use super::case::CaseView;
use super::code::{CodeView, Refused, Setup};
use super::error::TeamError;
use super::members::{InviteForm, MembersView};
use super::recovery::RecoveryView;
use super::sign_in::{After, SignInView};
use super::sign_in_link::SignInLinkView;
use super::suspense::SuspenseView;
use super::transfers::{TransferAnswer, TransfersView};
use super::*;
use crate::debtor::plan::{
    DatesProblem, Movable, MoveView, PaydayReview, PaydayView, PlanDatesView, PlanForm, SkipView,
};
use crate::format::AmountProblem;
use crate::reader::Reader;
use crate::texts::Lang;

/// Every page in every state worth a look, by the name of its picture.
fn pages(reader: Reader) -> Vec<(&'static str, String)> {
    let owner = || shell(reader, Role::Owner);
    let told = |news| TeamShell { news: Some(news), ..owner() };
    let door = || door(reader);
    let mut pages = vec![
        ("home", home::page(owner(), samples::home(reader))),
        ("home-empty", home::page(quiet(owner()), empty_home())),
        ("cases", cases::page(owner(), samples::cases(reader))),
        ("cases-found-none", cases::page(owner(), found_none())),
        ("case", case::page(told(News::HoldLifted), case(reader))),
        ("case-agent", case::page(shell(reader, Role::Agent), case(reader))),
        ("case-422", case::page(owner(), case_refused(reader))),
        ("case-over-422", case::page(owner(), case_over(reader))),
        ("case-record", case::page(owner(), case_record(reader))),
        ("case-cancel-422", case::page(owner(), case_cancel(reader))),
        ("case-holds-422", case::page(owner(), one_case::held(reader))),
        ("plan-dates", plan_dates::page(owner(), case(reader).case, dates(reader, None))),
        ("plan-dates-stale", plan_dates::page(owner(), case(reader).case, stale(reader))),
        ("plan-dates-422", plan_dates::page(owner(), case(reader).case, late(reader))),
        ("plan-dates-none", plan_dates::page(owner(), case(reader).case, no_dates(reader))),
        ("plan-payday", plan_dates::review(owner(), case(reader).case, payday_review(reader))),
        ("plans", plans::page(owner(), samples::plans(reader))),
        ("plans-none", plans::page(owner(), no_plans())),
        ("transfers", transfers::page(owner(), samples::transfers(reader))),
        ("transfers-over-422", transfers::page(owner(), transfers_over(reader))),
        ("transfers-422", transfers::page(owner(), transfers_refused(reader))),
        ("suspense", suspense::page(owner(), samples::suspense(reader))),
        ("suspense-agent", suspense::page(shell(reader, Role::Agent), samples::suspense(reader))),
        ("suspense-422", suspense::page(owner(), suspense_refused(reader))),
        ("suspense-close-422", suspense::page(owner(), close_refused(reader))),
        ("changes", super::changes::page(owner(), changes::sample(reader))),
        ("changes-agent", changes_to_an_agent(reader)),
        ("answers", answers::page(owner(), samples::answers())),
        ("payments", payments::page(owner(), samples::payments(reader))),
        ("members", members::page(owner(), samples::members())),
        ("members-422", members::page(owner(), members_refused())),
    ];
    pages.extend(proposals::pages(reader));
    pages.extend(channels::pages(reader));
    pages.extend([
        ("sign-in", sign_in::page(door(), ask(Typed::default(), Some(After::Ended)))),
        ("sign-in-422", sign_in::page(door(), ask(Typed::refused("elena@", Wrong::Email), None))),
        ("sign-in-sent", sign_in::page(door(), SignInView::Sent)),
        ("link", sign_in_link::page(door(), SignInLinkView::Button)),
        ("link-dead", sign_in_link::page(door(), SignInLinkView::Dead)),
        ("code", code::page(door(), CodeView { setup: None, refused: None })),
        ("code-wrong", code::page(door(), refused(Refused::Wrong { left: 1 }))),
        ("code-used", code::page(door(), refused(Refused::Used))),
        (
            "code-locked",
            code::page(door(), refused(Refused::Locked { until: chrono::NaiveTime::MIN })),
        ),
        ("code-first", code::page(door(), CodeView { setup: Some(setup()), refused: None })),
        (
            "recovery",
            recovery::page(door(), RecoveryView { codes: vec!["4K7M-92QX".to_owned(); 10] }),
        ),
        ("error-404", error::page(door(), TeamError::NotFound)),
        ("error-403", error::page(door(), TeamError::OwnersOnly)),
        ("error-foreign", error::page(door(), TeamError::Foreign)),
        ("error-429", error::page(door(), TeamError::TooMany)),
        ("error-500", error::page(door(), TeamError::Ours { incident: Some("7F3A09".to_owned()) })),
    ]);
    pages.extend(policies::all(reader));
    pages.extend(agreement_text::pages(reader));
    pages.extend(templates::pages(reader));
    pages.extend(reminders::pages(reader));
    pages
}

fn changes_to_an_agent(reader: Reader) -> String {
    super::changes::page(shell(reader, Role::Agent), changes::sample(reader))
}

fn quiet(shell: TeamShell) -> TeamShell {
    TeamShell { waiting: Waiting::default(), ..shell }
}

fn empty_home() -> home::HomeView {
    let now = day(23).and_hms_opt(20, 0, 0).expect("a time");
    let oldest = home::Oldest::default();
    let resting = Some(samples::resting());
    let reminded = home::Reminded::NoSequence;
    home::HomeView { now, totals: vec![], as_of: None, oldest, resting, reminded, latest: vec![] }
}

fn found_none() -> cases::CasesView {
    cases::CasesView { search: Some("gutierres".to_owned()), rows: vec![], more: None }
}

fn ask(email: Typed, after: Option<After>) -> SignInView {
    SignInView::Ask { email, after }
}

fn refused(refused: Refused) -> CodeView {
    CodeView { setup: None, refused: Some(refused) }
}

fn setup() -> Setup {
    let modules: String = (0..29 * 29)
        .filter(|n| (n * n + n / 29) % 7 < 3)
        .map(|n| ["M", &(n % 29).to_string(), " ", &(n / 29).to_string(), "h1v1h-1z"].concat())
        .collect();
    let qr_svg = format!(r#"<svg viewBox="0 0 29 29"><path d="{modules}"/></svg>"#);
    Setup { secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".to_owned(), qr_svg }
}

fn case_refused(reader: Reader) -> CaseView {
    let sol = money(reader, 1).currency();
    let mut view = case(reader);
    view.undoing =
        Some((payment_id(1), Typed::refused("900", Wrong::Above(money(reader, 80_000)))));
    view.record.amount = Typed::refused("12.3.4", Wrong::Amount(AmountProblem::NotAnAmount, sol));
    view.record.received_on = Typed::refused("2027-01-01", Wrong::Future);
    view.record.note = Typed::preset("efectivo <b>");
    view
}

fn case_over(reader: Reader) -> CaseView {
    let mut view = case(reader);
    view.record.amount = Typed::preset("12,365.67");
    view.record.over = Typed::refused("", Wrong::Over(money(reader, 2_000)));
    view
}

fn case_record(reader: Reader) -> CaseView {
    let mut view = case(reader);
    view.record.plan = Some(plan_id(2));
    view.record.amount = Typed::preset("325.00");
    view
}

fn case_cancel(reader: Reader) -> CaseView {
    let refused = Typed::refused("", Wrong::Missing);
    CaseView { cancelling: Some((plan_id(2), refused)), ..case(reader) }
}

fn dates(reader: Reader, problem: Option<DatesProblem>) -> PlanDatesView {
    let amount = money(reader, 42_500);
    let part = |number, on| Movable { number, due_on: day(on), amount, latest: day(30) };
    let parts = vec![part(2, 25), part(3, 30)];
    let (left, marked) = (1, 2);
    PlanDatesView {
        plan: plan_id(2),
        form: PlanForm { key: "0197a1".to_owned(), drawn: 5 },
        moves: Some(MoveView {
            left,
            parts: parts.clone(),
            marked,
            typed: "2026-12-01".to_owned(),
        }),
        skips: Some(SkipView { left, parts, marked, to: day(30) }),
        payday: Some(PaydayView { days: vec![(payday(), day(30))], day: payday() }),
        problem,
    }
}

fn payday() -> DayOfMonth {
    DayOfMonth::new(15).expect("a day")
}

fn payday_review(reader: Reader) -> PaydayReview {
    let PlanDatesView { plan, form, .. } = dates(reader, None);
    let amount = money(reader, 42_500);
    let dates = vec![Instalment { number: 2, due_on: day(30), amount }];
    let (was, next) = (day(25), day(30));
    PaydayReview { plan, form, day: payday(), was, next, dates, left: 0 }
}

fn stale(reader: Reader) -> PlanDatesView {
    dates(reader, Some(DatesProblem::Changed))
}

fn late(reader: Reader) -> PlanDatesView {
    dates(reader, Some(DatesProblem::Move(PlanRefusal::TooLate(day(30)))))
}

fn no_dates(reader: Reader) -> PlanDatesView {
    PlanDatesView { moves: None, skips: None, payday: None, ..dates(reader, None) }
}

fn no_plans() -> plans::PlansView {
    plans::PlansView { health: None, rows: vec![], unread: vec![], more: None }
}

fn transfers_over(reader: Reader) -> TransfersView {
    let answer = TransferAnswer::Confirm {
        amount: Typed::preset("660.00"),
        received_on: Typed::preset(day(20).to_string()),
        over: Typed::refused("", Wrong::Over(money(reader, 2_000))),
    };
    TransfersView { answering: Some((transfer_id(1), answer)), ..samples::transfers(reader) }
}

fn transfers_refused(reader: Reader) -> TransfersView {
    let answer = TransferAnswer::Refuse { reason: Typed::refused("", Wrong::Missing) };
    TransfersView { answering: Some((transfer_id(2), answer)), ..samples::transfers(reader) }
}

fn suspense_refused(reader: Reader) -> SuspenseView {
    let view = samples::suspense(reader);
    let typed = Typed::refused("C-99", Wrong::NoCase);
    SuspenseView { assigning: Some((view.waiting[0].suspense.clone(), typed)), ..view }
}

fn close_refused(reader: Reader) -> SuspenseView {
    let view = samples::suspense(reader);
    let typed = Typed::refused("", Wrong::Missing);
    SuspenseView { closing: Some((view.waiting[2].suspense.clone(), typed)), ..view }
}

fn members_refused() -> MembersView {
    let email = Typed::refused("luis.tapia@sanborja.example", Wrong::EmailTaken);
    let invite = InviteForm { email, name: Typed::preset("Luis"), role: None, role_missing: true };
    MembersView { invite, ..samples::members() }
}

/// What a reader sees of a document: the text of its `main`, one line a block.
fn words(html: &str) -> String {
    let main = html.split_once("<main").map_or(html, |(_, main)| main);
    let mut out = String::new();
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        let inline = ["b", "span", "small", "a", "i", "code"].contains(&name);
        out.push(if inline { ' ' } else { '\n' });
        out.push_str(text.trim());
    }
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.split(&*opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_page_is_sound_markup_in_every_language() {
    for reader in [peru(Lang::Es), peru(Lang::En), peru(Lang::Pt), colombia()] {
        for (name, html) in pages(reader) {
            assert!(
                !html.contains("<script") && !html.contains(" style="),
                "{name}: no inline code"
            );
            let comment = html.find("<!>").or_else(|| html.find("<!--"));
            let around = comment.map(|at| &html[at.saturating_sub(80)..]);
            assert_eq!(
                around.map(|text| text.chars().take(120).collect::<String>()),
                None,
                "{name}"
            );
            let mut ids = attributes(&html, "id");
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(all, ids.len(), "{name}: an id stands twice");
            for target in attributes(&html, "for") {
                assert!(ids.contains(&target), "{name}: a label for nothing, {target}");
            }
            for targets in attributes(&html, "aria-describedby") {
                assert!(targets.split(' ').all(|id| ids.contains(&id)), "{name}: {targets}");
            }
            for anchor in attributes(&html, "href").into_iter().filter_map(|h| h.strip_prefix('#'))
            {
                assert!(ids.contains(&anchor), "{name}: a link to nothing, {anchor}");
            }
            assert_eq!(html.matches("<h1>").count(), 1, "{name}: one heading");
        }
    }
}

#[test]
fn titles_are_discreet_and_say_when_something_is_wrong() {
    for (name, html) in pages(peru(Lang::Es)) {
        let title =
            html.split("<title>").nth(1).and_then(|t| t.split('<').next()).expect("a title");
        assert!(!title.contains("S/") && !title.contains("Gutiérrez"), "{title}");
        let wrong =
            name.ends_with("-422") || ["code-wrong", "code-used", "code-locked"].contains(&name);
        assert_eq!(title.starts_with("Error: "), wrong, "{name}: {title}");
    }
}

#[test]
fn only_an_owner_is_shown_the_ways_to_refund_to_invite_and_to_close() {
    let reader = peru(Lang::Es);
    for (role, shown) in [(Role::Owner, true), (Role::Agent, false)] {
        let case = case::page(shell(reader, role), case(reader));
        assert_eq!(case.contains("/devolver\""), shown);
        assert_eq!(case.contains("/devuelto\""), shown);
        assert!(case.contains("/revertir\""), "both may reverse what they recorded");
        let members = members::page(shell(reader, role), samples::members());
        assert_eq!(members.contains("name=\"role\""), shown);
        let suspense = suspense::page(shell(reader, role), samples::suspense(reader));
        assert_eq!(suspense.contains("/cerrar\""), shown);
        assert_eq!(suspense.matches("/asignar\"").count(), 3, "also where a part went back");
    }
}

#[test]
fn a_form_that_comes_back_keeps_what_was_typed_and_says_what_is_wrong() {
    let reader = peru(Lang::Es);
    let html = case::page(shell(reader, Role::Owner), case_refused(reader));
    for kept in ["value=\"12.3.4\"", "value=\"2027-01-01\"", "value=\"900\"", "efectivo &lt;b"] {
        assert!(html.contains(kept), "{kept}");
    }
    for said in ["1,234.00", "posterior a hoy", "S/\u{a0}800.00"] {
        assert!(html.contains(said), "{said}");
    }
    assert_eq!(html.matches(" open").count(), 2, "both forms that came back stand open");
}

#[test]
fn what_was_typed_about_money_given_back_stays_and_is_refused_field_by_field() {
    let reader = peru(Lang::Es);
    let form = case::GivenBackForm {
        amount: Typed::refused("900", Wrong::Above(money(reader, 64_000))),
        given_on: Typed::refused("2026-11-20", Wrong::Before(day(21))),
        note: Typed::preset("en efectivo <b>"),
    };
    let view = CaseView { giving_back: Some((payment_id(2), form)), ..case(reader) };
    let html = case::page(shell(reader, Role::Owner), view);
    for kept in ["value=\"900\"", "value=\"2026-11-20\"", "en efectivo &lt;b"] {
        assert!(html.contains(kept), "{kept}");
    }
    for (field, said) in [("amount", "S/\u{a0}640.00"), ("day", "21 de noviembre")] {
        assert!(html.contains(&format!("href=\"#back-{field}-{}\"", payment_id(2))), "{field}");
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn only_a_plan_that_runs_can_be_ended_or_paid_and_its_reason_comes_back() {
    let reader = peru(Lang::Es);
    for role in [Role::Owner, Role::Agent] {
        let html = case::page(shell(reader, role), case(reader));
        assert_eq!(html.matches("/anular\"").count(), 1, "of three plans one runs");
        let may_reopen = usize::from(role == Role::Owner);
        assert_eq!(html.matches("/reabrir\"").count(), may_reopen, "one broke by mistake");
        assert_eq!(html.matches(&format!("?plan={}#amount", plan_id(2))).count(), 1);
        assert!(html.contains("name=\"drawn\" value=\"5\""));
        let said = words(&html);
        for part in ["Plan del 2 de noviembre", "Con atraso", "Cuota 1 sin pagar en su fecha"] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
    let html = case::page(shell(reader, Role::Agent), case_cancel(reader));
    assert!(html.contains(&format!("href=\"#reason-{}\"", plan_id(2))), "{html}");
    assert_eq!(html.matches(" open").count(), 1, "the form that came back stands open");
    let html = case::page(shell(reader, Role::Agent), case_record(reader));
    let chosen = format!("<option value=\"{}\" selected", plan_id(2));
    assert!(html.contains(&chosen) && html.contains("value=\"325.00\""), "{html}");
}

#[test]
fn the_list_of_plans_goes_on_with_what_was_asked_for() {
    let reader = peru(Lang::Es);
    let html = plans::page(shell(reader, Role::Agent), samples::plans(reader));
    let next = format!("/panel/planes?health=late&amp;after={}", plan_id(1));
    assert!(html.contains(&next), "{html}");
    assert!(html.contains("<option value=\"late\" selected"), "{html}");
    assert!(words(&html).contains("S/ 12,345.67"), "{}", words(&html));
}

#[test]
fn money_forms_carry_a_key_of_their_own() {
    let reader = peru(Lang::Es);
    let html = case::page(shell(reader, Role::Owner), case(reader));
    let refund = format!("value=\"0197a1.{}\"", payment_id(1));
    assert!(html.contains("value=\"0197a1\"") && html.contains(&refund));
}

#[test]
fn more_than_is_owed_is_asked_about_beside_its_box() {
    let reader = peru(Lang::Es);
    for html in [
        case::page(shell(reader, Role::Owner), case_over(reader)),
        transfers::page(shell(reader, Role::Owner), transfers_over(reader)),
    ] {
        for part in ["href=\"#over\"", "id=\"over-problem\"", "name=\"over\""] {
            assert_eq!(html.matches(part).count(), 1, "{part}");
        }
        let form = html.split("<form").find(|form| form.contains("name=\"over\""));
        let form = form.and_then(|form| form.split("</form>").next()).expect("a form with the box");
        assert_eq!(form.matches("value=\"yes\"").count(), 1, "{form}");
        assert!(words(&html).contains("20.00 más de lo que debe"), "{}", words(&html));
    }
    let fresh = case::page(shell(reader, Role::Owner), case(reader));
    assert!(!fresh.contains("name=\"over\""), "nothing is asked before");
}

#[test]
fn a_link_is_offered_only_when_it_may_leave() {
    use case::Sending;
    use domain::contact::Rule;
    let reader = peru(Lang::Es);
    let monday = day(30).and_hms_opt(8, 0, 0).expect("a time");
    for (sending, offered, said) in [
        (Sending::Now, true, "Enviar otro enlace"),
        (Sending::From(monday, Rule::Weekend), false, "30 de noviembre, 8:00\u{a0}a.\u{a0}m."),
        (Sending::Never(Rule::OptOut), false, "no quiere recibir mensajes"),
        (Sending::NoAddress, false, "Sin correo"),
    ] {
        let html = case::page(shell(reader, Role::Agent), CaseView { sending, ..case(reader) });
        assert_eq!(html.contains("/enlace\""), offered);
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn the_sign_in_answers_the_same_to_everybody() {
    let reader = peru(Lang::Es);
    let html = sign_in::page(door(reader), SignInView::Sent);
    assert!(html.contains("Si la dirección es de un equipo, enviamos un enlace."));
}

#[test]
fn the_page_of_a_sign_in_link_holds_no_token() {
    let html = sign_in_link::page(door(peru(Lang::Es)), SignInLinkView::Button);
    assert!(html.contains("<form method=\"post\"><button"), "it posts to its own address");
}

#[test]
fn many_currencies_stand_under_each_other() {
    let reader = peru(Lang::Es);
    let html = cases::page(shell(reader, Role::Agent), samples::cases(reader));
    assert!(words(&html).contains("S/ 12,345.67"), "{}", words(&html));
    let zero = Money::zero(money(reader, 1).currency());
    assert!(!words(&html).contains(&reader.money(zero)), "nothing owed is said in words");
}

#[test]
fn a_page_that_answers_a_form_changes_its_language_at_an_address_that_exists() {
    let reader = peru(Lang::Es);
    let html = case::page(shell(reader, Role::Owner), case_refused(reader));
    let own = crate::routes::team_case(&case(reader).case);
    assert!(html.contains(&format!("href=\"{own}?lang=en\"")));
    let once = recovery::page(door(reader), RecoveryView { codes: vec!["4K7M-92QX".to_owned()] });
    assert!(!once.contains("?lang="), "what is shown once cannot be asked for again");
}
