// Run by TestCommonWords, behind the engine's own text. It prints what is wrong.
import fs from "node:fs";
import zlib from "node:zlib";

const [folder] = process.argv.slice(2);
const fetched = async (name) => new Uint8Array(fs.readFileSync(`${folder}/${name}`)), inflated = async (bytes) => new Uint8Array(zlib.inflateRawSync(bytes));
const ask = async (q) => {
  const index = new Index(fetched, inflated);
  const { ordinals, missing, more, others } = await index.query(q);
  return { count: ordinals.length, missing, more, first: (await index.records(ordinals.slice(0, 1)))[0], others: others.length };
};
for (const [q, want] of Object.entries({
  "everywhere unique9 ": { count: 1, missing: false, first: "9" }, // what all have needs no asking
  "everywhere ": { count: 4000, missing: false, first: "1007" }, // where nothing else is asked for, all that have it, and first those in which it counts most
  "everywhere often ": { count: 299, missing: false, more: false },
  "often unique250 ": { count: 1, missing: false, first: "250", others: 10 },
  "often zebra1007 ": { missing: true, first: "1007" },
  "widely ": { count: 20, missing: false, more: true }, // enough to begin with
  "where widely ": { count: 20, missing: false, more: true }, // beside a common word, too, one to ask with is left out
  "mostly widely ": { count: 2985, missing: false, more: false }, // of the first none counts more than others, and yet each has to have it
  "where ": { count: 1, missing: false, more: false, first: "5" },
  "everywhere nowhereatall ": { count: 0, missing: true },
})) {
  const got = await ask(q);
  for (const key of Object.keys(want)) if (got[key] !== want[key]) console.log(q, got, "want", want);
}

// All that have common words: first those that came without asking for all.
{
  const index = new Index(fetched, inflated);
  const some = (await index.query("widely ")).ordinals, { ordinals: all, more } = await index.query("widely ", true);
  if (more || new Set(all).size !== 4000 || String(all.slice(0, 20)) !== String(some)) console.log("all of widely", all.length, more, all.slice(0, 20), "want", some);
  const both = (await index.query("everywhere widely ", true)).ordinals;
  if (new Set(both).size !== 4000) console.log("both", both.length);
}
