// One plan: its dates, and what is paid of it.

import assert from 'node:assert/strict';

import * as checkout from './checkout.mjs';
import { waitFor } from './payment.mjs';

/** The days of its instalments, as `YYYY-MM-DD`, in their order. */
export async function days(visitor) {
  const times = visitor.page.locator('main ol.plan time');
  return times.evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
}

/** From the statement to the page of the plan that runs. */
export async function toPlan(visitor) {
  await visitor.follow('statement-plan-see');
  await visitor.page.locator('main ol.plan').waitFor();
}

/** Pays `amount` by the link with the text of `key`, from a page of the plan to the confirmed payment. */
export async function pay(visitor, world, amount, key = 'options-pay') {
  await visitor.follow(key, { amount });
  await visitor.isAt('pay-heading');
  assert.equal(await visitor.sum(), amount);
  await visitor.press('pay-card', { amount });
  await checkout.payByCard(visitor, world, checkout.PAYS);
  await waitFor(visitor, 'payment-confirmed', { amount });
}
