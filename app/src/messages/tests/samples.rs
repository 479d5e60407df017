//! One view of every message, and the settings of forty creditors.

use chrono::{NaiveDate, NaiveDateTime};
use domain::contact_channel::ContactChannel;
use domain::country::{Address, Country};
use domain::ids::{CaseId, ProposalId};
use domain::ledger::Channel;
use domain::money::{Currency, Money};
use domain::reminder::StepKind;
use domain::schedule::Instalment;

use crate::creditor::suspense::{SuspenseWhy, WayOut};
use crate::creditor::{AnswerKind, Role};
use crate::debtor::enter::Asks;
use crate::debtor::plan::Due;
use crate::debtor::receipt::Method;
use crate::messages::*;
use crate::reader::Reader;
use crate::shell::{Contact, Written};
use crate::texts::{Lang, Voice};

pub(super) const ORIGIN: &str = "https://sanborja.example";
pub(super) const LINK: &str = "https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp";
pub(super) const CODE: &str = "492713";

/// Names that try to be more than a name.
pub(super) const HOSTILE: [&str; 7] = [
    "Rosa\r\nBcc: todos@evil.example\r\n\r\n<h1>Hola</h1>",
    "Rosa\n.\nQUIT",
    "\u{202e}asoR\u{2066}\u{200b}",
    "<script>alert(1)</script>",
    "http://evil.example/pagar www.evil.example",
    "Deuda de S/ 850.00",
    "\u{2028}.\u{2029}\0",
];

/// One creditor's settings with one debtor.
#[derive(Clone)]
pub(super) struct Setting {
    pub country: Country,
    pub writer: Writer,
    /// Also the name of the debtor in messages to the team.
    pub first_name: Option<String>,
}

pub(super) fn san_borja() -> Setting {
    let contact = Contact {
        phone: Some("01 555 0100".to_owned()),
        hours: Some(Written { text: "lunes a viernes, 9 a 18 h".to_owned(), lang: Lang::Es }),
        email: Some("cuentas@sanborja.example".to_owned()),
    };
    let writer = Writer {
        discreet_name: "San Borja".to_owned(),
        legal_name: "Clínica San Borja S.A.C.".to_owned(),
        legal_id: "RUC 20601234565".to_owned(),
        contact,
        origin: ORIGIN.to_owned(),
    };
    Setting { country: Country::Pe, writer, first_name: Some("Rosa".to_owned()) }
}

/// Forty creditors: every country, quiet names, names that tell, hostile names, with and without a
/// contact, debtors with and without a name.
pub(super) fn forty() -> Vec<Setting> {
    let long = "Ñ".repeat(5_000);
    let names = [
        "San Borja",
        "Colegio 2 de Mayo",
        "Cobranzas del Sur S.A.",
        "Banco de Crédito",
        "Todo a $ 1.000",
        "Deuda Cero",
        "Dívida Zero Ltda.",
        "Pay Now Collections",
    ];
    let names: Vec<&str> = names.into_iter().chain(HOSTILE).chain([&*long, ""]).collect();
    (0..40)
        .map(|n| {
            let mut setting = san_borja();
            setting.country = Country::ALL[n % Country::ALL.len()];
            names[n % names.len()].clone_into(&mut setting.writer.discreet_name);
            names[(n * 5 + 3) % names.len()].clone_into(&mut setting.writer.legal_name);
            if n % 3 == 0 {
                setting.writer.contact = Contact::default();
            }
            setting.first_name = match n % 4 {
                0 => None,
                1 => Some("Rosa".to_owned()),
                _ => Some(names[(n * 7 + 1) % names.len()].to_owned()),
            };
            setting
        })
        .collect()
}

pub(super) fn reader(lang: Lang, region: Country, address: Address) -> Reader {
    Reader::new(Voice { lang, region, address }, day(23))
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day of November")
}

fn evening() -> NaiveDateTime {
    day(23).and_hms_opt(19, 12, 0).expect("a time")
}

fn money(country: Country, cents: i64) -> Money {
    Money::new(cents, country.currency()).expect("positive")
}

