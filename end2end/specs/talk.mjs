import { atStatement } from '../pages/debtor.mjs';
import { entry, goTo, openCase } from '../pages/team.mjs';

const WORDS = 'Al número de siempre, después de las 5 & <pronto>.';

export default {
  title: 'who prefers to talk is left in peace, and the team knows at once',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'talk');
    await visitor.follow('statement-else-talk');
    await visitor.isAt('say-talk-heading');
    await visitor.press('say-button-talk', {}, { status: 422 });
    await visitor.sees('say-empty');
    await visitor.fill('say-talk-label', WORDS);
    await visitor.press('say-button-talk');
    await visitor.isAt('say-done-heading');
    await visitor.follow('say-back');
    await visitor.sees('statement-paused');

    const member = await world.member();
    await goTo(member, 'answers');
    await entry(member, WORDS).waitFor();
    await openCase(member, debtor);
    await member.sees('team-case-holds');
    await member.sees('team-event-hold-placed');
  },
};
