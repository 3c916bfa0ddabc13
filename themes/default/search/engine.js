// The search engine: it reads the index that generator/search writes, file by
// file, as words need them. It folds and cuts words by the rules of that package;
// both pass the examples in its testdata/words.json.

const LONG = 24; // characters of a word that count
const DENSE = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}";
const RUNS = new RegExp(`[${DENSE}]+|(?:(?![${DENSE}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const dense = new RegExp(`^[${DENSE}]`, "u");
const QUOTED = /[\p{L}\p{N}\p{M}]*'[\p{L}\p{N}\p{M}']*/gu;
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200f]/g;
const LETTERS = { "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ة": "ه", "ى": "ي", "ـ": "", "’": "'", "ʼ": "'", "`": "'" };
// Articles and prepositions that lose their last letter before a vowel.
const ELIDED = new Set("c d j l m n s t qu jusqu lorsqu puisqu quoiqu un all coll dall dell nell sull quell".split(" "));
const ARTICLE = /^(?:وال|بال|كال|فال|ال|لل)(?=...)/u;

/** A text as words are compared. @param {string} s */
const fold = (s) =>
  s.toLowerCase().normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC").replace(/`|[^ -~]/g, (c) => LETTERS[c] ?? c)
    .replace(QUOTED, (run) => run.split("'").filter((part, i, parts) => !(ELIDED.has(part) && /^[aeiouh]/.test(parts[i + 1] ?? ""))).join(""));

/** The folded words of a text. @param {string} s @returns {string[]} */
const words = (s) => {
  const out = [];
  for (const [run] of fold(s).matchAll(RUNS)) {
    const letters = [...run];
    if (!dense.test(run)) out.push(letters.slice(0, LONG).join("").replace(ARTICLE, ""));
    else if (letters.length === 1) out.push(run);
    else for (let i = 0; i + 1 < letters.length; i++) out.push(letters[i] + letters[i + 1]);
  }
  return out;
};

/** Undoes raw DEFLATE. Part by part: a Response of the stream takes a third longer. @param {Uint8Array} bytes */
const unpacked = async (bytes) => {
  const stream = new DecompressionStream("deflate-raw"), writer = stream.writable.getWriter(), reader = stream.readable.getReader();
  // The other end reports any error.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  let out = new Uint8Array();
  for (let part; (part = (await reader.read()).value); ) {
    const longer = new Uint8Array(out.length + part.length);
    longer.set(out);
    longer.set(part, out.length);
    out = longer;
  }
  return out;
};

const utf8 = new TextDecoder();
const HEX = Array.from({ length: 256 }, (_, b) => b.toString(16).padStart(2, "0"));

/** Reads what the writers of the index wrote. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = this.held = this.bits = 0;
  }
  number() {
    for (let n = 0, unit = 1; ; unit *= 128) {
      const b = this.bytes[this.at++];
      n += (b & 127) * unit;
      if (!(b & 128)) return n;
    }
  }
  /** @param {number} n */
  column(n) {
    const out = new Array(n);
    for (let i = 0; i < n; i++) out[i] = this.number();
    return out;
  }
  text() {
    const n = this.number();
    return utf8.decode(this.bytes.subarray(this.at, (this.at += n)));
  }
  /** Text to the end. */
  rest() {
    return utf8.decode(this.bytes.subarray(this.at));
  }
  hash() {
    return HEX[this.bytes[this.at++]] + HEX[this.bytes[this.at++]] + HEX[this.bytes[this.at++]];
  }
  /** Texts in order, each without what it shares with the one before. @param {number} n @returns {(begin: string) => string[]} those with a beginning */
  fronted(n) {
    const shared = this.column(n), rest = this.column(n), letters = this.text();
    return (begin) => {
      const out = [], enough = begin.length;
      // Of a text with another beginning we know only that, and how many letters are the same.
      for (let i = 0, at = 0, same = 0, last = begin; i < n; at += rest[i++]) {
        const s = shared[i];
        if (same < s && same < enough) continue;
        if (s < enough) for (same = s; same < s + rest[i] && letters[at + same - s] === begin[same]; ) same++;
        if (same < enough) last = begin;
        else out.push((last = last.slice(0, s) + letters.slice(at, at + rest[i])));
      }
      return out;
    };
  }
  /** Ascending numbers from lo to hi: the middle one first, then those on either side. @param {Uint32Array} out @param {number} from @param {number} n @param {number} lo @param {number} hi */
  list(out, from, n, lo, hi) {
    // A query spends most of its time here: no calls, and no use of this in the loop.
    let { bytes, at, held, bits } = this;
    const later = [];
    for (;;) {
      while (n > 0) {
        if (n === hi - lo + 1) {
          while (n > 0) out[from++] = lo++, n--;
          break;
        }
        const m = n >> 1, limit = hi - lo - n + 2, k = 31 - Math.clz32(limit), short = (2 << k) - limit;
        for (; bits < k; bits += 8) held |= bytes[at++] << bits;
        let v = held & ((1 << k) - 1);
        held >>>= k;
        bits -= k;
        if (v >= short) {
          if (bits === 0) [held, bits] = [bytes[at++], 8];
          v = v * 2 + (held & 1) - short;
          held >>>= 1;
          bits--;
        }
        out[from + m] = v += lo + m;
        // The right side has to wait.
        later.push(from + m + 1, n - m - 1, v + 1, hi);
        n = m;
        hi = v - 1;
      }
      if (later.length === 0) break;
      hi = later.pop();
      lo = later.pop();
      n = later.pop();
      from = later.pop();
    }
    Object.assign(this, { at, held, bits });
  }
}

