// Days and hours as they are now: a page may be a day old, and "today" is the
// day where the listing is, not where the device is.
const root = document.documentElement.dataset;
const lang = document.documentElement.lang;
const now = Date.parse(root.moment ?? "") || Date.now(); // a demonstration has its own

const civil = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone: root.zone, year: "numeric", month: "2-digit", day: "2-digit" });

/** The civil day of an instant in the site's zone, as 2026-11-14. @param {number} t */
const dayOf = (t) => {
  const part = Object.fromEntries(civil.formatToParts(t).map((p) => [p.type, p.value]));
  return `${part.year}-${part.month}-${part.day}`;
};

/** The day n days after a day. @param {string} day @param {number} n */
const plus = (day, n) => new Date(Date.parse(day) + n * 864e5).toISOString().slice(0, 10);

/** "6:30pm", "noon" or "18:30". @param {number} t */
const clock = (t) => {
  const format = new Intl.DateTimeFormat(lang, { timeZone: root.zone, hour: "numeric", minute: "2-digit" });
  const text = format.format(t);
  if (/^12:00\D/.test(text)) return /a/i.test(text.slice(5)) ? root.midnight : root.noon;
  return format.resolvedOptions().hour12 ? text.replace(":00", "").replace(/\s/g, "").toLowerCase() : text;
};

const today = dayOf(now);
const tomorrow = plus(today, 1);
const weekday = new Date(today).getUTCDay();
const saturday = plus(today, weekday === 0 ? -1 : 6 - weekday);

/** "today", "tomorrow", "this weekend" or nothing. @param {string} day */
const word = (day) =>
  day === today ? root.today
  : day === tomorrow ? root.tomorrow
  : day === saturday || day === plus(saturday, 1) ? root.weekend
  : "";

/** @param {Element} before @param {string} text @param {string} name */
const mark = (before, text, name) => {
  const el = document.createElement("span");
  el.className = name;
  el.textContent = text;
  before.before(el, " ");
};

/** One opening. @typedef {{from: number, to: number}} Span in milliseconds */

/**
 * What generator/wording writes of opening times: minutes since 1970, then since the one
 * before, and after a dot a value where it differs, in base 36.
 * @param {string} text @returns {{at: number, value: number}[]}
 */
const stepsOf = (text) => {
  let at = 0, value = 0;
  return text.split(" ").filter(Boolean).map((step) => {
    const [gap, own] = step.split(".").map((n) => parseInt(n, 36));
    at += gap;
    value = own ?? value;
    return { at: at * 6e4, value };
  });
};

/** @param {string} text @returns {Span[]} */
const spansOf = (text) => stepsOf(text).map(({ at, value }) => ({ from: at, to: at + value * 6e4 }));

/** "today", "tomorrow", "Tuesday" within a week, then the date. @param {number} t */
const dayWord = (t) => {
  const day = dayOf(t);
  if (day === today) return "";
  if (day === tomorrow) return root.tomorrow;
  const options = day < plus(today, 7) ? { weekday: "long" } : { weekday: "long", month: "long", day: "numeric" };
  return new Intl.DateTimeFormat(lang, { timeZone: root.zone, .../** @type {any} */ (options) }).format(t);
};

/** The next opening in words, in place of one that is over. @param {HTMLTimeElement} el @param {Span} span */
const say = (el, span) => {
  el.textContent = new Intl.DateTimeFormat(lang, { timeZone: root.zone, weekday: "long", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" }).formatRange(span.from, span.to);
  el.dateTime = new Date(span.from).toISOString();
  for (const /** @type {HTMLElement} */ of of [el, el.closest("[data-ends]")]) {
    if (of) of.dataset.ends = new Date(span.to).toISOString();
  }
  const leaf = el.closest(".card, .next")?.querySelector(".leaf:not(.blank)");
  for (const [name, options] of Object.entries({ month: { month: "short" }, day: { day: "numeric" }, weekday: { weekday: "short" } })) {
    const part = leaf?.querySelector("." + name);
    if (part) part.textContent = new Intl.DateTimeFormat(lang, { timeZone: root.zone, .../** @type {any} */ (options) }).format(span.from);
  }
};

/** What is open until when, or opens next. A night that began yesterday is on until it ends. @param {string} text */
const stateOf = (text) => {
  if (text === "always") return { open: true, until: Infinity };
  const spans = spansOf(text);
  const on = spans.filter((s) => s.from <= now && now < s.to).sort((a, b) => b.to - a.to)[0];
  const next = spans.find((s) => s.from > now);
  return { open: Boolean(on), until: on?.to, span: on ?? next, opens: next?.from };
};

// Where hours are known: "open now, until 8pm" or "closed, opens tomorrow 9am", in place of
// a day that is over.
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-times]")) {
  const { open, until, span, opens } = stateOf(el.dataset.times), service = "service" in el.dataset || el.closest(".card.get") !== null;
  const time = /** @type {HTMLTimeElement | null} */ (el.querySelector("time"));
  if (time && Date.parse(time.dateTime) < (span?.from ?? now)) {
    if (span) say(time, span);
    else time.hidden = until !== Infinity;
  }
  if (until === Infinity) mark(el.firstChild, root.always, "open");
  else if (open) mark(el.firstChild, (service ? root.open : root.on).replace("{time}", clock(until)), "open");
  else if (opens && service) mark(el.firstChild, root.opens.replace("{time}", `${dayWord(opens)} ${clock(opens)}`.trim()), "soon closed");
}

