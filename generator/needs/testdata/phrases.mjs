// Run by TestMatchInTheEngine, after the engine's own text.
import fs from "node:fs";

const [file, list] = process.argv.slice(2);
const phrases = new Phrases(JSON.parse(fs.readFileSync(file)));
let faults = 0;
for (const { q, Q = q, Of = [], of = Of, Crisis = [], crisis = Crisis, Left = [], left = Left } of JSON.parse(fs.readFileSync(list))) {
  const got = phrases.match(Q);
  for (const [name, want] of Object.entries({ of, crisis, left })) {
    if (JSON.stringify(got[name]) !== JSON.stringify(want ?? []) && faults++ < 20) console.log(Q, name, got[name], "want", want);
  }
}
process.exit(faults ? 1 : 0);
