// What the form of /suggest/ says, as the files of a content folder. Nothing here reads
// a phrase: it writes the ones that generator/schedule prints itself, and the vectors
// that Go makes hold both to it.

/** @typedef {{mode: string, date?: string, last?: string, from?: string, to?: string, days?: number[], weeks?: number, nth?: number, dates?: string[], words?: string}} When
 * days of the week are 1 = Monday to 7; nth 1 to 4, or -1 for the last; times HH:MM; dates YYYY-MM-DD */

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ORDINALS = { 1: "1st", 2: "2nd", 3: "3rd", 4: "4th", "-1": "last" };
const DAY = 864e5;

const sorted = (list) => [...new Set(list)].sort();
const joined = (list) => list.length > 1 ? list.slice(0, -1).join(", ") + " and " + list.at(-1) : list[0];

/** The schedule as a phrase; "" when it has none. @param {When} when */
export const phrase = (when) => {
  const time = when.from ? " " + when.from + (when.to ? "-" + when.to : "") : "";
  const ends = (when.date ? " from " + when.date : "") + (when.last ? " until " + when.last : "");
  switch (when.mode) {
    case "once":
      return when.date + time;
    case "week": {
      const days = joined(sorted(when.days).map((d) => WEEKDAYS[d - 1]));
      return (when.weeks > 1 ? `every ${when.weeks} weeks on ${days}` : `every ${days}`) + time + ends;
    }
    case "month":
      return `${ORDINALS[when.nth]} ${WEEKDAYS[when.days[0] - 1]} of the month${time}${ends}`;
    case "dates":
      return sorted(when.dates).join(", ") + time;
    case "run":
      return time ? `every day${time}${ends}` : `${when.date}..${when.last}`;
    case "always":
      return "24/7";
  }
  return "";
};

const number = (date) => Date.parse(date + "T00:00Z") / DAY;
const iso = (n) => new Date(n * DAY).toISOString().slice(0, 10);
/** Day of the week, 1 = Monday; day 0 was a Thursday. */
const weekday = (n) => ((n + 3) % 7 + 7) % 7 + 1;

/** The first days from a day on, at most most of them. @param {When} when @param {string} today */
export const days = (when, today, most = 5) => {
  const first = when.date ? number(when.date) : -Infinity;
  const last = when.last ? number(when.last) : Infinity;
  const month = (n) => {
    const date = new Date(n * DAY);
    const week = Math.ceil(date.getUTCDate() / 7);
    const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    return when.nth < 0 ? date.getUTCDate() + 7 > length : week === when.nth;
  };
  const monday = (n) => n - weekday(n) + 1;
  /** @type {((n: number) => boolean) | undefined} */
  const has = {
    once: (n) => n === first,
    week: (n) => when.days.includes(weekday(n)) && (!(when.weeks > 1) || (monday(n) - monday(first)) / 7 % when.weeks === 0),
    month: (n) => weekday(n) === when.days[0] && month(n),
    dates: (n) => when.dates.includes(iso(n)),
    run: () => true,
  }[when.mode];
  const out = [];
  if (has) {
    const from = Math.max(number(today), first);
    for (let n = from; n <= last && n < from + 800 && out.length < most; n++) {
      if (has(n)) {
        out.push(iso(n));
      }
    }
  }
  return out;
};

/** A text without what no file may hold: control characters, halves of characters, marks that turn the direction of a line. */
export const clean = (text) => text.replace(/\r\n?/g, "\n").replace(/\p{Cs}/gu, "\uFFFD").replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g, "")
  .normalize("NFC").trim();

/** A text between quotes, on one line, as yaml.Quote writes it: so nothing in it means anything to YAML. @param {string} text */
export const quote = (text) => {
  const s = clean(text);
  return /["\\]/.test(s) && !/['\n\t]/.test(s) ? `'${s}'` : '"' + s.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t") + '"';
};

/** The id that a name gives, as format.Slug does, cut to 60 characters. @param {string} name */
export const slug = (name) => [...clean(name).toLowerCase().replace(/['’]/g, "").replace(/[^\p{L}\p{Nd}\p{M}]+/gu, "-").replace(/^[-\p{M}]+/u, "")].slice(0, 60).join("").replace(/-$/, "");

/** The files of a listing, and of its organization when it is a new one.
 * @param {Record<string, any>} says @param {string} today @returns {{path: string, text: string}[]} */
export const files = (says, today) => {
  const out = [];
  const write = (folder, name, fields) => {
    const path = `${folder}/${slug(name) || "new"}.yaml`;
    out.push({ path, text: fields.filter(Boolean).join("\n") + "\n" });
  };
  const line = (name, value) => value && clean(value) && `${name}: ${quote(value)}`;
  const plain = (name, value) => value && `${name}: ${value}`;
  const within = (name, inner) => (inner = inner.filter(Boolean)).length && `${name}:\n${inner.map((l) => "  " + l).join("\n")}`;
  const { who, when, where } = says;
  const owner = who.name && (slug(who.name) || "new");
  write("opportunities", says.title, [
    line("title", says.title),
    plain("kind", says.kind),
    plain("organization", who.id || owner && quote(owner)),
    line("host", who.host),
    line("summary", says.summary),
    line("body", says.body),
    plain("category", says.category),
    plain("schedule", phrase(when) && `"${phrase(when)}"`),
    line("hours", when.words),
    plain("ongoing", when.mode === "ongoing" && "yes"),
    plain("deadline", when.mode === "deadline" && `"${when.date}${when.from ? " " + when.from : ""}"`),
    plain("location", where.id),
    within("location", [line("name", where.name), line("address", where.address)]),
    plain("remote", where.remote),
    within("online", [line("url", where.url), line("phone", where.phone)]),
    within("who", [line("note", says.for)]),
    plain("id_needed", says.id),
    plain("referral_needed", says.referral),
    plain("booking_needed", says.booking),
    line("bring", says.bring),
    plain("languages", says.languages?.length && `[${says.languages.join(", ")}]`),
    plain("cost", says.cost === "text" ? "" : says.cost),
    says.cost === "text" && within("cost", [line("text", says.price)]),
    line("phone", says.phone),
    line("email", says.email),
    line("url", says.url),
    plain("checked", today),
  ]);
  if (owner) {
    write("organizations", who.name, [line("name", who.name), line("phone", who.phone), line("email", who.email), line("url", who.url), plain("checked", today)]);
  }
  return out;
};

/** Files as one text that can be mailed. Its marks are comments, so a single file may be pasted as it is. */
export const parcel = (list) => list.map(({ path, text }) => `# corkboard: ${path}\n${text}`).join("\n") + "# corkboard: end\n";
