#!/usr/bin/env node
// Leaves a sensitive page in each way, and goes back: nothing of it may be seen again.
//
//   node leave.mjs DIR BASE     DIR: the sample, built; BASE: its path prefix
import { done, expect, launch, serve } from './site.mjs';

const [dir, base] = process.argv.slice(2);
const site = await serve(dir, base);
// With a fake clock the browser would not say how it reached a page.
const browser = await launch();
const at = (page) => site.origin + base + page;
const ELSEWHERE = 'https://www.wikipedia.org/';

const ways = {
  'the button': (tab) => tab.click('[data-leave]', { noWaitAfter: true }),
  Escape: (tab) => tab.keyboard.press('Escape'),
  'three times Shift': async (tab) => { for (let n = 0; n < 3; n++) await tab.keyboard.press('Shift'); },
};
for (const [way, leave] of Object.entries(ways)) {
  const context = await browser.newContext();
  await context.route(ELSEWHERE, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>elsewhere' }));
  const tab = await context.newPage();
  await tab.goto(at('categories/'));
  await tab.goto(at('categories/abuse/'));
  await tab.goto(at('categories/safe-housing/'));
  // The other site may be slow to answer: what is visible meanwhile?
  let seen;
  tab.on('console', (m) => { if (m.text().startsWith('seen:')) seen = m.text().slice(5); });
  await tab.evaluate(() => new MutationObserver(() => console.log('seen:' + document.body.innerText.trim() + document.title)).observe(document.body, { childList: true, attributes: true }));
  await leave(tab).catch(() => {}); // what was pressed is no more
  await tab.waitForURL(ELSEWHERE).catch(() => expect(false, `${way} leads to ${tab.url()}`));
  expect(seen === '', `${way}: while the other page loads, one sees ${JSON.stringify((seen ?? 'the page').slice(0, 80))}`);
  // The page that was left has lost its place; the sensitive one before it leaves again.
  await tab.goBack({ waitUntil: 'commit' }).catch(() => {});
  await tab.waitForURL(ELSEWHERE).catch(() => {}); // it is left by a script, which a busy machine runs late
  const text = await tab.evaluate(() => document.body?.innerText ?? '').catch(() => '');
  expect(tab.url() === ELSEWHERE && !text.includes('Safe'), `${way}: Back finds ${tab.url()}`);
  // Whoever comes on purpose later sees the page.
  await tab.goto(at('categories/abuse/'));
  expect((await tab.locator('h1').textContent()).length > 0, `${way}: the page cannot be opened again`);
  await context.close();
}
{
  // Shift twice and a letter, as in typing, does nothing.
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(at('categories/abuse/'));
  for (const key of ['Shift', 'Shift', 'a', 'Shift']) await tab.keyboard.press(key);
  expect(await tab.locator('h1').count() === 1, 'typing capitals leaves the page');
  await context.close();
}
await browser.close();
site.close();
done('leaving is quick and leaves little to go back to');
