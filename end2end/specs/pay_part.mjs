import * as checkout from '../pages/checkout.mjs';
import { atStatement } from '../pages/debtor.mjs';
import { receipt, reviewPart, waitFor } from '../pages/payment.mjs';

export default {
  title: 'a part is paid with a second card after the first was declined',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'part');
    const amount = await reviewPart(visitor, debtor.amount);
    await visitor.press('pay-card', { amount });
    await checkout.payByCard(visitor, world, checkout.DECLINED);
    await checkout.wasDeclined(visitor, world);
    await checkout.payByCard(visitor, world, checkout.PAYS);
    await waitFor(visitor, 'payment-confirmed', { amount });
    await visitor.sees(['payment-left', 'payment-left-due']);
    await receipt(visitor, amount);
    await visitor.follow('payment-back');
    await visitor.isAt('statement-total');
    await visitor.sees('debt-row-paid');
  },
};
