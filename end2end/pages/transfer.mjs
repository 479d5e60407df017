// A bank transfer, as the debtor sees it.

import { plain } from '../runner/visitor.mjs';

/** From the review to a transfer that is announced. Gives its reference and its page. */
export async function announce(visitor, amount, note) {
  await visitor.press('pay-transfer', { amount });
  await visitor.isAt('transfer-heading');
  const reference = plain(await visitor.page.locator('main .copy.big').innerText());
  const url = visitor.page.url();
  await visitor.fill('transfer-note', note);
  await visitor.press('transfer-button');
  await visitor.isAt('transfer-announced', { amount });
  return { reference, url };
}
