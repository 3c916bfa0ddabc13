// What Pagefind makes of the same listings and queries: a column beside ours, from a maintained and widely used peer.
//
// It is measured if it is installed, which nothing of ours requires: npm install --no-save pagefind@1.6.0 in this folder.
//
// It gets a page for each listing with what it would index of any site: title, organization, summary, text, and the names
// of four facets as filters (we have three more). It knows no other words for categories and places, and has no place for
// any. Its stylesheets and interface are left out, so only its program and its index count.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import zlib from 'node:zlib';
import { listingsOf } from './search-queries.mjs';
import { launch } from './site.mjs';

const LINE = 40; // ms that an answer takes, as for our own search
const RESULTS = 10;
const text = { '.js': 'text/javascript; charset=utf-8', '.json': 'application/json' }; // the other files are compressed as they lie there

const sum = (list) => list.reduce((a, b) => a + b, 0);
const bytesOf = (requests) => sum(requests.map((r) => r.bytes));
const isProgram = (r) => /\.js$|\/wasm\./.test(r.path);
const isRecord = (r) => r.path.includes('/fragment/');

/** Where the program that makes an index lies, and its version; undefined where it is not installed. */
function installed() {
  const require = createRequire(import.meta.url);
  const [system, ending] = process.platform === 'win32' ? ['windows', '.exe'] : [process.platform, ''];
  const home = `@pagefind/${system}-${process.arch}/`;
  try {
    return { program: require.resolve(`${home}bin/pagefind_extended${ending}`), version: require(home + 'package.json').version };
  } catch {
    return undefined;
  }
}

/** Writes the pages that Pagefind reads. @param {string} site as we built it @param {string} pages */
function write(site, pages) {
  const read = (...name) => {
    const file = path.join(site, ...name, 'index.html');
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  };
  const inside = (html, pattern) => (html.match(pattern)?.[1] ?? '').replace(/<[^>]*>/g, ' ');
  const heading = (html) => inside(html, /<h1[^>]*>([\s\S]*?)<\/h1>/);
  const names = new Map();
  const nameOf = (folder, id) => {
    const key = `${folder}/${id}`;
    if (!names.has(key)) names.set(key, heading(read(folder, id)) || id);
    return names.get(key);
  };
  const listings = listingsOf(site);
  for (const l of listings) {
    const html = read('opportunities', l.id);
    const who = (l.organizations ?? []).map((id) => nameOf('organizations', id));
    const facets = [
      ['direction', [nameOf('.', l.direction)]], ['kind', [nameOf('kinds', l.kind)]],
      ['category', (l.categories ?? []).map((id) => nameOf('categories', id))], ['location', (l.locations ?? []).map((id) => nameOf('locations', id))],
    ];
    const filters = facets.flatMap(([facet, list]) => list.map((name) => `<span data-pagefind-filter="${facet}">${name}</span>`));
    const language = html.match(/<html lang="([^"]+)"/)?.[1] ?? 'en';
    const folder = path.join(pages, 'opportunities', l.id);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'index.html'), `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${heading(html)}</title></head><body data-pagefind-body>
<h1>${heading(html)}</h1><p>${who.join(', ')}</p><p>${inside(html, /<p class="lede">([\s\S]*?)<\/p>/)}</p>
<div>${inside(html, /<div class="prose"[^>]*>([\s\S]*?)<\/div>\s*<\/section>/)}</div><p>${filters.join(' ')}</p></body></html>`);
  }
  return listings.length;
}