/** @typedef {{words: string[], group: (i: number) => any}} Shard words in order, and what stands for the word at a place */

/** The first place of a list in order at which a word may stand. @param {string[]} list @param {string} word */
const placeIn = (list, word) => {
  let from = 0;
  for (let to = list.length; from < to; ) {
    const m = (from + to) >> 1;
    list[m] < word ? (from = m + 1) : (to = m);
  }
  return from;
};

/** @param {Shard[]} shards @param {string} word */
const groupOf = (shards, word) => {
  for (const { words, group } of shards) {
    const i = placeIn(words, word);
    if (words[i] === word) return group(i);
  }
};

/** Words with a beginning, without pairs. @param {Shard[]} shards @param {string} prefix */
const starting = (shards, prefix) =>
  shards.flatMap(({ words }) => {
    const from = placeIn(words, prefix);
    let to = from;
    while (words[to]?.startsWith(prefix)) to++;
    return words.slice(from, to).filter((w) => !w.includes(" "));
  });

const safe = (/** @type {string} */ s) =>
  /^[a-z0-9]*$/.test(s) ? s : "_" + [...new TextEncoder().encode(s)].map((b) => HEX[b]).join("");

const backwards = (/** @type {string} */ s) => [...s].reverse().join("");

/**
 * In how many places b differs from a: a letter left out, added, changed, or two
 * neighbours swapped; more than most, as soon as that is certain.
 * @param {string} a @param {string} b @param {number} most
 */
const near = (a, b, most) => {
  let n = a.length, m = b.length, from = 0;
  if (Math.abs(n - m) > most) return most + 1;
  while (n > 0 && m > 0 && a[n - 1] === b[m - 1]) n--, m--;
  while (from < n && from < m && a[from] === b[from]) from++;
  let [older, old, row] = ROWS;
  for (let j = from; j <= m; j++) old[j] = j - from;
  for (let i = from + 1; i <= n; i++) {
    let least = (row[from] = i - from);
    for (let j = from + 1; j <= m; j++) {
      let k = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > from + 1 && j > from + 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) k = Math.min(k, older[j - 2] + 1);
      row[j] = k;
      least = Math.min(least, k);
    }
    if (least > most) return most + 1;
    [older, old, row] = [old, row, older];
  }
  return old[m];
};
const ROWS = [0, 0, 0].map(() => new Uint8Array(LONG + 1)); // of near, used again and again

