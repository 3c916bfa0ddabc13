
// Run by TestEngine, behind the engine's own text.
import fs from "node:fs";
import zlib from "node:zlib";

const [folder, data, other] = process.argv.slice(2);
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
let goes = 0;
const inflate = async (bytes) => {
  goes++;
  return new Uint8Array(zlib.inflateRawSync(bytes));
};
const index = () => new Index(async (name) => {
  asked.push(name);
  return new Uint8Array(fs.readFileSync(`${folder}/${name}`));
}, inflate);
const { queries, documents } = JSON.parse(fs.readFileSync(`${data}/queries.json`));
for (const { q, first, missing } of queries) {
  const ix = index();
  const found = await ix.query(q);
  const [record] = await ix.records(found.ordinals.slice(0, 1));
  if ((record ?? null) !== first || found.missing !== missing) fault(`${q}: ${record}, missing ${found.missing}; want ${first}, missing ${missing}`);
}

// What is asked with is not marked in what is found.
for (const [q, want] of [["where can I get soup", "soup"], ["where", "where"]]) {
  const { marked } = await index().query(q);
  if (!same([...new Set(marked)], [want])) fault(q, "marks", marked);
}

// A cold query of two words asks for the root and the files of the words.
asked.length = goes = 0;
await index().query("soup kitchen");
if (asked.length > 3 || goes > 2) fault("a cold query asks for", asked, "and unpacks", goes, "times");

// Every document is found by its own word, and stands in its facets.
const ix = index(), facets = new Facets(ix, words);
for (let i = 0; i < 3000; i += 7) {
  const found = await ix.query(`unique${i} `);
  const [record] = await ix.records(found.ordinals.slice(0, 1));
  if (record !== `listing-${i}`) fault(`unique${i}: ${record}`);
}
const none = new Map();
const kinds = (await facets.choices()).facets.get("kind").choices;
if (!same(kinds.map((c) => [c.id, c.label, c.depth]), [["0", "Zero", 0], ["1", "One", 1], ["2", "Two", 0], ["3", "Three", 0], ["4", "Four", 0]])) fault("kinds", kinds);
if ((await facets.everything()).ordinals.length !== 3000 + documents.length) fault("everything is", (await facets.everything()).ordinals.length);

// What is chosen and what is typed hold together, and the counts say how many.
for (const q of ["saturday", "unique7", "soup kitchen"]) {
  const found = await facets.search(q, none);
  const [facet] = (await facets.counts(["kind"], q, none));
  for (const c of facet.choices) {
    const chosen = await facets.search(q, new Map([["kind", new Set([c.id])]]));
    if (chosen.ordinals.length !== c.count || !chosen.ordinals.every((o) => found.ordinals.includes(o))) fault(q, c.id, chosen.ordinals.length, c.count);
  }
  if (facet.choices.reduce((n, c) => n + (c.depth ? 0 : c.count), 0) !== found.ordinals.length) fault(q, "counts do not sum up");
}

// What a few documents have is read from the stretches they stand in, and says the same as the whole of a facet.
const all = ["kind", "location", "run", "lot"], many = new Facets(index(), words);
for (const id of all) await many.facet(id);
for (const q of ["unique7 ", "unique2996 ", "soup kitchen", "saturday", "unique70 unique1400 unique2900"]) {
  const few = new Facets(index(), words);
  asked.length = 0;
  const counts = await few.counts(all, q, none);
  const parts = asked.filter((name) => name.startsWith("stretches/")).length;
  if (!same(counts, await many.counts(all, q, none))) fault("in stretches, the facets of", q, "are", counts);
  if (asked.some((name) => /^facets\/./.test(name.replace("facets/-", ""))) || parts === 0 || parts > 3) fault("for the facets of", q, "it asks for", asked);
  const chosen = new Map([["lot", new Set(["lot-3", "lot-4"])], ["kind", new Set(["0", "1"])]]);
  const found = await few.search(q, chosen);
  if (!same(found.ordinals, (await many.search(q, chosen)).ordinals)) fault("in stretches,", q, "finds", found.ordinals);
  const [near, far] = [await few.distances([42.75, -73.68], found.ordinals), await many.distances([42.75, -73.68])];
  if (found.ordinals.some((o) => near[o] !== far[o])) fault("in stretches, distances of", q);
}

// A run of documents has its choice, and one above what those below it have.
const [runs, where] = await facets.counts(["run", "location"], "", none);
if (runs.choices.length !== 20 || runs.choices.reduce((n, c) => n + c.count, 0) !== 3000 || runs.choices[3].id !== "category-3") fault("runs", runs.choices);
if (!same(where.choices.map((c) => [c.id, c.depth, c.count]), [["town", 0, 1], ["hall", 1, 1], ["barn", 0, 1]])) fault("places", where.choices);
if ((await facets.having("location", new Set(["town"]))).reduce((n, b) => n + b, 0) !== 1) fault("a town has not what its hall has");

