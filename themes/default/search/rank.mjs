// What serves a need comes first: what is open now, then what opens next, by phone, and
// what nobody has confirmed. It is loaded once the words name a need, a day or an hour.
const DAY = 1440; // minutes
const AHEAD = 8; // days that are looked at for the next time
const ENOUGH = 30; // documents whose next time is known
const NEVER = 1e5, PHONE = 2e4, LATER = 3e4, UNSURE = 4e4; // in place of minutes until something opens
// What a document is beside the needs that it serves, in the order of the index, after those.
const KINDS = ["get", "give", "job", "say", "organization", "phone", "unsure", "indirect", "decides", "always"];
// Which of these come first, by what the reader is after; all others are what people do together.
const ORDERS = {
  get: { get: 0, others: 1, organization: 2, give: 3, job: 4, say: 5 },
  together: { get: 0, others: 0, organization: 1, give: 2, job: 3, say: 4 },
  work: { get: 0, others: 0, job: 0, organization: 1, give: 2, say: 4 },
  give: { give: 0, organization: 1, others: 2, job: 3, get: 4, say: 5 },
  say: { say: 0, organization: 1, others: 2, get: 3, give: 4, job: 5 },
};

const TOGETHER = ["talk", "children"]; // needs that a group serves as well as help does
const THINGS = ["food", "bed", "money", "ride", "goods"]; // where advice comes after what it is about

/** @typedef {{days: number[], minute: number, word: string, used: Set<string>}} When the days that words name, what they are called, and the words themselves */

/**
 * The days and the hour that words name, as "today", "saturday", "5 december", "8pm" do.
 * @param {string[]} asked words @param {number} now in minutes @param {{days: string[][], names: string[], weekdays: string[][], months: string[][], daysOf: (when: string, now: number) => {days: number[], minute: number} | undefined}} calendar
 * @returns {When | undefined}
 */
export const whenOf = (asked, now, { days, names, weekdays, months, daysOf }) => {
  const today = Math.floor(now / DAY), used = new Set();
  const among = (/** @type {string[][]} */ lists, /** @type {string} */ word) => lists.findIndex((list) => list.includes(word));
  /** @type {{days: number[], minute: number, word: string} | undefined} */
  let found;
  const put = (/** @type {number[]} */ list, /** @type {number} */ minute, /** @type {string} */ word, /** @type {string[]} */ words) => {
    found = { days: list, minute, word };
    words.forEach((w) => used.add(w));
  };
  asked.forEach((w, i) => {
    const month = among(months, w);
    if (month >= 0) {
      // 5 december, december 5th, 5 de diciembre
      const near = [i - 1, i + 1, i - 2, i + 2].filter((at) => /^\d{1,2}(st|nd|rd|th)?$/.test(asked[at] ?? "") && +parseInt(asked[at]) <= 31);
      if (near.length === 0) return;
      const year = new Date(now * 6e4).getUTCFullYear(), date = parseInt(asked[near[0]]);
      let day = Date.UTC(year, month, date) / 864e5;
      if (day < today) day = Date.UTC(year + 1, month, date) / 864e5;
      put([day], 0, "", [w, asked[near[0]], ...asked.slice(Math.min(i, near[0]), Math.max(i, near[0]))]);
    }
  });
  const iso = asked.join(" ").match(/\b(\d{4}) (\d\d) (\d\d)\b/);
  if (iso) put([Date.parse(iso.slice(1).join("-")) / 864e5], 0, "", iso.slice(1));
  for (const w of asked) {
    const name = among(days, w), weekday = among(weekdays, w);
    if (name >= 0 && !found) {
      const span = daysOf(names[name], now);
      if (span) put(span.days, span.minute, names[name], [w]);
    } else if (name >= 0) used.add(w);
    if (weekday < 0) continue;
    used.add(w);
    if (!found) put([today + ((weekday - ((today + 4) % 7) + 7) % 7)], 0, "", [w]);
  }
  asked.forEach((w, i) => {
    const hour = w.match(/^(\d{1,2})(am|pm)$/) ?? (/^(am|pm)$/.test(asked[i + 1] ?? "") && w.match(/^(\d{1,2})$/));
    if (!hour || +hour[1] > 12) return;
    const half = hour[2] ?? asked[i + 1], minute = ((+hour[1] % 12) + (half === "pm" ? 12 : 0)) * 60;
    found = { ...(found ?? { days: [today], word: "today" }), minute };
    [w, hour[2] ? w : asked[i + 1]].forEach((part) => used.add(part));
  });
  return found && { ...found, used };
};

