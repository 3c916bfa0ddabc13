// What documents can be chosen by: facets, days and places. It is loaded when
// somebody makes a choice, since most people only type.
const DAY = 1440; // minutes
const MANY = 4; // where more than one stretch in so many is needed, whole facets are less to read

/**
 * The days that are meant by "now" (what is still to come today), "today",
 * "tomorrow", "weekend", "week" or a date, with the minute of the first. Nothing for
 * what is none of these.
 * @param {string} when @param {number} now in minutes @returns {{days: number[], minute: number} | undefined}
 */
export const daysOf = (when, now) => {
  const today = Math.floor(now / DAY), weekday = (today + 4) % 7; // Sunday is 0
  const known = new Map([["now", [0, 1]], ["today", [0, 1]], ["tomorrow", [1, 1]], ["weekend", weekday === 0 ? [0, 1] : [6 - weekday, 2]], ["week", [0, 7]]]);
  const span = known.get(when);
  if (span) return { days: Array.from({ length: span[1] }, (_, i) => today + span[0] + i), minute: when === "now" ? now % DAY : 0 };
  const day = /^\d{4}-\d\d-\d\d$/.test(when) ? Date.parse(when) / 864e5 : NaN;
  return Number.isNaN(day) ? undefined : { days: [day], minute: 0 };
};

/** 0, -1, 1, -2 … are written as 0, 1, 2, 3 … @param {number} n */
const signed = (n) => (n & 1 ? -(n + 1) / 2 : n / 2);

export class Facets {
  /** @param {any} index an Index of engine.js @param {(text: string) => string[]} words of a text, folded @param {(query: string) => Promise<any>} [find] what a query finds */
  constructor(index, words, find = (query) => (words(query).length > 0 ? index.query(query, true) : this.everything())) {
    this.index = index;
    this.words = words;
    this.find = find;
  }

  /** @template T @param {string[]} names @param {(r: any) => T} read @returns {Promise<T[]>} */
  files(names, read) {
    return this.index.files(names, read);
  }

  root() {
    return this.index.root();
  }

  /**
   * What there is to choose from: every facet that is shown, with how many documents
   * have each choice, and the stretches of documents of which all facets are in one
   * file. parent is the number of the choice above, -1 = none.
   * @returns {Promise<{facets: Map<string, {id: string, label: string, choices: {id: string, label: string, depth: number, parent: number, count: number}[]}>, stretches: {from: number, to: number, name: string}[]}>}
   */
  async choices() {
    const { facets, choices } = await this.root();
    const shown = [...facets.values()].filter((f) => f.label);
    if (facets.size === 0) return { facets: new Map(), stretches: [] };
    return (await this.files([choices], (r) => {
      const lists = shown.map(() => {
        const n = r.number();
        return [r.column(n), r.column(n)];
      });
      let from = 0;
      const stretches = r.column(r.number()).map((n, i) => ({ from, to: (from += n), name: `stretches/${i}-` }));
      for (const s of stretches) s.name += r.hash();
      const names = r.text().split("\n");
      let at = 0;
      return {
        stretches,
        facets: new Map(shown.map(({ id, label }, i) => {
          const above = [];
          return [id, { id, label, choices: lists[i][0].map((depth, code) => {
            const given = names[at++], label = names[at++];
            above[depth] = code;
            return { id: given || this.words(label).join("-"), label, depth, parent: depth > 0 ? above[depth - 1] : -1, count: lists[i][1][code] };
          }) }];
        })),
      };
    }))[0];
  }

  /** What neighbouring documents have of some facets. @param {any} r @param {string[]} ids */
  neighbours(r, ids) {
    const size = r.number();
    const list = ids.map(() => {
      const kind = r.number(), others = r.column(r.number()), main = new Uint16Array(size);
      if (kind & 2) {
        const runs = r.number(), steps = r.column(runs).map(signed), lengths = r.column(runs);
        for (let i = 0, code = 0, at = 0; i < runs; i++) main.fill((code += steps[i]), at, (at += lengths[i]));
      }
      return { every: (kind & 1) === 1, others, main };
    });
    return new Map(list.map(({ every, others, main }, i) => [ids[i], {
      every,
      main, // by document: a choice and one, 0 = none
      sets: others.map((n) => { // by choice: documents
        const set = new Uint32Array(n);
        r.list(set, 0, n, 0, size - 1);
        return set;
      }),
    }]));
  }