/// Every message to the debtor, by name.
pub(super) fn to_debtor(reader: Reader, setting: &Setting) -> Vec<(&'static str, Mail)> {
    let (writer, first_name) = (&setting.writer, setting.first_name.as_deref());
    let until = NaiveDate::from_ymd_opt(2026, 12, 23).expect("a day");
    let link = AccessLink { first_name, url: LINK, until, asks: Asks::Something };
    let open = AccessLink { asks: Asks::Nothing, ..link };
    let amount = |cents| money(setting.country, cents);
    let paid = Receipt {
        first_name,
        number: "000318",
        received_at: evening(),
        amount: amount(85_000),
        method: Method::Card,
        covers: vec![
            ("Boleta B001-2231, consulta".to_owned(), amount(65_000)),
            ("Boleta B001-2240, farmacia".to_owned(), amount(18_450)),
        ],
        credit: amount(1_550),
        given_up: amount(0),
        left: vec![amount(20_000)],
        plan: None,
        evidence: "7F3A-09C4-E11B",
    };
    let waived = Receipt { given_up: amount(15_000), left: Vec::new(), ..paid.clone() };
    let back = RefundMade {
        first_name,
        receipt: "000318",
        amount: amount(12_050),
        outside_on: None,
        left: Vec::new(),
    };
    let one = |number, on| Instalment { number, due_on: day(on), amount: amount(18_450) };
    let taken = Agreed {
        first_name,
        on: AgreedOn::Plan,
        dates: vec![one(1, 23), one(2, 30)],
        total: amount(36_900),
        evidence: "7F3A-09C4-E11B",
        papers: Papers::Attached,
    };
    let promised = Agreed {
        on: AgreedOn::Promise,
        dates: vec![one(1, 30)],
        total: amount(18_450),
        papers: Papers::None,
        ..taken.clone()
    };
    let spoken = Agreed { on: AgreedOn::Spoken, ..promised.clone() };
    let free = Cleared {
        first_name,
        code: "7K3F-9QX2-M4TD-0B1W",
        url: "https://sanborja.example/verificar/7K3F9QX2M4TD0B1W",
        papers: Papers::Attached,
    };
    let charge = |news| Autopay {
        first_name,
        card: "Visa 4242",
        news,
        grace: Some(day(27)),
        url: LINK,
        until,
    };
    let sum = amount(18_450);
    let charge = |news| autopay(reader, writer, &charge(news));
    let outside = RefundMade { outside_on: Some(day(21)), ..back.clone() };
    vec![
        ("access_link", access_link(reader, writer, link)),
        ("new_link", new_link(reader, writer, link)),
        ("code", code(reader, writer, Code { first_name, code: CODE, minutes: 10 })),
        ("receipt", receipt(reader, writer, &paid)),
        ("receipt_waived", receipt(reader, writer, &waived)),
        ("refund_made", refund_made(reader, writer, back)),
        ("refund_outside", refund_made(reader, writer, outside)),
        ("agreed_plan", agreed(reader, writer, &taken)),
        ("agreed_promise", agreed(reader, writer, &promised)),
        ("agreed_spoken", agreed(reader, writer, &spoken)),
        ("proposal_accepted", proposal_news(reader, writer, (link, ProposalNews::Accepted))),
        (
            "proposal_countered",
            proposal_news(reader, writer, (open, ProposalNews::Countered(day(30)))),
        ),
        ("proposal_refused", proposal_news(reader, writer, (link, ProposalNews::Refused))),
        ("proposal_unanswered", proposal_news(reader, writer, (link, ProposalNews::Unanswered))),
        ("proposal_lapsed", proposal_news(reader, writer, (link, ProposalNews::Lapsed))),
        ("cleared", cleared(reader, writer, free)),
        ("access_link_open", access_link(reader, writer, open)),
        ("new_link_open", new_link(reader, writer, open)),
        ("autopay_soon", charge(AutopayNews::Soon(day(26), sum))),
        ("autopay_again", charge(AutopayNews::Again(day(26), sum))),
        ("autopay_by_hand", charge(AutopayNews::ByHand(sum))),
        ("autopay_confirm", charge(AutopayNews::Confirm(sum))),
        ("autopay_card", charge(AutopayNews::Card(sum))),
        ("autopay_stopped", charge(AutopayNews::Stopped)),
    ]
    .into_iter()
    .chain(receipts_of_a_plan(reader, writer, &paid))
    .chain(about_a_plan(reader, setting))
    .chain(reminders(reader, setting))
    .collect()
}

