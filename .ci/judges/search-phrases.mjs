#!/usr/bin/env node
// Asks a built site what residents would type, at four times of a day, and judges what comes first.
//
//   node search-phrases.mjs SITE PHRASES DAY     PHRASES: testdata/search-phrases.tsv, which says what has to come first; DAY: such as 2026-11-23
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import zlib from 'node:zlib';

const [site, list, day, only] = process.argv.slice(2);
const HOURS = ['08:00', '13:00', '21:30', '01:00'];
const LEAST = 0.95; // of the phrases have to find what they should; of a crisis all
const theme = fileURLToPath(new URL('../../themes/default/search/', import.meta.url));
const rank = await import(pathToFileURL(theme + 'rank.mjs')), facets = await import(pathToFileURL(theme + 'facets.mjs'));

// The scripts of the page are one script there, and one module here, separate for each language.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'corkboard-phrases-'));
const scripts = ['dates.js', 'engine.js', 'needs.js', 'find.js'].map((name) => fs.readFileSync(theme + name, 'utf8')).join('');

async function language(tag, below) {
  const html = fs.readFileSync(path.join(site, below, 'search/index.html'), 'utf8');
  const attribute = (name) => html.match(new RegExp(`${name}="([^"]*)"`))[1];
  const module = path.join(folder, `${tag}.mjs`);
  const front = `const document = { documentElement: { lang: ${JSON.stringify(attribute('lang'))}, dataset: { zone: ${JSON.stringify(attribute('data-zone'))} } } };\n`;
  fs.writeFileSync(module, `${front}${scripts}\nexport { Index, words, finder, clockAt };\n`);
  const { Index, words, finder, clockAt } = await import(pathToFileURL(module));
  const at = (below) => new Index(async (name) => new Uint8Array(fs.readFileSync(path.join(site, below, 'search/index', name))), async (bytes) => new Uint8Array(zlib.inflateRawSync(bytes)));
  const index = at(below);
  index.elsewhere = [at(below ? '' : 'es')];
  const lines = [...html.matchAll(/<section[^>]*data-lines[^]*?<\/section>/g)].flatMap(([section]) => [...section.matchAll(/<li>[^]*?<\/li>/g)].map(([li]) => li.replace(/<[^>]*>|\s+/g, ' ').replaceAll('\u2011', '-').replaceAll('\u00a0', ' ')));
  const choose = async () => Object.assign(new facets.Facets(index, words, find), { daysOf: facets.daysOf });
  const { understood, find } = finder(() => index, attribute('data-days'), () => clockAt(Date.now()), { rank: async () => rank, facets: choose });
  const idOf = (record) => {
    const [id, title, kind] = record.split('\t');
    return (kind === 'organization' ? 'o:' : '') + (id === '' || id[0] === '-' ? words(title).join('-') + id : id);
  };
  return async (phrase) => {
    const { lines: which, crisis } = await understood(phrase), found = await find(phrase, false);
    const records = await index.records(found.ordinals.slice(0, 3));
    return { first: records.map(idOf), lines: which.map((i) => lines[i]), danger: crisis.length > 0, meant: found.meant, never: found.never, count: found.ordinals.length };
  };
}

const ask = { en: await language('en', ''), es: await language('es', 'es') };
const groups = new Map();
const named = (names) => names.split(' ').flatMap((name) => (name[0] === '@' ? groups.get(name) : [name]));
const now = Date.now;
let asked = 0, right = 0, wrongCrisis = 0;
const faults = [];
for (const row of fs.readFileSync(list, 'utf8').split('\n')) {
  if (!row || row[0] === '#') continue;
  const [tag, hours, phrase, want] = row.split('\t');
  if (row[0] === '@') {
    groups.set(tag, named(hours));
    continue;
  }
  if (only && !phrase.includes(only)) continue;
  for (const hour of hours === '-' ? HOURS : [hours]) {
    // The night of a day is the one after it. The clock of the sample is five hours behind.
    const late = hour < '05:00' ? 864e5 : 0;
    Date.now = () => Date.parse(`${day}T${hour}:00-05:00`) + late;
    const got = await ask[tag](phrase);
    asked++;
    let ok;
    if (want.startsWith('call ')) {
      ok = got.danger && got.lines.some((l) => l.includes(want.slice(5))) && !got.meant;
      if (!ok) wrongCrisis++;
    } else if (want === 'quiet') {
      ok = !got.danger;
      if (!ok) wrongCrisis++;
    } else {
      const first = want.startsWith('1: '), good = named(first ? want.slice(3) : want);
      const least = first ? 1 : Math.min(3, good.length);
      ok = !got.danger && got.first.length >= least && got.first.slice(0, least).every((id) => good.includes(id));
    }
    if (ok) right++;
    else faults.push(`${tag} ${hour} ${phrase}: ${got.danger ? 'call ' + got.lines.map((l) => l.slice(0, 40)).join(' / ') : ''} ${got.first.join(' ')}${got.meant ? ` (as ${got.meant})` : ''}; want ${want}`);
  }
}
Date.now = now;
console.log(faults.join('\n'));
fs.rmSync(folder, { recursive: true });
console.log(`${right} of ${asked} phrases find what they should, ${(100 * right / asked).toFixed(1)} %; ${wrongCrisis} wrong about a crisis`);
process.exit(right >= LEAST * asked && wrongCrisis === 0 ? 0 : 1);
