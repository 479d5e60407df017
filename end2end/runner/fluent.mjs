// The texts of the portal, read from its own Fluent files, so that specs name a text by its key.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All wordings of all languages. An overlay (`es-MX`) adds wordings to its language. */
export class Texts {
  #wordings = { es: new Map(), en: new Map(), pt: new Map() };
  #all = new Map();

  constructor(folder) {
    for (const tag of readdirSync(folder)) {
      const language = this.#wordings[tag.split('-')[0]];
      if (!language) throw new Error(`locales/${tag} is of no language that is known here`);
      for (const file of readdirSync(join(folder, tag)).filter((name) => name.endsWith('.ftl'))) {
        for (const [key, text] of messages(readFileSync(join(folder, tag, file), 'utf8'))) {
          language.set(key, [...(language.get(key) ?? []), text]);
        }
      }
    }
  }

  /** A pattern that the whole text of `key` matches, with anything for arguments not given. */
  pattern(key, given = {}, language = 'es') {
    const wordings = this.#wordings[language].get(key);
    if (!wordings) throw new Error(`no text has the key ${key}`);
    return whole(wordings.map((text) => source(text, given)));
  }

  /** A pattern that whatever holds the text of `key` matches, as a letter does. */
  within(key, given = {}, language = 'es') {
    return new RegExp(inner(this.pattern(key, given, language)), 'su');
  }

  /** A pattern that whatever begins with the text of one of `keys` matches. */
  beginning(keys, given = {}, language = 'es') {
    const each = [keys].flat().map((key) => inner(this.pattern(key, given, language)));
    return new RegExp(`^\\s*(?:${each.join('|')})`, 'su');
  }

  /** A pattern that the text of any of `keys` matches. */
  any(keys, language = 'es') {
    return whole(keys.map((key) => this.pattern(key, {}, language).source));
  }

  /** Every pattern of a language that says something: three letters in a row at least. */
  all(language) {
    if (!this.#all.has(language)) {
      const wordings = [...this.#wordings[language].values()].flat();
      const says = (text) => /\p{L}{3}/u.test(text.replace(/\{[^{}]*\}/g, ''));
      this.#all.set(language, wordings.filter(says).map((text) => whole([source(text, {})])));
    }
    return this.#all.get(language);
  }
}

function whole(sources) {
  return new RegExp(`^\\s*(?:${sources.join('|')})\\s*$`, 'su');
}

/** What a whole pattern says between its ends. */
function inner(pattern) {
  return pattern.source.slice('^\\s*'.length, -'\\s*$'.length);
}

/** Key and text of each message of a file. */
export function* messages(file) {
  const heads = [...file.matchAll(/^([a-z][a-z0-9-]*) *= *(.*(?:\n(?: .*|\}.*|(?=\n)))*)/gm)];
  for (const [, key, text] of heads) yield [key, text.trim()];
}

/** The source of a regular expression for one wording. */
export function source(text, given) {
  let pattern = '';
  for (let at = 0; at < text.length; ) {
    if (text[at] === '{') {
      const end = closing(text, at);
      pattern += placeable(text.slice(at + 1, end).trim(), given);
      at = end + 1;
    } else {
      const next = text.indexOf('{', at);
      const end = next < 0 ? text.length : next;
      pattern += literal(text.slice(at, end));
      at = end;
    }
  }
  return pattern;
}

function placeable(inside, given) {
  const quoted = /^"(.*)"$/s.exec(inside);
  if (quoted) return literal(quoted[1]);
  const [, name, variants] = /^\$([\w-]+)\s*(?:->(.*))?$/s.exec(inside) ?? [];
  if (!name) throw new Error(`a text has a placeable that is not understood: ${inside}`);
  if (variants === undefined) return name in given ? literal(String(given[name])) : '.+?';
  const each = variants.split(/^\s*\*?\[[\w.]+\] ?/m).slice(1);
  return `(?:${each.map((variant) => source(variant.trim(), given)).join('|')})`;
}

/** Blanks of one kind are as good as those of another: amounts hold one that does not break. */
function literal(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/[\s\u00a0\u202f]+/g, '\\s+');
}

function closing(text, at) {
  let depth = 0;
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === '{') depth += 1;
    if (text[i] === '}' && (depth -= 1) === 0) return i;
  }
  throw new Error(`a brace is not closed: ${text}`);
}
