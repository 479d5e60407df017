// Every page that a link leads to.

import { shape } from './visitor.mjs';

/** Opens one page of each kind that links of our own lead to, from where the visitor is. */
export async function walk(visitor) {
  const { origin } = new URL(visitor.page.url());
  const seen = new Set([shape(visitor.page.url())]);
  const ahead = await links(visitor, origin);
  while (ahead.length > 0) {
    const url = ahead.shift();
    if (seen.has(shape(url))) continue;
    seen.add(shape(url));
    await visitor.open(url);
    ahead.push(...(await links(visitor, origin)));
  }
}

/** Files are downloads, not pages. */
async function links(visitor, origin) {
  const found = await visitor.page.locator('a[href]').evaluateAll((all) => all.map((one) => one.href));
  const isPage = (url) => !/\.\w+$|\/pdf$/.test(new URL(url).pathname);
  const pages = found.filter((url) => url.startsWith(`${origin}/`) && isPage(url));
  return pages.map((url) => url.split('#')[0]);
}
