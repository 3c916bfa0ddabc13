
// Run by TestEngine, behind the engine's own text.
import fs from "node:fs";

const [folder, data] = process.argv.slice(2);
let faults = 0;
const fault = (...what) => {
  faults++;
  console.log(...what);
};
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

for (const { text, words: want } of JSON.parse(fs.readFileSync(`${data}/words.json`))) {
  if (!same(words(text), want)) fault("words of", text, words(text), "want", want);
}

const asked = [];
const index = () => new Index(async (name) => {
  asked.push(name);
  return new Uint8Array(fs.readFileSync(`${folder}/${name}`));
});
const { queries } = JSON.parse(fs.readFileSync(`${data}/queries.json`));
for (const { q, first, missing } of queries) {
  const ix = index();
  const found = await ix.query(q);
  const [record] = await ix.records(found.ordinals.slice(0, 1));
  if ((record?.id ?? null) !== first || found.missing !== missing) fault(`${q}: ${record?.id}, missing ${found.missing}; want ${first}, missing ${missing}`);
}

// A cold query of two words asks for the root and the files of the words.
asked.length = 0;
await index().query("soup kitchen");
if (asked.length > 3) fault("a cold query asks for", asked);

// Every document is found by its own word, and stands in its facets.
const ix = index();
for (let i = 0; i < 3000; i += 7) {
  const found = await ix.query(`unique${i} `);
  const [record] = await ix.records(found.ordinals.slice(0, 1));
  if (record?.id !== `listing-${i}`) fault(`unique${i}: ${record?.id}`);
}
const none = new Map();
const kinds = (await ix.facet("kind")).choices;
if (!same(kinds.map((c) => [c.id, c.label, c.depth]), [["0", "Zero", 0], ["1", "One", 1], ["2", "Two", 0], ["3", "Three", 0], ["4", "Four", 0]])) fault("kinds", kinds);
const [all] = (await ix.facet("exact")).choices;
let total = 0;
for (const word of all.bits) for (let b = word; b; b &= b - 1) total++;
if (total !== 3009 || all.count !== 3009) fault("an exact set of", total, all.count);

// What is chosen and what is typed hold together, and the counts say how many.
for (const q of ["saturday", "unique7", "soup kitchen"]) {
  const found = await ix.search(q, none);
  const [facet] = (await ix.counts(q, none)).filter((f) => f.id === "kind");
  for (const c of facet.choices) {
    const chosen = await ix.search(q, new Map([["kind", new Set([c.id])]]));
    if (chosen.ordinals.length !== c.count || !chosen.ordinals.every((o) => found.ordinals.includes(o))) fault(q, c.id, chosen.ordinals.length, c.count);
  }
  if (facet.choices.reduce((n, c) => n + c.count, 0) !== found.ordinals.length) fault(q, "counts do not sum up");
}

// The nearest first.
const point = await ix.placeOf("st marys hall");
if (!same(point, [42.75, -73.68]) || !same(await ix.placeOf("12345"), point) || (await ix.placeOf("nowhere")) || (await ix.placeOf("__proto__"))) fault("places", point);
const far = await ix.distances([42.75, -73.68]);
const [soup] = (await ix.query("soup kitchen ")).ordinals, [rent] = (await ix.query("rent heat ")).ordinals, [club] = (await ix.query("homework club ")).ordinals;
if (far.get(soup) !== 0 || Math.round(far.get(rent) / 100) !== 125 || far.has(club)) fault("distances", far.get(soup), far.get(rent), far.get(club));

// Without its tail a word has no documents, rather than a few of them.
const halved = new Index(() => Promise.reject(new Error("not there")));
const group = [2, 1, 1, 1, 1, 0, 1, "x".charCodeAt(0), 0, 0, 0]; // of two documents one is here
if (await halved.documents({ terms: new Map([["x", 0]]), groups: [new Uint8Array(group)] }, "x").then(() => true, () => false)) fault("a word without its tail");

// A line that fails is tried again.
let broken = true;
const shaky = new Index(async (name) => {
  if (broken) throw new Error("no line");
  return new Uint8Array(fs.readFileSync(`${folder}/${name}`));
});
const lost = await shaky.query("soup").then(() => false, () => true);
broken = false;
if (!lost || (await shaky.query("soup")).ordinals.length === 0) fault("a line that came back");

console.log(`${queries.length} queries, ${faults} faults`);
process.exit(faults ? 1 : 0);
