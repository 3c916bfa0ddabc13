// Run by TestTails, behind the engine's own text: of words in very many listings only the best are in the file of the word.
import fs from "node:fs";

const [folder] = process.argv.slice(2);
let asked = [];
const ask = async (q) => {
  asked = [];
  const index = new Index(async (name) => {
    asked.push(name);
    return new Uint8Array(fs.readFileSync(`${folder}/${name}`));
  });
  const found = await index.query(q);
  const [record] = await index.records(found.ordinals.slice(0, 1));
  return { count: found.ordinals.length, missing: found.missing, first: record?.id, tails: asked.filter((n) => n.startsWith("tails/")).length };
};
for (const [q, want] of Object.entries({
  "everywhere unique7 ": { count: 1, missing: false, first: 7, tails: 0 }, // what all have needs no asking
  "everywhere ": { count: 17000, missing: false, tails: 1 }, // but where nothing else is asked for
  "everywhere nowhereatall ": { count: 17000, missing: true, tails: 1 },
  "everywhere often ": { count: 8400, missing: false, tails: 1 },
  "often unique7 ": { count: 1, missing: false, first: 7, tails: 1 },
  "often zebra ": { missing: true, first: 16007, tails: 1 }, // it has not, and the tail says so
})) {
  const got = await ask(q);
  for (const key of Object.keys(want)) if (got[key] !== want[key]) console.log(q, got, "want", want);
}
