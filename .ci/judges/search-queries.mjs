// Queries whose answer is known, made from the listings of a built site.
import fs from 'node:fs';
import path from 'node:path';

const AT_ONCE = 5; // listings that may answer a question: with more of them, which one was meant is anybody's guess
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Numbers from 0 to 1 that are the same on every machine (xorshift, Marsaglia 2003). @param {number} seed */
function dice(seed) {
  let x = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x = (x ^ (x << 5)) >>> 0;
    return x / 2 ** 32;
  };
}

/** Words that somebody would remember of a title. @param {string} text */
const wordsOf = (text) => [...new Set(text.toLowerCase().replace(/['’]/g, '').match(/[a-z]{4,}/g) ?? [])];

/** A word as it is mistyped: one letter missing, too many, wrong, or two in turn. The first letter is mostly right. @param {string} word */
function mistyped(word, roll) {
  const at = 1 + Math.floor(roll() * (word.length - 2));
  const letter = LETTERS[Math.floor(roll() * LETTERS.length)];
  const wrong = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ][Math.floor(roll() * 4)];
  return wrong === word ? mistyped(word, roll) : wrong;
}

/**
 * The other words that people use for a category or a place, by its id: single words of "aliases: […]".
 * It reads the lists as cmd/bench writes them, one line each.
 */
function aliases(content, list) {
  const out = new Map();
  let id = '';
  for (const line of fs.readFileSync(path.join(content, list), 'utf8').split('\n')) {
    id = line.match(/^([a-z0-9-]+):/)?.[1] ?? id;
    const found = line.match(/^ {2}aliases: \[(.*)\]$/);
    if (found) out.set(id, found[1].split(',').map((a) => a.trim()).filter((a) => /^[a-z]{4,}$/i.test(a)).map((a) => a.toLowerCase()));
  }
  return out;
}

/** The listings of a built site: its index.json, which is in parts where there are very many. @param {string} site */
export function listingsOf(site) {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(site, name), 'utf8'));
  const index = read('index.json');
  return Array.isArray(index) ? index : index.parts.flatMap((url) => read(path.basename(new URL(url).pathname)));
}

/**
 * Sets of queries for a town: each names a listing by two or three words that at most AT_ONCE listings share.
 * @param {string} content folder of the town @param {string} site the same, built
 * @returns {Record<string, {q: string, id?: string}[]>}
 */
export function compose(content, site, { seed = 1, most = 200 } = {}) {
  const roll = dice(seed);
  const any = (list) => list[Math.floor(roll() * list.length)];
  const listings = listingsOf(site).map((l) => ({ ...l, words: wordsOf([l.title, ...(l.organizations ?? [])].join(' ')), places: wordsOf((l.locations ?? []).join(' ').replaceAll('-', ' ')), inTitle: wordsOf(l.title) }));
  const having = new Map(); // word: which listings; who asks for Trinity may mean the parish or its hall
  listings.forEach((l, i) => new Set([...l.words, ...l.places]).forEach((w) => having.has(w) ? having.get(w).push(i) : having.set(w, [i])));
  const others = new Map([...aliases(content, 'categories.yaml'), ...aliases(content, 'locations.yaml')]);

  const sets = { exact: [], typo: [], prefix: [], synonym: [], frequent: [] };
  const shuffled = listings.map((l) => [roll(), l]).sort(([a], [b]) => a - b);
  for (const [, l] of shuffled) {
    if (sets.exact.length >= most && sets.synonym.length >= most) break;
    const rarest = [...l.words].sort((a, b) => having.get(a).length - having.get(b).length);
    // The rarest word of its title, and words that distinguish it from the others.
    const [key] = rarest.filter((w) => l.inTitle.includes(w) && w.length >= 5);
    if (!key) continue;
    const q = [key];
    let left = having.get(key);
    for (const w of rarest) {
      if (q.length >= 2 && left.length <= AT_ONCE || q.length === 3) break;
      if (q.includes(w)) continue;
      q.push(w);
      const with_ = new Set(having.get(w));
      left = left.filter((i) => with_.has(i));
    }
    if (q.length < 2 || left.length > AT_ONCE) continue;
    const put = (set, words) => sets[set].length < most && sets[set].push({ q: words.join(' '), id: l.id });
    put('exact', roll() < 0.5 ? q : [...q].reverse());
    put('typo', q.map((w, i) => i === 0 ? mistyped(w, roll) : w));
    put('prefix', [...q.slice(1), key.slice(0, Math.max(4, Math.ceil(key.length * 0.6)))]);
    const known = [...(l.categories ?? []), ...(l.locations ?? [])].flatMap((id) => others.get(id) ?? []).filter((a) => !l.words.includes(a));
    if (known.length > 0) put('synonym', [any(known), ...q]);
  }
  // What everybody asks for: the words of most titles, two at a time.
  const common = [...having].sort((a, b) => b[1].length - a[1].length).slice(0, 40).map(([w]) => w);
  while (sets.frequent.length < most) {
    const [a, b] = [any(common), any(common)];
    if (a !== b) sets.frequent.push({ q: `${a} ${b}` });
  }
  return sets;
}