// What is over is hidden. Without an end, a day counts to its last minute.
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-ends],[data-starts]")) {
  const { ends, starts } = el.dataset;
  const over = ends && ends.length > 10 ? Date.parse(ends) < now : (ends || dayOf(Date.parse(starts))) < today;
  if (over) {
    el.hidden = true;
    el.closest(".card, .next")?.querySelector(".leaf")?.classList.add("past");
  }
}

// "This week" is that of the day on which the page was made.
const week = /** @type {HTMLElement | null} */ (document.querySelector("[data-week]"));
if (week?.dataset.week === today) week.textContent = week.dataset.now;

// No line is left empty.
for (const el of document.querySelectorAll("p.when")) {
  if ([...el.childNodes].every((n) => (n.nodeType === Node.TEXT_NODE ? !n.textContent.trim() : n.hidden))) el.hidden = true;
}

for (const /** @type {HTMLTimeElement} */ el of document.querySelectorAll("main time[datetime]")) {
  const text = el.hidden || el.closest(".clock,.plain") ? "" : word(el.dateTime.length > 10 ? dayOf(Date.parse(el.dateTime)) : el.dateTime);
  if (text) {
    mark(el, text, "soon");
  }
}

// Today's square of a month: of the squares with a number, as many as the day.
document.querySelector(`[data-month="${today.slice(0, 7)}"]`)?.querySelectorAll("td > *")[today.slice(8) - 1].setAttribute("aria-current", "date");

// Who helps with a need: three that are open, those that close last first; three that
// open next; three whom to call.
const SHOWN = 3;
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-helpers]")) {
  const list = el.querySelector(".cards");
  const found = [...list.children].map((card) => {
    const text = /** @type {HTMLElement | null} */ (card.querySelector("[data-times]"))?.dataset.times ?? "";
    return { card, timed: text !== "", ...stateOf(text) };
  });
  const groups = [
    found.filter((f) => f.open).sort((a, b) => (a.until === b.until ? 0 : b.until - a.until)),
    found.filter((f) => !f.open && f.opens).sort((a, b) => a.opens - b.opens),
    found.filter((f) => !f.timed),
  ];
  const shown = groups.flatMap((g) => g.slice(0, SHOWN).map((f) => f.card));
  for (const { card } of found) card.hidden = !shown.includes(card);
  list.append(...shown);
  const count = stepsOf(el.dataset.helpers).filter((s) => s.at <= now).pop()?.value ?? 0;
  const link = el.querySelector("[data-all]");
  if (link && groups[0].length > 0 && count > SHOWN) link.textContent = link.dataset.all.replace("{n}", String(count));
  if (shown.length === 0 && !link) el.hidden = true;
}
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-unscripted]")) el.hidden = true;

// A page that has not been rebuilt says so: its hours may have changed.
if (document.querySelector("[data-times], main time[datetime]") && !root.moment) {
  fetch(new URL("../build.json", import.meta.url)).then((answer) => answer.json()).then((/** @type {{now: string, valid_until: string, old: Record<string, string>}} */ build) => {
    if (!build.valid_until || Date.parse(build.valid_until) > now) return;
    const old = document.createElement("p");
    old.className = "alert old";
    old.textContent = build.old[lang].replace("{date}", new Intl.DateTimeFormat(lang, { timeZone: "UTC", dateStyle: "full" }).format(Date.parse(build.now)));
    document.getElementById("main").prepend(old);
  }).catch(() => {});
}
