import assert from 'node:assert/strict';

import * as certificate from '../pages/certificate.mjs';
import { atStatement, comeBack } from '../pages/debtor.mjs';
import { agree, toOptions, wayOut } from '../pages/options.mjs';
import { days, pay } from '../pages/plan.mjs';

const TOTAL = 'S/ 630.00';
const SAVING = 'S/ 270.00';
const EACH = 'S/ 210.00';

export default {
  title: 'what is settled in three payments is given up on the day after the last',
  days: 18,
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'settlement');
    await toOptions(visitor);
    // One payment costs the same and is over sooner, so it stands before three.
    const given = { count: 3, amount: TOTAL, saving: SAVING };
    const card = wayOut(visitor, 'options-settlement', given).last();
    await visitor.follow('options-settlement-button', { amount: TOTAL }, { within: card });
    await visitor.sees('accept-given-up');
    await agree(visitor, { dates: 3, button: 'accept-and-pay', given: { amount: EACH } });
    await visitor.isAt('plan-heading');
    await visitor.sees('plan-news-accepted');

    const dates = await days(visitor);
    assert.equal(dates.length, 3);
    await pay(visitor, world, EACH);
    for (const date of dates.slice(1)) {
      await world.passUntil(date);
      await comeBack(visitor, debtor);
      await visitor.isAt('plan-heading');
      await visitor.sees('plan-today');
      await pay(visitor, world, EACH);
    }

    await world.pass(1);
    await comeBack(visitor, debtor);
    await certificate.ownCode(visitor);
  },
};
