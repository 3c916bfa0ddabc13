#!/usr/bin/env node
// Uses /search/ as people do: by keyboard, with letters four times as large, on a phone, on paper, by Back, in Spanish,
// in browsers that can't inflate, and without JavaScript.
//
//   node search.mjs DIR BASE     DIR: the sample, built; BASE: its path prefix ("/" or "/town/")
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import axe from 'axe-core';
import { done, expect, launchFor, open, serve } from './site.mjs';

const [dir, base] = process.argv.slice(2);
const site = await serve(dir, base);
const browser = await launchFor(dir);
const at = (page) => site.origin + base + page;
const weigh = (file) => zlib.gzipSync(fs.readFileSync(path.join(dir, file.slice(base.length))), { level: 9 }).length;

/** What the page shows. */
const shown = (tab) => tab.evaluate(() => ({
  count: document.querySelector('.results h2').hidden ? '' : document.querySelector('.results h2').textContent,
  note: document.querySelector('.note').hidden ? '' : document.querySelector('.note').textContent,
  said: document.querySelector('[role=status]').textContent,
  notices: [...document.querySelectorAll('.results .card h3 a')].map((a) => new URL(a.href).pathname),
  chips: [...document.querySelectorAll('.chips button')].map((b) => b.firstChild.data),
  browse: !document.querySelector('[data-browse]').hidden,
}));

/** Where focus is. */
const focus = (tab) => tab.evaluate(() => {
  const el = document.activeElement;
  return { tag: el.tagName, id: el.id, text: (el.closest('label') ?? el).textContent.trim(), lost: el === document.body };
});

/** Waits until the page says that so many are found; ears hear it, too. */
async function finds(tab, count, what) {
  const ok = await tab.waitForFunction((c) => {
    const heading = document.querySelector('.results h2');
    return !heading.hidden && (c === null || heading.textContent === c) && document.querySelector('[role=status]').textContent.endsWith(heading.textContent);
  }, count).then(() => true, () => false);
  if (!ok) expect(false, `${what}: want ${count ?? 'results'}, have ${JSON.stringify(await shown(tab))}`);
}

/** Lets no file that matches come until the function that is returned is called. */
async function holdUp(context, files) {
  let release;
  const released = new Promise((go) => { release = go; });
  await context.route(files, async (route) => { await released; await route.continue(); });
  return release;
}

const addressed = (tab, search) => expect(new URL(tab.url()).search === search, `the address has ${new URL(tab.url()).search}, want ${search}`);

/** Presses Tab until focus is where it should be. */
async function tabTo(tab, selector) {
  for (let n = 0; n < 60; n++) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate((s) => document.activeElement.matches(s), selector)) return true;
  }
  expect(false, `Tab never comes to ${selector}`);
  return false;
}

