#!/usr/bin/env node
// Measures how long lists are on a phone.
//
//   node phone.mjs DIR     DIR: the sample, built at the root of its host
//
// The front page above its foot takes five screens at most, and a row of a list about 120 px: it has title, when, where and two
// marks, and its date once. What to do about a listing is in the first screen of its page.
import { done, expect, launchFor, serve } from './site.mjs';

const dir = process.argv[2];
const screen = { width: 360, height: 740 };
const { origin, close } = await serve(dir, '/');
const browser = await launchFor(dir);
const tab = await (await browser.newContext({ viewport: screen })).newPage();

await tab.goto(`${origin}/`, { waitUntil: 'networkidle' });
const front = await tab.locator('.foot').evaluate((el) => el.getBoundingClientRect().top + scrollY);
expect(front <= 5 * screen.height, `the front page takes ${(front / screen.height).toFixed(1)} screens`);

for (const page of ['get/', 'meet/', 'search/?q=food']) {
  await tab.goto(`${origin}/${page}`, { waitUntil: 'networkidle' });
  const rows = await tab.locator(':is(.listings, .results) .card').evaluateAll((all) => all.filter((el) => el.checkVisibility()).map((el) => ({
    height: el.getBoundingClientRect().height,
    marks: [...el.querySelectorAll('.marks li, .tags li')].filter((mark) => mark.checkVisibility()).length,
    dates: [...el.querySelectorAll('.leaf, time')].filter((date) => date.checkVisibility()).length,
    title: el.querySelector('h3')?.checkVisibility(),
  })));
  const mean = rows.reduce((sum, row) => sum + row.height, 0) / rows.length;
  expect(rows.length > 5 && mean <= 125, `/${page}: ${rows.length} rows of ${Math.round(mean)} px`);
  expect(rows.every((row) => row.title && row.marks <= 2 && row.dates <= 1), `/${page}: a row has more than title, date and two marks: ${JSON.stringify(rows.find((row) => !row.title || row.marks > 2 || row.dates > 1))}`);
}
for (const [listing, ways] of [['holiday-food-drive', ['tel:', 'https:', '/', 'share']], ['bed-tonight', ['tel:', 'share']]]) {
  await tab.goto(`${origin}/opportunities/${listing}/`, { waitUntil: 'networkidle' });
  const bar = await tab.locator('.bar :is(a, button)').evaluateAll((all) => all.filter((el) => el.checkVisibility()).map((el) => {
    const { bottom, height, width } = el.getBoundingClientRect();
    return { way: el.getAttribute('href')?.match(/^(\w+:|\/)/)[0] ?? Object.keys(el.dataset)[0], bottom, reached: height >= 44 && width >= 44 };
  }));
  expect(bar.map((el) => el.way).join() === ways.join() && bar.every((el) => el.reached && el.bottom <= screen.height), `/opportunities/${listing}/: the bar of what to do is ${JSON.stringify(bar)}`);
}
await browser.close();
close();
done('lists on a phone');
