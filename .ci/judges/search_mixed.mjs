#!/usr/bin/env node
// Searches a site that is half deployed, in every mixture of an old and a new one: the results are those that one of the two
// gives, or the page says that search is unavailable.
//
//   node search_mixed.mjs OLD NEW     two builds of a site at "/", with different listings
import fs from 'node:fs';
import path from 'node:path';
import { done, expect, launchFor, open, serve } from './site.mjs';

const [older, newer] = process.argv.slice(2);
const nothing = path.join(older, 'no-such-folder');
let where = () => older;
let asked = [];
const site = await serve((file) => { asked.push(file); return where(file); }, '/', { 'cache-control': 'max-age=600' });
const browser = await launchFor(older);

const questions = ['?q=food', '?q=season', '?q=volonteer', '?q=library+homework', '?location=harlow-ferry&cost=free', '?q=choir&kind=event'];

const ask = (tab, question) => tab.evaluate((q) => { history.pushState(null, '', q); dispatchEvent(new PopStateEvent('popstate')); }, question);

/** The answer, once there is one: listings in their order, or "failed". */
async function answer(tab) {
  await tab.waitForFunction(() => document.querySelector('.results ol')?.getAttribute('aria-busy') === 'false').catch(() => expect(false, `${tab.url()}: there is no answer`));
  return tab.evaluate(() => {
    const d = document.querySelector('[data-search]').dataset;
    const note = document.querySelector('.note'), heading = document.querySelector('.results h2');
    const notices = [...document.querySelectorAll('.results .card h3 a')].map((a) => new URL(a.href).pathname);
    if (note.textContent === d.failed) return notices.length === 0 && heading.hidden && !document.querySelector('[data-browse]').hidden ? 'failed' : 'failed, with something else beside it';
    return JSON.stringify([heading.textContent, notices]);
  });
}

/** A page that may ask for what is not there, but whose scripts may not fail. */
async function fresh(context, page) {
  const tab = await context.newPage();
  tab.on('pageerror', (e) => expect(false, `${page}: script: ${e.message}`));
  await tab.goto(`${site.origin}/${page}`, { waitUntil: 'load' });
  return tab;
}

// What each of the two finds on its own.
const right = { older: {}, newer: {} };
for (const [name, folder] of Object.entries({ older, newer })) {
  where = () => folder;
  const tab = await open(await browser.newContext(), site.origin + '/search/');
  for (const question of questions) {
    await ask(tab, question);
    right[name][question] = await answer(tab);
    expect(right[name][question] !== 'failed', `${name}: ${question} fails`);
  }
  await tab.context().close();
}
const same = questions.filter((q) => right.older[q] === right.newer[q]);
expect(same.length < questions.length / 2, `${same} are the same on both sites, so the test looks at too little`);

const isRoot = (file) => file.endsWith('/root.bin');
const ownRoot = 'search/index/root.bin';
const inIndex = (file) => file.includes('search/index/');
const has = (folder, file) => fs.existsSync(path.join(folder, file));
const outcome = {};

/** Asks everything of a mixture. want: whether an answer may be what the old site says, the new one, and whether it may fail. */
async function mixture(name, choose, may) {
  where = choose;
  outcome[name] = { older: 0, newer: 0, failed: 0 };
  const context = await browser.newContext();
  for (const question of questions) {
    const tab = await fresh(context, 'search/' + question);
    asked = [];
    const first = await answer(tab);
    // Another language of the site has an index of its own.
    for (const root of new Set(asked.filter(isRoot))) {
      const times = asked.filter((f) => f === root).length;
      expect(times <= 2, `${name}: ${question}: ${root} was read ${times} times`);
    }
    await ask(tab, question + (question.includes('q=') ? '&cost=free' : '&q=free'));
    await answer(tab);
    await ask(tab, question); // again, with whatever was kept
    for (const got of [first, await answer(tab)]) {
      const which = got === right.newer[question] ? 'newer' : got === right.older[question] ? 'older' : got;
      outcome[name][which] = (outcome[name][which] ?? 0) + 1;
      const fine = may.includes(which) || (same.includes(question) && which !== 'failed' && may.some((m) => m !== 'failed'));
      expect(fine, `${name}: ${question} finds ${got.slice(0, 200)}, the old site ${right.older[question].slice(0, 200)}, the new one ${right.newer[question].slice(0, 200)}`);
    }
    await tab.close();
  }
  await context.close();
}

