// Looks at every page in a frame of each width; see engines.mjs.
const pages = JSON.parse(document.querySelector('[type="application/json"]').textContent);
const frame = document.body.appendChild(document.createElement('iframe'));
frame.style.cssText = 'border: 0; height: 800px; width: 320px';
let found = [];
globalThis.faults = { push: (what) => found.push(`/${globalThis.page}: ${what}`) };

const send = (looked = 0) => fetch('/', { method: 'POST', body: JSON.stringify({ faults: found.splice(0), looked }) });
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const inside = () => frame.contentDocument;
const all = (selector) => [...inside().querySelectorAll(selector)];

/** Whether something becomes true in a minute. */
async function until(what) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    if (what()) return true;
  }
  return false;
}

async function open(page) {
  globalThis.page = page;
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  frame.src = `/${page}`;
  await loaded;
  await inside().fonts.ready;
}

/** The boxes of what is seen in the head of a page: of a link its words, of a picture itself. */
function parts() {
  const seen = (el) => { const { width, height } = el.getBoundingClientRect(); return width > 1 && height > 1 && frame.contentWindow.getComputedStyle(el).opacity !== '0'; };
  return all('.strip a, .masthead :is(a, button, input), .directions a, .menu a').filter(seen).flatMap((el) => {
    const words = inside().createRange();
    words.selectNodeContents(el);
    const boxes = el.matches('input') ? [el.getBoundingClientRect()] : [...words.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
    return boxes.map((box) => ({ el, box, menu: el.closest('nav')?.className ?? '' }));
  });
}

function head(width) {
  const list = parts();
  for (const [i, a] of list.entries()) {
    for (const b of list.slice(i + 1)) {
      if (a.el === b.el) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      // The words of two menus in one line are a finger's gap apart.
      const gap = a.menu && b.menu && a.menu !== b.menu ? 12 : 0;
      if (across > 1 - gap && down > 1) faults.push(`${width} px: “${a.el.textContent.trim()}” and “${b.el.textContent.trim()}” ${gap ? 'touch' : 'overlap'}`);
    }
  }
  const logo = inside().querySelector('.site img')?.getBoundingClientRect();
  if (logo && (Math.abs(logo.width - logo.height) > 1 || logo.height < 24 || logo.height > 48)) faults.push(`${width} px: the logo has ${Math.round(logo.width)} by ${Math.round(logo.height)} px`);
}

for (const page of pages) {
  await open(page);
  for (const width of [320, 390, 768, 1024, 1280]) {
    frame.style.width = `${width}px`;
    const { scrollWidth, clientWidth } = inside().documentElement;
    if (scrollWidth > clientWidth) faults.push(`${width} px: scrolls sideways by ${scrollWidth - clientWidth} px`);
    head(width);
  }
  await send();
}

for (const width of [320, 1024]) {
  frame.style.width = `${width}px`;
  const check = async (what, holds) => await until(holds) || faults.push(`${width} px: ${what}`);
  const found = () => all('.results > .cards .card').length;
  await open('search/?q=food');
  if (await check('nothing is found', () => found() > 3)) {
    const before = inside().querySelector('.results h2').textContent;
    inside().querySelector('.filters > summary').click();
    await check('there is nothing to narrow by', () => all('.filters input[type=checkbox], .filters select').length > 0);
    const box = all('.filters input[type=checkbox]').find((el) => !el.disabled && !el.checked);
    box?.click();
    await check('a choice does not narrow', () => inside().querySelector('.results h2').textContent !== before);
  }
  await open('subscribe/#categories/food/');
  await check('the picker offers no calendar', () => inside().querySelector('.picked:not([hidden]) code')?.textContent.endsWith('/categories/food/calendar.ics'));
  await open('calendar/');
  await check('the calendar does not mark today', () => all('[aria-current=date], .soon').length > 0);
  await open('help-now/');
  await check('nothing says whether it is open', () => all('main .open, main .soon').length > 0);
  await send();
}
await send(pages.length);
