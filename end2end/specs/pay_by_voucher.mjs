import * as checkout from '../pages/checkout.mjs';
import { atStatement } from '../pages/debtor.mjs';
import { receipt, reviewAll, waitFor } from '../pages/payment.mjs';

export default {
  title: 'a voucher is on its way until it is paid in the shop',
  async run(world) {
    const { visitor } = await atStatement(world, 'voucher');
    const amount = await reviewAll(visitor);
    await visitor.press('pay-card', { amount });
    await checkout.takeVoucher(visitor, world);
    await waitFor(visitor, 'payment-voucher', { amount });
    await visitor.follow('payment-back');
    await visitor.sees('pending-voucher', { amount });

    await visitor.follow('pending-see');
    await visitor.follow('payment-voucher-open');
    await checkout.payVoucher(visitor);
    await waitFor(visitor, 'payment-confirmed', { amount });
    await receipt(visitor, amount);
  },
};