// By keyboard only.
{
  const context = await browser.newContext();
  const tab = await open(context, at('search/'));
  await tab.evaluate(() => {
    window.said = [];
    new MutationObserver(() => window.said.push(document.querySelector('[role=status]').textContent)).observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true });
  });
  // On a busy machine an answer may take so long that the page says “Searching…”.
  const said = () => tab.evaluate(() => window.said.splice(0).filter((text) => text && text !== document.querySelector('[data-search]').dataset.wait));
  await tabTo(tab, '#q');
  expect((await shown(tab)).browse, 'before anything is asked there are no lists to choose from');

  // A fast typist hears one number, after the last letter; a slow one sees them all.
  const type = async (text, pause) => {
    for (const letter of text) {
      await tab.keyboard.press(letter);
      await context.clock.runFor(pause);
    }
    await context.clock.resume();
  };
  await context.clock.pauseAt(await tab.evaluate(() => Date.now() + 1000));
  await type('community food meals', 90);
  await finds(tab, null, 'typing');
  await tab.waitForTimeout(600);
  let heard = await said();
  expect(heard.length === 1 && /^(.* )?\d+ listings?$/.test(heard[0]), `a fast typist hears ${JSON.stringify(heard)}`);
  await tab.keyboard.press('Control+A');
  await context.clock.pauseAt(await tab.evaluate(() => Date.now() + 1000));
  await type('food', 300);
  await finds(tab, null, 'typing slowly');
  heard = await said();
  expect(heard.length === 1, `a slow typist hears ${JSON.stringify(heard)}`);
  addressed(tab, '?q=food');
  expect((await focus(tab)).id === 'q', 'focus leaves the box while typing');
  const food = await shown(tab);
  expect(food.notices.length > 9 && !food.browse && food.chips.length === 0, `food finds ${JSON.stringify(food)}`);
  expect(await tab.title().then((t) => t.startsWith('food · ')), `the title is ${await tab.title()}`);

  // Filters: opened by Enter, chosen by Space; focus stays in the box that was chosen, and it finds as many as it said.
  await tabTo(tab, 'summary');
  await tab.keyboard.press('Enter');
  await tab.waitForSelector('.options label:not([hidden])');
  await tabTo(tab, '.options input');
  const first = await focus(tab);
  const promised = first.text.match(/\d+$/)[0];
  await tab.evaluate(() => { window.box = document.activeElement; });
  await tab.keyboard.press('Space');
  await finds(tab, `${promised} listings`, `choosing ${first.text}`);
  expect(await tab.evaluate(() => document.activeElement === window.box && window.box.checked), `after Space focus is on ${JSON.stringify(await focus(tab))}`);
  const narrowed = await shown(tab);
  expect(narrowed.chips.length === 1 && first.text.startsWith(narrowed.chips[0]), `chips are ${narrowed.chips}`);
  await tab.keyboard.press('Enter');
  await tab.waitForTimeout(200);
  expect(await tab.evaluate(() => document.activeElement === window.box) && tab.url().includes('q=food&'), 'Enter on a check box sends the page away');

  // Every box can be reached and seen.
  for (let n = 0; n < 12; n++) {
    await tab.keyboard.press('Tab');
    const box = await tab.evaluate(() => {
      const r = document.activeElement.getBoundingClientRect(), pane = document.activeElement.closest('.options')?.getBoundingClientRect();
      return pane ? r.top >= pane.top - 1 && r.bottom <= pane.bottom + 1 && r.top >= 0 && r.bottom <= innerHeight : true;
    });
    expect(box, `a check box has focus and is out of sight: ${JSON.stringify(await focus(tab))}`);
  }
  await tab.locator('.options input:not(:checked)').first().focus();
  await tab.keyboard.press('Space');
  await tab.waitForFunction(() => document.querySelectorAll('.chips button').length === 2);
  await finds(tab, null, 'two choices');

  // Enter removes chips; focus moves to the next one, and after the last on the filters.
  await tab.locator('.chips button').first().focus();
  const second = (await shown(tab)).chips[1];
  await tab.keyboard.press('Enter');
  await tab.waitForFunction(() => document.querySelectorAll('.chips button').length === 1);
  expect((await focus(tab)).text === second + '×', `after a chip is removed focus is on ${JSON.stringify(await focus(tab))}`);
  await tab.keyboard.press('Enter');
  await finds(tab, food.count, 'all chips removed');
  expect((await focus(tab)).tag === 'SUMMARY', `after the last chip focus is on ${JSON.stringify(await focus(tab))}`);
  expect(await tab.locator('.options input:checked').count() === 0, 'a removed chip is still checked');
  addressed(tab, '?q=food');

  // Back goes through what was chosen; typing letters is not a step.
  for (const chips of [1, 2, 1, 0]) {
    await tab.goBack();
    await tab.waitForFunction((n) => document.querySelectorAll('.chips button').length === n, chips).catch(() => expect(false, `Back does not lead to ${chips} chips`));
  }
  await finds(tab, food.count, 'Back');
  expect(!(await focus(tab)).lost, 'Back loses focus');
  await tab.close();
}

// Many results: a button shows more, and focus goes to the first of them. Coming back shows them again.
{
  const tab = await open(await browser.newContext({ viewport: { width: 360, height: 740 } }), at('search/?direction=get'));
  await finds(tab, null, 'a direction');
  const all = parseInt((await shown(tab)).count, 10);
  expect(all > 40 && (await shown(tab)).notices.length === 10, `${all} listings, ${(await shown(tab)).notices.length} shown`);
  let from = 10;
  for (; from < all; from += 20) {
    await tab.locator('.results > button:not(.save)').focus();
    await tab.keyboard.press('Enter');
    await tab.waitForFunction((n) => document.activeElement.closest('.card') === document.querySelectorAll('.results .card')[n], from)
      .catch(async () => expect(false, `the first new notice has no focus, but ${JSON.stringify(await focus(tab))}`));
  }
  const before = (await shown(tab)).notices;
  expect(before.length === all && new Set(before).size === all, `${all} were promised, ${before.length} came, ${new Set(before).size} of them different`);
  expect(!await tab.locator('.results > button:not(.save)').isVisible(), 'there is a button for more when there is no more');
  await tab.keyboard.press('Enter');
  await tab.waitForURL('**' + before[from - 20]);
  await tab.goBack();
  await finds(tab, `${all} listings`, 'returning from a listing');
  await tab.waitForFunction((n) => document.querySelectorAll('.results .card').length === n, all).catch(async () => expect(false, `returning shows ${(await shown(tab)).notices.length} of ${all}`));
  expect(JSON.stringify((await shown(tab)).notices) === JSON.stringify(before), 'returning shows others');

  // A list that is replaced while focus is in it.
  await tab.evaluate(() => { history.pushState(null, '', '?q=food'); dispatchEvent(new PopStateEvent('popstate')); });
  await finds(tab, null, 'another search');
  await tab.locator('.results .card h3 a').first().focus();
  await tab.goBack();
  await finds(tab, `${all} listings`, 'Back from another search');
  expect((await focus(tab)).tag === 'H2', `when the list is replaced focus is on ${JSON.stringify(await focus(tab))}`);
  await tab.close();
}

