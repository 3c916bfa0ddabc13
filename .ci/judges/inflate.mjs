#!/usr/bin/env node
// Compares an inflate with zlib: whatever deflate writes comes back, and damaged data is refused by both or by neither.
//
//   node inflate.mjs FILE DIR     FILE: a module whose default export undoes raw DEFLATE; DIR: files compressed that way (*.bin, at any depth)
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { pathToFileURL } from 'node:url';
import { done, expect } from './faults.mjs';

const [file, dir] = process.argv.slice(2);
const { default: inflate } = await import(pathToFileURL(path.resolve(file)));

// The same numbers in every run.
let seed = 20261123;
const below = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, Math.floor(seed / 2 ** 32 * n));
const bytes = (n, letters) => Buffer.from(Array.from({ length: n }, () => below(letters)));

/** What zlib makes of it, all of it; null when it refuses or leaves something. */
function reference(data) {
  try {
    const { buffer, engine } = zlib.inflateRawSync(data, { info: true, maxOutputLength: 1 << 26 });
    return engine.bytesWritten === data.length ? buffer : null;
  } catch {
    return null;
  }
}

function ours(data) {
  try {
    return Buffer.from(inflate(new Uint8Array(data)));
  } catch (e) {
    expect(e.message.startsWith('deflate: '), `an error of the program: ${e.stack}`);
    return null;
  }
}

let compared = 0, refused = 0;
function same(data, what) {
  const want = reference(data), got = ours(data);
  compared++;
  if (want === null) refused++;
  if (want === null || got === null) return expect(want === got, `${what}: zlib ${want ? 'reads' : 'refuses'} it, we do not`);
  expect(want.equals(got), `${what}: other bytes`);
}

const prose = Buffer.from(fs.readFileSync(process.argv[1], 'utf8').repeat(3));
const originals = {
  nothing: Buffer.alloc(0), 'one byte': Buffer.from('a'), zeros: Buffer.alloc(100_000), prose, 'any bytes': bytes(70_000, 256), 'two letters': bytes(20_000, 2),
  'a long way back': Buffer.concat([prose.subarray(0, 300), bytes(32_400, 256), prose.subarray(0, 300)]), 'a word': Buffer.from('corkboard '.repeat(700)),
};
const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_FULL_FLUSH } = zlib.constants;
const kinds = new Set();
const small = [];
for (const [name, original] of Object.entries(originals)) {
  for (let level = 0; level <= 9; level++) {
    for (const strategy of [Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE]) {
      const data = zlib.deflateRawSync(original, { level, strategy, memLevel: 1 + below(9), windowBits: 9 + below(7) });
      const got = ours(data);
      compared++;
      expect(got?.equals(original), `${name}, level ${level}, strategy ${strategy}: other bytes`);
      if (original.length > 0) kinds.add((data[0] >> 1) & 3);
      if (data.length < 3000) small.push(data);
    }
  }
}
expect(kinds.size === 3, `of stored, fixed and dynamic blocks only ${[...kinds]} were read`);

// Blocks of several kinds in one.
for (let i = 0; i < 20; i++) {
  const z = zlib.createDeflateRaw({ level: i % 10 });
  const parts = [], chunks = [];
  z.on('data', (c) => chunks.push(c));
  for (let n = 0; n < 6; n++) {
    const part = n % 2 ? bytes(below(500), 256) : prose.subarray(below(900), 1000 + below(900));
    parts.push(part);
    z.write(part);
    await new Promise((go) => z.flush(Z_FULL_FLUSH, go));
  }
  z.end();
  await new Promise((go) => z.on('end', go));
  expect(ours(Buffer.concat(chunks))?.equals(Buffer.concat(parts)), `six blocks, level ${i % 10}: other bytes`);
}

// The index itself, which another program compressed.
let files = 0;
for (const name of fs.readdirSync(dir, { recursive: true }).filter((f) => f.endsWith('.bin'))) {
  // A file of the index lacks the marks of its end, which the page adds.
  const data = Buffer.concat([fs.readFileSync(path.join(dir, name)), Buffer.from([0, 0, 255, 255, 3, 0])]);
  const got = ours(data);
  expect(got?.length > 0 && got.equals(reference(data)), `${name}: other bytes`);
  if (data.length < 3000) small.push(data);
  files++;
}
expect(files > 10, `only ${files} files of an index`);

// Cut short, a bit flipped, a byte changed, something appended, or pure noise: never a wrong answer, never a loop.
refused = 0;
const before = compared, from = process.hrtime.bigint();
for (let i = 0; i < 10_000; i++) {
  const data = Buffer.from(small[below(small.length)]);
  const at = below(data.length);
  if (i % 5 === 0) same(data.subarray(0, at), `cut off at ${at}`);
  else if (i % 5 === 1) data[at] ^= 1 << below(8), same(data, `a bit turned at ${at}`);
  else if (i % 5 === 2) data[at] = below(256), same(data, `a byte exchanged at ${at}`);
  else if (i % 5 === 3) same(Buffer.concat([data, bytes(1 + below(4), 256)]), 'something behind');
  else same(bytes(1 + below(60), 256), 'bytes by chance');
}
const share = refused / (compared - before);
expect(share > 0.5 && share < 0.99, `${(share * 100).toFixed()} % of the damaged data are refused: the test looks at one side only`);
const seconds = Number(process.hrtime.bigint() - from) / 1e9;
expect(seconds < 120, `damaged data took ${seconds} s`);

const weight = zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;
expect(weight <= 4096, `${file} is ${weight} bytes compressed`);
done(`${compared} inflated, ${files} files, ${weight} bytes of program`);
