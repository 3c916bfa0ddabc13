// A built site on a port of this machine, and a browser to look at it.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { done, expect } from './faults.mjs';

export { done, expect };

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.ics': 'text/calendar; charset=utf-8', '.xml': 'application/xml; charset=utf-8', '.json': 'application/json',
};

/** The bytes and type of a path of a built site; nothing where there is no such file. */
export function read(dir, pathname) {
  const root = path.resolve(dir);
  let file = path.join(root, path.normalize('/' + decodeURIComponent(pathname)));
  if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
  if (!file.startsWith(root) || !fs.existsSync(file)) return undefined;
  return { type: types[path.extname(file)] || 'application/octet-stream', bytes: fs.readFileSync(file) };
}

/** Serves the folder, or the one that a function chooses for a path, below a path prefix. Returns its origin, and a function that ends it. */
export async function serve(dir, base, headers = {}) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const below = pathname.slice(base.length);
    const found = pathname.startsWith(base) && read(typeof dir === 'function' ? dir(below) : dir, below);
    if (!found) return response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
    response.writeHead(200, { ...headers, 'content-type': found.type });
    response.end(found.bytes);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

// Every window of Chromium loads two pages for the suggestions of its address bar, which nobody sees and which take more
// time than ours: the first two names. Our list replaces Playwright's, so the rest is theirs.
const off = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'];

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--disable-features=' + off],
});

/** A browser for which it is eight in the morning of the day that a site was made for, whatever the day of this machine. */
export async function launchFor(dir) {
  const browser = await launch();
  const midnight = Date.parse(JSON.parse(fs.readFileSync(path.join(dir, 'build.json'), 'utf8')).valid_until);
  return {
    async newContext(options) {
      const context = await browser.newContext(options);
      await context.clock.install({ time: midnight - 16 * 3600e3 });
      return context;
    },
    close: () => browser.close(),
  };
}

/** A page of a context that reports errors of scripts, refusals of the policy and what is not there. */
export async function open(context, url) {
  const tab = await context.newPage();
  tab.on('pageerror', (e) => expect(false, `${url}: script: ${e.message}`));
  tab.on('console', (m) => expect(m.type() !== 'error', `${url}: console: ${m.text()}`));
  await tab.goto(url, { waitUntil: 'networkidle' });
  return tab;
}
