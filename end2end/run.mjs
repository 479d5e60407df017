// Runs the browser tests in the worlds that a JSON file describes: README.md says what stands in it.
//
//   node end2end/run.mjs WORLDS.json [part of a title]

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { launch } from './runner/browser.mjs';
import { Texts } from './runner/fluent.mjs';
import { compareTrails, report, runAll } from './runner/runner.mjs';
import { World } from './runner/world.mjs';

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));

const [file, only = ''] = process.argv.slice(2);
if (!file) throw new Error('which worlds? node end2end/run.mjs WORLDS.json');
const described = JSON.parse(readFileSync(file, 'utf8'));

const names = readdirSync(beside('specs')).filter((name) => name.endsWith('.mjs')).sort();
const every = await Promise.all(names.map(async (name) => (await import(`./specs/${name}`)).default));
// Sessions, offers and dates end with days: who lets them pass comes after who does not.
every.sort((one, other) => (one.days ?? 0) - (other.days ?? 0));
const specs = every.filter(({ title }) => title.includes(only));
assert.ok(specs.length > 0, 'there is no such spec');

const browser = await launch();
const texts = new Texts(beside('../locales'));
const worlds = described.worlds.map(
  (world) => new World(world, { browser, texts, pictures: process.env.E2E_PICTURES }),
);
const results = (
  await Promise.all(worlds.map((world) => runAll(world, specs, process.env.E2E_SCENES)))
).flat();
await browser.close();

compareTrails(results);
const { text, good } = report(results, specs.length * worlds.length);
process.stdout.write(text);
if (process.env.E2E_REPORT) writeFileSync(process.env.E2E_REPORT, text);
process.exitCode = good ? 0 : 1;