  /**
   * What documents have of a facet, from one document on. All that is to be said of it
   * is in one file; what a few documents of a large town have is less to read where the
   * stretches are that they stand in.
   * @param {string} id @param {number[]} [asked] documents; nothing = all
   * @returns {Promise<{from: number, every: boolean, main: Uint16Array, sets: Uint32Array[]}[]>}
   */
  async parts(id, asked) {
    const { facets } = await this.root(), facet = facets.get(id);
    if (!facet) return [];
    const few = asked && facet.label && !this.index.got.has(facet.name) ? await this.stretches(asked) : undefined;
    if (few) {
      const ids = [...(await this.choices()).facets.keys()];
      const read = await this.files(few.map((s) => s.name), (r) => this.neighbours(r, ids));
      return few.map(({ from }, i) => ({ from, ...read[i].get(id) }));
    }
    const [all] = await this.files([facet.name], (r) => this.neighbours(r, [id]));
    return [{ from: 0, ...all.get(id) }];
  }

  /** The stretches that contain documents; nothing if they are a large share of all, or there are none. @param {number[]} asked */
  async stretches(asked) {
    const [{ size }, { stretches }] = await Promise.all([this.root(), this.choices()]);
    const has = new Uint8Array(size);
    for (const o of asked) has[o] = 1;
    const here = stretches.filter(({ from, to }) => has.subarray(from, to).includes(1));
    return stretches.length > 0 && here.length * MANY <= stretches.length ? here : undefined;
  }

  /**
   * One facet of documents that are asked about: document o has the choices in values
   * from starts[o] to starts[o + 1].
   * @param {string} id @param {number[]} [asked] nothing = all
   * @returns {Promise<{every: boolean, starts: Uint32Array, values: Uint16Array}>}
   */
  async facet(id, asked) {
    const [{ size }, parts] = await Promise.all([this.root(), this.parts(id, asked)]);
    const starts = new Uint32Array(size + 1);
    const each = (/** @type {(o: number, code: number) => void} */ put) => {
      for (const { from, main, sets } of parts) {
        main.forEach((code, o) => code > 0 && put(from + o, code - 1));
        sets.forEach((set, code) => set.forEach((o) => put(from + o, code)));
      }
    };
    each((o) => starts[o + 1]++);
    for (let o = 0; o < size; o++) starts[o + 1] += starts[o];
    const values = new Uint16Array(starts[size]), next = starts.slice();
    each((o, code) => (values[next[o]++] = code));
    return { every: parts.some((p) => p.every), starts, values };
  }

  /** The documents of a query, the best first; without words all, those that come soon first. @param {string} query */
  async fitting(query) {
    if (this.last?.query !== query) {
      this.last = { query, found: this.find(query) };
      this.last.found.catch(() => (this.last = undefined));
    }
    return this.last.found;
  }

  async everything() {
    const [soon] = await this.parts(".soon");
    return { ordinals: soon?.sets.flatMap((set) => [...set]) ?? [], others: [], missing: false, marked: [], meant: "", all: true };
  }

  /**
   * The documents that take place on one of some days, and are not over at a minute
   * of the first.
   * @param {number[]} days since 1970 @param {number} [minute]
   */
  async on(days, minute = 0) {
    const root = await this.root();
    const wanted = new Set(days), over = days[0] * DAY + minute;
    const spans = root.days.filter((s) => days.some((d) => d >= s.from && d < s.to));
    const out = new Uint8Array(root.size);
    for (const { o, start, length } of await this.timesIn(spans)) {
      const end = start + length;
      // A night belongs to the evening on which it begins, as long as it is not still on.
      const first = Math.floor(start / DAY), last = length >= DAY ? Math.floor((end - 1) / DAY) : first;
      let fits = minute > 0 && start <= over && end > over;
      for (let day = first; !fits && day <= last; day++) fits = wanted.has(day) && (minute === 0 || day > days[0] || end > over || length === 0);
      if (fits) out[o] = 1;
    }
    return out;
  }