// The page's layout in every possible state, on every screen.
const states = {
  untouched: '', results: '?q=food', filters: '?q=food&cost=free', chips: '?q=food&cost=free&ease=no_id&location=harlow-ferry', partly: '?q=food+xqzvwk', nothing: '?q=xqzvwk', places: '?location=teal-valley',
};
const screens = {
  wide: [{ viewport: { width: 1280, height: 900 }, colorScheme: 'light' }, Object.keys(states)],
  'narrow and dark': [{ viewport: { width: 320, height: 640 }, colorScheme: 'dark' }, ['filters', 'chips', 'partly', 'nothing']],
  'at 400 %': [{ viewport: { width: 320, height: 225 }, colorScheme: 'light' }, ['untouched', 'filters']], // of 1280 by 900
};
// It is the same below a path.
if (base !== '/') for (const screen of Object.keys(screens)) delete screens[screen];
for (const [screen, [options, list]] of Object.entries(screens)) {
  const context = await browser.newContext({ ...options, bypassCSP: true });
  for (const state of list) {
    const query = states[state];
    for (const language of screen === 'at 400 %' ? ['', 'es/'] : ['']) {
      const what = `${language}${state}, ${screen}`;
      const tab = await open(context, at(language + 'search/' + query));
      if (state === 'filters' || state === 'untouched' || state === 'places') {
        await tab.locator('.filters summary').click();
        await tab.waitForSelector('.options label:not([hidden])');
        // Every group at once: what somebody does who wants to see all of it.
        await tab.evaluate(() => document.querySelectorAll('.choices > details').forEach((d) => (d.open = true)));
        await tab.waitForFunction(() => [...document.querySelectorAll('.choices > details')].every((d) => d.open && d.querySelector('label'))).catch(() => expect(false, `${what}: a group of choices stays empty`));
      }
      if (['results', 'filters', 'chips', 'places'].includes(state) && language === '') await finds(tab, null, what);
      await tab.evaluate(axe.source);
      const result = await tab.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      for (const v of result.violations) expect(false, `${what}: axe ${v.id}: ${v.help}: ${v.nodes[0].target.join(' ')}`);
      const form = await tab.evaluate(() => {
        const visible = (el) => el.checkVisibility();
        const name = (el) => el.textContent.trim() || el.id;
        const levels = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].filter(visible).map((h) => +h.tagName[1]);
        return {
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          small: [...document.querySelectorAll('.search-form :is(input, button), .results :is(button, summary, label)')].filter(visible)
            .filter((el) => el.getBoundingClientRect().height < 44 || el.getBoundingClientRect().width < 44).map(name),
          skipped: levels.filter((l, i) => l > (levels[i - 1] ?? 0) + 1).length + (levels.filter((l) => l === 1).length - 1),
          bare: [...document.querySelectorAll('.choices > *')].filter((el) => !el.querySelector(':scope > summary')?.textContent || !el.querySelector(':scope > fieldset > legend')?.textContent).length,
          tabs: document.querySelectorAll('[tabindex]:not([tabindex="-1"], [tabindex="0"])').length,
          sets: [...document.querySelectorAll('.choices > details')].filter(visible).length,
        };
      });
      expect(form.over <= 0, `${what}: overflows by ${form.over} px`);
      expect(form.small.length === 0, `${what}: smaller than a finger: ${form.small}`);
      expect(form.skipped === 0, `${what}: headings are not in order`);
      expect(form.bare === 0 && form.tabs === 0, `${what}: ${form.bare} sets of choices without a legend, ${form.tabs} with a place of their own in the order of Tab`);
      expect(!(['filters', 'places'].includes(state)) || form.sets > 3, `${what}: only ${form.sets} sets of choices`);
      await tab.close();
    }
  }
  await context.close();
}

