#!/usr/bin/env node
// Uses the picker of /subscribe/ as people do: with the keyboard, by a shared address, with and without JavaScript.
//
//   node subscribe.mjs DIR BASE     DIR: the sample, built; BASE: its path prefix ("/" or "/town/")
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import axe from 'axe-core';
import { done, expect, launchFor, open, serve } from './site.mjs';

const [dir, base] = process.argv.slice(2);
const site = await serve(dir, base);
const browser = await launchFor(dir);
const at = (page) => site.origin + base + page;
const context = await browser.newContext({ viewport: { width: 360, height: 740 } });

/** What the box on a page says: all its addresses, and where it stands. */
const boxOf = (tab) => tab.evaluate(() => {
  const box = document.querySelector('.picked:not([hidden]) .feed');
  return box && { title: box.querySelector('b').textContent, links: [...box.querySelectorAll('a')].map((a) => a.href), code: box.querySelector('code').textContent, lang: box.lang };
});
const chosen = (tab, calendar) => tab.waitForFunction((c) => document.querySelector('.picked:not([hidden]) code')?.textContent.endsWith(c), '/' + calendar)
  .then(() => true, () => false);

async function holds(tab, calendar, title) {
  if (!await chosen(tab, calendar)) return expect(false, `${calendar} is not shown, but ${JSON.stringify(await boxOf(tab))}`);
  const box = await boxOf(tab);
  const address = box.code;
  const webcal = address.replace(/^https?/, 'webcal');
  expect(box.title === title, `${calendar}: the box is of ${box.title}, want ${title}`);
  for (const want of [webcal, encodeURIComponent(webcal), 'outlook.live.com/calendar/0/addfromweb?url=' + encodeURIComponent(address),
    'outlook.office.com/calendar/0/addfromweb?url=' + encodeURIComponent(address), site.origin + new URL(address).pathname]) {
    expect(box.links.some((l) => l.includes(want)), `${calendar}: the box has no ${want}`);
  }
  const said = await tab.locator('[role=status]').textContent();
  expect(said.startsWith(title), `${calendar}: what is announced is ${JSON.stringify(said)}`);
}

async function accessible(tab, state) {
  await tab.evaluate(axe.source);
  const result = await tab.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const v of result.violations) expect(false, `${state}: axe ${v.id}: ${v.help}: ${v.nodes[0].target.join(' ')}`);
  const small = await tab.locator('.picker :is(select, input):visible').evaluateAll((list) => list.filter((el) => el.getBoundingClientRect().height < 44).map((el) => el.id));
  expect(small.length === 0, `${state}: smaller than a finger: ${small}`);
}

// Whatever is offered has a calendar, in every language.
for (const language of ['', 'es/']) {
  const data = JSON.parse(fs.readFileSync(path.join(dir, language, 'subscribe/calendars.json'), 'utf8'));
  const paths = [];
  for (const facet of ['declared', 'kinds', 'categories', 'locations', 'languages', 'organizations']) {
    expect(data[facet].length > 2, `${language}: only ${data[facet].length} ${facet}`);
    paths.push(...data[facet].map(([p]) => p));
  }
  data.crossings.forEach((list, i) => paths.push(...list.map((j) => data.locations[j][0] + data.categories[i][0].slice('categories/'.length))));
  for (const p of paths) expect(fs.existsSync(path.join(dir, language, p, 'calendar.ics')), `${language}${p}calendar.ics is offered and not there`);
  expect(paths.length > 200, `only ${paths.length} calendars are offered`);
}

// With the keyboard only: a category, then one of its places.
{
  const tab = await open(await browser.newContext(), at('subscribe/'));
  await tab.locator('#pick').focus();
  await tab.keyboard.press('ArrowDown');
  await tab.keyboard.press('ArrowDown');
  expect(await tab.locator('#pick').inputValue() === 'both', 'two steps down is not a category or a place');
  expect(await boxOf(tab) === null, 'there is a box before something is chosen');
  await tab.keyboard.press('Tab');
  expect(await tab.evaluate(() => document.activeElement.id) === 'pick-category', 'Tab does not lead to the categories');
  await tab.keyboard.type('Community m');
  await holds(tab, 'categories/community-meals/calendar.ics', 'Community meals');
  await accessible(tab, 'a category');
  await tab.keyboard.press('Tab');
  const places = await tab.locator('#pick-location option').allTextContents();
  const all = JSON.parse(fs.readFileSync(path.join(dir, 'subscribe/calendars.json'), 'utf8')).locations.length;
  expect(places.length > 1 && places.length < all, `of ${all} places ${places.length} are offered for meals`);
  await tab.locator('#pick-location').selectOption('locations/harlow-ferry/');
  await holds(tab, 'locations/harlow-ferry/community-meals/calendar.ics', 'Community meals in Harlow Ferry');
  expect(new URL(tab.url()).hash === '#locations/harlow-ferry/community-meals/', `the address is ${tab.url()}`);

  // The same address shows the same choice to somebody else, and other links of the page leave it alone.
  const other = await open(context, tab.url());
  await holds(other, 'locations/harlow-ferry/community-meals/calendar.ics', 'Community meals in Harlow Ferry');
  expect(await other.locator('#pick-category').inputValue() === 'categories/community-meals/', 'the shared address does not choose the category');
  await other.evaluate(() => { location.hash = '#main'; });
  await other.waitForTimeout(100);
  await holds(other, 'locations/harlow-ferry/community-meals/calendar.ics', 'Community meals in Harlow Ferry');
  await other.evaluate(() => { location.hash = '#kinds/meeting/'; });
  await holds(other, 'kinds/meeting/calendar.ics', 'Public meeting');
  await accessible(other, 'a kind');
  await other.evaluate(() => { location.hash = '#nothing/of/the/kind/'; });
  await holds(other, base === '/' ? 'calendar.ics' : base.slice(1) + 'calendar.ics', 'Harlow Ferry Corkboard');
  await other.close();
  await tab.close();
}

