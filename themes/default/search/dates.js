// Days and times as they are when the page is read, by the clocks of the site: the
// index may be some days old. A day is a number since the first of January 1970, a
// time the minutes since its midnight.
const zone = document.documentElement.dataset.zone;
const tongue = document.documentElement.lang;
const DAYS = 1440; // minutes of one

const figures = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });

/** Now, or what a demonstration takes for it. */
const moment = () => Date.parse(document.documentElement.dataset.moment ?? "") || Date.now();

/** What the clocks of the site say at an instant. @param {number} t in milliseconds */
const clockAt = (t) => {
  const part = Object.fromEntries(figures.formatToParts(t).map((p) => [p.type, +p.value]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute) / 6e4;
};

/** One time of a listing, in minutes. Without an end the length is 0; whole means whole days. */
/** @typedef {{from: number, to: number, whole: boolean, until: boolean}} Time */

/** The times in a record, as generator/output writes them. @param {string} text @returns {Time[]} */
const timesOf = (text) => {
  const until = text[0] === "u";
  let from = 0, length = 0;
  return text.split(" ").filter(Boolean).map((part) => {
    const [gap, own] = part.slice(until ? 1 : 0).split(".").map((n) => parseInt(n, 36));
    from += gap;
    length = own ?? length;
    return { from, to: from + length, until, whole: until || (length > 0 && from % DAYS === 0 && length % DAYS === 0) };
  });
};

/** The last day of a time. @param {Time} t */
const lastOf = (t) => Math.floor((t.whole && !t.until ? t.to - 1 : t.from) / DAYS);

/**
 * The time to show: the next that is not over, or the next on one of the given days.
 * Without an end, a time is over when its day is.
 * @param {Time[]} times @param {number} now @param {number[]} [days]
 */
const nextOf = (times, now, days) =>
  times.find((t) => (t.whole || t.to === t.from ? lastOf(t) >= Math.floor(now / DAYS) : t.to > now) && (!days || days.some((d) => Math.floor(t.from / DAYS) <= d && d <= lastOf(t))));

/** @param {string} pattern @param {Record<string, any>} parts */
const filled = (pattern, parts) => pattern.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? "");

/** A part of a date in the language of the page. @param {number} minutes @param {Intl.DateTimeFormatOptions} options */
const named = (minutes, options) => new Intl.DateTimeFormat(tongue, { timeZone: "UTC", ...options }).format(minutes * 6e4);

/** A day in words, in this year without it. @param {number} t in minutes @param {Record<string, string>} forms */
const dayOf = (t, forms) => {
  const day = new Date(t * 6e4), year = day.getUTCFullYear();
  const form = year === new Date(clockAt(moment()) * 6e4).getUTCFullYear() ? forms["day-no-year"] : forms.day;
  return filled(form, { dddd: named(t, { weekday: "long" }), d: day.getUTCDate(), m: day.getUTCMonth() + 1, mmmm: named(t, { month: "long" }), yyyy: year });
};

/** A time of day in words. @param {number} t in minutes @param {Record<string, string>} forms */
const timeOf = (t, forms) => {
  const minute = t % 60, hour = Math.floor((t % DAYS) / 60);
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? forms.midnight : forms.noon;
  const h = forms.hours === "12" ? ((hour + 11) % 12) + 1 : hour;
  return filled(forms[(hour < 12 ? "am" : "pm") + (minute ? "-minutes" : "")], { h, hh: String(h).padStart(2, "0"), mm: String(minute).padStart(2, "0") });
};

/** A time in words, as the pages of the site say it. @param {Time} t @param {Record<string, string>} forms */
const told = (t, forms) => {
  const day = dayOf(t.from, forms);
  if (t.whole) return lastOf(t) * DAYS > t.from ? filled(forms.days, { from: day, to: dayOf(lastOf(t) * DAYS, forms) }) : day;
  const nextDay = Math.floor(t.to / DAYS) > Math.floor(t.from / DAYS) && t.to % DAYS > 0;
  return filled(forms.occasion, { day, clock: filled(t.to === t.from ? forms.open : nextDay ? forms.overnight : forms.span, { from: timeOf(t.from, forms), to: timeOf(t.to, forms) }) });
};

/** Month, day and weekday of a time, for its leaf. @param {Time} t */
const leafOf = (t) => [{ month: "short" }, { day: "numeric" }, { weekday: "short" }].map((part) => named(t.from, /** @type {any} */ (part)));
