//! Links of the team's pages about cases and their money.

use domain::ids::{AccessLinkId, AnswerId, AttemptId, CaseId, HoldId, PaymentId, SuspenseId};

/// The link in a team member's sign-in e-mail.
pub fn team_sign_in_link(token: &str) -> String {
    format!("/panel/entrar/{token}")
}

/// One case of the creditor.
pub fn team_case(case: &CaseId) -> String {
    format!("/panel/casos/{case}")
}

/// Where a link is sent for a case.
pub fn team_case_send_link(case: &CaseId) -> String {
    format!("/panel/casos/{case}/enlace")
}

/// Where one link of a case is revoked.
pub fn team_case_revoke_link(case: &CaseId, link: &AccessLinkId) -> String {
    format!("/panel/casos/{case}/enlaces/{link}/revocar")
}

/// Where what the team was told of a promise is withdrawn.
pub fn team_case_withdraw(case: &CaseId) -> String {
    format!("/panel/casos/{case}/compromisos/retirar")
}

/// Where a payment received elsewhere is recorded.
pub fn team_case_payments(case: &CaseId) -> String {
    format!("/panel/casos/{case}/pagos")
}

/// Where such a payment is reversed.
pub fn team_case_reverse(case: &CaseId, payment: &PaymentId) -> String {
    format!("/panel/casos/{case}/pagos/{payment}/revertir")
}

/// Where a payment is refunded.
pub fn team_case_refund(case: &CaseId, payment: &PaymentId) -> String {
    format!("/panel/casos/{case}/pagos/{payment}/devolver")
}

/// Where it is written down what of such a payment was given back outside.
pub fn team_case_given_back(case: &CaseId, payment: &PaymentId) -> String {
    format!("/panel/casos/{case}/pagos/{payment}/devuelto")
}

/// What was agreed or issued in a case. `paper` is an id, which needs no escaping.
pub fn team_case_paper(case: &CaseId, paper: &str) -> String {
    format!("/panel/casos/{case}/documentos/{paper}/pdf")
}

/// Where a debt-free certificate of a case is issued.
pub fn team_case_clearance(case: &CaseId) -> String {
    format!("/panel/casos/{case}/constancia")
}

/// Where reminders are stopped for what somebody told.
pub fn team_case_pause(case: &CaseId) -> String {
    format!("/panel/casos/{case}/pausas")
}

/// Where a hold is lifted.
pub fn team_case_lift(case: &CaseId, hold: &HoldId) -> String {
    format!("/panel/casos/{case}/pausas/{hold}/levantar")
}

/// Where an announced transfer is confirmed.
pub fn team_transfer_confirm(transfer: &AttemptId) -> String {
    format!("/panel/transferencias/{transfer}/confirmar")
}

/// Where an announced transfer is refused.
pub fn team_transfer_refuse(transfer: &AttemptId) -> String {
    format!("/panel/transferencias/{transfer}/rechazar")
}

/// Where money in suspense gets its case.
pub fn team_suspense_assign(suspense: &SuspenseId) -> String {
    format!("/panel/por-identificar/{suspense}/asignar")
}

/// Where money in suspense ends without a case.
pub fn team_suspense_close(suspense: &SuspenseId) -> String {
    format!("/panel/por-identificar/{suspense}/cerrar")
}

/// Where an answer is marked as attended to.
pub fn team_answer_done(answer: &AnswerId) -> String {
    format!("/panel/respuestas/{answer}/atender")
}

/// A file that came with an answer, by its number.
pub fn team_answer_file(answer: &AnswerId, number: i64) -> String {
    format!("/panel/respuestas/{answer}/archivo?number={number}")
}
