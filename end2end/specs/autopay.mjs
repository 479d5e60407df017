import assert from 'node:assert/strict';

import * as certificate from '../pages/certificate.mjs';
import * as checkout from '../pages/checkout.mjs';
import { atStatement, comeBack } from '../pages/debtor.mjs';
import { agree } from '../pages/options.mjs';
import { days, toPlan } from '../pages/plan.mjs';
import { build } from '../pages/plan_builder.mjs';

const CARD = 'Visa 4242';
const EACH = 'S/ 200.00';

export default {
  title: 'six instalments, on the 15th and at the end of each month, are charged to a saved card',
  days: 110,
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'autopay');
    await build(visitor, { parts: 6, first: 2, rhythm: 'when-twice-a-month' });
    await agree(visitor, { dates: 6, autopay: true });
    await checkout.saveCard(visitor, world, checkout.PAYS);
    await visitor.isAt('autopay-heading');
    await visitor.sees('autopay-is-on', { card: CARD });
    await visitor.sees('autopay-next', { amount: EACH });
    await visitor.follow('plan-back-to-plan');
    await visitor.isAt('plan-heading');
    const dates = await days(visitor);
    assert.equal(dates.length, 6);

    await world.passUntil(dates[0]);
    await comeBack(visitor, debtor, await world.linkInLetter(debtor, 'mail-autopay-soon'));
    await visitor.isAt('plan-heading');
    await toPlan(visitor);
    await visitor.isAt('plan-well');
    await visitor.sees('plan-line-on-time');
    await visitor.sees('plan-autopay-on', { card: CARD });

    for (const date of dates.slice(1)) await world.passUntil(date);
    await comeBack(visitor, debtor, await world.linkInLetter(debtor, 'mail-autopay-soon'));
    await certificate.ownCode(visitor);
  },
};
