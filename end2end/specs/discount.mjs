import * as checkout from '../pages/checkout.mjs';
import * as certificate from '../pages/certificate.mjs';
import { atStatement } from '../pages/debtor.mjs';
import { toOptions, wayOut } from '../pages/options.mjs';
import { receipt, waitFor } from '../pages/payment.mjs';

const AMOUNT = 'S/ 400.00';
const SAVING = 'S/ 100.00';

export default {
  title: 'who pays everything while a discount stands pays less, and owes nothing',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'discount');
    await toOptions(visitor);
    const card = wayOut(visitor, 'options-discount', { amount: AMOUNT, saving: SAVING });
    await visitor.follow('options-pay', { amount: AMOUNT }, { within: card });
    await visitor.isAt('pay-heading');
    await visitor.sees('pay-waiving-given-up');
    await visitor.sees('pay-covers-all');
    await visitor.press('pay-card', { amount: AMOUNT });
    await checkout.payByCard(visitor, world, checkout.PAYS);
    await waitFor(visitor, 'payment-confirmed', { amount: AMOUNT });
    await visitor.sees('payment-left-none');
    await receipt(visitor, AMOUNT);
    await visitor.follow('payment-back');

    const code = await certificate.ownCode(visitor);
    const never = [debtor.name, 'Rosa', debtor.reference, debtor.email, '400.00', '500.00'];
    await certificate.confirmed(world, { code, documents: 2, never });
  },
};
