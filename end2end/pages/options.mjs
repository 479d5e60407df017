// The ways out, and what is agreed.

import assert from 'node:assert/strict';

/** From the statement to the ways out. */
export async function toOptions(visitor) {
  await visitor.follow('statement-options-button');
  await visitor.isAt('options-heading');
}

/** The card of one way out, by what its heading says. */
export function wayOut(visitor, key, given) {
  const heading = visitor.page.getByRole('heading', { name: visitor.texts.pattern(key, given) });
  return visitor.page.locator('main section.card').filter({ has: heading });
}

/** Two ways out side by side: the first two, as the form stands; then back to all. */
export async function compare(visitor) {
  await visitor.unfold('options-compare');
  await visitor.press('options-compare-button');
  await visitor.isAt('compare-heading');
  await visitor.follow('compare-back');
  await visitor.isAt('options-heading');
}

/** Accepts what would be paid on so many dates, not without having ticked the box; ends where that leads. */
export async function agree(visitor, { dates, button = 'accept-button', given = {}, autopay = false }) {
  await visitor.isAt('accept-heading');
  assert.equal(await visitor.page.locator('table.agreed tbody tr').count(), dates);
  await visitor.press(button, given, { status: 422 });
  await visitor.sees('accept-not-ticked');
  if (autopay) await visitor.tick('accept-autopay');
  await visitor.tick('accept-agree');
  await visitor.press(button, given);
}
