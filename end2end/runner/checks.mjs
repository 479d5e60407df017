// What must hold on every page, whatever a spec is about.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The phone of the budget, and the narrowest one that people still have. */
export const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 568 };

/** What axe finds, light and dark. Needs a page with JavaScript. */
export async function accessibility(page) {
  await page.evaluate(AXE);
  const everything = await violations(page, { type: 'tag', values: RULES });
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(page, { type: 'rule', values: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  return [...everything, ...dark.map((text) => `${text} (dark)`)];
}

function violations(page, runOnly) {
  return page.evaluate(async (only) => {
    const { violations: found } = await globalThis.axe.run(document, {
      runOnly: only,
      resultTypes: ['violations'],
    });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `axe ${id}: ${any[0]?.message ?? ''} ${html.slice(0, 160)}`),
    );
  }, runOnly);
}

/** What does not fit the screen, at 390 and 320. */
export async function overflow(page) {
  const faults = [];
  for (const size of [PHONE, NARROW]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return null;
      const all = [...document.querySelectorAll('body *')];
      const out = all.filter((one) => one.getBoundingClientRect().right > room + 0.5);
      return (out.at(-1) ?? document.body).outerHTML.slice(0, 160);
    });
    if (wide) faults.push(`does not fit ${size.width} px: ${wide}`);
  }
  await page.setViewportSize(PHONE);
  return faults;
}

/**
 * Lines of the page that are a text of another language and none of this one. What a creditor wrote
 * is marked with its own language, as are the names of the languages: both are left out.
 */
export async function foreignLines(page, texts, language) {
  const lines = await page.evaluate(() => {
    const inner = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent;
      if (node.nodeType !== Node.ELEMENT_NODE || node.hasAttribute('lang')) return '';
      if (/^(SCRIPT|STYLE|svg)$/.test(node.nodeName)) return '';
      const text = [...node.childNodes].map(inner).join('');
      return /^(A|B|SPAN|SMALL|EM|STRONG|CODE)$/.test(node.nodeName) ? text : `\n${text}\n`;
    };
    const attributes = [...document.querySelectorAll('[aria-label], [alt], [title], [placeholder]')];
    const named = attributes.flatMap((one) =>
      ['aria-label', 'alt', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? ''),
    );
    return [document.title, inner(document.body), ...named].join('\n').split('\n');
  });
  const said = [...new Set(lines.map((line) => line.trim()).filter(Boolean))];
  const own = texts.all(language);
  const others = ['es', 'en', 'pt'].filter((one) => one !== language);
  return said.flatMap((line) => {
    if (own.some((pattern) => pattern.test(line))) return [];
    const found = others.find((other) => texts.all(other).some((pattern) => pattern.test(line)));
    return found ? [`${found} on a page in ${language}: ${line}`] : [];
  });
}
