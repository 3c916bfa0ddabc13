#!/usr/bin/env node
// A demonstration always shows the same day, whatever the browser's clock says.
//
//   node demonstration.mjs DIR MOMENT     DIR: the built site; MOMENT: the one it shows
import { done, expect, launch, open, serve } from './site.mjs';

const [dir, moment] = process.argv.slice(2);
const site = await serve(dir, '/');
const browser = await launch();

/** What a reader sees on a page at a time. */
async function seen(path, time) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  await context.clock.setFixedTime(new Date(time));
  const tab = await open(context, site.origin + path);
  if (path.includes('?q=')) await tab.locator('.results .card, .results li').first().waitFor();
  const text = await tab.locator('body').innerText();
  const current = await tab.locator('[aria-current=date]').count();
  await context.close();
  return { text, current };
}

const pages = ['/', '/es/', '/get/', '/help-now/', '/calendar/', '/calendar/2026-11/', '/search/?q=food', '/opportunities/'];
for (const path of pages) {
  const then = await seen(path, moment);
  for (const year of [2028, 2045]) {
    const later = await seen(path, `${year}-03-01T17:00:00Z`);
    expect(later.text === then.text, `${path} in ${year} differs:\n${difference(then.text, later.text)}`);
  }
  if (path === '/') expect(/\btoday\b/i.test(then.text) && /\btomorrow\b/i.test(then.text), 'nothing is on today or tomorrow');
  if (path === '/calendar/2026-11/') expect(then.current === 1, `${then.current} days are today`);
}

function difference(a, b) {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return `  ${left[at]}\n  ${right[at]}`;
}

await browser.close();
done(`${pages.length} pages of one day`);