/** Makes the index. The shell tells the CPU of its child when that has ended; what it had of memory, Linux tells only before. */
async function build(program, pages, index) {
  const child = spawn('sh', ['-c', '"$0" "$@" >&2 & echo $!; wait $!; code=$?; times; exit $code', program, '--site', pages, '--output-path', index, '--silent'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '', errors = '', peak = 0;
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (errors = (errors + data).slice(-2000)));
  const look = setInterval(() => {
    try {
      peak = Math.max(peak, 1024 * Number(fs.readFileSync(`/proc/${parseInt(said, 10)}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/)?.[1] ?? 0));
    } catch { /* another system, or it has just ended */ }
  }, 10);
  const code = await new Promise((done) => child.on('close', done));
  clearInterval(look);
  if (code !== 0) throw new Error(`pagefind ended with ${code}:\n${errors}`);
  const [user, system] = said.trim().split('\n').at(-1).match(/(\d+)m([\d.]+)s/g).map((t) => 60 * parseInt(t, 10) + parseFloat(t.split('m')[1]));
  return { peak, cpu: 1000 * (user + system) };
}

/** What lies in the folder of the index, by kind, and of how much of it the program is. */
function weigh(index) {
  const kinds = {}, program = { files: 0, bytes: 0 };
  for (const e of fs.readdirSync(index, { withFileTypes: true, recursive: true })) {
    if (!e.isFile()) continue;
    const { size } = fs.statSync(path.join(e.parentPath ?? e.path, e.name));
    const part = /\.(js|css|pagefind)$/.test(e.name) ? program : (kinds[path.extname(e.name).slice(1)] ??= { files: 0, bytes: 0 });
    part.files++;
    part.bytes += size;
  }
  const list = Object.values(kinds);
  return { kinds, program, files: sum(list.map((k) => k.files)), bytes: sum(list.map((k) => k.bytes)) };
}

/** A host as plain as there is. It notes what is asked for. */
async function host(index) {
  const log = [];
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (pathname === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>search</title>');
    const file = path.join(index, path.normalize('/' + decodeURIComponent(pathname.replace(/^\/pagefind\//, ''))));
    if (!fs.existsSync(file)) return response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
    const type = text[path.extname(file)];
    const body = type ? zlib.gzipSync(fs.readFileSync(file), { level: 6 }) : fs.readFileSync(file);
    log.push({ path: pathname, bytes: body.length });
    const head = { 'content-type': type ?? 'application/octet-stream', 'cache-control': 'max-age=600', ...(type && { 'content-encoding': 'gzip' }) };
    setTimeout(() => response.writeHead(200, head).end(body), LINE);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${server.address().port}`, log, close: () => server.close() };
}

/** What a page and its workers ask for, in the order in which they ask and are answered. */
function watch(context) {
  const seen = new Map();
  let clock = 0;
  context.on('request', (r) => seen.set(r, { path: new URL(r.url()).pathname, asked: clock++, answered: Infinity }));
  context.on('requestfinished', (r) => (seen.get(r).answered = clock++));
  return seen;
}

/** How many requests had to wait for each other, one after the other. */
function rounds(requests) {
  const round = new Map();
  for (const r of requests) round.set(r, 1 + Math.max(0, ...requests.filter((e) => e.answered < r.asked).map((e) => round.get(e))));
  return Math.max(0, ...round.values());
}

/** In the page: asks, and reads the results to show. */
const ask = async ({ q, most }) => {
  window.pagefind ??= await import('/pagefind/pagefind.js');
  const started = performance.now();
  const { results } = await window.pagefind.search(q);
  const scored = performance.now();
  const records = await Promise.all(results.slice(0, most).map((r) => r.data()));
  return { urls: records.map((r) => r.url), count: results.length, query: scored - started, all: performance.now() - started };
};

const rankOf = (urls, id) => id === undefined ? undefined : urls.findIndex((u) => u.endsWith(`/${id}/`));

/** Each query in a browser that has never seen the site. */
async function cold(browser, site, queries) {
  const out = [];
  for (const { q, id } of queries) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(site.origin);
    site.log.length = 0;
    const order = watch(context);
    const { urls } = await tab.evaluate(ask, { q, most: RESULTS });
    await tab.waitForLoadState('networkidle');
    const asked = site.log.splice(0);
    const inOrder = [...order.values()];
    if (inOrder.length !== asked.length) throw new Error(`${q}: the browser tells of ${inOrder.length} requests, the host of ${asked.length}`);
    const before = inOrder.filter((r) => !isRecord(r)), rest = asked.filter((r) => !isProgram(r));
    const rank = rankOf(urls, id);
    out.push({
      q, engine: bytesOf(asked.filter(isProgram)), before: bytesOf(rest.filter((r) => !isRecord(r))), records: bytesOf(rest.filter(isRecord)), bytes: bytesOf(asked),
      requests: before.length, rounds: rounds(before), recordRequests: asked.filter(isRecord).length, allRounds: rounds(inOrder),
      // A page may have asked for the program before anybody searched.
      indexRequests: before.filter((r) => !isProgram(r)).length, indexRounds: rounds(before.filter((r) => !isProgram(r))),
      shown: urls.length, found: rank === undefined ? undefined : rank >= 0,
    });
    await context.close();
  }
  return out;
}

/** All queries in one page: whether they find, and how long it takes with what is there already. */
async function warm(tab, queries) {
  const out = [];
  for (const { q, id } of queries) {
    const { urls, ...figures } = await tab.evaluate(ask, { q, most: RESULTS });
    out.push({ q, id, rank: rankOf(urls, id), ...figures });
  }
  return out;
}

/**
 * Builds an index of the listings of a site that we built, and searches it in a real browser. Figures have the names that
 * those of our own search have; undefined, and a word about it, where Pagefind is not installed.
 * @param {string} siteDir @param {Record<string, {q: string, id?: string}[]>} queries
 * @param {{dir: string, cold?: number, say?: (text: string) => void}} options dir: to work in; cold: queries of each set that are asked in a browser of their own
 */
export async function pagefind(siteDir, queries, { dir, cold: samples = 20, say = () => {} }) {
  const found = installed();
  if (!found) {
    say('pagefind is not measured: it is not installed (npm install --no-save pagefind@1.6.0 in .ci/judges)');
    return undefined;
  }
  const pages = path.join(dir, 'pagefind-pages'), index = path.join(dir, 'pagefind-index');
  for (const folder of [pages, index]) fs.rmSync(folder, { recursive: true, force: true });
  say(`pagefind ${found.version}: building`);
  const listings = write(siteDir, pages);
  const built = await build(found.program, pages, index);
  const figures = { version: found.version, listings, build: built, disk: weigh(index), sets: {} };

  const site = await host(index);
  const browser = await launch();
  const tab = await browser.newPage();
  await tab.goto(site.origin);
  for (const [name, list] of Object.entries(queries)) {
    say(`pagefind, ${name}: ${list.length} queries`);
    figures.sets[name] = { queries: list.length, warm: await warm(tab, list), cold: await cold(browser, site, list.slice(0, samples)) };
  }

  // What its filters take beyond the root.
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(site.origin);
  await fresh.evaluate(async () => {
    window.pagefind = await import('/pagefind/pagefind.js');
    await window.pagefind.init();
  });
  await fresh.waitForLoadState('networkidle');
  site.log.length = 0;
  const { ms, choices } = await fresh.evaluate(async () => {
    const started = performance.now();
    const filters = await window.pagefind.filters();
    return { ms: performance.now() - started, choices: Object.fromEntries(Object.entries(filters).map(([facet, of]) => [facet, Object.keys(of).length])) };
  });
  figures.facets = { before: { files: site.log.map((r) => [r.path, r.bytes]), ms, choices } }; // and nothing more for a query
  await browser.close();
  site.close();
  return figures;
}