// The old page and the old root, and of the index only what the new site has: a cache in front of the host.
await mixture('an old root', (f) => (inIndex(f) && !isRoot(f) ? newer : older), ['older', 'failed']);
// The new root is there, its files are not yet.
await mixture('a new root', (f) => (inIndex(f) && !isRoot(f) ? older : newer), ['newer', 'failed']);
// The same with an old page, which has another script.
await mixture('an old page and a new root', (f) => (isRoot(f) ? newer : older), ['newer', 'failed']);
// Files come one by one: of those of the new index every second is there.
await mixture('every second file', (f) => (!inIndex(f) || isRoot(f) || [...f].reduce((n, c) => n + c.charCodeAt(0), 0) % 2 ? newer : older), ['newer', 'failed']);
// Only records, or only facets, or only words, are old.
for (const part of ['records/', 'facets/', 'words/']) await mixture(`old ${part}`, (f) => (f.includes('index/' + part) ? older : newer), ['newer', 'failed']);
// The old page with everything new.
await mixture('an old page', (f) => (inIndex(f) ? newer : f.startsWith('assets/') && has(older, f) ? older : f === 'search/' ? older : newer), ['newer']);
// There is no index at all.
await mixture('no index', (f) => (inIndex(f) ? nothing : newer), ['failed']);

for (const name of ['an old root', 'a new root']) {
  expect(outcome[name].failed > 0, `${name}: nothing fails, so the test looks at nothing`);
}

// Somebody searches while the new site takes the place of the old one: the old root is in memory.
for (const question of questions) {
  const context = await browser.newContext();
  where = () => older;
  const tab = await fresh(context, 'search/?q=garden');
  await answer(tab);
  where = () => newer;
  asked = [];
  await ask(tab, question);
  const got = await answer(tab);
  // All of it may have been read before; then it is still what the old site says.
  const missed = asked.some((f) => inIndex(f) && !isRoot(f) && !has(newer, f));
  expect(got === right.newer[question] || (!missed && got === right.older[question]), `while the site changes ${question} finds ${got.slice(0, 200)}`);
  const times = asked.filter((f) => f === ownRoot).length;
  expect(times === (missed ? 1 : 0), `while the site changes the root is read ${times} times`);
  await tab.locator('.filters summary').click();
  await tab.waitForSelector('.options label:not([hidden])').catch(() => expect(false, `while the site changes ${question} offers no choices`));
  expect([right.newer[question], ...(missed ? [] : [right.older[question]])].includes(await answer(tab)), `while the site changes ${question} finds something else with its filters open`);

  // The next page of the same browser has the old page and root in its cache, and does not trust them.
  const next = await fresh(context, 'search/?q=garden');
  await ask(next, question);
  expect(await answer(next) === right.newer[question], `with an old root in the cache ${question} finds ${(await answer(next)).slice(0, 200)}`);
  await context.close();
}

// More of a list that began on the old site.
{
  where = () => older;
  const tab = await fresh(await browser.newContext(), 'search/?direction=get');
  await answer(tab);
  where = () => newer;
  await tab.locator('.results > button:not(.save)').click();
  await tab.waitForFunction(() => document.querySelectorAll('.results .card').length > 20).catch(() => expect(false, 'while the site changes there are no more'));
  const links = await tab.locator('.results .card h3 a').evaluateAll((list) => list.map((a) => new URL(a.href).pathname));
  const one = [older, newer].some((folder) => links.every((l) => has(folder, decodeURIComponent(l.slice(1)))));
  expect(one && new Set(links).size === links.length, `a list of two sites: ${links}`);
  await tab.context().close();
}

await browser.close();
site.close();
for (const [name, n] of Object.entries(outcome)) console.log(`${name}: ${JSON.stringify(n)}`);
done(`${Object.keys(outcome).length} mixtures of ${questions.length} questions`);