// On paper: what was asked and the notices, nothing to press.
{
  const tab = await open(await browser.newContext(), at('search/?q=food&cost=free'));
  await finds(tab, null, 'paper');
  await tab.locator('.filters summary').click();
  await tab.emulateMedia({ media: 'print' });
  const left = await tab.locator('main :is(input, button, summary, label, .chips, details)').evaluateAll((list) => list.filter((el) => el.checkVisibility()).map((el) => el.outerHTML.slice(0, 60)));
  expect(left.length === 0, `on paper there are ${left}`);
  expect(await tab.locator('.results .card').first().isVisible(), 'no notice is printed');
  const asked = await tab.evaluate(() => getComputedStyle(document.querySelector('.results h2'), '::before').content);
  expect(asked.includes('food, Free'), `paper says that ${asked} was asked for`);
  await tab.close();
}

// In Spanish every word of the page is one of the theme's, and Spanish words find.
{
  const tab = await open(await browser.newContext(), at('es/search/?q=comida&cost=free'));
  await finds(tab, null, 'comida');
  await tab.locator('.filters summary').click();
  await tab.waitForSelector('.options label:not([hidden])');
  const said = await tab.evaluate(() => {
    const d = document.querySelector('[data-search]').dataset;
    const n = document.querySelectorAll('.results .card').length;
    return {
      words: [d.filters, d.more, d.foundOther.replace('{n}', '').trim(), d.remove.replace('{name}', '').trim(), d.wait, d.none, d.failed, d.some],
      page: [document.querySelector('summary').textContent, document.querySelector('.results > button:not(.save)').textContent, document.querySelector('.results h2').textContent.replace(/^\d+ /, ''),
        document.querySelector('.chips button').getAttribute('aria-label').replace(' Gratis', '')],
      labels: [...document.querySelectorAll('legend')].map((l) => l.textContent), n, language: document.documentElement.lang,
    };
  });
  expect(said.language === 'es' && said.n > 3, `${said.n} notices for comida in ${said.language}`);
  expect(JSON.stringify(said.page) === JSON.stringify(said.words.slice(0, 4)), `the page says ${said.page}, the theme ${said.words}`);
  const english = await open(await browser.newContext(), at('search/'));
  const others = await english.evaluate(() => Object.values({ ...document.querySelector('[data-search]').dataset }));
  expect(said.words.every((w) => w && !others.some((o) => o.includes(w))), `some of ${said.words} are the English ones`);
  expect(said.labels.includes('Dónde'), `the sets of choices are ${said.labels}`);
  // With and without marks, in either number and gender, it finds Spanish texts.
  for (const [query, title] of [['comedor', 'Almuerzo en la cocina'], ['comedores', 'Almuerzo en la cocina'], ['vecina', 'hecho con los vecinos'], ['vecino', 'hecho con los vecinos'], ['sabado despensa', 'Despensa de alimentos']]) {
    await tab.goto(at('es/search/?q=' + query));
    await tab.waitForFunction((t) => [...document.querySelectorAll('.results .card h3')].slice(0, 10).some((h) => h.textContent.includes(t)), title).catch(async () => expect(false, `${query} finds ${await tab.locator('.results .card h3').allTextContents()}`));
  }
  const forms = [];
  for (const query of ['ninos', 'niños', 'niña']) {
    await tab.goto(at('es/search/?q=' + query));
    await finds(tab, null, query);
    forms.push((await shown(tab)).count);
  }
  expect(new Set(forms).size === 1, `ninos, niños and niña find ${forms}`);
  // No text of it says that it is on Saturdays: its schedule does.
  await english.goto(at('search/?q=borrow+saturday'));
  await finds(english, null, 'borrow saturday');
  const lent = await shown(english);
  expect(lent.notices[0].endsWith('/borrow-tools/') && lent.note === '', `borrow saturday finds ${lent.notices} ${lent.note}`);
  await tab.goto(at('es/search/?q=comida&cost=free'));
  await finds(tab, null, 'comida again');
  await tab.locator('.filters summary').first().click();
  await tab.waitForSelector('.options label:not([hidden])');
  // Numbers are written by the rules of the language.
  await tab.evaluate(() => { Number.prototype.toLocaleString = function (language) { return `${language}:${this}`; }; });
  await tab.locator('.options input:not(:checked):visible').first().click();
  await tab.waitForFunction(() => [document.querySelector('.results h2'), ...document.querySelectorAll('.options .count')].every((c) => c.textContent.startsWith('es:')))
    .catch(async () => expect(false, `numbers are written ${await tab.locator('.results h2, .options .count').allTextContents()}`));
  await tab.close();
  await english.close();
}

