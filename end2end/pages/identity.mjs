// The question before anything private is shown.

import assert from 'node:assert/strict';

const LABELS = ['last', 'before-check', 'letter', 'postcode', 'invoice', 'code'];
const one = LABELS.map((word) => `identity-label-${word}`);
const wrong = [...LABELS, 'birth'].map((word) => `identity-wrong-${word}`);

/** Gives the debtor's answer; ends at the statement. */
export async function answer(visitor, debtor) {
  await give(visitor, debtor.answer);
  await visitor.press('identity-button');
}

/** Gives an answer that is wrong: the page comes again, says so, and names nobody. */
export async function answerWrong(visitor, debtor) {
  await give(visitor, changed(debtor.answer));
  await visitor.press('identity-button', {}, { status: 422 });
  await visitor.isAt('identity-heading');
  await visitor.sees(wrong);
  assert.equal(await visitor.page.locator('[aria-invalid=true]').count() > 0, true);
  await visitor.holdsNone([debtor.name], 'a wrong answer tells');
}

/** A birth date is `{ day, month, year }`; everything else is one text. */
async function give(visitor, given) {
  if (typeof given === 'string') {
    await visitor.fill(one, given);
    return;
  }
  for (const part of ['day', 'month', 'year']) {
    await visitor.fill(`identity-label-${part}`, String(given[part]));
  }
}

function changed(given) {
  if (typeof given !== 'string') return { ...given, year: String(Number(given.year) - 1) };
  const other = given.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
  return other === given ? `${given}X` : other;
}
