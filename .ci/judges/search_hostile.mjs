#!/usr/bin/env node
// Asks /search/ what no neighbour would ask, under the page's own policy: nothing runs, nothing fails, nothing breaks.
//
//   node search_hostile.mjs DIR     DIR: a site whose listings have hostile titles, all with the word "zebra"
import fs from 'node:fs';
import path from 'node:path';
import { done, expect, launchFor, open, serve } from './site.mjs';

const [dir] = process.argv.slice(2);
const site = await serve(dir, '/');
const browser = await launchFor(dir);
const context = await browser.newContext({ viewport: { width: 320, height: 640 } });

// Violations are reported: the page's policy is in force throughout.
await context.addInitScript(() => {
  window.refused = [];
  document.addEventListener('securitypolicyviolation', (e) => window.refused.push(`${e.violatedDirective} ${e.sample}`));
});
let dialogs = 0, elsewhere = 0;
context.on('dialog', (d) => { dialogs++; d.dismiss(); });
context.on('request', (r) => { if (!r.url().startsWith(site.origin)) elsewhere++; });

const policy = fs.readFileSync(path.join(dir, 'search/index.html'), 'utf8').match(/Content-Security-Policy" content="([^"]*)"/)[1].replaceAll('&#39;', "'");
for (const part of ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'", "base-uri 'none'"]) {
  expect(policy.includes(part), `the policy of the page lacks ${part}`);
}
{
  const tab = await context.newPage();
  await tab.goto(site.origin + '/search/');
  const enforced = await tab.evaluate(() => { try { document.createElement('div').innerHTML = '<b>x</b>'; return false; } catch (e) { return e instanceof TypeError; } });
  expect(enforced, 'trusted types are not enforced, so the test looks at nothing');
  await tab.close();
}

async function calm(tab, what) {
  const state = await tab.evaluate(() => ({
    harm: window.harm, refused: window.refused, over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    strange: [...document.querySelectorAll('.results :is(script, img, iframe, object, embed, form, style, link, base, meta)')].map((el) => el.outerHTML),
    handlers: [...document.querySelectorAll('.results *')].filter((el) => [...el.attributes].some((a) => a.name.startsWith('on') || /^\s*javascript:/i.test(a.value) && !a.name.startsWith('data-'))).length,
    away: [...document.querySelectorAll('.results a')].filter((a) => a.origin !== location.origin).length,
    polluted: Object.keys(Object.prototype).length + (({}).zebra === undefined ? 0 : 1),
  }));
  expect(state.harm === undefined, `${what}: it was run`);
  expect(state.refused.length === 0, `${what}: the policy had to refuse ${state.refused}`);
  expect(state.strange.length === 0 && state.handlers === 0 && state.away === 0, `${what}: ${state.strange} ${state.handlers} handlers, ${state.away} links away`);
  expect(state.over <= 0, `${what}: overflows by ${state.over} px`);
  expect(state.polluted === 0, `${what}: every object has new fields`);
}

/** Whether the search has come to an answer: a number, that there is nothing, or the lists when nothing is asked. */
const settled = (tab, what) => tab.waitForFunction(() => {
  const d = document.querySelector('[data-search]').dataset;
  const [note, heading, browse] = [document.querySelector('.note'), document.querySelector('.results h2'), document.querySelector('[data-browse]')];
  return document.querySelector('.results ol')?.getAttribute('aria-busy') === 'false' && (!heading.hidden || !browse.hidden) && note.textContent !== d.failed;
}).catch(() => expect(false, `${what}: there is no answer`));

const marks = 'e' + '\u0301\u0327\u0335'.repeat(60);
const hostile = [
  '<script>window.harm=1</script>', '"><img src=x onerror="window.harm=1">', "'><svg onload=window.harm=1>", 'javascript:window.harm=1', '</title><script>window.harm=1</script>',
  '__proto__', '__proto__[zebra]=1', 'constructor', 'constructor.prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'undefined', 'null', 'NaN', '-1', '1e999',
  '(a+)+$', '[', '\\', '.*', '^$', '(?<=x)', '*', '?', '+', '$&', "$'", '$1', '{n}', '{name}', '%', '%00', '%E0%A4%A', '\0', '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}',
  'ארוחה חמה', '\u202Eevil\u202C', 'وجبة ساخنة', marks, '\uD800', '食堂と食べ物', '​', '\u{E0001}', '\u{10FFFF}', '\n\r\t', '/../../root.bin', 'file:///etc/passwd', '//evil.example/',
  'a'.repeat(10_000), 'zebra '.repeat(1_700), Array.from({ length: 3000 }, (_, i) => 'w' + i).join(' '), 'é'.repeat(10_000), '<'.repeat(10_000), ','.repeat(10_000), 'ß'.repeat(10_000), '食'.repeat(10_000),
];

// In the address, as words and as choices: one tab, as a person who follows one link after the other.
{
  const tab = await open(context, site.origin + '/search/');
  const ask = async (query, what) => {
    await tab.evaluate((q) => { history.pushState(null, '', q); dispatchEvent(new PopStateEvent('popstate')); }, query);
    await settled(tab, what);
    await calm(tab, what);
  };
  await tab.locator('.filters summary').click();
  for (const text of hostile) {
    const name = JSON.stringify(text.slice(0, 40));
    const value = new URLSearchParams([['x', text]]).toString().slice(2);
    await ask('?q=' + value, `words ${name}`);
    await ask(`?q=zebra&category=food,${value}&location=${value}&${value}=x`, `a facet ${name}`);
  }
  await ask('?q=zebra&category=' + Array.from({ length: 5000 }, (_, i) => 'c' + i).join(), 'five thousand choices');
  expect(await tab.locator('.chips button').count() < 3, 'five thousand choices make as many chips');
  await ask('?' + Array.from({ length: 3000 }, (_, i) => `f${i}=x`).join('&') + '&q=zebra', 'three thousand facets');
  await ask('?q=zebra', 'zebra at last');
  expect(await tab.locator('.results .card').count() > 5, 'after all of this nothing is found');
  await tab.close();
}

// As the address of a page that is loaded with it, and typed.
for (const text of hostile.slice(0, 8).concat('%', '\0', '\uD800', marks, 'a'.repeat(2_000))) {
  const tab = await context.newPage();
  const what = `loaded with ${JSON.stringify(text.slice(0, 40))}`;
  tab.on('pageerror', (e) => expect(false, `${what}: ${e.message}`));
  await tab.goto(site.origin + '/search/?' + new URLSearchParams([['q', text], ['kind', text], [text, text]]), { waitUntil: 'load' });
  await settled(tab, what);
  await calm(tab, what);
  await tab.close();
}
{
  const tab = await open(context, site.origin + '/search/');
  for (const text of hostile.filter((t) => t.length > 5000).concat(hostile.slice(0, 8))) {
    await tab.locator('#q').fill(text);
    await tab.locator('#q').press('Enter');
    await settled(tab, `typed ${JSON.stringify(text.slice(0, 40))}`);
    await calm(tab, `typed ${JSON.stringify(text.slice(0, 40))}`);
  }
  await tab.close();
}

// In the titles of listings: they are found by their words, and appear letter by letter.
{
  const tab = await open(context, site.origin + '/search/?q=zebra');
  await settled(tab, 'zebra');
  await calm(tab, 'hostile titles');
  await tab.locator('.results > button:not(.save)').click();
  await tab.waitForFunction(() => document.querySelectorAll('.results .card').length > 10).catch(() => expect(false, 'there are no more hostile titles'));
  const titles = await tab.locator('.results .card h3 a').allTextContents();
  expect(titles.length >= 12, `${titles.length} hostile titles are found`);
  for (const part of ['<script>window.harm=1</script> zebra', '"><img src=x onerror="window.harm=1"> zebra', '&lt;script&gt;', '__proto__ zebra', '${window.harm=1}', '(a+)+$ [^]* .*\\b{2,} zebra', 'ארוחה חמה', 'وجبة ساخنة']) {
    expect(titles.some((t) => t.includes(part)), `no title says ${part}`);
  }
  for (const [query, part] of [['constructor', 'constructor'], ['tostring', 'toString'], ['proto', '__proto__'], ['harm', 'script'], ['ארוחה', 'ארוחה'], ['ساخنة', 'ساخنة'], ['hasownproperty', 'hasOwn'], ['food', '𝒻𝑜𝑜𝒹']]) {
    await tab.goto(`${site.origin}/search/?q=${encodeURIComponent(query)}`);
    await settled(tab, query);
    const found = await tab.locator('.results .card h3 a').allTextContents();
    expect(found.some((t) => t.includes(part)), `${query} finds ${JSON.stringify(found.map((t) => t.slice(0, 40)))}`);
    await calm(tab, query);
  }
  await tab.close();
}
expect(dialogs === 0 && elsewhere === 0, `${dialogs} dialogs, ${elsewhere} requests to other hosts`);
await browser.close();
site.close();
done(`${hostile.length} hostile questions`);
