//! Movements of the accounts' balances, and what they sum to.

use std::collections::BTreeMap;

use super::book::Movement;
use super::world::World;

/// What a movement says besides its owner and time.
pub(super) struct Posted<'a> {
    pub amount: i64,
    pub fee: i64,
    pub currency: &'a str,
    pub kind: &'a str,
    pub category: &'a str,
    pub source: &'a str,
}

/// Writes a movement and gives its id.
pub(super) fn post(world: &mut World, account: Option<&str>, posted: &Posted<'_>) -> String {
    let head = world.head(account, "txn_");
    let id = head.id.clone();
    let movement = Movement {
        head,
        amount: posted.amount,
        fee: posted.fee,
        currency: posted.currency.to_owned(),
        kind: posted.kind.to_owned(),
        category: posted.category.to_owned(),
        source: posted.source.to_owned(),
    };
    world.book.movements.put(&id, movement);
    id
}

/// The balance of one account per currency, fees taken off.
pub(super) fn balance(world: &World, account: Option<&str>) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    let own = |row: &&Movement| row.head.account.as_deref() == account;
    for movement in world.book.movements.values().filter(own) {
        *sums.entry(movement.currency.clone()).or_insert(0) += movement.amount - movement.fee;
    }
    sums
}
