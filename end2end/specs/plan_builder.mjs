import assert from 'node:assert/strict';

import { atStatement } from '../pages/debtor.mjs';
import { chooseParts, dates, inWords, serverAgrees, toBuilder } from '../pages/plan_builder.mjs';

export default {
  title: 'a plan is counted again at once, or by the button',
  async run(world) {
    const { visitor } = await atStatement(world, 'plan');
    await toBuilder(visitor);
    for (const parts of [2, 4, 3]) {
      await chooseParts(visitor, parts, world);
      assert.equal((await dates(visitor)).length, parts);
      assert.ok((await inWords(visitor)).startsWith(`${parts} `), `${parts} instalments in words`);
    }
    await serverAgrees(visitor);
  },
};