// How many have each choice says the same as which ones they are.
for (const { id, choices } of (await facets.choices()).facets.values()) {
  for (const c of choices) {
    const n = (await facets.having(id, new Set([c.id]))).reduce((n, b) => n + b, 0);
    if (n !== c.count || n === 0) fault(id, c.id, c.count, "in all, and", n);
  }
}

// When something is: on a day, still on or later that day, and through a night.
const on = async (...when) => (await facets.on(...when)).reduce((n, b) => n + b, 0);
for (const [want, ...when] of [[2000, [20000]], [0, [20001]], [1000, [20003]], [1000, [20001, 20002]], [2000, [20000], 660], [1000, [20000], 720], [1000, [20001], 60], [0, [20001], 400], [1000, [20004], 720]]) {
  if ((await on(...when)) !== want) fault("on", when, await on(...when), "want", want);
}

// How many are on, of those that have a word and of all.
const spans = [undefined, ...[[20000], [20001], [20001, 20002]].map((days) => ({ days })), { days: [20000], minute: 720 }];
for (const q of ["", "saturday", "unique7"]) {
  const counts = await facets.countsOn(spans, q, none);
  const found = await Promise.all(spans.map(async (when) => (await facets.search(q, none, when)).ordinals.length));
  if (!same(counts, found) || counts[0] === 0) fault(q, "is on", counts, "times, but found", found);
}

// The nearest first.
const point = await facets.placeOf("st marys hall");
if (!same(point, [42.75, -73.68]) || !same(await facets.placeOf("12345"), point) || (await facets.placeOf("nowhere")) || (await facets.placeOf("__proto__"))) fault("places", point);
const far = await facets.distances([42.75, -73.68]);
const [soup] = (await ix.query("soup kitchen ")).ordinals, [rent] = (await ix.query("rent heat ")).ordinals, [club] = (await ix.query("homework club ")).ordinals;
if (far[soup] !== 0 || Math.round(far[rent] / 100) !== 125 || far[club] !== Infinity) fault("distances", far[soup], far[rent], far[club]);

// What was understood, and what is near where nothing is.
if ((await ix.query("suop kitchen")).meant !== "soup kitchen" || (await ix.query("soup kitchen")).meant) fault("meant", (await ix.query("suop kitchen")).meant);
if ((await ix.query("wehre soup")).meant !== "where soup") fault("a word that is left out by a guess", (await ix.query("wehre soup")).meant);
if ((await facets.nearest("mathmtcs")) !== "mathematics" || (await facets.nearest("qqqqqqq"))) fault("nearest", await facets.nearest("mathmtcs"));

// An everyday word is what was meant, whether a document has it or not; another one is corrected.
for (const [q, want] of [["soap ", undefined], ["soaps ", undefined], ["souk ", "soup"]]) {
  const found = await index().query(q);
  if ((found.meant || undefined) !== want) fault(q, "is corrected to", found.meant, "want", want);
}

// A word of another language of the site comes before another spelling: "rentz" is near "rent", and is the title of another document there.
const two = index();
two.elsewhere = [new Index(async (name) => new Uint8Array(fs.readFileSync(`${other}/${name}`)), inflate)];
for (const [q, want] of [["rentz", "tutor"], ["soup", "soup"], ["suop", "soup"]]) {
  const { ordinals, meant } = await two.query(q + " ");
  const [record] = await two.records(ordinals.slice(0, 1));
  if (record !== want || (q === "rentz" && meant)) fault(q, "in another language is", record, meant, "want", want);
}

// Of words that somebody has to have anyway, how much they count is told by document.
{
  const ix = index(), { size } = await ix.root();
  const [soup] = (await ix.query("kitchen ")).ordinals, [rent] = (await ix.query("overdue ")).ordinals;
  const has = new Uint8Array(size);
  has[soup] = has[rent] = 1;
  const { ordinals, level } = await ix.query("hungry soup", true, new Map([["hungry", has], ["soup", has]]));
  if (!same(ordinals, [soup, rent]) || level(soup, (w) => w === "soup") < 3 || level(rent, () => true) !== 0) fault("served", ordinals, level(soup, (w) => w === "soup"), level(rent, () => true));
  const left = await ix.query("today soup", true, new Map([["today", null]]));
  if (!same(left.ordinals, (await ix.query("soup", true)).ordinals)) fault("a word that asks for nothing changes what is found", left.ordinals);
}

// A line that fails is tried again.
let broken = true;
const shaky = new Index(async (name) => {
  if (broken) throw new Error("no line");
  return new Uint8Array(fs.readFileSync(`${folder}/${name}`));
}, inflate);
const lost = await shaky.query("soup").then(() => false, () => true);
broken = false;
if (!lost || (await shaky.query("soup")).ordinals.length === 0) fault("a line that came back");

console.log(`${queries.length} queries, ${faults} faults`);
process.exit(faults ? 1 : 0);
