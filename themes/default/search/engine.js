// The search engine: it reads the index that generator/search writes, file by
// file, as words need them. It folds and cuts words by the rules of that package;
// both pass the examples in its testdata/words.json.

const LONG = 24; // characters of a word that count
const DENSE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const RUNS = new RegExp(`[${DENSE}]+|(?:(?![${DENSE}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const dense = new RegExp(`^[${DENSE}]`, "u");
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200f]/g;
const LETTERS = { "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ة": "ه", "ى": "ي" };

/** A text as words are compared. @param {string} s */
const fold = (s) =>
  s.toLowerCase().normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC")
    .replace(/['’ʼ\u0060ـ]/g, "").replace(/[ßøæœłđðþıħŧةى]/g, (c) => LETTERS[c]);

/** The folded words of a text. @param {string} s @returns {string[]} */
const words = (s) => {
  const out = [];
  for (const [run] of fold(s).matchAll(RUNS)) {
    const letters = [...run];
    if (!dense.test(run)) out.push(letters.slice(0, LONG).join(""));
    else if (letters.length === 1) out.push(run);
    else for (let i = 0; i + 1 < letters.length; i++) out.push(letters[i] + letters[i + 1]);
  }
  return out;
};

const utf8 = new TextDecoder();

/** Reads what the writer of the index wrote. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  number() {
    for (let n = 0, unit = 1; ; unit *= 128) {
      const b = this.bytes[this.at++];
      n += (b & 127) * unit;
      if (!(b & 128)) return n;
    }
  }
  /** @param {number} n */
  raw(n) {
    return this.bytes.subarray(this.at, (this.at += n));
  }
  text() {
    return utf8.decode(this.raw(this.number()));
  }
  hash() {
    return [...this.raw(3)].map((b) => b.toString(16).padStart(2, "0")).join("");
  }
  /** Texts, each after the one before. @param {number} count @param {(text: string) => void} put */
  fronted(count, put) {
    let before = new Uint8Array(0);
    for (let i = 0; i < count; i++) {
      const shared = this.number();
      const rest = this.raw(this.number());
      const whole = new Uint8Array(shared + rest.length);
      whole.set(before.subarray(0, shared));
      whole.set(rest, shared);
      before = whole;
      put(utf8.decode(whole));
    }
  }
  /** Documents, in groups of those in which a word counts alike. @param {number} count */
  postings(count) {
    const ordinals = new Uint32Array(count), impacts = new Uint8Array(count);
    for (let levels = this.number(), i = 0; levels > 0; levels--) {
      const impact = this.number();
      for (let n = this.number(), last = 0; n > 0; n--, i++) {
        ordinals[i] = last += this.number();
        impacts[i] = impact;
      }
    }
    return { ordinals, impacts };
  }
}

/** Words of the index are in the order of their bytes. @param {string} a @param {string} b */
const before = (a, b) => {
  for (let i = 0; ; i++) {
    const x = a.codePointAt(i), y = b.codePointAt(i);
    if (x !== y) return (x ?? -1) < (y ?? -1);
    if (x === undefined) return false;
    if (x > 0xffff) i++;
  }
};

const safe = (/** @type {string} */ s) =>
  /^[a-z0-9]*$/.test(s) ? s : "_" + [...new TextEncoder().encode(s)].map((b) => b.toString(16).padStart(2, "0")).join("");

const backwards = (/** @type {string} */ s) => [...s].reverse().join("");

/**
 * Whether b is a with one letter left out, added, changed, or two neighbours in
 * turn; in words of eight letters and more, two of these.
 * @param {string[]} a @param {string[]} b @param {number} most
 */
const near = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older = [], old = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let n = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) n = Math.min(n, older[j - 2] + 1);
      row.push(n);
      least = Math.min(least, n);
    }
    if (least > most) return most + 1;
    older = old;
    old = row;
  }
  return old[b.length];
};

const EXACT = 1, PREFIX = 0.7, FORM = 0.6, TYPO = 0.5;
const EXPANSIONS = 24; // words that a beginning stands for

/**
 * An index at an address. fetch gives the bytes of one of its files, already
 * unpacked, and fails when it is not there.
 */
class Index {
  /** @param {(name: string) => Promise<Uint8Array>} fetch */
  constructor(fetch) {
    this.fetch = fetch;
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** @template T @param {string} name @param {(r: Reader) => T} read @returns {Promise<T>} */
  file(name, read) {
    let got = this.files.get(name);
    if (!got) {
      got = this.fetch(name).then((bytes) => read(new Reader(bytes)));
      this.files.set(name, got);
      got.catch(() => this.files.delete(name)); // the line may be back soon
    }
    return got;
  }

  root() {
    return this.file("root.bin", (r) => {
      if (r.number() !== 1) throw new Error("another version of the index");
      const root = { size: r.number(), count: r.number(), perFile: r.number(), perBlock: r.number(), words: [], endings: [], blocks: [], facets: new Map(), places: "" };
      for (const kind of ["words", "endings"]) {
        const list = root[kind];
        const n = r.number();
        let last = new Uint8Array(0);
        for (let i = 0; i < n; i++) {
          const shared = r.number(), rest = r.raw(r.number());
          const whole = new Uint8Array([...last.subarray(0, shared), ...rest]);
          last = whole;
          const start = utf8.decode(whole);
          list.push({ start, name: `${kind}/${safe(start)}-${r.hash()}.bin` });
        }
      }
      for (let n = r.number(); n > 0; n--) root.blocks.push(r.hash());
      for (let n = r.number(); n > 0; n--) {
        const facet = r.text();
        root.facets.set(facet, `facets/${safe(facet)}-${r.hash()}.bin`);
      }
      root.places = r.number() ? `places/-${r.hash()}.bin` : "";
      return root;
    });
  }

  /** The files that may hold words with a beginning. @param {{start: string, name: string}[]} list @param {string} prefix */
  holding(list, prefix) {
    let i = 0;
    while (i + 1 < list.length && !before(prefix, list[i + 1].start)) i++;
    let to = i + 1;
    while (to < list.length && list[to].start.startsWith(prefix)) to++;
    return list.slice(i, to);
  }

  /** @param {string} name */
  shard(name) {
    return this.file(name, (r) => {
      const terms = new Map(), groups = [];
      const count = r.number();
      let last = new Uint8Array(0);
      for (let i = 0; i < count; i++) {
        const shared = r.number(), rest = r.raw(r.number());
        const whole = new Uint8Array(shared + rest.length);
        whole.set(last.subarray(0, shared));
        whole.set(rest, shared);
        last = whole;
        terms.set(utf8.decode(whole), r.number());
      }
      for (let n = r.number(); n > 0; n--) groups.push(r.raw(r.number()));
      return { terms, groups };
    });
  }

  /** @param {string} name @returns {Promise<string[]>} */
  ending(name) {
    return this.file(name, (r) => {
      const out = [];
      r.fronted(r.number(), (w) => out.push(backwards(w)));
      return out;
    });
  }

  /** The documents of a word; of one that more than most have, the best. @param {any} shard @param {string} word @param {number} most */
  async documents(shard, word, most) {
    const r = new Reader(shard.groups[shard.terms.get(word)]);
    const df = r.number(), here = r.number();
    const head = r.postings(here);
    if (here === df || df > most) return { df, parts: [head], whole: here === df };
    const tail = await this.file(`tails/${safe(r.text())}-${r.hash()}.bin`, (t) => t.postings(df - here));
    return { df, parts: [head, tail], whole: true };
  }

  /**
   * The words of the index that a typed word may mean, with how sure that is.
   * @param {string} word @param {boolean} last it may go on @param {boolean} typos
   */
  async meanings(word, last, typos) {
    const root = await this.root();
    const letters = [...word];
    /** @param {string} begin */
    const holding = (begin) => Promise.all(this.holding(root.words, begin).slice(0, 6).map((s) => this.shard(s.name)));
    let shards = await holding(word);
    /** @type {{shard: any, word: string, sure: number}[]} */
    const out = [];
    for (const shard of shards) {
      if (shard.terms.has(word)) out.push({ shard, word, sure: EXACT });
    }
    const exact = out.length > 0;
    if ((last || !exact) && letters.length > 1) {
      const longer = [];
      for (const shard of shards) for (const w of shard.terms.keys()) if (w !== word && w.startsWith(word)) longer.push({ shard, word: w, sure: PREFIX });
      longer.sort((a, b) => a.word.length - b.word.length);
      out.push(...longer.slice(0, EXPANSIONS));
    }
    if (!exact && letters.length > 3) {
      // A form that no listing has: volunteering, where they have volunteers.
      const known = new Set(out.map((m) => m.word));
      for (const shard of shards) {
        for (const w of shard.terms.keys()) {
          const least = Math.max(4, letters.length - 3, w.length - 3);
          if (!known.has(w) && w.slice(0, least) === word.slice(0, least) && w.length >= least) out.push({ shard, word: w, sure: FORM });
        }
      }
    }
    // A form is a guess as well, and does not say that the word was meant as it stands: "lawes" may be Lewes.
    if (letters.length < 4 || !(typos || out.every((m) => m.sure === FORM))) return out;
    shards = await holding(letters.slice(0, 3).join(""));
    const most = letters.length >= 8 ? 2 : 1;
    const seen = new Set(out.map((m) => m.word));
    const close = [];
    const consider = (shard, w) => {
      if (seen.has(w)) return;
      const n = near(letters, [...w], most);
      if (n <= most) {
        seen.add(w);
        close.push({ shard, word: w, sure: TYPO / n });
      }
    };
    for (const shard of shards) for (const w of shard.terms.keys()) consider(shard, w);
    if (close.length === 0 && !exact) {
      // Its beginning may be what is misspelled: then its end is right.
      const end = backwards(word);
      const found = new Set();
      const files = this.holding(root.endings, [...end].slice(0, 3).join("")).slice(0, 3);
      for (const list of await Promise.all(files.map((f) => this.ending(f.name)))) {
        for (const w of list) if (!seen.has(w) && near(letters, [...w], 1) <= 1) found.add(w);
      }
      await Promise.all([...found].map(async (w) => {
        for (const f of this.holding(root.words, w)) {
          const shard = await this.shard(f.name);
          if (shard.terms.has(w)) close.push({ shard, word: w, sure: TYPO });
        }
      }));
    }
    close.sort((a, b) => b.sure - a.sure);
    return out.concat(close.slice(0, EXPANSIONS));
  }

  /**
   * How much each document fits one typed word. Of a word that more than most have
   * it is known of the best; others is how much it is for all others, 0 where the
   * rest do not have the word.
   * @param {string} word @param {boolean} last @param {boolean} typos @param {number} most
   */
  async scores(word, last, typos, most) {
    const root = await this.root();
    const meanings = await this.meanings(word, last, typos);
    const scores = new Map(), titles = new Set();
    const known = new Set();
    const counted = meanings.filter((m) => {
      const group = m.shard.groups[m.shard.terms.get(m.word)];
      return !known.has(group) && known.add(group); // not another form of a word that was counted
    });
    // All at once: one after the other each would wait for the line again.
    const lists = await Promise.all(counted.map((m) => this.documents(m.shard, m.word, most)));
    let others = 0;
    for (const [i, m] of counted.entries()) {
      const { df, parts, whole } = lists[i];
      const rare = Math.log(1 + (root.count - df + 0.5) / (df + 0.5));
      if (!whole) others = Math.max(others, m.sure * rare);
      for (const { ordinals, impacts } of parts) {
        for (let i = 0; i < ordinals.length; i++) {
          const score = m.sure * rare * impacts[i];
          if (!(scores.get(ordinals[i]) >= score)) scores.set(ordinals[i], score);
          if (impacts[i] >= 12) titles.add(ordinals[i]);
        }
      }
    }
    return { word, meanings, scores, titles, others };
  }

  /**
   * The documents that fit a query, the best first. Without one that has all
   * words, those that have most of them, and missing says so.
   * @param {string} query
   * @returns {Promise<{ordinals: number[], missing: boolean, words: string[], marked: string[]}>}
   */
  async query(query) {
    const typed = [...new Set(words(query))].slice(0, 12);
    if (typed.length === 0) return { ordinals: [], missing: false, words: [], marked: [] };
    const open = /[\p{L}\p{N}\p{M}]$/u.test(query);
    // Of "food for kids", which listings have "for" takes more bytes than all the
    // rest and says nothing, so it is asked only where no other word parts them.
    const half = (await this.root()).count / 2;
    const scores = (typos, most) => Promise.all(typed.map((w, i) => this.scores(w, open && i === typed.length - 1, typos, most)));
    const look = async (typos) => {
      const found = await scores(typos, half);
      return found.every((f) => f.others > 0 || f.scores.size === 0) ? scores(typos, Infinity) : found;
    };
    let found = await look(false);
    let all = both(found);
    if (all.length === 0) {
      const wider = await look(true);
      const more = both(wider);
      if (more.length > 0) [found, all] = [wider, more];
    }
    const missing = all.length === 0;
    if (missing) all = [...new Set(found.filter((f) => f.others === 0).flatMap((f) => [...f.scores.keys()]))];
    const telling = found.filter((f) => f.others === 0).length;
    const rank = new Map();
    for (const o of all) {
      let sum = 0, has = 0, title = 0;
      for (const f of found) {
        const s = f.scores.get(o) ?? f.others;
        if (s > 0) {
          sum += s;
          has++;
          if (f.titles.has(o) && f.others === 0) title++;
        }
      }
      rank.set(o, has * 1e6 + (title === telling ? 1e3 : 0) + sum);
    }
    all.sort((a, b) => rank.get(b) - rank.get(a) || a - b);
    return { ordinals: all, missing, words: typed, marked: found.flatMap((f) => f.meanings.map((m) => m.word)) };
  }

  /**
   * One facet: its choices with the documents that have each, as bits.
   * @param {string} id
   * @returns {Promise<{id: string, label: string, every: boolean, choices: {id: string, label: string, depth: number, count: number, bits: Uint32Array}[]}>}
   */
  async facet(id) {
    const root = await this.root();
    const name = root.facets.get(id);
    if (!name) return { id, label: "", every: false, choices: [] };
    return this.file(name, (r) => {
      const facet = { id, label: r.text(), every: r.number() === 1, choices: [] };
      for (let n = r.number(); n > 0; n--) {
        const choice = { id: r.text(), label: r.text(), depth: r.number(), count: r.number(), bits: new Uint32Array((root.size + 31) >> 5) };
        const kind = r.raw(1)[0];
        const data = new Reader(r.raw(r.number()));
        if (kind === 1) {
          data.bytes.forEach((b, i) => (choice.bits[i >> 2] |= b << ((i & 3) * 8)));
        } else {
          for (let at = 0; data.at < data.bytes.length; ) {
            at += data.number();
            for (let n = data.number(); n > 0; n--, at++) choice.bits[at >> 5] |= 1 << (at & 31);
          }
        }
        facet.choices.push(choice);
      }
      return facet;
    });
  }

  /** The documents of a query, the best first; without words all, those that come soon first. @param {string} query */
  async fitting(query) {
    if (this.last?.query !== query) {
      this.last = { query, found: words(query).length > 0 ? this.query(query) : this.everything() };
      this.last.found.catch(() => (this.last = undefined));
    }
    return this.last.found;
  }

  async everything() {
    const ordinals = [];
    for (const { bits } of (await this.facet(".soon")).choices) {
      bits.forEach((word, i) => {
        for (let b = 0; word && b < 32; b++) if ((word >>> b) & 1) ordinals.push(i * 32 + b);
      });
    }
    return { ordinals, missing: false, words: [], marked: [] };
  }

  /** The documents that take place on one of some days. @param {string[]} days as 2026-12-05 */
  async on(days) {
    const root = await this.root();
    const weeks = new Map();
    for (const day of days) {
      const at = new Date(day + "T00:00Z");
      at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
      const week = ".days-" + at.toISOString().slice(0, 10);
      weeks.set(week, (weeks.get(week) ?? new Set()).add(day));
    }
    const bits = new Uint32Array((root.size + 31) >> 5);
    for (const own of await Promise.all([...weeks].map(([week, list]) => this.having(week, list)))) own.forEach((word, i) => (bits[i] |= word));
    return bits;
  }

  /**
   * Places of which it is known where they are: id, latitude, longitude, folded names.
   * @returns {Promise<[string, number, number, string[]][]>}
   */
  async places() {
    const root = await this.root();
    return root.places ? this.file(root.places, (r) => JSON.parse(utf8.decode(r.bytes))) : [];
  }

  /** Where a place or postcode is that somebody typed: latitude and longitude. @param {string} text @returns {Promise<[number, number] | undefined>} */
  async placeOf(text) {
    const name = words(text).join(" ");
    const places = name ? await this.places() : [];
    const found = places.find((p) => p[3].includes(name)) ?? places.find((p) => p[3].some((n) => n.startsWith(name)));
    return found && [found[1], found[2]];
  }

  /**
   * How far each document is from a point, in metres; one whose place is not known
   * is left out. A hall counts more than the town it lies in, and of several places
   * the nearest.
   * @param {[number, number]} point
   */
  async distances([lat, lon]) {
    const [places, facet] = await Promise.all([this.places(), this.facet("location")]);
    const choices = new Map(facet.choices.map((c) => [c.id, c]));
    const depth = (/** @type {any} */ p) => choices.get(p[0])?.depth ?? 0;
    /** @type {Map<number, number>} */
    const out = new Map(), deep = new Map();
    const radians = Math.PI / 180;
    for (const place of [...places].sort((a, b) => depth(a) - depth(b))) {
      const [id, plat, plon] = place;
      // Haversine, on a sphere with the mean radius of the earth.
      const a = Math.sin(((plat - lat) * radians) / 2) ** 2 + Math.cos(lat * radians) * Math.cos(plat * radians) * Math.sin(((plon - lon) * radians) / 2) ** 2;
      const metres = 2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(a)));
      choices.get(id)?.bits.forEach((word, i) => {
        for (let b = 0; word && b < 32; b++) {
          const o = i * 32 + b;
          if (!((word >>> b) & 1) || (deep.get(o) === depth(place) && out.get(o) <= metres)) continue;
          out.set(o, metres);
          deep.set(o, depth(place));
        }
      });
    }
    return out;
  }

  /** The documents that have one choice of a facet, or every one where it is meant so. @param {string} id @param {Set<string>} ids */
  async having(id, ids) {
    const root = await this.root();
    const facet = await this.facet(id);
    const bits = new Uint32Array((root.size + 31) >> 5).fill(facet.every ? -1 : 0);
    let known = 0;
    for (const c of facet.choices) {
      if (!ids.has(c.id)) continue;
      known++;
      c.bits.forEach((word, i) => (facet.every ? (bits[i] &= word) : (bits[i] |= word)));
    }
    return known === 0 || (facet.every && known < ids.size) ? bits.fill(0) : bits;
  }

  /** What is chosen as sets of documents. @param {Map<string, Set<string>>} chosen @param {string[]} [days] */
  async sets(chosen, days) {
    const sets = await Promise.all([...chosen].filter(([, ids]) => ids.size > 0).map(async ([f, ids]) => /** @type {[string, Uint32Array]} */ ([f, await this.having(f, ids)])));
    if (days) sets.push([".days", await this.on(days)]);
    return sets;
  }

  /**
   * The documents that fit a query and what is chosen.
   * @param {string} query @param {Map<string, Set<string>>} chosen @param {string[]} [days] on one of which it has to be
   */
  async search(query, chosen, days) {
    const [found, sets] = await Promise.all([this.fitting(query), this.sets(chosen, days)]);
    return { ...found, ordinals: found.ordinals.filter((o) => sets.every(([, bits]) => (bits[o >> 5] >>> (o & 31)) & 1)) };
  }

  /**
   * Every facet, each choice with how many documents fit it, the query and what is
   * chosen of the other facets.
   * @param {string} query @param {Map<string, Set<string>>} chosen @param {string[]} [days]
   */
  async counts(query, chosen, days) {
    const root = await this.root();
    const [found, facets] = await Promise.all([this.fitting(query), Promise.all([...root.facets.keys()].filter((id) => !id.startsWith(".")).map((id) => this.facet(id)))]);
    const sets = await this.sets(chosen, days);
    return facets.map((facet) => {
      const others = sets.filter(([f]) => f !== facet.id || facet.every).map(([, bits]) => bits);
      const left = new Uint32Array((root.size + 31) >> 5);
      for (const o of found.ordinals) if (others.every((bits) => (bits[o >> 5] >>> (o & 31)) & 1)) left[o >> 5] |= 1 << (o & 31);
      const filled = Uint32Array.from(left.keys()).filter((i) => left[i] !== 0);
      const count = (/** @type {Uint32Array} */ bits) => {
        let n = 0;
        for (const i of filled) n += ones(bits[i] & left[i]);
        return n;
      };
      return { ...facet, choices: facet.choices.map((c) => ({ ...c, count: count(c.bits) })) };
    });
  }

  /** What the index says of documents. @param {number[]} ordinals */
  async records(ordinals) {
    const root = await this.root();
    return Promise.all(ordinals.map(async (o) => {
      const block = Math.floor(o / root.perBlock), file = Math.floor((o % root.perBlock) / root.perFile);
      const list = await this.file(`records/${block}-${root.blocks[block]}/${file}.bin`, (r) => {
        const out = [];
        while (r.at < r.bytes.length) out.push(r.text());
        return out;
      });
      return JSON.parse(list[o % root.perFile]);
    }));
  }
}

/** How many bits of 32 are set. @param {number} n */
const ones = (n) => {
  n -= (n >>> 1) & 0x55555555;
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** The documents that every word fits. @param {{scores: Map<number, number>, others: number}[]} found */
const both = (found) => {
  const [least, ...rest] = found.filter((f) => f.others === 0).sort((a, b) => a.scores.size - b.scores.size);
  return [...least.scores.keys()].filter((o) => rest.every((f) => f.scores.has(o)));
};