// When the connection fails, the page says so, removes the previous results, and tries again.
{
  const context = await browser.newContext();
  const tab = await open(context, at('search/?q=food'));
  await finds(tab, null, 'food');
  tab.removeAllListeners('console');
  const cut = (route) => route.abort();
  await context.route('**/index/**', cut);
  await tab.locator('#q').fill('bicycle');
  await tab.locator('.note').waitFor();
  let now = await shown(tab);
  expect(now.note === await tab.evaluate(() => document.querySelector('[data-search]').dataset.failed) && now.notices.length === 0 && now.count === '' && now.browse && !await tab.locator('.results > button:visible').count(), `without a line the page shows ${JSON.stringify(now)}`);
  await context.unroute('**/index/**', cut);
  await tab.locator('#q').press('Enter');
  await finds(tab, null, 'a line that came back');
  expect((await shown(tab)).notices.length > 0 && (await shown(tab)).note === '', 'a line that came back finds nothing');

  // On a slow connection the page says that it is searching until there is something to see: numbers beside choices may come later.
  let release = await holdUp(context, '**/index/words/**');
  await tab.reload({ waitUntil: 'domcontentloaded' });
  const wait = await tab.evaluate(() => document.querySelector('[data-search]').dataset.wait);
  await tab.waitForFunction((w) => document.querySelector('.note')?.textContent === w, wait).catch(() => expect(false, 'on a slow line the page says nothing'));
  release();
  await finds(tab, null, 'a slow line');
  release = await holdUp(context, '**/index/facets/**');
  await tab.goto(at('search/?q=bicycle'), { waitUntil: 'domcontentloaded' });
  await tab.locator('.filters summary').first().click();
  await tab.locator('#q').fill('choir');
  await tab.locator('#q').press('Enter');
  await finds(tab, null, 'numbers that are late');
  await tab.waitForTimeout(1000);
  now = await shown(tab);
  expect(now.count && now.note !== wait, `while numbers are late the page shows ${JSON.stringify(now)}`);
  release();
  await tab.waitForSelector('.options label:not([hidden])');
  await tab.waitForFunction(() => document.querySelector('.results ol').getAttribute('aria-busy') === 'false');
  now = await shown(tab);
  expect(now.count && now.note === '', `after late numbers the page shows ${JSON.stringify(now)}`);
  await context.close();
}

// Browsers that do not know raw DEFLATE, or no DEFLATE at all, load ours and find the same; others do not load it.
{
  const questions = ['?q=food', '?q=fod+pantry', '?q=bike+repair&cost=free', '?location=harlow-ferry', '?q=comm'];
  const found = {};
  for (const [name, script] of Object.entries({
    modern: '',
    'Safari 15': 'delete globalThis.DecompressionStream; delete globalThis.CompressionStream;',
    'Chrome 100': 'const Known = DecompressionStream; globalThis.DecompressionStream = class extends Known { constructor(f) { if (f === "deflate-raw") throw new TypeError("unsupported"); super(f); } };',
  })) {
    const context = await browser.newContext();
    if (script) await context.addInitScript(script);
    let loads = 0;
    context.on('request', (r) => { if (/\/inflate\.[0-9a-f]+\.js$/.test(r.url())) loads++; });
    found[name] = [];
    for (const question of questions) {
      const tab = await open(context, at('search/' + question));
      await finds(tab, null, `${question} in ${name}`);
      await tab.locator('.filters summary').click();
      await tab.waitForSelector('.options label:not([hidden])');
      found[name].push([(await shown(tab)).notices, await tab.locator('.options label:visible').allTextContents()]);
      await tab.close();
    }
    expect((loads > 0) === (script !== '') && loads <= questions.length, `in ${name} our own inflate was loaded ${loads} times`);
    await context.close();
  }
  for (const name of Object.keys(found)) expect(JSON.stringify(found[name]) === JSON.stringify(found.modern), `${name} finds others`);
}

