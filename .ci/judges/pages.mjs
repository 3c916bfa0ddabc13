#!/usr/bin/env node
// Judges pages of a built site in a real browser.
//
//   node pages.mjs DIR BASE PAGE…     DIR: the built site; BASE: its path prefix ("/" or "/town/"); PAGE: paths below BASE
//
// For each page: axe (WCAG 2.2 AA and best practice) on a wide light screen and a dark phone, HTML errors, requests to
// other hosts, console errors and policy violations under the page's own policy, overflow at 320 px without JavaScript,
// text without JavaScript, the one search box, by keyboard and without JavaScript, bytes of HTML and CSS compressed. For a
// search page: its links to other languages continue the search. One line per fault; exit 1 if there is any.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { launchFor } from './site.mjs';

const budget = 14_600; // bytes, of the first ten packets: what the first screen needs
const [dir, base, ...pages] = process.argv.slice(2);
const root = path.resolve(dir);

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.ics': 'text/calendar; charset=utf-8', '.xml': 'application/xml; charset=utf-8', '.json': 'application/json',
};

function fileOf(pathname) {
  if (!pathname.startsWith(base)) return null;
  let file = path.join(root, path.normalize('/' + decodeURIComponent(pathname.slice(base.length))));
  if (!file.startsWith(root)) return null;
  if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
  return fs.existsSync(file) ? file : null;
}

const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://site');
  // Browsers request this on their own; a site does not need one.
  if (pathname === '/favicon.ico') return response.writeHead(204).end();
  const file = fileOf(pathname);
  if (!file) return response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
  response.writeHead(200, { 'content-type': types[path.extname(file)] || 'application/octet-stream' });
  response.end(fs.readFileSync(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await launchFor(dir);
const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  // A short doctype is fine, our own files need no integrity hash, and a title may be as long as a listing's.
  rules: { 'doctype-style': 'off', 'require-sri': 'off', 'long-title': 'off' },
});

const screens = {
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: 'light', bypassCSP: true },
  dark: { viewport: { width: 360, height: 740 }, colorScheme: 'dark', bypassCSP: true },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  narrow: { viewport: { width: 320, height: 640 }, javaScriptEnabled: false },
};
const contexts = {};
for (const [name, options] of Object.entries(screens)) contexts[name] = await browser.newContext(options);
// The same program in half the bytes: it is read again for every page.
const accessibility = fs.readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
// Passes are only counted; every place that fails is named.
const standards = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };

let faults = 0;
const styles = new Map();
const weigh = (file) => zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;

