import { atStatement } from '../pages/debtor.mjs';
import { shape } from '../runner/visitor.mjs';

/** Opens one page of each kind that links lead to, from where the visitor is. */
async function walk(visitor, origin) {
  const seen = new Set();
  const ahead = await links(visitor, origin);
  while (ahead.length > 0) {
    const url = ahead.shift();
    if (seen.has(shape(url))) continue;
    seen.add(shape(url));
    await visitor.open(url);
    ahead.push(...(await links(visitor, origin)));
  }
  return seen;
}

/** Files are downloads, not pages. */
async function links(visitor, origin) {
  const found = await visitor.page.locator('a[href]').evaluateAll((all) => all.map((one) => one.href));
  const pages = found.filter((url) => url.startsWith(`${origin}/`) && !/\.\w+$/.test(new URL(url).pathname));
  return pages.map((url) => url.split('#')[0]);
}

export default {
  title: 'every page that a link leads to can be read by everybody',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'look');
    await walk(visitor, new URL(debtor.link).origin);
    const member = await world.member();
    await member.open(`${world.portal}/panel`);
    await walk(member, world.portal);
  },
};