// Addresses with parameters added by other sites find the same results.
{
  const tab = await open(await browser.newContext(), at('search/?q=food&fbclid=abc&utm_source=x&soon=1&.soon=1'));
  await finds(tab, null, 'a longer address');
  const longer = await shown(tab);
  await tab.goto(at('search/?q=food'));
  await finds(tab, longer.count, 'the address as it was');
  expect(longer.chips.length === 0, `chips of another site: ${longer.chips}`);
  // A choice that no longer exists finds nothing, and can be removed.
  await tab.goto(at('search/?q=food&category=no-such-thing'));
  await tab.locator('.chips button').waitFor();
  const gone = await shown(tab);
  expect(gone.notices.length === 0 && gone.chips.length === 1 && gone.chips[0].endsWith(': ?'), `a choice that is gone shows ${JSON.stringify(gone)}`);
  await tab.locator('.chips button').click();
  await finds(tab, longer.count, 'without the choice that is gone');
  await tab.close();
}

// A sensitive search appears in no address and no title, and Back finds it again.
{
  const tab = await open(await browser.newContext(), at('search/?q=safe+harbor'));
  await finds(tab, null, 'a sensitive search');
  addressed(tab, '');
  expect(!(await tab.title()).includes('harbor'), `the title is ${await tab.title()}`);
  const before = await shown(tab);
  expect(before.notices.length > 0 && await tab.locator('#q').inputValue() === 'safe harbor', `a sensitive search shows ${JSON.stringify(before)}`);
  await tab.locator('.results .card h3 a').first().click();
  await tab.waitForURL('**' + before.notices[0]);
  await tab.goBack();
  await finds(tab, before.count, 'Back to a sensitive search');
  expect(await tab.locator('#q').inputValue() === 'safe harbor' && new URL(tab.url()).search === '', 'Back does not find a sensitive search');
  await tab.locator('#q').fill('soup');
  await tab.waitForURL('**/search/?q=soup').catch(() => expect(false, `after another search the address is ${tab.url()}`));
  await tab.close();
}

// Nothing typed by somebody in danger is kept: their number comes before everything else, even for a misspelling,
// and nothing of it is left to go back to, from whichever box it was sent.
{
  const tab = await open(await browser.newContext(), at('search/'));
  const lines = tab.locator('[data-lines]');
  expect(!await lines.isVisible(), 'emergency lines are shown before anybody asks');
  const kept = () => tab.evaluate(() => [location.href, document.title, JSON.stringify(history.state), ...Object.values(sessionStorage), ...Object.values(localStorage)].join(' '));
  await tab.locator('#q').pressSequentially('i wnat to die', { delay: 300 });
  await lines.waitFor().catch(() => expect(false, 'a cry for help shows no number'));
  const numbers = await lines.locator('li:visible').allTextContents();
  expect(numbers.length === 1 && numbers[0].includes('988'), `a cry for help shows ${numbers}`);
  expect(await lines.evaluate((el) => el.compareDocumentPosition(document.querySelector('h1')) & Node.DOCUMENT_POSITION_FOLLOWING), 'the number is not above everything');
  await tab.waitForFunction(() => document.querySelector('[role=status]').textContent.includes('988')).catch(() => expect(false, 'the number is not announced'));
  await tab.waitForTimeout(1500);
  expect(await tab.locator('[role=status]').textContent().then((t) => t.includes('988')), 'the number is announced and taken back');
  expect(!/die|wnat|q=/.test(await kept()), `of a cry for help is kept: ${await kept()}`);
  expect((await shown(tab)).note === '', `a cry for help gets the note ${(await shown(tab)).note}`);
  await tab.locator('#q').press('Enter');
  await tab.waitForTimeout(1000);
  expect(!/die|wnat|q=/.test(await kept()), `of a cry for help that is sent is kept: ${await kept()}`);
  await tab.locator('#q').fill('dye my hair');
  await lines.waitFor({ state: 'hidden' }).catch(() => expect(false, 'an ordinary word shows a number'));

  await tab.goto(at(''));
  await tab.locator('form[role=search] input').first().fill('he hits me');
  await tab.locator('form[role=search] input').first().press('Enter');
  await tab.waitForURL('**/search/');
  await lines.waitFor().catch(() => expect(false, 'the box of another page shows no number'));
  await tab.waitForTimeout(1000);
  expect(!/hits|q=/.test(await kept()), `of a cry for help from another page is kept: ${await kept()}`);
  await tab.goBack();
  await tab.goForward();
  await tab.waitForTimeout(1000);
  expect(await tab.locator('#q').inputValue() === '' && !/hits|q=/.test(await kept()), `going back and forth finds ${await kept()}`);
  await tab.close();
}

