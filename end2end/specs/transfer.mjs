import { atStatement } from '../pages/debtor.mjs';
import { receipt, reviewAll } from '../pages/payment.mjs';
import { entry, goTo } from '../pages/team.mjs';
import { announce } from '../pages/transfer.mjs';

export default {
  title: 'a transfer is announced, confirmed by the team, and has its receipt',
  async run(world) {
    const { visitor } = await atStatement(world, 'transfer');
    const amount = await reviewAll(visitor);
    const { reference, url } = await announce(visitor, amount, 'Desde el banco de al lado, a las 9.');

    const member = await world.member();
    await goTo(member, 'transfers');
    const announced = entry(member, reference);
    await member.unfold('team-transfers-confirm', announced);
    await member.press('team-transfers-confirm-button');
    await member.sees('team-news-transfer-confirmed');

    await visitor.open(url);
    await visitor.isAt('transfer-confirmed', { amount });
    await receipt(visitor, amount);
  },
};