/**
 * The documents of a query that names a need, a day or an hour.
 * @param {any} index @param {import("./facets.mjs").Facets} facets @param {string} query
 * @param {{of: string[], left: string[], meant: Map<string, string>, broad: boolean, needs: string[]}} match of needs.js, and all needs
 * @param {When | undefined} when @param {number} now in minutes @param {(text: string) => string[]} words @param {Set<number>} exact documents with just this title
 */
export const rankedBy = async (index, facets, query, match, when, now, words, exact) => {
  const { size } = await index.root();
  const [serves] = await facets.parts(".serves");
  const names = [...match.needs, ...KINDS];
  const has = (/** @type {string} */ name) => {
    const out = new Uint8Array(size);
    serves?.sets[names.indexOf(name)]?.forEach((/** @type {number} */ o) => (out[o] = 1));
    return out;
  };
  const needs = match.of.filter((id) => match.needs.includes(id)).map(has);
  /** @type {Map<string, Uint8Array | null>} */
  const serving = new Map();
  // Complaints lead to those who decide, if that is a category.
  const saying = has("decides").includes(1) ? "decides" : "say";
  for (const [word, of] of match.meant) serving.set(word, of && has(of === "say" ? saying : of));
  for (const word of when?.used ?? []) serving.set(word, null);
  const asks = words(query).some((w) => serving.get(w) !== null);
  const found = asks ? await index.query(query, true, serving) : await facets.everything();

  // The order of the kinds, and what comes before it.
  const intent = match.of.includes("give") ? "give" : match.of.includes("say") ? "say" : match.of.includes("work") ? "work" : match.of.some((of) => TOGETHER.includes(of)) ? "together" : "get";
  const { others, ...order } = ORDERS[intent], place = new Uint8Array(size).fill(others);
  for (const [kind, at] of Object.entries(order)) has(kind).forEach((yes, o) => yes && (place[o] = at));
  const indirect = match.of.some((of) => THINGS.includes(of)) ? has("indirect") : new Uint8Array(size), most = needs.length > 0 ? 5 : 2; // of what people give, any title is as good as the kind
  const counts = (/** @type {string} */ word) => needs.length === 0 || match.needs.includes(match.meant.get(word));
  // The rest of the query distinguishes one listing from another.
  const left = await Promise.all(match.left.filter((w) => !when?.used.has(w)).map((w) => index.group(w)));
  const specific = left.some((group) => !group?.idle);
  const tier = (/** @type {number} */ o) => {
    // People who ask for food want the next meal; people who ask for a dentist can wait.
    const serves = needs.length === 0 || needs.some((n) => n[o]) ? 0 : 1, level = match.broad || !found.level ? most : Math.min(most, found.level(o, counts));
    const weak = 2 * (most - level) + indirect[o];
    const [first, second] = intent === "say" ? [weak, place[o]] : [place[o], weak];
    if (exact.has(o)) return 0;
    if (specific && found.titled?.(o)) return 0.5;
    const lacks = specific && found.level?.(o, counts) === 0 ? 1 : 0;
    return lacks * 4000 + 1 + serves * 400 + first * 20 + second;
  };

  // Those on the days that are named, or all where there are none.
  const on = when && (await facets.on(when.days, when.minute));
  const phone = has("phone"), always = has("always"), unsure = has("unsure"); // somebody answers on any day
  const then = on ? found.ordinals.filter((/** @type {number} */ o) => on[o] || exact.has(o) || (match.of.length > 0 && (phone[o] || always[o]) && !unsure[o])) : found.ordinals;
  const never = when !== undefined && !then.some((/** @type {number} */ o) => on[o]);
  const ordinals = never ? found.ordinals : then;

  const from = when && !never ? Math.max(now, when.days[0] * DAY + when.minute) : now;
  // Of those that come first anyway it has to be known, and of no others.
  const tiers = new Map(ordinals.map((/** @type {number} */ o) => [o, tier(o)]));
  const last = [...tiers.values()].sort((a, b) => a - b)[Math.min(ENOUGH, ordinals.length) - 1];
  const opens = await facets.nextTimes(ordinals.filter((/** @type {number} */ o) => tiers.get(o) <= last), from, AHEAD, ENOUGH, from > now && !when?.minute);
  const keys = new Map(ordinals.map((/** @type {number} */ o) => {
    const wait = opens[o] - from;
    const time = unsure[o] ? UNSURE : always[o] ? 0 : wait < PHONE ? Math.max(0, wait) : phone[o] ? PHONE : LATER;
    return [o, tiers.get(o) * NEVER + time];
  }));
  const sorted = [...exact].filter((o) => !keys.has(o)).concat([...ordinals].sort((a, b) => keys.get(a) - keys.get(b)));
  return { ...found, ordinals: sorted, others: never || !on ? found.others : [], more: false, all: false, never };
};
