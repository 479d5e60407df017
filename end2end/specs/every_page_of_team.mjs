import { atStatement } from '../pages/debtor.mjs';
import { agree, toOptions } from '../pages/options.mjs';
import { build } from '../pages/plan_builder.mjs';
import { openProposal, propose } from '../pages/proposal.mjs';
import { openCase, openPolicy } from '../pages/team.mjs';
import { walk } from '../runner/walk.mjs';

const OWED = 'S/ 560.00';
const ASKED = 'S/ 420.00';

/** What this person would see under the newest version of the policy. */
async function seeAs(member, debtor) {
  await openPolicy(member);
  await member.followBeginning('policy-version-person');
  await member.fill('policy-person-number', debtor.reference);
  await member.press('policy-person-button');
  await member.page.locator('main .seen').waitFor();
}

export default {
  title: 'every page of the team that a link leads to can be read by owners and agents',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'desk');
    await toOptions(visitor);
    await propose(visitor, { pay: '420.00', parts: 3 });
    const owner = await world.member();
    await openProposal(owner, { pay: ASKED, owed: OWED });
    await walk(owner);
    await seeAs(owner, debtor);

    await visitor.open(`${world.portal}/cuenta`);
    await build(visitor, { parts: 4, first: 1 });
    await agree(visitor, { dates: 4 });
    const agent = await world.member('agent');
    await openCase(agent, debtor);
    await walk(agent);
  },
};
