// Tables of the measurements, in Markdown.

/** The value that a share of a list is not above. @param {number[]} list @param {number} share */
export const quantile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

const kilo = (n) => (n / 1000).toFixed(n < 100_000 ? 1 : 0);
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n') + '\n';
const both = (list, form = (n) => String(Math.round(n))) => `${form(quantile(list, 0.5))} / ${form(quantile(list, 0.95))}`;

/** What searching costs: a row for each figure, a column for each site, and one for Pagefind beside it where it was asked. */
export function costs(all) {
  const columns = all.flatMap((f) => [f, ...(f.peer ? [f.peer] : [])]).map(column);
  const heads = all.flatMap((f) => [f.listings.toLocaleString('en') + ' listings', ...(f.peer ? [`Pagefind ${f.peer.version}`] : [])]);
  return table(['middle / 95 of 100', ...heads], columns[0].map(([name], i) => [name, ...columns.map((c) => c[i][1])]));
}

function column(f) {
  const of = (kind, key, form) => {
    const list = Object.values(f.sets).flatMap((s) => s[kind] ?? []).map((x) => x[key]).filter((x) => x !== undefined);
    return list.length > 0 ? both(list, form) : '';
  };
  const { before, queries } = f.facets;
  const sum = ({ files }) => files.reduce((n, [, bytes]) => n + bytes, 0);
  return [
    ['kB of a first query, the program and ten results included', of('cold', 'bytes', kilo)],
    ['of it the program', of('cold', 'engine', kilo)],
    ['of it what comes before results', of('cold', 'before', kilo)],
    ['kB of all but the program, every query', of('warm', 'bytes', kilo)],
    ['requests before results; of these one after the other', `${of('cold', 'requests')}; ${of('cold', 'rounds')}`],
    ['requests for results; with them one after the other', `${of('cold', 'recordRequests')}; ${of('cold', 'allRounds')}`],
    ['kB while it is typed, five letters a second', f.typed ? both(f.typed.map((x) => x.bytes), kilo) : ''],
    ['kB of the counts of all facets before anything is asked for', kilo(sum(before))],
    ['of a query, each facet opened', queries ? both(queries.map(sum), kilo) : kilo(sum(before))],
    ['ms in the page', of('warm', 'all', (n) => n.toFixed(1))],
    ['ms in the page of a slow phone', of('slow', 'all', (n) => n.toFixed(1))],
    ['MB of the index', (f.disk.bytes / 1e6).toFixed(2)],
    ['files a listing', (f.disk.files / f.listings).toFixed(3)],
    ['CPU s of the index in a build', f.build.cpu === undefined ? '' : (f.build.cpu / 1000).toFixed(2)],
    ['MB of memory of that build', f.build.peak ? Math.round(f.build.peak / 1e6) : ''],
  ];
}

/** How many of the questions had what was meant among the first ten; "" where nobody knows. @param {any} set */
const share = (set) => {
  const known = (set?.warm ?? []).filter((x) => x.rank !== undefined);
  return known.length > 0 ? (known.filter((x) => x.rank >= 0).length / known.length).toFixed(3) : '';
};

/** Whether what was meant is among the first ten, by set of queries. */
export function findings(all) {
  const rows = [];
  for (const f of all) {
    for (const [name, s] of Object.entries(f.sets)) {
      rows.push([
        f.listings.toLocaleString('en'), name, s.queries, share(s), share(f.peer?.sets[name]),
        both(s.warm.map((x) => x.bytes), kilo), both(s.warm.map((x) => x.requests)), both(s.cold.map((x) => x.rounds)), both(s.warm.map((x) => x.all), (n) => n.toFixed(1)),
      ]);
    }
  }
  return table(['listings', 'queries', 'number', 'found', 'by Pagefind', 'kB', 'requests', 'rounds', 'ms'], rows);
}
