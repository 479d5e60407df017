// Runs every spec in every world and says how it went, in TAP.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_MS = 300_000;

/** Runs `specs` in `world`, one after the other; a world's specs share its portal. */
export async function runAll(world, specs, scenes) {
  const results = [];
  for (const spec of specs) results.push(await runOne(world, spec, scenes));
  await world.end();
  return results;
}

async function runOne(world, { title, run }, scenes) {
  const started = Date.now();
  const problems = [];
  try {
    await within(run(world), LONGEST_MS);
  } catch (error) {
    problems.push(error.stack ?? String(error));
    await keep(world, title, scenes);
  }
  const { faults, trail } = await world.rest();
  problems.push(...faults);
  return { title, world: world.name, trail, problems, took_ms: Date.now() - started };
}

function within(work, milliseconds) {
  const cancel = new AbortController();
  const late = pause(milliseconds, null, { signal: cancel.signal }).then(() => {
    throw new Error(`not done after ${milliseconds / 1000} s`);
  });
  late.catch(() => {});
  return Promise.race([work, late]).finally(() => cancel.abort());
}

async function keep(world, title, folder) {
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const name = `${world.name}-${title}`.replace(/[^\p{L}\p{N}]+/gu, '-');
  for (const [n, { url, html }] of (await world.scene()).entries()) {
    await writeFile(join(folder, `${name}-${n}.html`), `<!-- ${url} -->\n${html}`);
  }
}

/** The worlds must have seen the same pages: nothing may depend on JavaScript. */
export function compareTrails(results) {
  const byTitle = new Map();
  for (const result of results) {
    byTitle.set(result.title, [...(byTitle.get(result.title) ?? []), result]);
  }
  for (const [first, ...others] of byTitle.values()) {
    for (const other of others) {
      const [a, b] = [first.trail.join(' → '), other.trail.join(' → ')];
      if (a !== b) {
        other.problems.push(`saw other pages than ${first.world}:\n  ${b}\nwhere that saw\n  ${a}`);
      }
    }
  }
}

/** The report. What was planned and has no result counts as skipped. */
export function report(results, planned) {
  const lines = ['TAP version 13'];
  results.forEach(({ title, world, problems, took_ms }, n) => {
    lines.push(`${problems.length ? 'not ok' : 'ok'} ${n + 1} - ${title} [${world}] # ${took_ms} ms`);
    for (const line of problems.join('\n').split('\n').filter(Boolean)) lines.push(`    ${line}`);
  });
  const failed = results.filter(({ problems }) => problems.length).length;
  lines.push(`1..${planned}`, `# tests ${planned}`, `# pass ${results.length - failed}`);
  lines.push(`# fail ${failed}`, `# skipped ${planned - results.length}`);
  return { text: `${lines.join('\n')}\n`, good: failed === 0 && results.length === planned };
}