/// One reminder of each kind.
fn reminders(reader: Reader, setting: &Setting) -> Vec<(&'static str, Mail)> {
    use domain::reminder::StepKind as Of;
    let amount = |cents| money(setting.country, cents);
    let until = NaiveDate::from_ymd_opt(2026, 12, 23).expect("a day");
    let first_name = setting.first_name.as_deref();
    let link = AccessLink { first_name, url: LINK, until, asks: Asks::Something };
    let line = |what: Option<&str>, on| ReminderLine {
        what: what.map(str::to_owned),
        on: Some(day(on)),
        amount: amount(18_450),
    };
    let write = |kind, lines: Vec<ReminderLine>, saving, late| {
        // Only what was missed says it.
        let until = Some(day(30));
        let duties = Duties::default();
        let view = Reminder { link, kind, on: day(19), lines, saving, late, until, duties };
        reminder(reader, &setting.writer, &view)
    };
    let debts = || vec![line(Some("Boleta B001-2231"), 19), line(Some("Boleta B001-2240"), 21)];
    let date = || vec![line(None, 30)];
    let saving = Saving { pay: amount(18_450), saving: amount(12_050), until: day(27) };
    let yearly = domain::percent::Percent::from_hundredths(1_250).expect("at most 100 %");
    let late = LateCost { from: day(30), yearly, fee: Some(amount(12_050)) };
    vec![
        ("reminder_courtesy", write(Of::Courtesy, debts(), Some(saving), Some(late))),
        ("reminder_kind", write(Of::Kind, debts(), None, None)),
        ("reminder_firm", write(Of::Firm, debts(), None, None)),
        ("reminder_final", write(Of::Final, debts(), None, None)),
        ("reminder_soon", write(Of::InstalmentSoon, date(), None, None)),
        ("reminder_today", write(Of::InstalmentToday, date(), None, None)),
        ("reminder_missed", write(Of::InstalmentMissed, date(), None, None)),
        ("reminder_eve", write(Of::PromiseEve, date(), None, None)),
        ("reminder_broken", write(Of::PromiseBroken, date(), None, None)),
        ("reminder_offer", write(Of::OfferEnds, Vec::new(), Some(saving), None)),
        ("reminder_settled", write(Of::Settled, Vec::new(), None, None)),
    ]
}

fn receipts_of_a_plan(
    reader: Reader,
    writer: &Writer,
    paid: &Receipt<'_>,
) -> Vec<(&'static str, Mail)> {
    let amount = paid.left.first().copied().expect("an amount");
    let with = |plan| receipt(reader, writer, &Receipt { plan: Some(plan), ..paid.clone() });
    vec![
        ("receipt_plan_next", with(PlanAfter::Next { on: day(30), amount })),
        ("receipt_plan_late", with(PlanAfter::Late(amount))),
        ("receipt_plan_done", with(PlanAfter::Completed)),
    ]
}

fn about_a_plan(reader: Reader, setting: &Setting) -> Vec<(&'static str, Mail)> {
    let amount = |cents| money(setting.country, cents);
    let until = NaiveDate::from_ymd_opt(2026, 12, 23).expect("a day");
    let (paid, owed, restored) = (amount(12_050), amount(20_000), amount(18_450));
    let letter = |asks, step| {
        let first_name = setting.first_name.as_deref();
        let view = PlanLetter { first_name, url: LINK, until, asks, step };
        plan_letter(reader, &setting.writer, view)
    };
    let (on, asks) = (day(30), Asks::Something);
    let missed = PlanStep::Missed { on: day(19), amount: amount(18_450), left: Some(1) };
    let (sum, reopened) = (amount(18_450), |due| letter(asks, PlanStep::Reopened { due }));
    let lost = |by| {
        let first_name = setting.first_name.as_deref();
        let link = AccessLink { first_name, url: LINK, until, asks };
        let grace = (by == SentBy::Transfer).then(|| day(27));
        let view = NotCome { link, amount: amount(18_450), by, grace };
        not_come(reader, &setting.writer, view)
    };
    let broken = PlanStep::Broken { on: day(22), paid, owed, restored };
    vec![
        ("plan_before", letter(asks, PlanStep::Before { on, amount: amount(18_450) })),
        ("plan_missed", letter(asks, missed)),
        ("plan_broken", letter(asks, broken)),
        ("plan_cancelled", letter(asks, PlanStep::Cancelled { on: day(22), paid, owed })),
        ("plan_completed", letter(Asks::Nothing, PlanStep::Completed { paid })),
        ("transfer_not_come", lost(SentBy::Transfer)),
        ("debit_not_come", lost(SentBy::Provider)),
        ("plan_reopened", reopened(Due::Next { on, amount: sum })),
        ("plan_reopened_in_grace", reopened(Due::InGrace { on: day(21), amount: sum, until: on })),
        ("plan_reopened_sent", reopened(Due::Sent { amount: sum })),
        ("plan_reopened_late", reopened(Due::Missed { on: day(19), amount: sum, left: None })),
    ]
}

