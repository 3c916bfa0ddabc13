// Live reload of the preview. It is served only by the preview and is not part of
// a published site. Text is inserted as text nodes, never as markup.
(() => {
  const script = document.currentScript;
  const place = 'corkboard-scroll ' + location.pathname;
  let events = null;

  // Scroll back to where the reader was before the reload.
  try {
    const at = JSON.parse(sessionStorage.getItem(place) || 'null');
    sessionStorage.removeItem(place);
    if (at) addEventListener('load', () => scrollTo({ left: at[0], top: at[1], behavior: 'instant' }));
  } catch { /* storage is switched off */ }

  function reload() {
    try {
      sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]));
    } catch { /* most browsers keep the position themselves */ }
    location.reload();
  }

  /** Makes an element with a class and a text. */
  function make(name, kind, text) {
    const element = document.createElement(name);
    element.className = 'corkboard-' + kind;
    if (text) element.textContent = text;
    return element;
  }

  /** Shows what is wrong, or removes the panel when nothing is. */
  function show(report) {
    const old = document.querySelector('.corkboard-panel');
    const open = old ? old.open : false;
    if (old) old.remove();
    const total = report.errors + report.warnings;
    if (!report.fault && !total || document.body.classList.contains('corkboard-error')) return;
    if (!document.querySelector('link[href="/_corkboard/live.css"]')) {
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = '/_corkboard/live.css';
      document.head.append(style);
    }
    const count = (n, word) => n === 0 ? '' : n === 1 ? '1 ' + word : n + ' ' + word + 's';
    const words = [count(report.errors, 'error'), count(report.warnings, 'warning')].filter(Boolean).join(', ');
    const panel = make('details', 'panel');
    panel.lang = 'en';
    panel.dir = 'ltr';
    panel.open = open;
    if (report.errors || report.fault) panel.classList.add('corkboard-bad');
    panel.append(make('summary', 'count', words || 'this page is not up to date'));
    if (report.fault) panel.append(make('p', 'fault', report.fault));
    const list = make('ol', 'list');
    for (const row of report.rows) {
      const item = make('li', row.level);
      item.append(make('strong', 'where', row.where), ' ', make('span', 'text', row.text));
      if (row.line) item.append(make('code', 'line', row.line));
      if (row.hint) item.append(make('span', 'hint', row.hint));
      list.append(item);
    }
    panel.append(list);
    if (total > report.rows.length) panel.append(make('p', 'more', 'and ' + (total - report.rows.length) + ' more'));
    document.body.append(panel);
  }

  /** The path as the server sees it. */
  function address() {
    try {
      return decodeURIComponent(location.pathname);
    } catch {
      return location.pathname;
    }
  }

  function listen() {
    if (events || document.hidden) return;
    const query = new URLSearchParams({ path: address(), print: script.dataset.print });
    events = new EventSource('/_corkboard/events?' + query);
    events.addEventListener('problems', (e) => show(JSON.parse(e.data)));
    events.addEventListener('reload', reload);
  }

  // Browsers open only six streams to one host, so hidden tabs close theirs; on
  // return the fingerprint shows whether the page has changed.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) return listen();
    if (events) events.close();
    events = null;
  });
  addEventListener('pagehide', () => { if (events) events.close(); events = null; });
  addEventListener('pageshow', listen);
  listen();
})();