const EXACT = 1, PREFIX = 0.7, FORM = 0.6, TYPO = 0.5;
const EXPANSIONS = 24; // words that a prefix may expand to
const FEW = 10; // listings, below which those that have some of the words are shown, too
const LARGE = 60; // files of words, from which a guess is not worth another one
const SHARDS = 6; // files fetched for one prefix
const IMPACT = [2, 4, 7, 12, 14]; // the weight of a word by its level
const LEVELS = IMPACT.length;
const SHORT = 24; // documents of a list that is read whether it is asked for or not
const TITLE = 3; // the first level of words in titles
const FINE = 128; // what one counts: numbers of 16 bits hold it, and an even one leaves the last bit free
const HAS = 100 * FINE; // what a word counts that is there, beside how much: more than any number of others
const PAIR = 6 * FINE; // what two words count that stand side by side in a title
const TITLES = 1e3 * FINE; // and all words in one title

/**
 * An index at an address. fetch gives the bytes of one of its files, and fails when
 * it is not there; inflate undoes raw DEFLATE.
 */
class Index {
  /** @param {(name: string) => Promise<Uint8Array>} fetch @param {(bytes: Uint8Array) => Promise<Uint8Array>} inflate */
  constructor(fetch, inflate) {
    this.fetch = fetch;
    this.inflate = inflate;
    this.near = near; // for facets.mjs
    /** @type {Index[]} those of other languages, in which documents have the same numbers */
    this.elsewhere = [];
    /** @type {Map<string, Promise<any>>} */
    this.got = new Map();
  }

  /**
   * Files, each read once. Those that are new are unpacked in one go: they lack the
   * mark of the end of a block, which is put between them, and the end of all.
   * @template T @param {string[]} names @param {(r: Reader) => T} read @returns {Promise<T[]>}
   */
  files(names, read) {
    const news = [...new Set(names)].filter((n) => !this.got.has(n));
    if (news.length > 0) {
      const all = Promise.all(news.map((n) => this.fetch(n + ".bin"))).then(async (parts) => {
        const packed = new Uint8Array(parts.reduce((n, p) => n + p.length + 4, 2));
        let at = 0;
        for (const p of parts) {
          packed.set(p, at);
          packed.set([0, 0, 255, 255], at + p.length);
          at += p.length + 4;
        }
        packed[at] = 3;
        const r = new Reader(await this.inflate(packed));
        return parts.map(() => {
          const n = r.number();
          return new Reader(r.bytes.subarray(r.at, (r.at += n)));
        });
      });
      news.forEach((name, i) => {
        const one = all.then((list) => read(list[i]));
        this.got.set(name, one);
        one.catch(() => this.got.delete(name)); // the connection may be back soon
      });
    }
    return Promise.all(names.map((n) => /** @type {Promise<any>} */ (this.got.get(n))));
  }

  async root() {
    return (await this.files(["root"], (r) => {
      if (r.number() !== 5) throw new Error("another version of the index");
      const root = { size: r.number(), starts: [0], blocks: [], facets: new Map(), days: [] };
      const named = [];
      for (const kind of ["words", "endings", "rests"]) {
        root[kind] = r.fronted(r.number())("").map((start) => ({ start, name: `${kind}/${safe(start)}-` }));
        named.push(...root[kind]);
      }
      root.perFile = r.number();
      for (const n of r.column(r.number())) {
        root.starts.push(root.starts[root.starts.length - 1] + n);
        const block = { name: "" };
        root.blocks.push(block);
        named.push(block);
      }
      for (let n = r.number(); n > 0; n--) {
        const id = r.text(), facet = { id, label: r.text(), name: `facets/${safe(id)}-` };
        root.facets.set(id, facet);
        named.push(facet);
      }
      const choices = { name: "facets/-" };
      if (root.facets.size > 0) named.push(choices);
      const count = r.number();
      for (let n = 0, from = count && r.number(); n < count; n++) {
        const days = { from, to: from += r.number(), name: "" };
        days.name = `days/${days.from}-`;
        root.days.push(days);
        named.push(days);
      }
      const single = ["places", "common", "phrases"].filter(() => r.number()).map((kind) => ({ kind, name: `${kind}/-` }));
      for (const file of named.concat(single)) file.name += r.hash();
      root.choices = choices.name;
      for (const { kind, name } of single) root[kind] = name;
      return root;
    }))[0];
  }

