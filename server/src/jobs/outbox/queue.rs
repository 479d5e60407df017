//! In which order messages leave: what somebody asked for first, of everything else one of each creditor in turn.

use crate::compose::Portal;
use crate::store::message::Urgency;
use crate::store::message_due;
use crate::use_cases::PortalError;

/// Messages that somebody asked for, in one go.
const ASKED: i64 = 50;

/// Messages of all creditors together that nobody waits for, in one go; at least one of each.
const IN_TURN: usize = 40;

/// A message that is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Due {
    /// Whose message.
    pub creditor: String,
    /// Which one.
    pub id: String,
    /// Whether somebody waits for it.
    pub urgency: Urgency,
}

/// What is due now, in the order in which it leaves.
pub(super) async fn due(portal: &Portal) -> Result<Vec<Due>, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let asked = message_due::asked(&mut conn, now, ASKED).await?;
    let creditors = message_due::creditors(&mut conn, now).await?;
    let share = i64::try_from((IN_TURN / creditors.len().max(1)).max(1)).unwrap_or(1);
    let mut queues = Vec::with_capacity(creditors.len());
    for creditor in creditors {
        let ids = message_due::of_creditor(&mut conn, &creditor, now, share).await?;
        let own = |id| Due { creditor: creditor.clone(), id, urgency: Urgency::InTurn };
        queues.push(ids.into_iter().map(own).collect());
    }
    let asked = asked.into_iter();
    let asked = asked.map(|(creditor, id)| Due { creditor, id, urgency: Urgency::Asked });
    Ok(asked.chain(in_turn(queues)).collect())
}

/// Whether somebody waits for a message that is due.
pub(super) async fn somebody_waits(portal: &Portal) -> Result<bool, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(!message_due::asked(&mut conn, portal.clock.now(), 1).await?.is_empty())
}

/// The first of each queue, then the second of each, and so on.
fn in_turn<T>(queues: Vec<Vec<T>>) -> Vec<T> {
    let mut queues: Vec<_> = queues.into_iter().map(Vec::into_iter).collect();
    let mut all = Vec::new();
    loop {
        let before = all.len();
        all.extend(queues.iter_mut().filter_map(Iterator::next));
        if all.len() == before {
            return all;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creditors_take_turns_however_much_each_has_to_send() {
        let queues = vec![vec!["a1", "a2", "a3", "a4"], vec!["b1"], vec![], vec!["d1", "d2"]];
        assert_eq!(in_turn(queues), ["a1", "b1", "d1", "a2", "d2", "a3", "a4"]);
        assert_eq!(in_turn(Vec::<Vec<&str>>::new()), [""; 0]);
    }
}
