//! A sequence of the clinic with a task that it asked for.

use domain::ids::{SequenceId, TaskId};
use server::use_cases::{sequence, task};

use crate::phones::ringing;
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, night};

/// A call first, then an e-mail.
pub const CALLS: &str = r#"
name = "Llamadas"
gap_days = 7
[[step]]
name = "Llamada"
kind = "kind"
days = 4
task = "call"
script = "Buenos días, ¿hablo con {nombre}? Le llamo de {acreedor}."
[[step]]
name = "Directo"
kind = "firm"
days = 12
channels = ["email"]
"#;

/// Puts it in force and plans the day of somebody who is late: somebody of the team is to call.
pub async fn plant(portal: &mut TestPortal) -> (SequenceId, TaskId) {
    let (case, _) = portal.debt(pen(1_000)).await;
    ringing(portal, &case).await;
    apply(portal, CALLS, None).await;
    night(portal).await;
    let sequences = sequence::list(&portal.portal, &portal.clinic).await.expect("sequences");
    let tasks = task::open(&portal.portal, &portal.clinic).await.expect("tasks");
    (sequences[0].sequence.id.clone(), tasks[0].id.clone())
}
