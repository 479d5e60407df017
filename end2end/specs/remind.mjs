import assert from 'node:assert/strict';

import { comeBack } from '../pages/debtor.mjs';
import { agree } from '../pages/options.mjs';
import { build } from '../pages/plan_builder.mjs';

/** For this story's debtor alone. The firm step falls on a Sunday: it waits for Monday. */
const SEQUENCE = `
name = "Recordatorios"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 1
channels = ["email"]
[step.audience]
currency = "PEN"
total = { from = "1180.00", to = "1180.00" }
[[step]]
name = "Directo"
kind = "firm"
days = 11
channels = ["email"]
[step.audience]
currency = "PEN"
total = { from = "1180.00", to = "1180.00" }
`;

const FIRM_DAYS = 11;

/** The two days after that Sunday's Monday are holidays in Peru. */
const LONG_WEEKEND = 4;

export default {
  title: 'a debt falls due, its kind reminder leads to a plan, and the firm one that waited never comes',
  days: 15,
  async run(world) {
    const debtor = world.debtor('remind');
    const visitor = await world.visitor('remind');
    await world.remind(SEQUENCE);
    await world.passUntil(debtor.due, 1);
    const link = await world.linkInLetter(debtor, 'mail-reminder-kind');
    assert.deepEqual(await world.reminders(debtor), [['Amable', 'sent', null]]);

    await world.passUntil(debtor.due, FIRM_DAYS);
    const [[step, state], ...before] = await world.reminders(debtor);
    assert.deepEqual([step, state, before.length], ['Directo', 'queued', 1]);

    await comeBack(visitor, debtor, link);
    await visitor.isAt('statement-total');
    await build(visitor, { parts: 4, first: 1, rhythm: 'when-twice-a-month' });
    await agree(visitor, { dates: 4 });
    await visitor.isAt('plan-heading');
    const [gone] = await world.reminders(debtor);
    assert.deepEqual(gone, ['Directo', 'cancelled', 'agreed']);

    await world.pass(LONG_WEEKEND);
    await world.noLetter(debtor, 'mail-reminder-firm');
    await world.remind(null);
  },
};