// A box on another page: focusing it preloads what a search needs, for nobody else, and once.
{
  const context = await browser.newContext();
  const asked = [];
  context.on('request', (r) => asked.push(new URL(r.url()).pathname));
  for (const from of ['', 'categories/', '404.html']) {
    const tab = await open(context, at(from));
    const own = await tab.evaluate(() => document.querySelector('link[href*="/page."]')?.getAttribute('href'));
    const begins = () => asked.filter((p) => p.startsWith(base + 'search/') || p.startsWith(base + 'assets/page.') && p !== own);
    expect(begins().length === 0, `who reads /${from} loads ${begins()}`);
    const box = tab.locator('form[role=search] input').first();
    await box.focus();
    await tab.locator('body').focus();
    await box.focus();
    await tab.waitForLoadState('networkidle');
    const ahead = begins();
    expect(/^[^,]*\.js,[^,]*\.css$/.test(ahead.join()), `who goes to the box of /${from} loads ${ahead}`);
    asked.length = 0;
    await box.fill('soup');
    await box.press('Enter');
    await tab.waitForURL('**/search/?q=soup');
    await finds(tab, null, `from the box of /${from}`);
    expect(ahead.every((p) => asked.includes(p)), `the search page asks for ${begins()}, and ${ahead} came ahead`);
    await tab.close();
    asked.length = 0;
  }
  await context.close();
}

// Asked as one would ask a neighbor, with a day in it: no listing has to have these words, and what is on that day comes
// first. If nothing is on that day, the rest of the query still counts.
{
  const tab = await open(await browser.newContext(), at('search/?q=where+can+I+get+food+today%3F'));
  await finds(tab, null, 'a question');
  const asked = await shown(tab);
  expect(asked.note === '' && asked.notices[0].endsWith('/carding-lane-kitchen/'), `a question finds ${JSON.stringify(asked)}`);
  const marked = await tab.locator('.results mark').allTextContents();
  expect(marked.length > 0 && marked.every((m) => /^food/i.test(m)), `of a question ${marked} are marked`);
  await tab.locator('#q').fill('chess today');
  await tab.locator('#q').press('Enter');
  await tab.waitForFunction(() => document.querySelector('.note').textContent.startsWith('Nothing more today. Next: Chess by the window, ')).catch(async () => expect(false, `a day without chess says ${JSON.stringify(await shown(tab))}`));
  expect((await shown(tab)).notices[0].endsWith('/chess-in-the-library/'), `a day without chess finds ${JSON.stringify(await shown(tab))}`);
  await tab.close();
}

// Nothing found: the nearest spelling and each choice left out are offered, whom to ask, and the other language.
{
  const tab = await open(await browser.newContext(), at('search/?q=libxxxy'));
  await tab.locator('.ways button').first().waitFor().catch(async () => expect(false, `no spelling is offered: ${JSON.stringify(await shown(tab))}`));
  expect(await tab.locator('[data-ask] a[href^="mailto:"]').isVisible(), 'nobody is named to ask');
  const elsewhere = tab.locator('[data-ask] a[hreflang=es]');
  await elsewhere.focus();
  expect(await elsewhere.isVisible() && (await elsewhere.evaluate((a) => a.href)).endsWith('/es/search/?q=libxxxy'), 'the same search in the other language is not offered');
  await tab.locator('.ways button').first().focus();
  await tab.keyboard.press('Enter');
  await finds(tab, null, 'the nearest spelling');
  expect(/^librar/.test(await tab.locator('#q').inputValue()) && (await focus(tab)).tag === 'H2', `the nearest spelling is ${await tab.locator('#q').inputValue()}, focus on ${JSON.stringify(await focus(tab))}`);
  await tab.goto(at('search/?q=soup&kind=research&when=week'));
  await tab.locator('.ways button').first().waitFor().catch(async () => expect(false, `no way out is offered: ${JSON.stringify(await shown(tab))}`));
  const chips = (await shown(tab)).chips;
  expect(JSON.stringify(chips) === '["Research","In the next 7 days"]', `chips of a kind and a week: ${chips}`);
  const way = await tab.locator('.ways button').first().textContent();
  await tab.locator('.ways button').first().click();
  await finds(tab, way.match(/\d+ listings?$/)[0], `the way out ${way}`);
  await tab.goto(at('search/?when=2026-12-05'));
  await finds(tab, null, 'a day');
  expect((await shown(tab)).chips[0] === 'Saturday, December 5', `the chip of a day is ${(await shown(tab)).chips}`);
  await tab.close();
}

