// What somebody needs, in the words that they typed: the rules of generator/needs,
// which both pass its testdata/phrases.json.

const APART = /[^\p{L}\p{N}\p{M}'’ʼ`\-\u2010\u2011]+/u;

/** The words of a query, of which those with hyphens between belong together: "die-cut" has nothing of "die". @param {string} query */
const partsOf = (query) => query.split(APART).map(words).filter((list) => list.length > 0);

/** Whether two words are the same, or one is the plural of the other. @param {string} a @param {string} b */
const same = (a, b) => {
  if (a.length > b.length) [a, b] = [b, a];
  return a === b || (a.length > 2 && (b === a + "s" || b === a + "es" || (a.endsWith("y") && b === a.slice(0, -1) + "ies")));
};

/** Whether a word may be a misspelling of another one. @param {string} token @param {string} word @param {boolean} alone it is the whole phrase */
const misspelt = (token, word, alone) => {
  const n = word.length;
  if (n < 3 || (alone && n < 6)) return false;
  if (n > 3) return near(token, word, n < 9 ? 1 : 2) <= (n < 9 ? 1 : 2);
  if (token.length === 4) return [1, 2, 3].some((i) => token[i] === token[i - 1] && token.slice(0, i) + token.slice(i + 1) === word);
  const [a, b, c] = word;
  return token === b + a + c || token === a + c + b;
};

/** @typedef {{of: string, crisis: boolean, tokens: string[], lines: number[]}} Phrase */

/** Finds phrases in queries. */
class Phrases {
  /** @param {{sets: {of: string, phrases?: string, crisis?: string, lines?: number[], name?: string}[], fillers: string, words: string}} file as generator/needs writes it */
  constructor({ sets, fillers, words }) {
    const list = (/** @type {string} */ text) => (text ? text.split(";") : []);
    /** @type {Phrase[]} */
    this.phrases = sets.flatMap(({ of, phrases, crisis, lines }) => [phrases, crisis].flatMap((text, i) => list(text).map((p) => ({ of, crisis: i > 0, tokens: p.split(" "), lines }))));
    const order = (/** @type {Phrase} */ p) => p.tokens.join(" ");
    this.phrases.sort((a, b) => b.tokens.length - a.tokens.length || +b.crisis - +a.crisis || (order(a) < order(b) ? -1 : 1));
    this.names = new Map(sets.map(({ of, name }) => [of, new Set(list(name ?? ""))]));
    this.needs = sets.map(({ of }) => of).filter((of) => of && of !== "give" && of !== "say");
    this.fillers = new Set(list(fillers));
    this.words = new Set(list(words).concat(this.phrases.flatMap((p) => p.tokens)));
  }

  /** Where a phrase that begins at a token ends; 0 = there it does not begin. @param {string[]} tokens @param {number} i @param {Phrase} phrase @param {boolean} [open] it may go on */
  end(tokens, i, { tokens: own, crisis }, open) {
    const fits = (/** @type {string} */ token, /** @type {string} */ word) => same(token, word) || (crisis && !this.words.has(token) && misspelt(token, word, own.length === 1));
    for (let j = 0; j < own.length; ) {
      const token = tokens[i], word = own[j];
      if (token === undefined) return open && j > 0 ? i : 0;
      if (fits(token, word)) i++, j++;
      else if (own[j + 1] && fits(token, word + own[j + 1])) i++, j += 2;
      else if (token + tokens[i + 1] === word) i += 2, j++;
      else if (open && i === tokens.length - 1 && word.startsWith(token)) return i + 1;
      else if (j > 0 && this.fillers.has(token)) i++;
      else return 0;
    }
    return i;
  }

  /**
   * What a query says, from left to right, the longest phrase first: ids of needs, "give" or
   * "say"; by word what it belongs to, "" = it says nothing; whether that is the name of a need and no more; tokens that are part of no
   * phrase; the emergency lines of who is in danger, and whether that is being typed.
   * @param {string} query
   */
  match(query) {
    const parts = partsOf(query), tokens = parts.map((list) => list.join(""));
    /** @type {string[]} */
    const of = [], crisis = [], left = [];
    const lines = new Set(), meant = new Map();
    let begun = false;
    tokens.forEach((_, i) => {
      for (const p of this.phrases) {
        if (!p.crisis) continue;
        if (this.end(tokens, i, p) > 0) {
          if (!crisis.includes(p.of)) crisis.push(p.of);
          p.lines?.forEach((line) => lines.add(line));
        } else if (this.end(tokens, i, p, true) > 0) begun = true;
      }
    });
    for (let i = 0; i < tokens.length; ) {
      const found = this.phrases.find((p) => this.end(tokens, i, p) > 0);
      if (!found) {
        left.push(tokens[i++]);
        continue;
      }
      const to = this.end(tokens, i, found);
      if (found.of && !of.includes(found.of)) of.push(found.of);
      while (i < to) for (const word of parts[i++]) meant.set(word, found.of);
    }
    const broad = [...meant].every(([word, of]) => of === "" || this.names.get(of)?.has(word));
    return { of, crisis, broad, left, meant, lines: [...lines], begun };
  }
}
