#!/usr/bin/env node
// Looks for sideways scrolling (WCAG 1.4.10, 1.4.4).
//
//   node narrow.mjs DIR PAGE…     DIR: the built site at the root of its host; PAGE: paths
//
// Each page at 320 px, and with text twice as large: it does not scroll sideways. Anything wider, such as a table, is in a
// separate box that does scroll, has a name, and can be focused with the keyboard.
import { done, expect, launch, serve } from './site.mjs';

const [dir, ...pages] = process.argv.slice(2);
const { origin, close } = await serve(dir, '/');
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true });
const tab = await context.newPage();
let tables = 0;
for (const page of pages) {
  await tab.goto(`${origin}/${page}`);
  for (const times of [1, 2]) {
    if (times > 1) await tab.addStyleTag({ content: `html { font-size: ${times * 100}% !important; }` });
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over <= 0, `/${page}: text of ${times * 100} %: scrolls sideways by ${over} px`);
  }
  for (const box of await tab.locator('.prose table').evaluateAll((all) => all.map(({ parentElement: el }) => ({
    scrolls: el.scrollWidth > el.clientWidth && getComputedStyle(el).overflowX === 'auto', focus: el.tabIndex, name: el.ariaLabel, role: el.role,
  })))) {
    tables++;
    expect(box.scrolls && box.focus === 0 && box.name && box.role === 'group', `/${page}: the box of a table: ${JSON.stringify(box)}`);
  }
}
// The phone's menu opens below its button, and closes again.
await tab.goto(origin);
const opener = tab.locator('.masthead [href="#menu"]');
const shown = () => tab.locator('#menu').evaluate((el) => { const { top } = el.getBoundingClientRect(); return top > 0 && top < innerHeight / 2; });
await opener.click();
expect(await shown() && await opener.getAttribute('aria-expanded') === 'true', 'the menu does not open where its button is');
expect(await tab.evaluate(() => scrollY) === 0, 'the menu takes the reader elsewhere');
await opener.click();
expect(!await shown() && await opener.getAttribute('aria-expanded') === 'false', 'the menu does not close');
expect(tables > 0, 'there is no table to look at');
await browser.close();
close();
done(`${pages.length} pages`);
