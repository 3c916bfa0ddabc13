#!/usr/bin/env node
// Opens help-now and other pages that say when, at many times of day, some days after their build: nothing shown as
// open may be closed, and what is open has to be shown.
//
//   node hours.mjs DIR MOMENTS     MOMENTS: JSON, what is open at which moment
import fs from 'node:fs';
import { done, expect, launch, serve } from './site.mjs';

const [dir, file] = process.argv.slice(2);
const moments = JSON.parse(fs.readFileSync(file, 'utf8'));
const site = await serve(dir, '/');
const browser = await launch();
const SHOWN = 3;
let opened = 0;

/** What a page shows, as an eye sees it. */
const seen = (tab) => tab.evaluate(() => ({
  needs: Object.fromEntries([...document.querySelectorAll('.helpers')].map((el) => [el.getAttribute('aria-labelledby'), {
    open: [...el.querySelectorAll('.card')].filter((c) => c.checkVisibility() && c.querySelector('.open')).map((c) => new URL(c.querySelector('h3 a').href).pathname),
    cards: [...el.querySelectorAll('.card')].filter((c) => c.checkVisibility()).length,
    link: el.querySelector('[data-all]')?.textContent ?? '',
  }])),
  empty: [...document.querySelectorAll('main .when, main time')].filter((el) => el.checkVisibility() && !el.innerText.trim()).length,
  past: [...document.querySelectorAll('main .card time[data-ends]')].filter((el) => el.checkVisibility() && Date.parse(el.dataset.ends) < Date.now()).map((el) => el.textContent),
  old: document.querySelector('.old')?.innerText ?? '',
  text: document.querySelector('main').innerText,
}));

// The pocket card is one sheet in each language, even without its script.
for (const javaScriptEnabled of [true, false]) for (const folder of ['', 'es/']) for (const format of ['A4', 'Letter']) {
  const paper = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await paper.goto(`${site.origin}/${folder}help-now/`);
  const sheets = (await paper.pdf({ format })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  expect(sheets === 1, `/${folder}help-now/ is ${sheets} sheets of ${format}, scripts ${javaScriptEnabled}`);
  await paper.context().close();
}

/** What a subscribe box says begins next, at one moment. */
const beginsNext = async (at) => {
  const page = await (await browser.newContext()).newPage();
  await page.clock.install();
  await page.clock.setFixedTime(new Date(at));
  await page.goto(site.origin + '/subscribe/', { waitUntil: 'networkidle' });
  const shown = await page.locator('.feed [data-ends]').evaluateAll((list) => list.map((el) => [el.dataset.ends, el.checkVisibility()]));
  await page.context().close();
  return shown;
};
const all = await beginsNext('2000-01-01T00:00:00Z');
expect(all.length > 1 && all.filter(([, seen]) => seen).length === 1, `a subscribe box names ${JSON.stringify(all)}`);
const later = await beginsNext(new Date(Date.parse(all[0][0]) + 60_000).toISOString());
expect(!later[0][1] && later.filter(([, seen]) => seen).length <= 1, `a subscribe box names what has begun: ${JSON.stringify(later)}`);

const context = await browser.newContext();
const tab = await context.newPage();
tab.on('pageerror', (e) => expect(false, `script: ${e.message}`));
await tab.clock.install();
for (const { at, age, open } of moments) {
  await tab.clock.setFixedTime(new Date(at));
  await tab.goto(site.origin + '/help-now/', { waitUntil: 'networkidle' });
  if (age > 0) await tab.waitForSelector('.old', { timeout: 5000 }).catch(() => {}); // it asks build.json
  const page = await seen(tab);
  for (const [need, shown] of Object.entries(page.needs)) {
    const really = open[need] ?? [];
    for (const one of shown.open) expect(really.includes(one), `${at}, ${age} days: ${need}: ${one} is shown as open`);
    expect(shown.cards <= 3 * SHOWN, `${at}: ${need} shows ${shown.cards}`);
    opened += shown.open.length;
    if (age < 14) {
      const missing = really.filter((one) => !shown.open.includes(one));
      expect(really.length > SHOWN ? shown.open.length === SHOWN : missing.length === 0, `${at}, ${age} days: ${need}: open and not shown: ${missing}; shown: ${shown.open}`);
    }
  }
  if (age < 14) for (const [need, really] of Object.entries(open)) expect(really.length === 0 || page.needs[need], `${at}: there is nothing for ${need}`);
  expect(!/\b12[ap]m\b/.test(page.text), `${at}: noon or midnight is called ${page.text.match(/\b12[ap]m\b/)}`);
  expect(page.empty === 0, `${at}, ${age} days: ${page.empty} lines say nothing`);
  expect(page.past.length === 0, `${at}, ${age} days: what is over is shown: ${page.past}`);
  expect(age === 0 || page.old.includes('2026'), `${at}, ${age} days: the page does not say that it is old`);
  expect(age > 0 || !page.old, `${at}: a page of today says that it is old: ${page.old}`);
}
expect(opened > 50, `only ${opened} places were shown as open at all, so the test sees nothing`);
for (const age of [0, 40]) {
  const { at } = moments.find((m) => m.age === age && m.at.includes('T21:30'));
  await tab.clock.setFixedTime(new Date(at));
  for (const page of ['', 'categories/food/', 'opportunities/']) {
    await tab.goto(site.origin + '/' + page, { waitUntil: 'networkidle' });
    const found = await seen(tab);
    expect(found.empty === 0 && found.past.length === 0, `${at}: /${page} has ${found.empty} lines that say nothing, and shows what is over: ${found.past}`);
    expect(age === 0 || !found.text.includes('This week'), `${at}: /${page} of 40 days ago says “This week”`);
  }
}
await context.close();

// Without scripts a page says only what is true at any hour.
const plain = await browser.newContext({ javaScriptEnabled: false });
const bare = await plain.newPage();
for (const page of ['', 'help-now/', 'categories/food/']) {
  await bare.goto(site.origin + '/' + page);
  const text = await bare.locator('main').innerText();
  for (const wrong of ['open now', 'closed,', 'today', 'tomorrow', 'this week']) expect(!text.toLowerCase().includes(wrong) || wrong === 'today' && /help today/.test(text), `/${page} says “${wrong}” without knowing the hour`);
  if (page === 'help-now/') expect(text.includes('Next openings from Monday'), 'help-now does not say from which day its openings are');
}
await browser.close();
site.close();
done(`${moments.length} moments, ${opened} places open`);
