#!/usr/bin/env node
// Measures the search of built sites in a real browser: what a query costs in the network and in the page, and whether it finds what it should.
//
//   node search-bench.mjs [--listings 1000,10000]                the invented towns of cmd/bench
//   node search-bench.mjs --content DIR --queries FILE           other content, with queries whose answer is known
//
//   --seed N         of towns and queries (default 1)
//   --cpu N          how many times slower a phone is (default 4)
//   --cold N         queries of each set that run in a fresh browser (default 20)
//   --pagefind       Pagefind on the same listings, too, where it is installed (see search-pagefind.mjs)
//   --program FILE   corkboard (default: built from this clone)
//   --dir DIR        to work in, empty or new; everything stays there (default: a folder that is removed at the end)
//   --json FILE      every single measurement
//
// FILE holds {"exact": [{"q": "kettle soup", "id": "tuesday-kettle"}, …], …}: the id is the file name of the listing that has
// to be found, without its extension; queries without an id only measure the cost.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './search-browser.mjs';
import { pagefind } from './search-pagefind.mjs';
import { compose, listingsOf } from './search-queries.mjs';
import { costs, findings } from './search-table.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const NOW = '2026-11-23T08:00:00-05:00'; // the moment that the towns are written for
const PLACE = 10; // who looks for something looks at so many results

const { values: flags } = parseArgs({
  options: {
    listings: { type: 'string', default: '1000,10000' }, seed: { type: 'string', default: '1' }, content: { type: 'string' }, queries: { type: 'string' },
    cpu: { type: 'string', default: '4' }, cold: { type: 'string', default: '20' }, program: { type: 'string' }, dir: { type: 'string' }, json: { type: 'string' }, pagefind: { type: 'boolean' },
  },
});
if (flags.content && !flags.queries) {
  console.error('search-bench: --content needs --queries FILE; only for our own towns the questions are known');
  process.exit(2);
}
const say = (text) => console.error(text);
const dir = flags.dir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'corkboard-search-'));
fs.mkdirSync(dir, { recursive: true });

function program() {
  if (flags.program) return path.resolve(flags.program);
  const file = path.join(dir, process.platform === 'win32' ? 'corkboard.exe' : 'corkboard');
  execFileSync('go', ['build', '-o', file, './cmd/corkboard'], { cwd: root, stdio: 'inherit' });
  return file;
}

/** Builds a site. The index is a part of that; what it takes of it comes from a profile. */
async function build(corkboard, content, site) {
  const profile = site + '-profile';
  const child = spawn(corkboard, ['build', '--content', content, '--output', site, '--now', NOW, '--profile', profile], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, GIT_CEILING_DIRECTORIES: path.resolve(dir) } });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-2000)));
  // Linux reports the peak memory of a process, but only while it lives.
  let peak = 0;
  const look = setInterval(() => {
    try {
      peak = Math.max(peak, 1024 * Number(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/)?.[1] ?? 0));
    } catch { /* another system, or it has just ended */ }
  }, 20);
  const code = await new Promise((done) => child.on('close', done));
  clearInterval(look);
  if (code !== 0) throw new Error(`building ${content} ended with ${code}:\n${said}`);
  const top = execFileSync('go', ['tool', 'pprof', '-top', '-cum', '-unit=ms', '-nodecount=100000', path.join(profile, 'cpu.pprof')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  // Making it, what goes into it, which is made beside it, and packing the files when they are written.
  const parts = ['site.(*Site).Search', 'search.Build.func1', 'search.File.Data'].flatMap((name) => top.split('\n').filter((l) => l.endsWith(name)));
  return { peak, all: Number(top.match(/Total samples = ([\d.]+)ms/)?.[1]) || undefined, cpu: parts.length > 0 ? parts.reduce((n, line) => n + Number(line.trim().split(/\s+/)[3].replace('ms', '')), 0) : undefined };
}

/** What lies in the folders of an index, by kind. */
function weigh(index) {
  const kinds = {};
  for (const e of fs.readdirSync(index, { withFileTypes: true, recursive: true })) {
    if (!e.isFile()) continue;
    const file = path.join(e.parentPath ?? e.path, e.name);
    const kind = path.relative(index, file).split(path.sep)[0];
    kinds[kind] ??= { files: 0, bytes: 0 };
    kinds[kind].files++;
    kinds[kind].bytes += fs.statSync(file).size;
  }
  const list = Object.values(kinds);
  return { kinds, files: list.reduce((n, k) => n + k.files, 0), bytes: list.reduce((n, k) => n + k.bytes, 0) };
}

const corkboard = program();
const all = [];
for (const town of flags.content ? [undefined] : flags.listings.split(',')) {
  const content = flags.content ?? path.join(dir, 'town-' + town);
  const site = path.join(dir, 'site-' + (town ?? 'own'));
  if (town) {
    say(`${town} listings: writing the town`);
    execFileSync('go', ['run', './cmd/bench', '--write', path.resolve(content), '--listings', town, '--seed', flags.seed], { cwd: root, stdio: 'ignore' });
  }
  say(`building ${content}`);
  const built = await build(corkboard, content, site);
  const queries = town ? compose(content, site, { seed: Number(flags.seed) }) : JSON.parse(fs.readFileSync(flags.queries, 'utf8'));
  const figures = {
    listings: listingsOf(site).length,
    build: built, disk: weigh(path.join(site, 'search/index')),
    ...await measure(site, queries, { cold: Number(flags.cold), cpu: Number(flags.cpu), results: PLACE, say }),
  };
  if (flags.pagefind) figures.peer = await pagefind(site, queries, { dir: path.join(dir, 'pagefind-' + (town ?? 'own')), cold: Number(flags.cold), say });
  all.push(figures);
}
if (flags.json) fs.writeFileSync(flags.json, JSON.stringify(all, null, 1)); // minutes of measuring are not to be lost
console.log(costs(all) + '\n' + findings(all));
if (!flags.dir) fs.rmSync(dir, { recursive: true });