// The other facets, one after the other; then everything again.
{
  const tab = await open(context, at('subscribe/'));
  for (const [facet, id, calendar, title] of [['declared', 'declared', 'feeds/public-decisions/', 'Where the city decides'], ['kinds', 'kind', 'meet/', 'Come together'],
    ['languages', 'language', 'languages/es/', 'Spanish spoken']]) {
    await tab.locator('#pick').selectOption(facet);
    await tab.locator('#pick-' + id).selectOption(calendar);
    await holds(tab, calendar + 'calendar.ics', title);
    await accessible(tab, facet);
  }
  await tab.locator('#pick').selectOption('organizations');
  await tab.locator('#pick-organization').fill('Harlow Free');
  expect(await boxOf(tab) === null, 'half a name shows a box');
  await tab.locator('#pick-organization').fill('Harlow Free Library');
  await holds(tab, 'organizations/harlow-free-library/calendar.ics', 'Harlow Free Library');
  await accessible(tab, 'organizations');
  await tab.locator('#pick').selectOption('');
  await holds(tab, base === '/' ? 'calendar.ics' : base.slice(1) + 'calendar.ics', 'Harlow Ferry Corkboard');
  expect(new URL(tab.url()).hash === '', 'everything leaves a fragment behind');
  await tab.close();
}

// If something cannot be loaded, there is a link.
{
  const cut = await browser.newContext();
  const tab = await open(cut, at('subscribe/'));
  tab.removeAllListeners('console');
  await tab.route('**/kinds/class/', (route) => route.abort());
  await tab.locator('#pick').selectOption('kinds');
  await tab.locator('#pick-kind').selectOption('kinds/class/');
  const link = tab.locator('.picked > a');
  await link.waitFor().catch(() => {});
  expect(await link.count() === 1 && (await link.getAttribute('href')).endsWith('/kinds/class/'), 'a page that cannot be loaded leaves no link to it');
  await cut.close();
}

// In Spanish; a box of a page that is in English says so.
{
  const tab = await open(context, at('es/subscribe/#kinds/meeting/'));
  await holds(tab, 'es/kinds/meeting/calendar.ics', 'Reunión pública');
  const away = JSON.parse(fs.readFileSync(path.join(dir, 'es/subscribe/calendars.json'), 'utf8')).organizations.find((o) => o[3]);
  expect(away, 'every organization has a Spanish page, so the test looks at nothing');
  await tab.goto(at('es/subscribe/#' + away[0]));
  await tab.reload({ waitUntil: 'networkidle' });
  expect(await chosen(tab, away[0] + 'calendar.ics') && (await boxOf(tab)).lang === 'en', `the box of ${away[0]} does not say that it is in English`);
  await tab.close();
}

// Without JavaScript: links that lead to a box each.
{
  const bare = await browser.newContext({ javaScriptEnabled: false });
  for (const language of ['', 'es/']) {
    const tab = await open(bare, at(language + 'subscribe/'));
    expect(!await tab.locator('.picker').isVisible(), 'a picker that does nothing is shown');
    const links = await tab.locator('.calendars li a').evaluateAll((list) => list.map((a) => a.getAttribute('href')));
    expect(links.length > 80, `only ${links.length} calendars are listed`);
    for (const link of links) {
      const [page, anchor] = link.slice(base.length).split('#');
      const file = path.join(dir, decodeURIComponent(page), 'index.html');
      expect(fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes(`id="${anchor}"`), `${link} leads to no box`);
    }
    await tab.close();
  }
}

const [, script] = fs.readFileSync(path.join(dir, 'subscribe/index.html'), 'utf8').match(/src="[^"]*\/(page\.[^"]*\.js)"/);
const weight = zlib.gzipSync(fs.readFileSync(path.join(dir, 'assets', script)), { level: 9 }).length;
expect(weight <= 4096, `${script} is ${weight} bytes compressed`);
await browser.close();
site.close();
done('the picker was used');
