import { atStatement, comeBack } from '../pages/debtor.mjs';
import { agree } from '../pages/options.mjs';
import { days, pay, toPlan } from '../pages/plan.mjs';
import { build } from '../pages/plan_builder.mjs';
import { openCase } from '../pages/team.mjs';

const EACH = 'S/ 275.00';

/** A date is missed on the day after them. */
const GRACE_DAYS = 4;

/** Two holidays and a weekend may keep a letter back. */
const LETTER_DAYS = 6;

export default {
  title: 'a date that was missed is paid by the link of its letter, and the plan goes on',
  days: 16,
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'miss');
    await build(visitor, { parts: 4, first: 1, rhythm: 'when-twice-a-month' });
    await agree(visitor, { dates: 4 });
    await visitor.isAt('plan-heading');
    const [first] = await days(visitor);

    await world.passUntil(first, GRACE_DAYS + 1);
    const link = await world.linkInLetter(debtor, 'mail-plan-missed', LETTER_DAYS);
    const member = await world.member();
    await openCase(member, debtor);
    await member.sees('team-plan-late');

    await comeBack(visitor, debtor, link);
    await visitor.isAt('plan-heading');
    await visitor.sees('plan-missed');
    await visitor.sees('plan-missed-left');
    await toPlan(visitor);
    await visitor.sees('plan-line-missed');
    await pay(visitor, world, EACH);
    await visitor.follow('payment-back');
    await toPlan(visitor);
    await visitor.sees('plan-line-late');
    await visitor.sees('plan-next');

    await openCase(member, debtor);
    await member.sees('team-plan-on-time');
  },
};
