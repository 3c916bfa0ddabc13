// Run by TestCommonWords, behind the engine's own text. It prints what is wrong.
import fs from "node:fs";
import zlib from "node:zlib";

const [folder] = process.argv.slice(2);
const ask = async (q) => {
  const index = new Index(async (name) => new Uint8Array(fs.readFileSync(`${folder}/${name}`)), async (bytes) => new Uint8Array(zlib.inflateRawSync(bytes)));
  const { ordinals, missing, others } = await index.query(q);
  return { count: ordinals.length, missing, first: (await index.records(ordinals.slice(0, 1)))[0], others: others.length };
};
for (const [q, want] of Object.entries({
  "everywhere unique9 ": { count: 1, missing: false, first: "9" }, // what all have needs no asking
  "everywhere ": { count: 4000, missing: false, first: "1007" }, // where nothing else is asked for, all that have it, and first those in which it counts most
  "everywhere often ": { count: 300, missing: false },
  "often unique250 ": { count: 1, missing: false, first: "250", others: 10 },
  "often zebra1007 ": { missing: true, first: "1007" },
  "everywhere nowhereatall ": { count: 0, missing: true },
})) {
  const got = await ask(q);
  for (const key of Object.keys(want)) if (got[key] !== want[key]) console.log(q, got, "want", want);
}
