#!/usr/bin/env node
// Fills in the form of /suggest/ as people do: with the keyboard, with mistakes, in two languages, on a phone.
//
//   node suggest.mjs DIR BASE [PICTURES]     DIR: the sample, built; BASE: its path prefix; PICTURES: a folder for screenshots
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import axe from 'axe-core';
import { done, expect, launchFor, open, serve } from './site.mjs';

const [dir, base, pictures] = process.argv.slice(2);
const site = await serve(dir, base);
const browser = await launchFor(dir);
const at = (page) => site.origin + base + page;
const phone = { viewport: { width: 360, height: 740 } };

async function accessible(tab, state) {
  await tab.evaluate(axe.source);
  const result = await tab.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const v of result.violations) expect(false, `${state}: axe ${v.id}: ${v.help}: ${v.nodes[0].target.join(' ')}`);
  const small = await tab.locator('.ask :is(select, input:not([type=radio], [type=checkbox]), button, label.pick):visible').evaluateAll((list) => list.filter((el) => el.getBoundingClientRect().height < 44).map((el) => el.outerHTML.slice(0, 80)));
  expect(small.length === 0, `${state}: smaller than a finger: ${small}`);
  const twice = await tab.evaluate(() => [...document.querySelectorAll('[id]')].map((el) => el.id).filter((id, i, all) => all.indexOf(id) !== i));
  expect(twice.length === 0, `${state}: ids twice: ${twice}`);
  expect(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${state}: wider than the window`);
  if (pictures) await tab.screenshot({ path: path.join(pictures, state.replace(/\W+/g, '-') + '.png'), fullPage: true });
}
const next = (tab, step) => tab.locator(`[data-step=${step}] [data-next]`).click();
const faults = (tab) => tab.locator('.faults li').allTextContents();
const ready = (tab) => tab.locator('.ask').waitFor({ state: 'visible', timeout: 10000 });

for (const language of ['', 'es/']) {
  const context = await browser.newContext(phone);
  const tab = await open(context, at(language + 'suggest/'));
  await ready(tab);
  await accessible(tab, language + 'begin');
  await next(tab, 'what');
  expect((await faults(tab)).length === 1, 'nothing chosen is not said');
  expect(await tab.evaluate(() => document.activeElement.className) === 'faults', 'the list of faults has not the focus');
  await accessible(tab, language + 'fault');
  await tab.locator('.faults a').click();
  expect(await tab.evaluate(() => document.activeElement.name) === 'kind', 'a fault does not lead to its question');
  await tab.locator('[value=get-help]').check();
  await next(tab, 'what');
  expect((await faults(tab)).length === 0, 'a fault stays');
  await tab.locator('[name=who][value=id]').check();
  await tab.locator('#f-organization').fill('Nobody of That Name');
  await next(tab, 'who');
  expect((await faults(tab)).length === 1, 'a name that is in no list is taken');
  await tab.locator('#f-organization').fill('Harlow Free Library');
  await next(tab, 'who');
  await tab.locator('[name=mode][value=week]').check();
  await next(tab, 'when');
  expect((await faults(tab)).length === 1, 'a week without days is taken');
  await tab.locator('[name=days][value="3"]').check();
  await tab.locator('#f-from').fill('18:00');
  await tab.locator('#f-to').fill('20:00');
  const soon = await tab.locator('.next-days').textContent();
  expect(soon.includes('25') && soon.split(';').length === 5, `the next days are ${soon}`);
  await accessible(tab, language + 'when');
  await next(tab, 'when');
  await tab.locator('[name=where][value=theirs]').check();
  await next(tab, 'where');
  const title = 'Pantry: “no” # <b>🍲</b> \'x\' & "y"';
  await next(tab, 'rest');
  expect((await faults(tab)).length === 1, 'a listing without a title is taken');
  await tab.locator('#f-title').fill(title);
  await tab.locator('#f-phone').fill('call me');
  await next(tab, 'rest');
  expect((await faults(tab)).length === 1, 'a phone number that is none is taken');
  await accessible(tab, language + 'rest with a fault');
  await tab.locator('#f-phone').fill('(518) 555-0142');
  // A reload loses nothing.
  await tab.reload({ waitUntil: 'networkidle' });
  await ready(tab);
  expect(await tab.locator('#f-title').inputValue() === title && await tab.locator('[name=days][value="3"]').isChecked() && await tab.locator('[data-step=rest]').isVisible(), 'a reload loses what was typed');
  await next(tab, 'rest');
  await accessible(tab, language + 'send');
  const written = await tab.locator('.ask pre').textContent();
  for (const line of ['# corkboard: opportunities/pantry-no-b-b-x-y.yaml', 'kind: get-help', 'organization: harlow-free-library', 'schedule: "every Wednesday 18:00-20:00"', 'phone: "(518) 555-0142"', 'checked: 2026-11-23']) {
    expect(written.split('\n').includes(line), `${line} is not in\n${written}`);
  }
  const mail = new URL(await tab.locator('[data-send]').getAttribute('href'));
  expect(mail.searchParams.get('body').replace(/\r\n/g, '\n') === written, 'the mail does not hold the file');
  expect(mail.searchParams.get('subject').endsWith(title), `the subject is ${mail.searchParams.get('subject')}`);
  const links = await tab.locator('[data-made] a').evaluateAll((list) => list.map((a) => a.href));
  if (links.length) {
    const link = new URL(links[0]);
    expect(link.searchParams.get('filename') === 'pantry-no-b-b-x-y.yaml' && written.includes(link.searchParams.get('value')), `the link to the repository is ${links[0]}`);
  }
  // A private matter is not kept, and a changed answer does not show its old text.
  await tab.locator('#f-category').selectOption(await tab.evaluate(async () => (await (await fetch(document.querySelector('[data-choices]').dataset.choices)).json()).categories.find((c) => c[2])[0]));
  expect(await tab.evaluate(() => sessionStorage.getItem('suggest')) === null, 'a private matter is kept');
  expect(!await tab.locator('[data-step=send]').isVisible(), 'an old notice is shown after a change');
  await context.close();
}

// A long text is copied, and the mail says to paste it.
{
  const tab = await open(await browser.newContext({ viewport: { width: 1100, height: 900 } }), at('suggest/#event'));
  await ready(tab);
  await next(tab, 'what');
  await tab.locator('[name=who][value=new]').check();
  await tab.locator('#f-org-name').fill('Friends of the Mill');
  await next(tab, 'who');
  await tab.locator('[name=mode][value=always]').check();
  await next(tab, 'when');
  await tab.locator('[name=where][value=address]').check();
  await tab.locator('#f-place-name').fill('The Mill');
  await next(tab, 'where');
  await tab.locator('#f-title').fill('Open mill');
  await tab.locator('#f-body').fill('A long text.\n'.repeat(400));
  await next(tab, 'rest');
  const mail = await tab.locator('[data-send]').getAttribute('href');
  expect(mail.length < 2000 && await tab.locator('[data-send]').getAttribute('data-long') === 'yes', `a long mail has ${mail.length} letters`);
  const written = await tab.locator('.ask pre').textContent();
  expect(written.includes('# corkboard: organizations/friends-of-the-mill.yaml\nname: "Friends of the Mill"\n') && written.includes('organization: "friends-of-the-mill"'), 'a new organization is not written');
  await accessible(tab, 'wide');
  await tab.locator('[data-forget]').click();
  expect(await tab.locator('#f-title').inputValue() === '' && await tab.evaluate(() => sessionStorage.getItem('suggest')) === null, 'what was said is not forgotten');
}

// With the keyboard only: the first two groups.
{
  const tab = await open(await browser.newContext(phone), at('suggest/'));
  await ready(tab);
  await tab.locator('[name=kind]').first().focus();
  await tab.keyboard.press('Space');
  for (let i = 0; i < 10 && !await tab.evaluate(() => 'next' in document.activeElement.dataset); i++) await tab.keyboard.press('Tab');
  await tab.keyboard.press('Enter');
  expect(await tab.evaluate(() => document.activeElement.closest('[data-step]')?.dataset.step) === 'who', 'Enter does not lead to the next group');
  await tab.keyboard.press('Tab');
  await tab.keyboard.press('Space');
  await tab.keyboard.press('Tab');
  expect(await tab.evaluate(() => document.activeElement.id) === 'f-organization', 'Tab does not lead to what was asked');
  await tab.keyboard.type('Harlow Free Library');
  await tab.keyboard.press('Enter');
  expect(await tab.evaluate(() => document.activeElement.closest('[data-step]')?.dataset.step) === 'when', 'Enter in a field does not lead on');
}

// A wrong number, reported on the page of a listing and of an organization.
for (const page of ['opportunities/bed-tonight/', 'es/opportunities/ask-for-visits/', 'organizations/harlow-free-library/']) {
  const tab = await open(await browser.newContext(phone), at(page));
  await tab.locator('.report summary').click();
  await tab.locator('.report [value=phone]').check();
  await tab.locator('#wrong-phone').fill('(518) 555-0999 & "ask" #1');
  await tab.locator('.report [value=closed]').check();
  const mail = new URL(await tab.locator('.report a[href^="mailto:"]').getAttribute('href'));
  const text = await tab.locator('.report pre').textContent();
  expect(mail.searchParams.get('body').replace(/\r\n/g, '\n') === text, `${page}: the mail does not hold what was said`);
  const [about, , mark, old, number, , closed] = text.split('\n');
  expect(about.endsWith(page.replace(/^es./, '')) && mark.startsWith('# corkboard: change ') && mark.endsWith('.yaml') && /^# .*: .*\d/.test(old)
    && number === 'phone: "(518) 555-0999 & \\"ask\\" #1"' && closed === 'closed: yes', `${page}: the report is ${text}`);
  expect(await tab.evaluate(() => sessionStorage.length + localStorage.length) === 0, `${page}: something is kept`);
  await accessible(tab, page);
  const bare = await open(await browser.newContext({ javaScriptEnabled: false }), at(page));
  await bare.locator('.report summary').click();
  expect(await bare.locator('.report a[href^="mailto:"]').isVisible() && !await bare.locator('.report fieldset').isVisible(), `${page}: without a script it is not a mail and a text`);
}

// Without JavaScript: no form, but the other ways to send a listing.
{
  const tab = await open(await browser.newContext({ javaScriptEnabled: false }), at('suggest/'));
  expect(!await tab.locator('.ask').isVisible(), 'a form that does nothing is shown');
  expect(await tab.locator('a[href^="mailto:"]:visible').count() > 0, 'there is no address to write to');
}

const [, script] = fs.readFileSync(path.join(dir, 'suggest/index.html'), 'utf8').match(/src="[^"]*\/(page\.[^"]*\.js)"/);
const sizes = [script, ...fs.readdirSync(path.join(dir, 'assets')).filter((f) => /^write\./.test(f))].map((f) => zlib.gzipSync(fs.readFileSync(path.join(dir, 'assets', f)), { level: 9 }).length);
expect(sizes.reduce((a, b) => a + b) <= 25 * 1024, `the scripts are ${sizes} bytes compressed`);
await browser.close();
site.close();
done('the form was filled in');