  /** The files that may hold words with a beginning. @param {{start: string, name: string}[]} list @param {string} prefix */
  holding(list, prefix) {
    let i = 0;
    while (i + 1 < list.length && prefix >= list[i + 1].start) i++;
    let to = i + 1;
    while (to < list.length && list[to].start.startsWith(prefix)) to++;
    return list.slice(i, Math.min(to, i + SHARDS)).map((f) => f.name);
  }

  /**
   * Words in order, with the group of each: the documents that it or another form of
   * it has. Of some thousand groups a query needs a few, so they are made when asked for.
   * @param {string[]} names
   * @returns {Promise<Shard[]>}
   */
  async shards(names) {
    const { size } = await this.root();
    return this.files(names, (r) => {
      const count = r.number(), back = r.column(count); // 0 = a group of its own
      let n = 0;
      const of = back.map((b) => (b === 0 ? n++ : n - b));
      const counts = new Uint32Array(n * LEVELS), here = new Uint32Array(n), all = new Uint32Array(n), at = new Uint32Array(n);
      let room = 0, long = 0;
      for (let g = 0; g < n; g++) {
        const kind = r.number() - LEVELS;
        if (kind < 0) counts[g * LEVELS + kind + LEVELS] = here[g] = 1;
        for (let level = LEVELS - 1; kind > 0 && level >= 0; level--) if ((kind >> (level + 1)) & 1) here[g] += counts[g * LEVELS + level] = r.number();
        all[g] = kind > 0 && kind & 1 ? r.number() : here[g];
        if (here[g] > SHORT) {
          at[g] = long;
          long += r.number();
        } else {
          at[g] = room;
          room += here[g];
        }
      }
      const words = r.fronted(count)("");
      const read = (/** @type {Reader} */ from, /** @type {number} */ g, /** @type {Uint32Array} */ out, /** @type {number} */ to) => {
        for (let level = LEVELS - 1; level >= 0; level--) {
          const n = counts[g * LEVELS + level];
          from.list(out, to, n, 0, size - 1);
          to += n;
        }
        return out;
      };
      // Short lists follow each other without a mark, long ones come last.
      const short = new Uint32Array(room), start = r.bytes.length - long, made = [];
      let next = 0;
      const upTo = (/** @type {number} */ g) => {
        for (; next <= g; next++) if (here[next] <= SHORT) read(r, next, short, at[next]);
        return short.subarray(at[g], at[g] + here[g]);
      };
      const group = (/** @type {number} */ i) => (made[of[i]] ??= ((g) => ({
        // By level: how many documents. Those of the upper ones come first.
        counts: counts.subarray(g * LEVELS, g * LEVELS + LEVELS),
        all: all[g],
        rest: all[g] > here[g],
        idle: all[g] > size, // a question word, such as "where"
        /** @type {Uint32Array | undefined} */
        ordinals: undefined,
        decode() {
          return (this.ordinals ??= here[g] <= SHORT ? upTo(g) : read(new Reader(r.bytes.subarray(start + at[g])), g, new Uint32Array(here[g]), 0));
        },
      }))(of[i]));
      return { words, group };
    });
  }

