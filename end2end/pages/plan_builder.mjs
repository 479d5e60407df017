// The form of a plan, and what it says would be paid.

import assert from 'node:assert/strict';

import { toOptions } from './options.mjs';
import { plain } from '../runner/visitor.mjs';

/** From the statement to the form, by the ways out. */
export async function toBuilder(visitor) {
  await toOptions(visitor);
  await visitor.follow('options-plan-button');
  await visitor.isAt('builder-heading');
}

/** Chooses so many instalments. Who has no JavaScript presses the button that counts again. */
export async function chooseParts(visitor, parts, { javascript }) {
  await visitor.page.locator(`input[name=parts][value="${parts}"]`).check();
  if (!javascript) await visitor.press('builder-count');
  await visitor.page.locator(`#outcome .dates li:nth-child(${parts}):last-child`).waitFor();
}

/** Chooses when the first instalment is: 0 is today, 1 the next payday, 2 the one after. */
export async function chooseFirst(visitor, place) {
  await visitor.page.locator('input[name=first]').nth(place).check();
}

/** From the statement to what would be agreed: so many instalments, the first of them on that payday. */
export async function build(visitor, { parts, first = 0, rhythm }) {
  await toBuilder(visitor);
  if (rhythm) await visitor.choose(rhythm);
  await visitor.page.locator(`input[name=parts][value="${parts}"]`).check();
  await chooseFirst(visitor, first);
  await visitor.press('builder-go');
}

/** Dates and amounts: what is said, whatever the style makes of it. */
export async function dates(visitor) {
  const said = (lines) => lines.map((line) => [...line.children].map((one) => one.textContent));
  const lines = await visitor.page.locator('#outcome .dates li').evaluateAll(said);
  return lines.map((parts) => parts.map(plain).join(': '));
}

/** What the button that goes on stands under. */
export async function inWords(visitor) {
  return plain(await visitor.page.locator('.stick p').textContent());
}

/** Fails unless the server says of the same form what the page says now. */
export async function serverAgrees(visitor) {
  const [before, words] = [await dates(visitor), await inWords(visitor)];
  await visitor.press('builder-count');
  assert.deepEqual(await dates(visitor), before);
  assert.equal(await inWords(visitor), words);
}
