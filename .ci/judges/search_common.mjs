#!/usr/bin/env node
// Searches for a word that most listings have: the best come first, and showing more or narrowing down gives all.
//
//   node search_common.mjs DIR WORD MANY     DIR: a site of which MANY listings have WORD, a few of them in the title
import { done, expect, launchFor, open, serve } from './site.mjs';

const [dir, word, many] = process.argv.slice(2);
const site = await serve(dir, '/');
const browser = await launchFor(dir);
const asked = `${site.origin}/search/?q=${word}`;

const heading = (tab, text) => tab.waitForFunction((t) => document.querySelector('.results h2')?.textContent === t, text)
  .catch(async () => expect(false, `want ${text}, have ${await tab.locator('.results h2').first().textContent()}`));
const titles = (tab) => tab.locator('.results .card h3').allTextContents();

const tab = await open(await browser.newContext(), asked);
await tab.waitForFunction(() => /^More than \d+ listings$/.test(document.querySelector('.results h2')?.textContent))
  .catch(async () => expect(false, `at first there are ${await tab.locator('.results h2').first().textContent()}`));
const first = await titles(tab);
expect(first.length === 10 && first.every((t) => t.toLowerCase().includes(word)), `the first are ${first}`);
await tab.locator('.results > button:not(.save)').click();
await heading(tab, `${many} listings`);
const more = await titles(tab);
expect(more.length === 30 && first.every((t, i) => more[i] === t), `the first ${first} became ${more.slice(0, 10)}`);

// Narrowed down, all are counted.
const narrowed = await open(await browser.newContext(), asked);
await narrowed.locator('.filters > summary').click();
await heading(narrowed, `${many} listings`);
await narrowed.waitForSelector('.options label:not([hidden])');
const counts = (await narrowed.locator('details[open] .options label:not([hidden]) .count').allTextContents()).map(Number);
expect(counts.reduce((a, b) => a + b, 0) === Number(many), `the choices have ${counts}, of ${many}`);

await browser.close();
site.close();
done(`${many} listings with one word`);
