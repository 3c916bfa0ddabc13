// Undoes raw DEFLATE (RFC 1951) where the browser does not: Safari before 16.4,
// Chrome before 103, Firefox before 113.

/** @param {string} why @returns {never} */
const refuse = (why) => {
  throw new Error("deflate: " + why);
};

/**
 * A Huffman code (3.2.2): how many codes there are of each length, and what they
 * mean, in order. lone says that a single code of one bit may be the whole code.
 * @param {number[]} lengths by symbol @param {boolean} lone
 */
const code = (lengths, lone) => {
  const counts = new Array(16).fill(0), symbols = [];
  let left = 1;
  for (let n = 1; n < 16; n++) {
    lengths.forEach((length, symbol) => {
      if (length === n) counts[n] = counts[n] + 1, symbols.push(symbol);
    });
    left = left * 2 - counts[n];
    if (left < 0) refuse("more codes than there is room for");
  }
  const few = lone && symbols.length === counts[1]; // at most one, since some are left
  if (left > 0 && !few) refuse("codes are missing");
  return { counts, symbols };
};

const repeat = (/** @type {number} */ n, /** @type {number} */ value) => new Array(n).fill(value);
const fixed = [
  code([...repeat(144, 8), ...repeat(112, 9), ...repeat(24, 7), ...repeat(8, 8)], false), // 3.2.6
  code(repeat(32, 5), false),
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]; // 3.2.7

/** @param {Uint8Array} data @returns {Uint8Array} */
export default (data) => {
  let out = new Uint8Array(data.length * 4 + 64);
  let size = 0, at = 0, held = 0, bits = 0;

  /** The next n bits as a number. Fewer than eight are held afterwards. @param {number} n */
  const take = (n) => {
    for (; bits < n; bits += 8) {
      if (at === data.length) refuse("it ends too early");
      held |= data[at++] << bits;
    }
    const value = held & ((1 << n) - 1);
    held >>>= n;
    bits -= n;
    return value;
  };

  /** @param {{counts: number[], symbols: number[]}} of */
  const symbol = ({ counts, symbols }) => {
    for (let n = 1, offset = 0, from = 0; n < 16; n++) {
      offset = offset * 2 + take(1);
      if (offset < counts[n]) return symbols[from + offset];
      offset -= counts[n];
      from += counts[n];
    }
    return refuse("a code that was not defined");
  };

  /** @param {number} n */
  const room = (n) => {
    if (size + n <= out.length) return;
    const larger = new Uint8Array(Math.max(out.length * 2, size + n));
    larger.set(out.subarray(0, size));
    out = larger;
  };

  const stored = () => {
    held = bits = 0; // the rest of the byte
    const n = take(16);
    if ((n ^ take(16)) !== 0xffff) refuse("the length of a block is damaged");
    if (at + n > data.length) refuse("it ends too early");
    room(n);
    out.set(data.subarray(at, at + n), size);
    size += n;
    at += n;
  };

  /** The two codes of a block that brings its own. */
  const codes = () => {
    const literals = take(5) + 257, distances = take(5) + 1, count = take(4) + 4;
    if (literals > 286 || distances > 30) refuse("more symbols than there are");
    const own = repeat(19, 0);
    for (let i = 0; i < count; i++) own[ORDER[i]] = take(3);
    const way = code(own, false);
    const lengths = [];
    while (lengths.length < literals + distances) {
      const s = symbol(way);
      if (s < 16) lengths.push(s);
      else if (s > 16) lengths.push(...repeat(s === 17 ? take(3) + 3 : take(7) + 11, 0));
      else if (lengths.length > 0) lengths.push(...repeat(take(2) + 3, lengths[lengths.length - 1]));
      else refuse("nothing to repeat");
    }
    if (lengths.length > literals + distances) refuse("more lengths than symbols");
    if (!lengths[256]) refuse("a block without an end");
    return [code(lengths.slice(0, literals), true), code(lengths.slice(literals), true)];
  };

  /** @param {{counts: number[], symbols: number[]}[]} by */
  const coded = ([literal, distance]) => {
    for (let s; (s = symbol(literal)) !== 256; ) {
      room(258);
      if (s < 256) {
        out[size++] = s;
        continue;
      }
      if (s > 285) refuse("a length that there is not");
      // 3.2.5: after the first few, each power of two is parted into four lengths, into two distances.
      const l = s - 257, more = l < 8 || l === 28 ? 0 : (l >> 2) - 1;
      const n = l === 28 ? 258 : l < 8 ? l + 3 : ((4 + (l & 3)) << more) + 3 + take(more);
      const d = symbol(distance), far = d < 2 ? 0 : (d >> 1) - 1;
      if (d > 29) refuse("a distance that there is not");
      const back = d < 2 ? d + 1 : ((2 + (d & 1)) << far) + 1 + take(far);
      if (back > size) refuse("a copy from before the beginning");
      for (const end = size + n; size < end; size++) out[size] = out[size - back];
    }
  };

  for (let last = 0; !last; ) {
    last = take(1);
    const kind = take(2);
    if (kind === 0) stored();
    else if (kind === 3) refuse("a kind of block that there is not");
    else coded(kind === 1 ? fixed : codes());
  }
  if (at < data.length) refuse("it goes on after its end");
  return out.slice(0, size);
};
