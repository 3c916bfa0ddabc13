// Days and times as they are when the page is read, in the zone of the site: the
// index may be some days old.
const zone = document.documentElement.dataset.zone;
const tongue = document.documentElement.lang;

const numbers = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });

/** The civil day of an instant, as 2026-11-14. @param {number} t */
const civilDay = (t) => {
  const part = Object.fromEntries(numbers.formatToParts(t).map((p) => [p.type, p.value]));
  return `${part.year}-${part.month}-${part.day}`;
};

/** The day n days after a day. @param {string} day @param {number} n */
const dayAfter = (day, n) => new Date(Date.parse(day) + n * 864e5).toISOString().slice(0, 10);

/**
 * The days that are meant: "today", "tomorrow", "weekend", "week" or a day.
 * Nothing for what is none of these.
 * @param {string} when @param {string} today @returns {string[] | undefined}
 */
const daysOf = (when, today) => {
  const weekday = new Date(today).getUTCDay(); // Sunday is 0
  const known = new Map([["today", [0, 1]], ["tomorrow", [1, 1]], ["weekend", weekday === 0 ? [0, 1] : [6 - weekday, 2]], ["week", [0, 7]]]);
  const span = known.get(when);
  if (span) return Array.from({ length: span[1] }, (_, i) => dayAfter(today, span[0] + i));
  return /^\d{4}-\d\d-\d\d$/.test(when) && !Number.isNaN(Date.parse(when)) ? [when] : undefined;
};

/** One time of a listing: from and to in milliseconds, or whole days. */
/** @typedef {{from: number, to: number, day: string, whole: boolean, last: string}} Time */

/** The times in a record, as generator/site writes them. @param {string} [text] @returns {Time[]} */
const timesOf = (text) => (text ? text.split(" ") : []).map((part) => {
  const whole = part[0] === "d";
  const [start, length] = part.slice(whole ? 1 : 0).split(".").map((n) => parseInt(n, 36));
  if (whole) {
    const day = dayAfter("1970-01-01", start), last = dayAfter(day, length - 1);
    return { from: Date.parse(day), to: Date.parse(last), day, whole, last };
  }
  const day = civilDay(start * 6e4);
  return { from: start * 6e4, to: (start + length) * 6e4, day, whole, last: day };
});

/**
 * The time to tell: the next that is not over, or the next on one of some days.
 * What has no end is over with its day.
 * @param {Time[]} times @param {number} now @param {string[]} [days]
 */
const nextOf = (times, now, days) => {
  const today = civilDay(now);
  return times.find((t) => (t.whole || t.to === t.from ? t.last >= today : t.to > now) && (!days || days.some((d) => t.day <= d && d <= t.last)));
};

const longDay = new Intl.DateTimeFormat(tongue, { timeZone: zone, weekday: "long", day: "numeric", month: "long" });
const wholeDay = new Intl.DateTimeFormat(tongue, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });
const clocks = new Intl.DateTimeFormat(tongue, { timeZone: zone, hour: "numeric", minute: "2-digit" });
const spans = (format, from, to) => (to > from && format.formatRange ? format.formatRange(from, to) : format.format(from));

/** A time in words. @param {Time} t */
const told = (t) => (t.whole ? spans(wholeDay, t.from, t.to) : `${longDay.format(t.from)}, ${spans(clocks, t.from, t.to)}`);

/** Month, day and weekday of a time, for its leaf. @param {Time} t */
const leafOf = (t) => {
  const at = t.whole ? { timeZone: "UTC" } : { timeZone: zone };
  return [{ month: "short" }, { day: "numeric" }, { weekday: "short" }].map((part) => new Intl.DateTimeFormat(tongue, { ...at, .../** @type {any} */ (part) }).format(t.from));
};
