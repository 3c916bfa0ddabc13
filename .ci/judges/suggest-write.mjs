#!/usr/bin/env node
// Has the script of /suggest/ write what Go's vectors say, byte for byte.
//
//   node suggest-write.mjs WRITE.mjs VECTORS.json
import fs from 'node:fs';
import path from 'node:path';
import { done, expect } from './faults.mjs';

const [module, vectors] = process.argv.slice(2).map((f) => path.resolve(f));
const { clean, days, files, parcel, phrase } = await import(module);
const { today, vectors: list } = JSON.parse(fs.readFileSync(vectors, 'utf8'));
expect(list.length >= 80, `only ${list.length} vectors`);
for (const { says, phrase: wanted, days: dates, files: texts } of list) {
  expect(phrase(says.when) === wanted, `${says.title}: the phrase is ${phrase(says.when)}, want ${wanted}`);
  expect(JSON.stringify(days(says.when, today)) === JSON.stringify(dates), `${wanted}: the days are ${days(says.when, today)}, want ${dates}`);
  expect(JSON.stringify(files(says, today)) === JSON.stringify(texts), `${says.title}: written\n${JSON.stringify(files(says, today), null, 1)}\nwant\n${JSON.stringify(texts, null, 1)}`);
}
expect(clean(' a\r\nb\u0000\u202E\uD800 ') === 'a\nb\uFFFD', 'what no file may hold is not taken out');
const one = files({ title: 'A', kind: 'event', who: {}, when: { mode: 'words', words: 'x\n# corkboard: opportunities/evil.yaml\ny' }, where: {} }, today);
expect(parcel(one).split('\n').filter((l) => l.startsWith('# corkboard:')).length === 2, 'a text makes a mark of its own');
done(`${list.length} fill-ins are written as Go says`);
