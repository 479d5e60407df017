import * as certificate from '../pages/certificate.mjs';
import { atStatement } from '../pages/debtor.mjs';
import { agree } from '../pages/options.mjs';
import { receipt } from '../pages/payment.mjs';
import { pay, toPlan } from '../pages/plan.mjs';
import { build } from '../pages/plan_builder.mjs';

const EACH = 'S/ 350.00';
const REST = 'S/ 700.00';

export default {
  title: 'a plan that is paid before its dates is over at once, and its certificate is confirmed',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'early');
    await build(visitor, { parts: 3 });
    await agree(visitor, { dates: 3, button: 'accept-and-pay', given: { amount: EACH } });
    await visitor.isAt('plan-heading');
    const plan = visitor.page.url();
    await pay(visitor, world, EACH);
    await visitor.follow('payment-back');
    await toPlan(visitor);
    await visitor.isAt('plan-well');
    await visitor.sees('plan-line-on-time');

    await pay(visitor, world, REST, 'plan-pay-all');
    await receipt(visitor, REST);
    await visitor.open(plan);
    await visitor.isAt('plan-thanks');
    await visitor.sees('plan-certificate-more');
    await visitor.follow('plan-check');
    await visitor.isAt('certificate-genuine');

    await visitor.open(`${world.portal}/cuenta`);
    const code = await certificate.ownCode(visitor);
    const never = [debtor.name, 'Rosa', debtor.reference, debtor.email, '350.00', '700.00'];
    await certificate.confirmed(world, { code, documents: 2, never });
  },
};
