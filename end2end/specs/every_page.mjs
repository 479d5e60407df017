import { atStatement } from '../pages/debtor.mjs';
import { agree, compare, toOptions } from '../pages/options.mjs';
import { build } from '../pages/plan_builder.mjs';
import { walk } from '../runner/walk.mjs';

export default {
  title: 'every page that a link leads to can be read by everybody',
  async run(world) {
    const { visitor } = await atStatement(world, 'look');
    await walk(visitor);
    await visitor.open(`${world.portal}/cuenta`);
    await toOptions(visitor);
    await compare(visitor);

    // What leads on from here is another world: a plan that runs, with its own pages.
    await visitor.open(`${world.portal}/cuenta`);
    await build(visitor, { parts: 6, first: 1 });
    await agree(visitor, { dates: 6 });
    await walk(visitor);
  },
};
