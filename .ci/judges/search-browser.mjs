// What searching a built site costs in a real browser: in the network, and in the page.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { launch } from './site.mjs';

const LINE = 40; // ms that an answer of the server takes, so that requests made one after the other can be told from those made together
/** Scripts of the theme as modules of their own, to ask the engine without the page. */
const MODULES = { '/engine-of-the-bench.js': ['engine.js', '\nexport { Index, unpacked, words };\n'], '/facets-of-the-bench.js': ['facets.mjs', ''] };
const scriptOf = (name) => fileURLToPath(new URL('../../themes/default/search/' + name, import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json' };

const sum = (list) => list.reduce((a, b) => a + b, 0);

/** A host as plain as there is: text is compressed, files of the index are not. It notes what is asked for. */
async function host(root) {
  const log = [];
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const module = MODULES[pathname];
    let file = module ? scriptOf(module[0]) : path.join(root, path.normalize('/' + decodeURIComponent(pathname)));
    if (file.endsWith(path.sep)) file += 'index.html';
    if (!fs.existsSync(file)) return response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
    const entry = { path: pathname, asked: performance.now(), answered: Infinity, bytes: 0 };
    let body = fs.readFileSync(file);
    if (module) body = Buffer.concat([body, Buffer.from(module[1])]);
    const head = { 'content-type': module ? types['.js'] : types[path.extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=600' };
    if (types[path.extname(file)]) {
      body = zlib.gzipSync(body, { level: 6 });
      head['content-encoding'] = 'gzip';
    }
    entry.bytes = body.length;
    log.push(entry);
    setTimeout(() => {
      response.writeHead(200, head).end(body);
      entry.answered = performance.now();
    }, LINE);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${server.address().port}`, log, close: () => server.close() };
}

const isIndex = (e) => e.path.includes('/search/index/');
const isRecord = (e) => e.path.includes('/search/index/records/');

/**
 * What a page asks for, in the order in which it asks and is answered: the times of the server would be those of its
 * six connections.
 */
function watch(tab) {
  const seen = new Map();
  let clock = 0;
  tab.on('request', (r) => seen.set(r, { path: new URL(r.url()).pathname, asked: clock++, answered: Infinity }));
  tab.on('requestfinished', (r) => (seen.get(r).answered = clock++));
  return seen;
}

/** How many requests had to wait for each other, one after the other. */
function rounds(requests) {
  const round = new Map();
  for (const r of requests) round.set(r, 1 + Math.max(0, ...requests.filter((e) => e.answered < r.asked).map((e) => round.get(e))));
  return Math.max(0, ...round.values());
}

/** Searches through the page itself, each query in a browser that has never seen the site. */
async function cold(browser, site, queries, typed) {
  const out = [];
  for (const { q, id } of queries) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const order = watch(tab);
    site.log.length = 0;
    await tab.goto(site.origin + '/search/', { waitUntil: 'networkidle' });
    const page = site.log.splice(0);
    const field = tab.locator('#q');
    if (typed) {
      await field.focus();
      for (const letter of q) {
        await tab.keyboard.type(letter);
        await tab.waitForTimeout(typed);
      }
    } else {
      await field.fill(q); // which takes the focus
    }
    await tab.waitForFunction((want) => document.querySelectorAll('.cards > li').length >= want || document.querySelector('.found')?.textContent, 1, { timeout: 30_000 });
    await tab.waitForLoadState('networkidle');
    await tab.waitForTimeout(250);
    const asked = site.log.splice(0);
    const inOrder = [...order.values()].filter(isIndex);
    const engine = [...page, ...asked].filter((e) => /\/page\.[^/]*\.js$/.test(e.path));
    const before = asked.filter((e) => isIndex(e) && !isRecord(e));
    const records = asked.filter(isRecord);
    const shown = await tab.locator('.cards > li a').evaluateAll((links) => links.map((a) => a.pathname));
    out.push({
      q, page: sum(page.map((e) => e.bytes)) - sum(engine.map((e) => e.bytes)), engine: sum(engine.map((e) => e.bytes)),
      before: sum(before.map((e) => e.bytes)), records: sum(records.map((e) => e.bytes)),
      bytes: sum([...asked, ...engine.filter((e) => !asked.includes(e))].map((e) => e.bytes)),
      requests: before.length, recordRequests: records.length, rounds: rounds(inOrder.filter((e) => !isRecord(e))), allRounds: rounds(inOrder),
      shown: shown.length, found: id === undefined ? undefined : shown.slice(0, 10).some((p) => p.endsWith(`/${id}/`)),
      other: asked.filter((e) => !isIndex(e) && !engine.includes(e)).map((e) => e.path),
    });
    await context.close();
  }
  return out;
}

/** Asks the engine in a page: the files were fetched before, so what is timed is unpacking, reading, scoring and reading the results to show. */
async function warm(tab, queries, results) {
  return tab.evaluate(async ({ queries, results }) => {
    const { Index, unpacked, words } = await import('/engine-of-the-bench.js');
    const stored = new Map();
    const fetched = async (name) => {
      if (!stored.has(name)) {
        const answer = await fetch('/search/index/' + name);
        if (!answer.ok) throw new Error(`${answer.status} ${name}`);
        stored.set(name, new Uint8Array(await answer.arrayBuffer()));
      }
      return stored.get(name);
    };
    /** The id of a listing, of which a record leaves out what its title says. */
    const idOf = (record) => {
      const [id, title] = record.split('\t');
      return id === '' || id[0] === '-' ? words(title).join('-') + id : id;
    };
    const out = [];
    for (const { q, id } of queries) {
      const names = [];
      const noting = new Index(async (name) => {
        names.push(name);
        return fetched(name);
      }, unpacked);
      const shown = (found) => found.ordinals.concat(found.others).slice(0, results);
      const found = await noting.query(q);
      const before = names.length;
      const records = await noting.records(shown(found));
      const bytes = (list) => list.reduce((n, name) => n + stored.get(name).byteLength, 0);
      // Again, as somebody who has searched before: the root is cached, nothing else is.
      const index = new Index(fetched, unpacked);
      await index.root();
      const started = performance.now();
      const again = await index.query(q);
      const scored = performance.now();
      await index.records(shown(again));
      const ended = performance.now();
      out.push({
        q, id, rank: id === undefined ? undefined : records.findIndex((r) => idOf(r) === id), missing: found.missing, count: found.ordinals.length,
        before: bytes(names.slice(0, before)), bytes: bytes(names), requests: before, allRequests: names.length,
        query: scored - started, all: ended - started,
      });
    }
    return out;
  }, { queries, results });
}

/** @param {string} root the built site @param {Record<string, {q: string, id?: string}[]>} sets */
export async function measure(root, sets, { cold: samples, cpu, results = 10, say }) {
  const site = await host(root);
  const browser = await launch();
  const figures = { sets: {}, facets: [] };
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(site.origin + '/search/');
  const session = await context.newCDPSession(tab);
  for (const [name, queries] of Object.entries(sets)) {
    say(`${name}: ${queries.length} queries`);
    const set = { queries: queries.length };
    set.warm = await warm(tab, queries, results);
    await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    set.slow = await warm(tab, queries, results);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    set.cold = await cold(browser, site, queries.slice(0, samples), 0);
    figures.sets[name] = set;
  }
  const [first] = Object.values(sets);
  figures.typed = await cold(browser, site, first.slice(0, Math.min(samples, 10)), 200);
  // What the counts of every facet take beyond the root: before the first query, and for a query's results.
  figures.facets = await tab.evaluate(async (queries) => {
    const [{ Index, unpacked, words }, { Facets }] = await Promise.all([import('/engine-of-the-bench.js'), import('/facets-of-the-bench.js')]);
    const counted = async (q) => {
      const sizes = [];
      const index = new Index(async (name) => {
        const answer = await fetch('/search/index/' + name);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        sizes.push([name, bytes.byteLength]);
        return bytes;
      }, unpacked);
      const facets = new Facets(index, words);
      const ids = [...(await index.root()).facets.values()].filter((f) => f.label).map((f) => f.id);
      if (q) await facets.fitting(q); // what a query needs by itself is not what facets take
      sizes.length = 0;
      const started = performance.now();
      for (const id of ids) await facets.counts([id], q, new Map());
      return { q, files: [...sizes], ms: performance.now() - started };
    };
    const out = { before: await counted(''), queries: [] };
    for (const { q } of queries) out.queries.push(await counted(q));
    return out;
  }, first);
  await browser.close();
  site.close();
  return figures;
}
