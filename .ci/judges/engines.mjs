#!/usr/bin/env node
// Looks at pages of a built site in the engine of iPhones and in that of Firefox.
//
//   node engines.mjs MINIBROWSER DIR PAGE…     MINIBROWSER: its path; DIR: a demonstration, built at the root of its host; PAGE: paths
//
// Neither program has to be driven: each opens one address, where engines.js looks at all pages in a frame of each width, and
// sends what it found. A script in the head of each page tells it of errors and of what the policy refused.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { done, expect, read } from './site.mjs';

const [minibrowser, dir, ...pages] = process.argv.slice(2);
const LONG = 180_000; // ms without a word from a browser
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'engines-'));
const started = [];

/** A program in a group of its own, so that what it starts ends with it. */
function start(program, args, options = {}) {
  const child = spawn(program, args, { detached: true, stdio: 'ignore', ...options, env: { ...process.env, HOME: scratch, XDG_RUNTIME_DIR: scratch, ...options.env } });
  child.on('error', (e) => expect(false, `${program}: ${e.message}`));
  started.push(child);
  return child;
}

/** Ends a program and what it started. */
function kill(child, signal) {
  try { process.kill(-child.pid, signal); } catch { /* it has ended */ }
}
process.on('exit', () => { for (const child of started) kill(child, 'SIGKILL'); });

/** Ends what was started, and waits for it: a browser writes into its profile until its end. */
const end = (child) => new Promise((ended) => {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return ended();
  child.on('exit', ended);
  kill(child, 'SIGTERM');
  setTimeout(kill, 5000, child, 'SIGKILL').unref();
});

/** A screen that nobody sees. Returns its name. */
const screen = () => new Promise((named, failed) => {
  const x = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  x.stdio[3].on('data', (n) => named(`:${String(n).trim()}`));
  x.on('exit', () => failed(new Error('Xvfb ended')));
});

const engines = {
  WebKit: async (url) => {
    return start(minibrowser, ['--geometry=1390x980', url], { env: { DISPLAY: await screen(), GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', NO_AT_BRIDGE: '1' } });
  },
  Firefox: (url) => {
    const profile = path.join(scratch, 'profile');
    fs.mkdirSync(profile);
    const quiet = ['browser.aboutwelcome.enabled', 'browser.shell.checkDefaultBrowser', 'datareporting.policy.dataSubmissionEnabled', 'app.normandy.enabled', 'extensions.update.enabled', 'network.captive-portal-service.enabled', 'network.connectivity-service.enabled'];
    fs.writeFileSync(path.join(profile, 'user.js'), quiet.map((name) => `user_pref("${name}", false);\n`).join(''));
    return start('firefox-esr', ['--headless', '--no-remote', '--profile', profile, '--width', '1390', '--height', '980', url]);
  },
};

for (const [name, open] of Object.entries(engines)) {
  let finish;
  const over = new Promise((resolve) => { finish = resolve; });
  let heard = Date.now();
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (request.method === 'POST') {
      heard = Date.now();
      let body = '';
      for await (const part of request) body += part;
      response.end();
      const { faults, looked } = JSON.parse(body);
      for (const fault of faults) expect(false, `${name}: ${fault}`);
      if (looked) finish(looked);
      return;
    }
    if (pathname === '/engines.html') return response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>engines</title><body><script type="module" src="/engines.js"></script><script type="application/json">${JSON.stringify(pages)}</script>`);
    const own = { '/engines.js': 'engines.js', '/engines-watch.js': 'engines-watch.js' }[pathname];
    const found = own ? { type: 'text/javascript', bytes: fs.readFileSync(new URL(own, import.meta.url)) } : read(dir, pathname);
    if (!found) return response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    response.writeHead(200, { 'content-type': found.type, 'cache-control': 'max-age=600' });
    response.end(found.type.startsWith('text/html') ? found.bytes.toString().replace('<head>', '<head><script src="/engines-watch.js"></script>') : found.bytes);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const began = Date.now();
  const browser = await open(`http://127.0.0.1:${server.address().port}/engines.html`);
  browser.on('exit', () => finish(0));
  const watch = setInterval(() => { if (Date.now() - heard > LONG) finish(0); }, 1000);
  const looked = await over;
  clearInterval(watch);
  expect(looked === pages.length, `${name}: looked at ${looked} of ${pages.length} pages`);
  console.log(`${name}: ${looked} pages in ${Math.round((Date.now() - began) / 1000)} s`);
  server.closeAllConnections();
  server.close();
  for (const child of started.splice(0).reverse()) await end(child);
}
fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
done('engines');