  /**
   * The words of the index that a typed word may mean, with how sure that is.
   * @param {string} word @param {boolean} last it may go on @param {boolean} typos
   * @returns {Promise<{group: any, word: string, sure: number}[]>}
   */
  async meanings(word, last, typos) {
    const root = await this.root();
    const letters = [...word];
    const shards = await this.beginning(word);
    const out = [], known = new Set();
    const put = (/** @type {string} */ w, /** @type {number} */ sure) => {
      const group = !known.has(w) && groupOf(shards, w);
      if (!group) return;
      known.add(w);
      out.push({ group, word: w, sure });
    };
    put(word, EXACT);
    const exact = out.length > 0;
    if ((last || !exact) && letters.length > (last ? 1 : 3)) {
      const longer = starting(shards, word).filter((w) => w !== word);
      longer.sort((a, b) => a.length - b.length);
      for (const w of longer.slice(0, EXPANSIONS)) put(w, PREFIX);
    }
    if (!exact && letters.length > 3) {
      // A form that no listing has: volunteering, where they have volunteers.
      let forms = [], most = Math.max(4, letters.length - 3);
      for (const w of starting(shards, letters.slice(0, 4).join(""))) {
        let n = 4;
        while (n < w.length && w[n] === word[n]) n++;
        if (n < Math.max(most, w.length - 3)) continue;
        if (n > most) [forms, most] = [[], n]; // showers are a shower, not a show
        forms.push(w);
      }
      for (const w of forms) put(w, FORM);
    }
    // A form is a guess as well, and does not say that the word was meant as it was typed: "lawes" may be Lewes.
    const sure = out.some((m) => m.sure !== FORM);
    if (!exact || out[0].group.all < FEW) for (const group of await this.two(letters, exact ? 3 : 2, exact)) out.push({ group, word, sure: FORM });
    if (!typos && (sure || out.some((m) => m.word === word))) return out;
    if (!sure) {
      // Another language of the site comes before another spelling.
      const elsewhere = (await Promise.all(this.elsewhere.map((o) => o.exactly(word, root.size)))).filter(Boolean);
      if (elsewhere.length > 0) return elsewhere.map((group) => ({ group, word, sure: EXACT }));
    }
    if (letters.length < 4 || (await this.isCommon(word))) return out;
    const most = letters.length >= 8 ? 2 : 1;
    const close = [];
    for (const { words, group } of await this.beginning(letters.slice(0, 3).join(""))) {
      for (let i = 0; i < words.length; i++) {
        const w = words[i], n = near(word, w, most);
        if (n <= most && !known.has(w) && !w.includes(" ")) close.push({ group: group(i), word: w, sure: TYPO / n });
      }
    }
    if (close.length === 0 && !exact) {
      // One of its first three letters may be wrong, or the third and fourth in turn: then those after them are right.
      const end = letters.slice().reverse().join("");
      const ends = await this.files(this.holding(root.endings, end.slice(0, 3)).slice(0, 3), (r) => r.fronted(r.number()));
      const ending = backwards(letters.slice(4).join(""));
      const found = ends.flatMap((having) => having(ending)).filter((w) => near(end, w, 1) <= 1).map(backwards).filter((w) => !known.has(w));
      await this.shards(found.flatMap((w) => this.holding(root.words, w))); // all in one go
      for (const w of new Set(found)) {
        const group = groupOf(await this.beginning(w), w);
        if (group) close.push({ group, word: w, sure: TYPO });
      }
    }
    close.sort((a, b) => b.sure - a.sure);
    return out.concat(close.slice(0, EXPANSIONS));
  }

  /** The documents of a word as it is. @param {string} word @param {boolean} [near] only if that is no further file, in a large index */
  async group(word, near) {
    const { words: list } = await this.root(), names = this.holding(list, word).slice(0, 1);
    return near && list.length > LARGE && !this.got.has(names[0]) ? undefined : groupOf(await this.shards(names), word);
  }

  /** The same, unless the index is of another build. @param {string} word @param {number} size */
  async exactly(word, size) {
    try {
      if ((await this.root()).size === size) return await this.group(word);
    } catch { /* a language that cannot be reached finds nothing */ }
  }

  /** The documents that have both parts of a word, where it can be cut in two that the index has: foodbank. @param {string[]} letters @param {number} least letters of a part @param {boolean} near as for group */
  async two(letters, least, near) {
    const out = [];
    for (let i = least; i + least <= letters.length; i++) {
      const first = await this.group(letters.slice(0, i).join(""), near);
      const second = first && !first.idle && (await this.group(letters.slice(i).join(""), near));
      if (second && !second.idle) out.push(meeting(first, second));
    }
    return out.filter((group) => group.all > 0);
  }