  /** When documents take place, in files of days. @param {{from: number, name: string}[]} spans */
  async timesIn(spans) {
    const lists = await this.files(spans.map((s) => s.name), (r) => {
      const n = r.number();
      return { gaps: r.column(n), starts: r.column(n).map(signed), lengths: r.column(n) };
    });
    return lists.flatMap(({ gaps, starts, lengths }, i) => {
      let o = 0;
      return gaps.map((gap, j) => ({ o: (o += gap), start: starts[j] + spans[i].from * DAY, length: lengths[j] }));
    });
  }

  /**
   * When each of some documents begins the next time, of which those that come first have
   * to be known: in minutes, Infinity where it is not among the next days. What is on has begun.
   * @param {number[]} ordinals @param {number} from in minutes @param {number} days that are looked at @param {number} enough of them @param {boolean} [later] what has begun before does not count
   */
  async nextTimes(ordinals, from, days, enough, later) {
    const root = await this.root(), out = new Float64Array(root.size).fill(Infinity);
    const asked = new Uint8Array(root.size), first = Math.floor(from / DAY);
    for (const o of ordinals) asked[o] = 1;
    let known = 0;
    for (const span of root.days.filter((s) => s.to > first && s.from < first + days)) {
      if (known >= enough) break;
      for (const { o, start, length } of await this.timesIn([span])) {
        // Without an end, a time is over when its day is.
        const over = length > 0 ? start + length <= from : Math.floor(start / DAY) < first;
        if (!asked[o] || over || start >= out[o] || (later && start < from)) continue;
        if (out[o] === Infinity) known++;
        out[o] = start;
      }
    }
    return out;
  }

  /**
   * Places of which it is known where they are: id, latitude, longitude, folded names.
   * @returns {Promise<[string, number, number, string[]][]>}
   */
  async places() {
    const { places } = await this.root();
    return places ? (await this.files([places], (r) => JSON.parse(r.rest())))[0] : [];
  }

  /** Where a place or postcode is that somebody typed: latitude and longitude. @param {string} text @returns {Promise<[number, number] | undefined>} */
  async placeOf(text) {
    const name = this.words(text).join(" ");
    const places = name ? await this.places() : [];
    const found = places.find((p) => p[3].includes(name)) ?? places.find((p) => p[3].some((n) => n.startsWith(name)));
    return found && [found[1], found[2]];
  }

