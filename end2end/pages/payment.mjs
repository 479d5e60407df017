// From the review to the receipt.

import assert from 'node:assert/strict';

const ASKS = 40;

/** Takes the statement's button that pays everything; ends at the review. Gives the amount. */
export async function reviewAll(visitor) {
  const total = await visitor.sum();
  await visitor.follow('statement-pay', { amount: total });
  await visitor.isAt('pay-heading');
  assert.equal(await visitor.sum(), total);
  return total;
}

/** Chooses a part of `amount`, as people type it; ends at the review. Gives the amount shown. */
export async function reviewPart(visitor, amount) {
  await visitor.follow('statement-else-part');
  await visitor.isAt('pay-choose-heading');
  await visitor.choose('pay-choose-part');
  await visitor.fill('pay-choose-amount', amount);
  await visitor.press('pay-choose-button');
  await visitor.isAt('pay-heading');
  const shown = await visitor.sum();
  assert.ok(shown.includes(amount), `the review shows ${shown}, not ${amount}`);
  return shown;
}

/** Waits at the page of a payment, as people do, until its heading is that of `key`. */
export async function waitFor(visitor, key, given = {}) {
  for (let asked = 0; asked < ASKS; asked += 1) {
    if (!(await visitor.standsAt('payment-processing', 'payment-unknown', 'payment-open'))) break;
    await visitor.page.waitForTimeout(250);
    await visitor.open(visitor.page.url());
  }
  await visitor.isAt(key, given);
}

/** From a confirmed payment to its receipt and back to the account. */
export async function receipt(visitor, amount) {
  await visitor.follow('payment-receipt');
  await visitor.isAt('receipt-heading');
  assert.equal(await visitor.sum(), amount);
  await visitor.sees('receipt-total');
  await visitor.sees('receipt-not-tax');
}

/** Back to the account, which owes nothing any more. */
export async function backToNothing(visitor) {
  await visitor.follow('payment-back');
  await visitor.isAt('statement-zero');
}