  /** Whether a word is an everyday one of the languages of the site: it is meant, whoever has it or not. @param {string} word */
  async isCommon(word) {
    const { common } = await this.root();
    if (!common) return false;
    const [known] = await this.files([common], (r) => {
      const out = new Uint32Array(r.number());
      r.list(out, 0, out.length, 0, (1 << 20) - 1);
      return new Set(out);
    });
    return known.has(hashOf(word)) || (word.endsWith("s") && known.has(hashOf(word.slice(0, -1))));
  }

  /** What the site knows of phrases; nothing where it knows none. @returns {Promise<Phrases | undefined>} */
  async phrases() {
    const { phrases } = await this.root();
    return phrases && (await this.files([phrases], (r) => new Phrases(JSON.parse(r.rest()))))[0];
  }

  /** Fetches the files of words while they are typed: of a beginning, once it is long enough to be in one file or two. @param {string} query */
  async ahead(query) {
    const { words: list } = await this.root();
    await this.shards(words(query).map((w) => this.holding(list, w)).filter((names) => names.length <= 2).flat());
  }

  /** The files in which words with a beginning are. @param {string} prefix */
  async beginning(prefix) {
    return this.shards(this.holding((await this.root()).words, prefix));
  }

  /**
   * How well each document fits one typed word; the last bit says that it is in the
   * title. rest says that so many others have it that it distinguishes nothing; it is the
   * word's weight there. Those others score below zero, so that they come last.
   * rare is the weight of the word as it was typed, times the impact of its level.
   * @param {{group: any, sure: number}[]} meanings @param {number} size of the index @param {boolean} whole with the others, then
   * @param {Uint8Array} [has] the documents that fit it anyway
   */
  scores(meanings, size, whole, has) {
    const scores = new Int16Array(size); // allocating it takes as long as filling it
    /** @type {number[]} */
    const found = [];
    let rest = 0, rarest = Infinity, titled = 0, exactly = 0;
    const common = meanings.some((m) => m.group.rest);
    const known = new Set();
    for (const { group, sure } of meanings) {
      if (known.has(group)) continue; // another form of a word that was counted
      known.add(group);
      // Other meanings of the word are no rarer than the word as it was typed.
      rarest = Math.min(rarest, Math.log((size + 2) / (group.all + 0.5)));
      const rare = Math.ceil(rarest * sure * FINE / 2) * 2;
      exactly ||= rare;
      const ordinals = group.decode();
      let i = 0;
      for (let level = LEVELS - 1; level >= 0; level--) {
        const title = +(level >= TITLE), score = rare * IMPACT[level] + title;
        for (const to = i + group.counts[level]; i < to; i++) {
          const o = ordinals[i];
          if (scores[o] === 0) found.push(o);
          if (scores[o] < score) scores[o] = score;
          titled |= title;
        }
      }
      if (!group.rest) continue;
      if (!whole) rest = Math.max(rest, rare);
      else for (const o of group.others.decode()) if (scores[o] === 0) {
        found.push(o);
        scores[o] = -rare;
      }
    }
    if (has) {
      const least = found.length;
      for (let o = 0; o < size; o++) if (has[o] && scores[o] <= 0) scores[o] = found.push(o) && 2;
      return { meanings, scores, titled, found, rest: 0, rarest: Math.min(rarest, Math.log((size + 2) / (found.length - least + 0.5))), common, rare: exactly };
    }
    return { meanings, scores, titled, found, rest, rarest, common, rare: exactly };
  }

  /** Looks up the other documents of common words. @param {{group: any, word: string}[]} meanings */
  async others(meanings) {
    const { rests } = await this.root(), common = meanings.filter((m) => m.group.rest);
    const shards = await this.shards(common.flatMap((m) => this.holding(rests, m.word))); // all in one go
    for (const { group, word } of common) group.others ??= groupOf(shards, word);
  }

