// What a query finds, when its words are understood: what serves the need that they name
// comes first, and a day or an hour narrows it.

/**
 * @param {() => Index} index @param {string} dayWords of the language of the page: for today, now, tomorrow and the weekend, with | between
 * @param {() => number} clock minutes, by the clocks of the site
 * @param {{rank: () => Promise<any>, facets: () => Promise<any>}} load rank.mjs, and the Facets of the index with daysOf: most queries need neither
 */
const finder = (index, dayWords, clock, load) => {
  const month = (/** @type {number} */ i, /** @type {"long" | "short"} */ form) => words(named((i * 31 + 1) * DAYS, { month: form }));
  const calendar = {
    days: dayWords.split("|").map(words),
    names: ["today", "now", "tomorrow", "weekend"], // of these
    // From Sunday, as in "saturdays", too.
    weekdays: Array.from({ length: 7 }, (_, i) => words(named((i + 3) * DAYS, { weekday: "long" })).flatMap((w) => [w, w + "s"])),
    months: Array.from({ length: 12 }, (_, i) => [...month(i, "long"), ...month(i, "short")]),
  };
  const timely = new Set([calendar.days, calendar.weekdays, calendar.months].flat(2));

  /** What the words say beside what they look for. @param {string} query */
  const understood = async (query) => {
    const phrases = await index().phrases(), asked = words(query);
    const match = phrases?.match(query) ?? { of: [], crisis: [], left: asked, meant: new Map(), lines: [], begun: false };
    return { ...match, needs: phrases?.needs ?? [], timed: asked.some((w) => timely.has(w) || /^(\d{1,2}(am|pm)|\d{4})$/.test(w)) };
  };

  /** Those of the first documents that have just this title or name. @param {string} query @param {number[]} ordinals */
  const called = async (query, ordinals) => {
    const asked = words(query).join(" "), first = ordinals.slice(0, 5), records = await index().records(first);
    return new Set(first.filter((_, i) => words(records[i].split("\t")[1]).join(" ") === asked));
  };

  /** @param {string} query @param {boolean} [whole] with those that have common words, too */
  const find = async (query, whole = true) => {
    const match = await understood(query), now = clock();
    if (match.meant.size > 0 || match.timed) {
      const [{ rankedBy, whenOf }, facets] = await Promise.all([load.rank(), load.facets()]);
      const when = whenOf(words(query), now, { ...calendar, daysOf: facets.daysOf });
      const exact = (match.meant.size > 0 || when) && (await called(query, (await index().query(query)).ordinals));
      if (exact) return { ...(await rankedBy(index(), facets, query, match, when, now, words, exact)), when };
    }
    if (words(query).length === 0) return (await load.facets()).everything();
    const found = await index().query(query, whole), exact = await called(query, found.ordinals);
    // What was misspelt may name a need.
    if (found.heard && (await understood(found.heard)).meant.size > 0) return { ...(await find(found.heard, whole)), meant: found.meant };
    return exact.size > 0 ? { ...found, ordinals: [...new Set([...exact, ...found.ordinals])] } : found;
  };
  return { understood, find };
};