/// Every message to the team, by name.
pub(super) fn to_team(reader: Reader, setting: &Setting) -> Vec<(&'static str, Mail)> {
    let name = setting.first_name.as_deref();
    let head = TeamHead { reader, creditor: &setting.writer.legal_name, origin: ORIGIN };
    let whose = || Whose { case: CaseId::from_bits(1), name, reference: "C-10234" };
    let amount = money(setting.country, 85_000);
    let left = money(setting.country, 20_000);
    let refund = |outcome| TeamRefund { whose: whose(), amount, outcome };
    let bank = |news| Chargeback { whose: whose(), amount, receipt: 318, news };
    let waits = |reference, why| SuspenseAlarm {
        news: SuspenseNews::Waits,
        amount,
        received_on: day(19),
        channel: Channel::Transfer,
        reference,
        why,
        left: None,
    };
    let disputed = SuspenseAlarm {
        news: SuspenseNews::Disputed,
        channel: Channel::Stripe,
        ..waits(None, SuspenseWhy::OtherAmount { asked: left })
    };
    let asked = SuspenseAlarm { news: SuspenseNews::Asked, ..disputed };
    let closed = WayOut::Closed;
    let unsent = SuspenseAlarm { news: SuspenseNews::Unsent, left: Some(&closed), ..disputed };
    let url = "https://sanborja.example/panel/entrar/9fQ";
    let inviter = name.unwrap_or("Elena Ruiz");
    let received = PaymentReceived {
        whose: whose(),
        amount,
        channel: Channel::Stripe,
        receipt: 318,
        left: vec![left],
    };
    let proposed = TeamProposal {
        whose: whose(),
        proposal: ProposalId::from_bits(1),
        owed: amount,
        pay: left,
        until: evening(),
    };
    let promised = TeamPromise { whose: whose(), amount, pay_on: day(19), owed: left };
    let agreed =
        |on| TeamAgreed { whose: whose(), on, total: amount, payments: 4, last_on: day(30) };
    let ended = |end| TeamPlan { whose: whose(), end, paid: amount, unpaid: left };
    let reference = name.unwrap_or("SB-7K4M-92");
    let announced = || TransferAnnounced { whose: whose(), amount, reference };
    let pieces = [
        Piece::Text("Hola, Rosa:".to_owned()),
        Piece::Rows(vec![("B001-1".to_owned(), "S/ 1.00".to_owned())]),
        Piece::Button { label: "Ver mis opciones".to_owned(), url: LINK.to_owned() },
    ];
    vec![
        ("team_agreed", team_agreed(head, &agreed(AgreedOn::Plan))),
        ("team_promised", team_agreed(head, &agreed(AgreedOn::Promise))),
        ("team_plan_broken", team_plan(head, &ended(PlanEnd::Broken))),
        ("team_plan_done", team_plan(head, &ended(PlanEnd::Completed))),
        ("team_promise_broken", team_promise(head, &promised)),
        ("team_proposal", team_proposal(head, &proposed)),
        ("team_damaged", damaged_case(head, &CaseId::from_bits(7))),
        ("team_test", test_text(head, &tested(&pieces))),
        ("sign_in", sign_in(head, SignIn { url, minutes: 15 })),
        ("invited", invited(head, Invited { inviter, role: Role::Agent, url })),
        ("payment_received", payment_received(head, &received)),
        ("team_refund", team_refund(head, &refund(RefundOutcome::Made))),
        ("team_refund_outside", team_refund(head, &refund(RefundOutcome::Outside))),
        ("team_refund_failed", team_refund(head, &refund(RefundOutcome::Failed))),
        ("inquiry", chargeback(head, &bank(ChargebackNews::Asked))),
        ("chargeback", chargeback(head, &bank(ChargebackNews::Withdrawn))),
        ("reinstated", chargeback(head, &bank(ChargebackNews::Reinstated))),
        (
            "answer_received",
            answer_received(head, &AnswerReceived { whose: whose(), kind: AnswerKind::Paid }),
        ),
        ("transfer_announced", transfer_announced(head, &announced())),
        (
            "answer_waits",
            answer_waits(
                head,
                &AnswerReceived { whose: whose(), kind: AnswerKind::Wrong },
                day(30),
            ),
        ),
        ("transfer_waits", transfer_waits(head, &announced(), day(30))),
        ("suspense_alarm", suspense_alarm(head, waits(name, SuspenseWhy::UnknownReference))),
        (
            "suspense_amount",
            suspense_alarm(head, waits(None, SuspenseWhy::OtherAmount { asked: left })),
        ),
        ("suspense_foreign", suspense_alarm(head, waits(None, SuspenseWhy::Foreign))),
        ("suspense_asked", suspense_alarm(head, asked)),
        ("suspense_disputed", suspense_alarm(head, disputed)),
        ("suspense_unsent", suspense_alarm(head, unsent)),
    ]
}

fn tested(body: &[Piece]) -> TestText<'_> {
    let (kind, channel) = (StepKind::Firm, ContactChannel::Email);
    let (subject, preview) = ("Elige la opción", "Hay varias");
    TestText { kind, channel, subject, preview, body, plain: None }
}

/// Amounts that must not be seen from outside, as any country writes them.
pub(super) fn written_amounts(reader: Reader, country: Country) -> Vec<String> {
    let dollars = Currency::parse("USD").expect("dollars");
    [85_000, 65_000, 18_450, 20_000, 12_050]
        .into_iter()
        .flat_map(|cents| [money(country, cents), Money::new(cents, dollars).expect("positive")])
        .flat_map(|amount| [reader.money(amount), crate::format::plain(country, amount)])
        .collect()
}