  /**
   * The documents that fit a query, the best first. missing says that none has all
   * words, so these have some. Beside few that have all, others are those that have
   * some. meant is what was understood in place of what was typed, heard all words as they were. more says that
   * other documents have these words, which all are common: they come after these,
   * and were not asked for, since they take more files. level is how much some of the
   * served words count in a document, 0 = it lacks one of them;
   * titled whether a document has all words in its title.
   * @param {string} query @param {boolean} [whole] with those others
   * @param {Map<string, Uint8Array | null>} [serving] by word: documents that fit it whether they have it or not; null = it asks for nothing
   * @returns {Promise<{ordinals: number[], others: number[], missing: boolean, more: boolean, marked: string[], meant: string, heard: string, level: (o: number, counts: (word: string) => boolean) => number, titled: (o: number) => boolean}>}
   */
  async query(query, whole = false, serving = new Map()) {
    const typed = [...new Set(words(query))].filter((w) => serving.get(w) !== null).slice(0, 12);
    if (typed.length === 0) return { ordinals: [], others: [], missing: false, more: false, marked: [], meant: "", heard: "", level: () => 0, titled: () => false };
    const root = await this.root();
    const open = /[\p{L}\p{N}\p{M}]$/u.test(query);
    await this.shards(typed.flatMap((w) => this.holding(root.words, w))); // all in one go
    const pairs = [], joined = [];
    for (let i = 0; i + 1 < typed.length; i++) {
      const [a, b] = [typed[i], typed[i + 1]];
      const pair = groupOf(await this.beginning(a), a + " " + b), one = await this.group(a + b, true);
      if (pair) pairs.push(pair);
      if (one) joined.push({ at: i, meaning: { group: one, word: a + b, sure: FORM } });
    }
    const look = async (/** @type {boolean} */ typos, /** @type {boolean} */ whole) => {
      const each = await Promise.all(typed.map(async (w, i) => {
        if (!serving.has(w)) return this.meanings(w, open && i === typed.length - 1, typos);
        const group = await this.group(w);
        return group ? [{ group, word: w, sure: EXACT }] : (await this.two([...w], 2, false)).map((group) => ({ group, word: w, sure: FORM }));
      }));
      for (const { at, meaning } of joined) for (const i of [at, at + 1]) each[i].push(meaning);
      let asked = each.map((list, i) => ({ word: typed[i], list, has: serving.get(typed[i]) }));
      const telling = asked.filter(({ list: [m], has }) => has || !(m?.group.idle && m.sure > TYPO));
      if (telling.length > 0) asked = telling;
      if (whole) await this.others(asked.flatMap((a) => a.list));
      return asked.map(({ word, list, has }) => ({ word, has, ...this.scores(list, root.size, whole, has) }));
    };
    let found = await look(false, false), all = both(found);
    let more = found.every((f) => f.rest);
    if (more && (whole || all.length < FEW)) {
      found = await look(false, true);
      all = both(found);
      more = false;
    }
    const some = found;
    if (all.length === 0) {
      const wider = await look(true, false);
      all = both(wider);
      if (all.length > 0) found = wider;
    }
    const guessed = all.length > 0 && found.some((f) => !f.has && f.meanings.every((m) => m.sure <= TYPO));
    const meant = guessed ? found.map((f) => f.meanings[0]?.word ?? f.word).join(" ") : "";
    const marked = [...found, ...some].flatMap((f) => f.meanings.map((m) => m.word));
    const served = found.filter((f) => f.has && !f.meanings[0]?.group.idle);
    const level = (/** @type {number} */ o, /** @type {(word: string) => boolean} */ counts) => Math.min(LEVELS, ...served.filter((f) => counts(f.word)).map(({ scores, rare }) => IMPACT.filter((impact) => rare && scores[o] >= rare * impact).length));
    const titled = (/** @type {number} */ o) => found.every((f) => f.scores[o] & 1);
    /** @type {number[]} */
    const partly = [];
    if (all.length < FEW) {
      const had = new Uint8Array(root.size);
      for (const o of all) had[o] = 1;
      // A common word adds no documents if there is a rare one.
      const tells = Math.max(...some.map((f) => f.found.length && f.rarest)) / 5;
      for (const f of some) if (f.rest === 0 && (f.has || f.rarest > tells)) for (const o of f.found) if (had[o] === 0) had[o] = partly.push(o) && 1;
    }
    if (all.length === 0) return { ordinals: ranked(partly, some, pairs), others: [], missing: true, more: false, marked, meant, heard: "", level, titled };
    return { ordinals: ranked(all, found, pairs), others: ranked(partly, some, pairs, FEW), missing: false, more, marked, meant, heard: found.map((f) => f.meanings[0]?.word ?? f.word).join(" "), level, titled };
  }