// Days are chosen like anything else: each says how many listings it has, and shows as many.
{
  const tab = await open(await browser.newContext(), at('search/?q=food'));
  await finds(tab, null, 'before days are chosen');
  await tab.locator('.filters > summary').click();
  const group = tab.locator('.choices > details').first();
  await group.locator('summary').click();
  await group.locator('label:not([hidden]) .count').first().waitFor();
  const rows = await group.locator('label:has(.count):not([hidden])').evaluateAll((list) => list.map((el) => [el.children[1].textContent, +el.lastChild.textContent]));
  expect(rows.length > 3 && rows[0][0] === 'Any day' && rows[0][1] > rows[1][1], `days are ${JSON.stringify(rows)}`);
  expect(await group.getByRole('radio', { name: 'Any day' }).isChecked(), 'no day is chosen before one is');
  for (const [label, count] of rows.slice(1).concat([rows[0]])) {
    await group.locator('label', { has: tab.getByText(label, { exact: true }) }).locator('input').check();
    await finds(tab, count === 1 ? '1 listing' : `${count} listings`, label);
    expect((await shown(tab)).chips.length === (label === 'Any day' ? 0 : 1), `the chips of ${label} are ${(await shown(tab)).chips}`);
  }
  await group.locator('[type=date]').fill('2026-12-05');
  await tab.waitForURL('**&when=2026-12-05');
  expect(await group.locator(':checked').count() === 0, 'a day of the calendar is chosen beside another one');
  await tab.close();
}

// Near me: the nearest first, and a person's position is in no address and no request.
{
  const context = await browser.newContext({ geolocation: { latitude: 42.7512, longitude: -73.6811 }, permissions: ['geolocation'] });
  const sent = [];
  context.on('request', (r) => sent.push(r.url() + (r.postData() ?? '')));
  const tab = await open(context, at('search/?q=food'));
  await finds(tab, null, 'near me');
  await tab.locator('.filters summary').click();
  await tab.locator('.narrow button').click();
  await tab.locator('.far').first().waitFor().catch(async () => expect(false, `near me says ${JSON.stringify(await shown(tab))}`));
  const far = (await tab.locator('.far').allTextContents()).map(parseFloat);
  expect(far.length > 5 && far.every((d, i) => i === 0 || d >= far[i - 1]), `near me is sorted ${far}`);
  addressed(tab, '?q=food&near=here');
  expect(sent.length > 3 && !sent.some((u) => u.includes('42.75') || u.includes('73.68')), 'the position is sent');
  await context.close();
}

// Without JavaScript the form leads to every category, place and kind.
{
  const bare = await browser.newContext({ javaScriptEnabled: false });
  for (const language of ['', 'es/']) {
    const tab = await open(bare, at(language + 'search/'));
    await tab.locator('#q').fill('food');
    await tab.locator('#q').press('Enter');
    await tab.waitForURL('**/search/?q=food');
    expect(!await tab.locator('.results :is(button, details, h2)').count(), 'there are controls that do nothing');
    const links = new Set(await tab.locator('main a').evaluateAll((list) => list.filter((a) => a.origin === location.origin).map((a) => new URL(a.href).pathname)));
    for (const [facet, least] of [['categories', 30], ['locations', 20], ['kinds', 14]]) {
      const all = fs.readdirSync(path.join(dir, language, facet), { withFileTypes: true })
        .filter((e) => e.isDirectory() && fs.readFileSync(path.join(dir, language, facet, e.name, 'index.html'), 'utf8').includes('class="card '));
      expect(all.length >= least, `only ${all.length} ${facet} have a page`);
      for (const { name } of all) expect(links.has(`${base}${language}${facet}/${name}/`), `${language}search/ does not lead to ${facet}/${name}/`);
    }
    for (const link of links) expect(fs.existsSync(path.join(dir, decodeURIComponent(link.slice(base.length)), 'index.html')), `${link} is not there`);
    await tab.close();
  }
}

const html = fs.readFileSync(path.join(dir, 'search/index.html'), 'utf8');
const [, script] = html.match(/src="([^"]*\/page\.[^"]*\.js)"/);
expect(weigh(script) <= 12_288, `the search is ${weigh(script)} bytes compressed`);
await browser.close();
site.close();
done(`the search was used, ${weigh(script)} bytes`);
