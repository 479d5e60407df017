// node lighthouse.mjs URL COOKIE: the medians of three runs of Lighthouse's mobile preset, as JSON.

import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const RUNS = 3;
const [url, cookie] = process.argv.slice(2);

const chrome = await chromeLauncher.launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
});

async function run() {
  const { lhr } = await lighthouse(url, {
    port: chrome.port,
    logLevel: "error",
    onlyCategories: ["performance", "accessibility", "best-practices"],
    extraHeaders: { Cookie: cookie },
  });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const value = (audit) => lhr.audits[audit].numericValue;
  return {
    performance: lhr.categories.performance.score,
    accessibility: lhr.categories.accessibility.score,
    "best-practices": lhr.categories["best-practices"].score,
    lcp: value("largest-contentful-paint"),
    tbt: value("total-blocking-time"),
    cls: value("cumulative-layout-shift"),
    failing: Object.values(lhr.audits)
      .filter((audit) => audit.score !== null && audit.score < 1)
      .map((audit) => audit.id),
  };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
  const runs = [];
  for (let n = 0; n < RUNS; n += 1) runs.push(await run());
  const names = Object.keys(runs[0]).filter((name) => name !== "failing");
  const medians = Object.fromEntries(names.map((name) => [name, median(runs.map((one) => one[name]))]));
  console.log(JSON.stringify({ ...medians, failing: runs[0].failing }));
} finally {
  await chrome.kill();
}
