// Tables of what was measured, in Markdown.

/** The value that a share of a list is not above. @param {number[]} list @param {number} share */
export const quantile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

const kilo = (n) => (n / 1000).toFixed(n < 100_000 ? 1 : 0);
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n') + '\n';
const both = (list, form = (n) => String(Math.round(n))) => `${form(quantile(list, 0.5))} / ${form(quantile(list, 0.95))}`;

/** What searching costs: a row for each figure, a column for each site. */
export function costs(all) {
  const column = (f) => {
    const cold = Object.values(f.sets).flatMap((s) => s.cold);
    const warm = Object.values(f.sets).flatMap((s) => s.warm);
    const slow = Object.values(f.sets).flatMap((s) => s.slow);
    const of = (list, key, form) => both(list.map((x) => x[key]), form);
    const facets = f.facets.files.reduce((n, [, bytes]) => n + bytes, 0);
    return [
      ['kB of a first query, the program and the results shown included', of(cold, 'bytes', kilo)],
      ['of it the program', of(cold, 'engine', kilo)],
      ['of it root and words', of(cold, 'before', kilo)],
      ['kB of root, words and ten results', of(warm, 'bytes', kilo)],
      ['requests before results; of these one after the other', `${of(cold, 'requests')}; ${of(cold, 'rounds')}`],
      ['requests for results; with them one after the other', `${of(cold, 'recordRequests')}; ${of(cold, 'allRounds')}`],
      ['kB while it is typed, five letters a second', both(f.typed.map((x) => x.bytes), kilo)],
      ['kB of all counts', kilo(facets)],
      ['ms in the page', of(warm, 'all', (n) => n.toFixed(1))],
      ['ms in the page of a slow phone', of(slow, 'all', (n) => n.toFixed(1))],
      ['MB of the index', (f.disk.bytes / 1e6).toFixed(2)],
      ['files a listing', (f.disk.files / f.listings).toFixed(2)],
      ['CPU s of the index in a build', f.build.cpu === undefined ? '' : (f.build.cpu / 1000).toFixed(2)],
      ['MB of memory of that build', f.build.peak ? Math.round(f.build.peak / 1e6) : ''],
    ];
  };
  const columns = all.map(column);
  return table(['middle / 95 of 100', ...all.map((f) => f.listings.toLocaleString('en') + ' listings')], columns[0].map(([name], i) => [name, ...columns.map((c) => c[i][1])]));
}

/** Whether what was meant is among the first ten, by set of queries. */
export function findings(all) {
  const rows = [];
  for (const f of all) {
    for (const [name, s] of Object.entries(f.sets)) {
      const known = s.warm.filter((x) => x.rank !== undefined);
      rows.push([
        f.listings.toLocaleString('en'), name, s.queries, known.length ? (known.filter((x) => x.rank >= 0).length / known.length).toFixed(3) : '',
        both(s.warm.map((x) => x.bytes), kilo), both(s.warm.map((x) => x.requests)), both(s.cold.map((x) => x.rounds)), both(s.warm.map((x) => x.all), (n) => n.toFixed(1)),
      ]);
    }
  }
  return table(['listings', 'queries', 'number', 'found', 'kB', 'requests', 'rounds', 'ms'], rows);
}
