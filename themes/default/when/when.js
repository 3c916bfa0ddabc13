// Days and hours as they stand now: a page may be a day old, and "today" is the
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

/** "6:30pm" or "18:30". @param {number} t */
const clock = (t) => {
  const format = new Intl.DateTimeFormat(lang, { timeZone: root.zone, hour: "numeric", minute: "2-digit" });
  const text = format.format(t);
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

// What is over is hidden. Without an end, a day counts to its last minute.
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-ends],[data-starts]")) {
  const { ends, starts } = el.dataset;
  const over = ends && ends.length > 10 ? Date.parse(ends) < now : (ends || dayOf(Date.parse(starts))) < today;
  if (over) {
    el.hidden = true;
    el.closest(".card, .next")?.querySelector(".leaf")?.classList.add("past");
  }
}

for (const /** @type {HTMLTimeElement} */ el of document.querySelectorAll("main time[datetime]")) {
  const text = el.hidden || el.closest(".clock,.plain") ? "" : word(el.dateTime.length > 10 ? dayOf(Date.parse(el.dateTime)) : el.dateTime);
  if (text) {
    mark(el, text, "soon");
  }
}

// Today's square of a month: of the squares with a number, as many as the day.
document.querySelector(`[data-month="${today.slice(0, 7)}"]`)?.querySelectorAll("td > *")[today.slice(8) - 1].setAttribute("aria-current", "date");

// "Open now, until 8pm" where hours are known; nothing is ever called closed.
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-times]")) {
  if (el.dataset.times === "always") {
    mark(el.firstChild, root.always, "open");
  }
  for (const span of el.dataset.times.split(" ").filter((s) => s.includes("T"))) {
    const [start, end] = span.split("/").map((s) => Date.parse(s));
    if (start <= now && now < end) {
      mark(el.firstChild, ("service" in el.dataset ? root.open : root.on).replace("{time}", clock(end)), "open");
      break;
    }
    if (start > now) {
      if (dayOf(start) === today && "service" in el.dataset) {
        mark(el.firstChild, root.opens.replace("{time}", clock(start)), "soon");
      }
      break;
    }
  }
}
