import assert from 'node:assert/strict';

import * as checkout from '../pages/checkout.mjs';
import { answer, answerWrong } from '../pages/identity.mjs';
import { openLink } from '../pages/link.mjs';
import { backToNothing, receipt, reviewAll, waitFor } from '../pages/payment.mjs';

export default {
  title: 'a link leads to what is owed, and everything is paid by card',
  async run(world) {
    const debtor = world.debtor('all');
    const visitor = await world.visitor('all');
    await openLink(visitor, debtor);
    await answerWrong(visitor, debtor);
    await answer(visitor, debtor);
    await visitor.isAt('statement-total');

    const total = await reviewAll(visitor);
    await visitor.press('pay-card', { amount: total });
    await checkout.payByCard(visitor, world, checkout.ASKS_THE_BANK);
    await checkout.confirmAtBank(visitor);
    assert.equal(new URL(visitor.page.url()).origin, new URL(debtor.link).origin);
    await waitFor(visitor, 'payment-confirmed', { amount: total });
    await receipt(visitor, total);
    await backToNothing(visitor);
  },
};
