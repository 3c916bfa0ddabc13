#!/usr/bin/env node
// Uses the calendar pages as people do: by keyboard, with what a screen reader announces, on the day after the build and far from the
// town, and on paper.
//
//   node calendar.mjs DIR BASE DAY     DIR: a built site; BASE: its path prefix; DAY: 2026-11-23, the day it was built for
import { done, expect, launch, open, serve } from './site.mjs';

const [dir, base, day] = process.argv.slice(2);
const site = await serve(dir, base);
const browser = await launch();
const at = (page) => site.origin + base + page;
const month = `calendar/${day.slice(0, 7)}/`;
const long = (date) => new Intl.DateTimeFormat('en', { timeZone: 'UTC', weekday: 'long' }).format(Date.parse(date));

/** Somebody who looks on the morning of that day: later, what has ended is hidden. */
async function visitor() {
  const context = await browser.newContext();
  await context.clock.setFixedTime(new Date(`${day}T13:00:00Z`));
  return context;
}

// A table with a name, headers and days that name themselves.
{
  const context = await visitor();
  const tab = await open(context, at(month));
  const grid = tab.getByRole('table', { name: (await tab.locator('h1').textContent()).trim() });
  expect(await grid.count() === 1, 'the month is no table with its name');
  expect(await grid.getByRole('columnheader', { name: 'Wednesday', exact: true }).count() === 1, 'a column does not say its weekday in full');
  const number = Number(day.slice(8));
  const link = grid.getByRole('link', { name: new RegExp(`^${long(day)}, \\S+ ${number}, \\d+ listings?$`) });
  expect(await link.count() === 1, `no link is called ${long(day)} ${number} …`);
  const column = await link.evaluate((a) => a.closest('table').tHead.rows[0].cells[a.closest('td').cellIndex].querySelector('.unseen').textContent);
  expect(column === long(day), `${day} stands under ${column}`);

  // From the day before by Tab, then to the entries of the day by Enter and Tab.
  await grid.getByRole('link').nth(0).focus();
  for (let i = 0; i < 31 && !(await tab.evaluate(() => document.activeElement.hash)).endsWith(day); i++) await tab.keyboard.press('Tab');
  await tab.keyboard.press('Enter');
  await tab.waitForURL((url) => url.hash === '#d' + day, { waitUntil: 'commit' });
  await tab.keyboard.press('Tab');
  expect(await tab.evaluate((id) => !!document.activeElement.closest('#d' + id), day), 'Enter on a day does not lead to its entries');

  const next = tab.getByRole('navigation', { name: 'Previous and next month' }).locator('[rel=next]');
  const title = await next.textContent();
  await next.focus();
  await Promise.all([tab.waitForURL((url) => url.href !== at(month) && !url.hash), tab.keyboard.press('Enter')]);
  expect((await tab.locator('h1').textContent()).trim() === title.trim(), `next month is ${await tab.locator('h1').textContent()}, want ${title}`);
  await context.close();
}

// Today is the day in the town, wherever the device is and whenever the page was made.
for (const [what, zone, now, today] of [
  ['on the day itself', 'America/New_York', '2026-11-23T13:00:00Z', '23'],
  ['in Tokyo, where it is tomorrow', 'Asia/Tokyo', '2026-11-23T18:00:00Z', '23'],
  ['in Honolulu, where it is yesterday', 'Pacific/Honolulu', '2026-11-23T06:00:00Z', '23'],
  ['three days after the build', 'America/New_York', '2026-11-26T18:00:00Z', '26'],
  ['in another month', 'America/New_York', '2026-12-03T18:00:00Z', ''],
]) {
  const context = await browser.newContext({ timezoneId: zone });
  await context.clock.setFixedTime(new Date(now));
  const tab = await open(context, at('calendar/2026-11/'));
  const marked = await tab.locator('.month-grid [aria-current=date]').evaluateAll((list) => list.map((el) => el.textContent.match(/\d+/)[0]));
  expect(marked.join() === today, `${what} the days ${marked} are marked, want ${today}`);
  await context.close();
}

// Filters are links, even without JavaScript, and each leads to a single kind.
{
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const tab = await open(context, at('calendar/'));
  await tab.getByText('One kind only').click();
  const link = tab.getByRole('navigation', { name: 'By kind' }).getByRole('link', { name: 'Class' });
  expect((await link.boundingBox())?.height >= 44, 'the link to a kind is smaller than a finger');
  await link.click();
  expect((await tab.locator('h1').textContent()).includes('Class'), 'the calendar of a kind does not say which');
  const all = await tab.locator('.agenda li').count();
  expect(all > 5 && await tab.locator('.agenda li .direction').evaluateAll((list) => new Set(list.map((el) => el.textContent)).size) === 1, 'the calendar of a kind has entries of several directions');
  await context.close();
}

// The coming week fits on one sheet, of either size.
{
  const context = await visitor();
  for (const page of ['calendar/', 'es/calendar/', 'calendar/get-help/']) {
    const tab = await open(context, at(page));
    for (const format of ['A4', 'Letter']) {
      const sheets = (await tab.pdf({ format })).toString('latin1').match(/\/Type \/Page\b/g).length;
      expect(sheets === 1, `${page} is printed on ${sheets} sheets of ${format}`);
    }
    await tab.emulateMedia({ media: 'print' });
    const seen = await tab.locator('.date').evaluateAll((list) => list.filter((el) => getComputedStyle(el).display !== 'none').map((el) => el.id.slice(1)));
    const last = new Date(Date.parse(day) + 6 * 864e5).toISOString().slice(0, 10);
    expect(seen.length > 4 && seen[0] >= day && seen.at(-1) <= last, `${page} is printed with the days ${seen}`);
    const rest = await tab.locator('nav, .feed, .choices, footer').evaluateAll((list) => list.filter((el) => el.getClientRects().length > 0).map((el) => el.className));
    expect(rest.length === 0, `${page} is printed with ${rest}`);
    await tab.close();
  }
  await context.close();
}
await browser.close();
site.close();
done('the calendar was used');