  /** What the index says of documents. @param {number[]} ordinals @returns {Promise<string[]>} */
  async records(ordinals) {
    const { starts, blocks, perFile } = await this.root();
    const places = ordinals.map((o) => {
      let b = 0, to = blocks.length;
      while (b + 1 < to) starts[(b + to) >> 1] <= o ? (b = (b + to) >> 1) : (to = (b + to) >> 1);
      const count = starts[b + 1] - starts[b], files = Math.max(1, Math.round(count / perFile)), at = o - starts[b];
      let file = Math.floor((at * files) / count);
      while (Math.floor(((file + 1) * count) / files) <= at) file++;
      return { name: `records/${blocks[b].name}/${file}`, at: at - Math.floor((file * count) / files) };
    });
    const names = [...new Set(places.map((p) => p.name))];
    const lists = await this.files(names, (r) => r.rest().split("\n"));
    return places.map((p) => lists[names.indexOf(p.name)][p.at]);
  }
}

/** Twenty bits of FNV-1a. @param {string} word */
const hashOf = (word) => new TextEncoder().encode(word).reduce((h, b) => Math.imul(h ^ b, 16777619), 2166136261 | 0) >>> 12;

/** The documents of two groups, each at the lower of its levels. @param {any} a @param {any} b */
const meeting = (a, b) => {
  const levelOf = (/** @type {any} */ { counts }, /** @type {Uint32Array} */ ordinals) => {
    const out = new Map();
    let i = 0;
    for (let level = LEVELS - 1; level >= 0; level--) for (const to = i + counts[level]; i < to; i++) out.set(ordinals[i], level);
    return out;
  };
  const first = levelOf(a, a.decode()), second = levelOf(b, b.decode());
  const levels = Array.from({ length: LEVELS }, () => /** @type {number[]} */ ([]));
  for (const [o, level] of first) if (second.has(o)) levels[Math.min(level, second.get(o))].push(o);
  const ordinals = Uint32Array.from(levels.reverse().flat());
  return { counts: levels.map((list) => list.length).reverse(), all: ordinals.length, rest: false, idle: false, decode: () => ordinals };
};

/** The documents that every word fits. Words that distinguish nothing count only if there are no others. @param {{found: number[], scores: Int16Array, rest: number}[]} all */
const both = (all) => {
  const telling = all.filter((f) => f.rest === 0);
  const [least, ...others] = (telling.length > 0 ? telling : all).sort((a, b) => a.found.length - b.found.length);
  return others.reduce((list, { scores }) => list.filter((o) => scores[o]), least.found);
};

/**
 * Documents by how well they fit, the best first.
 * @param {number[]} ordinals @param {{scores: Int16Array, titled: number, rest: number, common: boolean}[]} found @param {any[]} pairs @param {number} [most] so many
 */
const ranked = (ordinals, found, pairs, most = ordinals.length) => {
  const size = found[0].scores.length, beside = new Uint8Array(size);
  for (const group of pairs) for (const o of group.decode()) beside[o]++;
  // Numbers are sorted faster than by a function: how well one fits comes first, then its place in the index.
  const keys = new Float64Array(ordinals.length);
  for (const { scores, rest } of found)
    for (let i = 0; i < keys.length; i++) {
      const s = scores[ordinals[i]];
      keys[i] += s > 0 ? s + HAS : s < 0 ? HAS / 2 - s : rest;
    }
  const inTitles = found.filter((f) => f.titled || !f.common);
  for (let i = 0; i < keys.length; i++) {
    const o = ordinals[i];
    if (inTitles[0] && inTitles.every((f) => f.scores[o] & 1)) keys[i] += TITLES;
    keys[i] = o - (keys[i] + beside[o] * PAIR) * size;
  }
  const out = [];
  for (const key of keys.sort().subarray(0, most)) out.push(key - Math.floor(key / size) * size);
  return out;
};