const languageOf = (page) => page.match(/^[a-z]{2}\//)?.[0] ?? '';

/** The way to the search: one box, in the masthead or a large one, which keys alone come to, fill and send. */
async function searches(tab, page) {
  const found = [];
  const small = await tab.locator('.masthead :is(a, button, input)').evaluateAll((list) => list.filter((el) => el.checkVisibility())
    .filter((el) => Math.min(el.getBoundingClientRect().width, el.getBoundingClientRect().height) < 44).map((el) => el.textContent.trim() || el.tagName));
  if (small.length > 0) found.push(`smaller than a finger: ${small}`);
  const boxes = tab.locator('[role=search]');
  if (await boxes.count() !== 1) return [...found, `has ${await boxes.count()} search boxes`];

  await tab.emulateMedia({ media: 'print' });
  if (await boxes.isVisible()) found.push('prints a search box');
  await tab.emulateMedia({ media: 'screen' });

  const field = boxes.locator('[name=q]');
  const focused = () => field.evaluate((el) => el === document.activeElement);
  for (let n = 0; n < 40 && !await focused(); n++) await tab.keyboard.press('Tab');
  if (!await focused()) return [...found, 'Tab does not come to the search box'];
  const at = await field.evaluate((el) => {
    const { left, top, width, height } = el.getBoundingClientRect();
    return { width, height, seen: getComputedStyle(el).opacity === '1' && document.elementFromPoint(left + width / 2, top + height / 2) === el };
  });
  if (!at.seen || at.width < 140 || at.height < 44) found.push(`whoever writes into the search box has ${Math.round(at.width)} by ${Math.round(at.height)} px${at.seen ? '' : ' and does not see them'}`);
  await tab.keyboard.type('soup & bread');
  await tab.keyboard.press('Enter');
  const there = `${origin}${base}${languageOf(page)}search/?q=soup+%26+bread`;
  await tab.waitForURL(there).catch(() => found.push(`a search leads to ${tab.url()}, not to ${there}`));
  return found;
}

/** Where the source of the page goes on below the first screen: at the first link that lies there. */
async function fold(tab, html) {
  const below = await tab.evaluate(() => {
    const links = [...document.querySelectorAll('main a[href]')];
    const first = links.find((a) => a.getBoundingClientRect().top + scrollY >= innerHeight);
    const href = first?.getAttribute('href');
    return first && { href, before: links.slice(0, links.indexOf(first)).filter((a) => a.getAttribute('href') === href).length };
  });
  if (!below) return html.length;
  let at = html.indexOf('<main');
  for (let i = 0; i <= below.before; i++) {
    const next = html.indexOf(`href="${below.href.replaceAll('&', '&amp;')}"`, at + 1);
    if (next < 0) return html.length; // a script added the link
    at = next;
  }
  return at;
}

/** Whoever chooses another language goes on searching for the same, by mouse, by key and in another tab. */
async function translates(page) {
  const found = [];
  const context = await browser.newContext(screens.phone);
  const query = '?q=soup+%26+bread&category=food';
  const ways = {
    'a click': (link) => link.click(),
    'Enter': (link) => link.press('Enter'),
    'a tab of its own': async (link) => {
      const [other] = await Promise.all([context.waitForEvent('page'), link.click({ button: 'middle' })]);
      await link.page().close();
      return other;
    },
  };
  for (const [way, go] of Object.entries(ways)) {
    const tab = await context.newPage();
    await tab.goto(origin + base + page + query, { waitUntil: 'networkidle' });
    const link = tab.locator('.languages a:not([aria-current])').first();
    const to = new URL(await link.getAttribute('href'), tab.url()).href + query;
    const other = await go(link) ?? tab;
    await other.waitForURL(to).catch(() => found.push(`in the other language ${way} leads to ${other.url()}, not to ${to}`));
  }
  await context.close();
  return found;
}

/** A tab of each screen, for one page after the other: a new one takes as long as a page. */
async function desk() {
  const tabs = {}, told = { faults: [] };
  for (const screen of Object.keys(screens)) tabs[screen] = await contexts[screen].newPage();
  const tell = (fault) => told.faults.push(fault);
  tabs.phone.on('request', (r) => { if (!r.url().startsWith(origin) && !r.url().startsWith('data:')) tell(`asks another host: ${r.url()}`); });
  tabs.phone.on('response', (r) => { if (r.status() >= 400) tell(`${r.status()}: ${r.url().slice(origin.length)}`); });
  tabs.phone.on('pageerror', (e) => tell(`script: ${e.message}`));
  tabs.phone.on('console', (m) => { if (m.type() === 'error') tell(`console: ${m.text()}`); });
  return { tabs, told };
}

async function judge(page, { tabs, told }) {
  const found = told.faults = [];
  const url = origin + base + page;
  const file = fileOf(new URL(url).pathname);
  if (!file) return [`${page}: there is no such page`];

  for (const screen of ['wide', 'dark']) {
    const tab = tabs[screen];
    await tab.goto(url, { waitUntil: 'load' });
    await tab.evaluate(accessibility);
    const result = await tab.evaluate((standards) => globalThis.axe.run(document, standards), standards);
    for (const v of result.violations) found.push(`axe ${screen}: ${v.id} (${v.nodes.length}): ${v.help}: ${v.nodes[0].target.join(' ')}`);
  }

  await tabs.phone.goto(url, { waitUntil: 'load' });
  const raw = await tabs.phone.content();
  if (raw.includes('⟦')) found.push('a word is missing');

  await tabs.narrow.goto(url, { waitUntil: 'load' });
  const overflow = await tabs.narrow.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth).catch(() => 0);
  if (overflow > 0) found.push(`overflows by ${overflow} px at 320 px`);
  const text = (await tabs.narrow.locator('main').innerText().catch(() => '')).trim();
  if (text.length < 40) found.push('says nothing without JavaScript');
  found.push(...await searches(tabs.narrow, page));
  if (page === languageOf(page) + 'search/') found.push(...await translates(page));

  const html = fs.readFileSync(file, 'utf8');
  for (const m of (await validator.validateString(html, file)).results[0]?.messages || []) found.push(`html ${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
  for (const m of html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)) {
    try { JSON.parse(m[1]); } catch (e) { found.push(`structured data: ${e.message}`); }
  }
  let weight = zlib.gzipSync(html.slice(0, await fold(tabs.phone, html)), { level: 9 }).length;
  for (const m of html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)) {
    const sheet = fileOf(m[1]);
    if (!styles.has(sheet)) styles.set(sheet, weigh(sheet));
    weight += styles.get(sheet);
  }
  if (weight > budget) found.push(`weighs ${weight} bytes of HTML and CSS up to the end of the first screen; ${budget} are allowed`);
  return found.map((f) => `${page || '(home)'}: ${f}`);
}

const queue = [...pages];
await Promise.all([1, 2].map(async () => {
  const own = await desk();
  while (queue.length > 0) {
    for (const line of await judge(queue.shift(), own)) { console.log(line); faults++; }
  }
}));
await browser.close();
server.close();
console.log(`${pages.length} pages judged, ${faults} faults`);
process.exit(faults ? 1 : 0);
