import { atStatement } from '../pages/debtor.mjs';
import { agree, toOptions } from '../pages/options.mjs';
import { counter, openProposal, propose } from '../pages/proposal.mjs';
import { openCase } from '../pages/team.mjs';

const OWED = 'S/ 800.00';
const ASKED = 'S/ 600.00';
const WORDS = 'Me pagan a fin de mes & tengo <dos> hijos.';
const NOTE = 'Con cuatro cuotas de S/ 180.00 sí podemos.';

export default {
  title: 'a proposal is answered with other terms, which are accepted',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'proposal');
    await toOptions(visitor);
    await propose(visitor, { pay: '600.00', parts: 3, words: WORDS });
    await visitor.sees('proposal-why-given-up');

    const member = await world.member();
    await openProposal(member, { pay: ASKED, owed: OWED });
    await member.page.getByText(WORDS).waitFor();
    await member.sees('team-proposal-beyond');
    await counter(member, { pay: '720.00', parts: 4, note: NOTE });

    await visitor.open(`${world.portal}/cuenta`);
    await visitor.sees('proposal-countered');
    await visitor.follow('proposal-see');
    await visitor.isAt('proposal-countered');
    await visitor.page.getByText(NOTE).waitFor();
    await visitor.follow('proposal-review');
    await visitor.sees('accept-given-up');
    await agree(visitor, { dates: 4 });
    await visitor.isAt('plan-heading');
    await visitor.sees('plan-news-accepted');

    await openCase(member, debtor);
    await member.sees('team-plan-on-time');
  },
};