  /**
   * How far each document is from a point, in metres; Infinity where its place is not
   * known. A hall counts more than the town it lies in, and of several places the
   * nearest.
   * @param {[number, number]} point @param {number[]} [asked] documents; nothing = all
   */
  async distances([lat, lon], asked) {
    const [places, { facets }, { starts, values }] = await Promise.all([this.places(), this.choices(), this.facet("location", asked)]);
    const known = new Map(places.map((p) => [p[0], p]));
    const radians = Math.PI / 180;
    /** @type {number[]} */
    const far = [];
    for (const c of facets.get("location")?.choices ?? []) {
      const at = known.get(c.id);
      if (!at) {
        far.push(far[c.parent] ?? Infinity);
        continue;
      }
      // Haversine, on a sphere with the mean radius of the earth.
      const a = Math.sin(((at[1] - lat) * radians) / 2) ** 2 + Math.cos(lat * radians) * Math.cos(at[1] * radians) * Math.sin(((at[2] - lon) * radians) / 2) ** 2;
      far.push(2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(a))));
    }
    const out = new Float64Array(starts.length - 1).fill(Infinity);
    for (let o = 0; o < out.length; o++) for (let i = starts[o]; i < starts[o + 1]; i++) out[o] = Math.min(out[o], far[values[i]]);
    return out;
  }

  /** The documents that have one choice of a facet, or every one if the facet requires all. @param {string} id @param {Set<string>} ids @param {number[]} [asked] of these; nothing = of all */
  async having(id, ids, asked) {
    const [{ facets }, { every, starts, values }] = await Promise.all([this.choices(), this.facet(id, asked)]);
    const out = new Uint8Array(starts.length - 1), choices = facets.get(id)?.choices ?? [];
    const codes = choices.flatMap((c, i) => (ids.has(c.id) ? [i] : []));
    if (codes.length === 0 || (every && codes.length < ids.size)) return out;
    // Choice by choice where every one is needed, so that one of them is not counted for another.
    for (const group of every ? codes.map((c) => [c]) : [codes]) {
      const wanted = choices.map(() => 0);
      choices.forEach((c, i) => (wanted[i] = group.includes(i) || wanted[c.parent] ? 1 : 0));
      for (let o = 0; o < out.length; o++) for (let i = starts[o]; i < starts[o + 1]; i++) if (wanted[values[i]]) {
        out[o]++;
        break;
      }
    }
    const need = every ? codes.length : 1;
    return out.map((n) => (n === need ? 1 : 0));
  }

  /**
   * The nearest words of the index to words of which it has none.
   * @param {string} query @returns {Promise<string>} "" = there are none that are near
   */
  async nearest(query) {
    const out = await Promise.all(this.words(query).map(async (word) => {
      const letters = [...word];
      let best = "", least = 1 + Math.ceil(letters.length / 3);
      for (const w of (await this.index.beginning(letters.slice(0, 2).join(""))).flatMap((s) => s.words)) {
        const n = w.includes(" ") ? least : this.index.near(word, w, least - 1);
        if (n < least) [best, least] = [w, n];
      }
      return best;
    }));
    return out.every(Boolean) ? out.join(" ") : "";
  }

  /**
   * What a query finds, and what is chosen as sets of documents.
   * @param {string} query @param {Map<string, Set<string>>} chosen @param {{days: number[], minute?: number}} [when]
   */
  async asked(query, chosen, when) {
    const [found, days] = await Promise.all([this.fitting(query), when && this.on(when.days, when.minute), chosen.size > 0 && this.choices()]);
    const some = found.all ? undefined : found.ordinals.concat(found.others);
    const sets = await Promise.all([...chosen].filter(([, ids]) => ids.size > 0).map(async ([f, ids]) => /** @type {[string, Uint8Array]} */ ([f, await this.having(f, ids, some)])));
    if (days) sets.push([".days", days]);
    return { found, some, sets };
  }

  /**
   * The documents that fit a query and what is chosen.
   * @param {string} query @param {Map<string, Set<string>>} chosen @param {{days: number[], minute?: number}} [when] on one of which it has to be
   */
  async search(query, chosen, when) {
    const { found, sets } = await this.asked(query, chosen, when);
    const chosenOf = (/** @type {number[]} */ list) => (sets.length > 0 ? list.filter((o) => sets.every(([, has]) => has[o])) : list);
    return { ...found, ordinals: chosenOf(found.ordinals), others: chosenOf(found.others) };
  }

  /**
   * Some facets that are shown, each choice with how many documents fit it, the query
   * and what is chosen of the other facets.
   * @param {string[]} ids @param {string} query @param {Map<string, Set<string>>} chosen @param {{days: number[], minute?: number}} [when]
   */
  async counts(ids, query, chosen, when) {
    const { facets } = await this.choices();
    const shown = ids.map((id) => facets.get(id));
    if (!when && this.words(query).length === 0 && [...chosen.values()].every((ids) => ids.size === 0)) return shown;
    const { found, some, sets } = await this.asked(query, chosen, when);
    return Promise.all(shown.map(async ({ id, label, choices }) => {
      const { every, starts, values } = await this.facet(id, some);
      const others = sets.filter(([f]) => f !== id || every).map(([, has]) => has);
      const counts = new Uint32Array(choices.length), counted = new Int32Array(choices.length).fill(-1);
      for (const o of found.ordinals) {
        if (!others.every((has) => has[o])) continue;
        for (let i = starts[o]; i < starts[o + 1]; i++) {
          for (let c = values[i]; c >= 0 && counted[c] !== o; c = choices[c].parent) {
            counted[c] = o;
            counts[c]++;
          }
        }
      }
      return { id, label, choices: choices.map((c, i) => ({ ...c, count: counts[i] })) };
    }));
  }

  /**
   * How many documents fit a query, what is chosen, and days. Of each of some spans of
   * days; without days all that fit the rest.
   * @param {({days: number[], minute?: number} | undefined)[]} spans @param {string} query @param {Map<string, Set<string>>} chosen
   */
  async countsOn(spans, query, chosen) {
    const { ordinals } = await this.search(query, chosen);
    return Promise.all(spans.map(async (when) => {
      const on = when && (await this.on(when.days, when.minute));
      return on ? ordinals.filter((o) => on[o]).length : ordinals.length;
    }));
  }
}
