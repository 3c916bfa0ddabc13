// What a search can be narrowed to: a place to be near, days, and every facet, with
// how many listings each choice leaves. That is asked for when one is opened.
// What is chosen stands above the results as chips that take it off again.
const HERE = "here"; // the position itself stays in the page: an address is passed on
const WHEN = ".when", SPANS = ["", "now", "today", "tomorrow", "weekend", "week"]; // "" = any day

/** @param {any} page of search.js @param {import("./facets.mjs").Facets} facets @param {() => {q: string, when: string, near: string, chosen: Map<string, Set<string>>}} state */
export default (page, facets, state) => {
  const { make, button, says, number, counted, ask, filters, field, forms, words, filled, dayOf, daysOf, now } = page;
  const when = () => daysOf(state().when, now());

  /** What is asked for: documents in their order, and how far away they are. */
  const search = async () => {
    const { facets: known } = await facets.root();
    const { q, near, chosen } = state();
    // Other sites put words of their own into addresses.
    for (const [id, ids] of chosen) if (ids.size === 0 || !known.get(id)?.label) chosen.delete(id);
    if (!q.trim() && chosen.size === 0 && !when() && !near) return undefined;
    const found = await facets.search(q, chosen, when());
    const point = near ? await whereIs(near) : undefined;
    const far = point && (await facets.distances(point, found.all ? undefined : found.ordinals));
    if (far) found.ordinals = [...found.ordinals].sort((a, b) => far[a] - far[b] || 0); // the best first where it is as far
    if (chosen.size > 0) labels = (await facets.choices()).facets;
    return { ...found, far, days: when()?.days, lost: near && !point };
  };

  /** @type {Map<string, any>} the facets, once something was chosen */
  let labels = new Map();

  /** @type {[number, number] | undefined} */
  let position;
  let wished = false; // an address that somebody passed on asks for nobody's position

  /** @param {string} near @returns {Promise<[number, number] | undefined>} */
  const whereIs = async (near) => {
    if (near !== HERE) return facets.placeOf(near);
    if (!position && wished && navigator.geolocation) {
      position = await new Promise((done) => navigator.geolocation.getCurrentPosition(({ coords }) => done([coords.latitude, coords.longitude]), () => done(undefined), { timeout: 1e4, maximumAge: 6e5 }));
    }
    return position;
  };

  const tongue = document.documentElement.lang;
  const miles = /-(US|GB|LR|MM)$/.test(navigator.language) || (/^en$/.test(tongue) && says.country === "US");
  /** @param {number} metres */
  const distance = (metres) => {
    if (metres === Infinity) return "";
    const [n, unit] = miles ? [metres / 1609.344, "mile"] : [metres / 1000, "kilometer"];
    return new Intl.NumberFormat(tongue, { style: "unit", unit, maximumFractionDigits: n < 10 ? 1 : 0 }).format(n);
  };

  /** The day that is asked for, in words. */
  const dayName = () => {
    const asked = when();
    return asked ? says[state().when] ?? dayOf(asked.days[0] * 1440, forms) : "";
  };

  /** Something that is asked for, to be taken off again. @param {string} label @param {(s: any) => void} off */
  const chip = (label, off) => {
    const cross = make("span", "", "×");
    cross.setAttribute("aria-hidden", "true");
    const el = button("", () => ask(off), label, cross);
    el.setAttribute("aria-label", says.remove.replace("{name}", () => label));
    return make("li", "", el);
  };

  const chips = () => {
    const out = [];
    for (const [facet, ids] of state().chosen) {
      const known = labels.get(facet)?.choices.filter((c) => ids.has(c.id)) ?? [];
      for (const c of known) out.push(chip(c.label, (s) => s.chosen.get(facet).delete(c.id)));
      const gone = [...ids].filter((id) => !known.some((c) => c.id === id));
      if (gone.length > 0) out.push(chip((labels.get(facet)?.label ?? "") + ": ?", (s) => gone.forEach((id) => s.chosen.get(facet).delete(id))));
    }
    const { near } = state();
    if (dayName()) out.push(chip(dayName(), (s) => (s.when = "")));
    if (near) out.push(chip(near === HERE ? says.here : `${says.near}: ${near}`, (s) => (s.near = "")));
    return out;
  };

  /** Something else to ask for. @param {string} text @param {(s: any) => void} change */
  const way = (text, change) => make("li", "", button("", () => ask(change), text));

  /** How many fit. @param {string} q @param {Map<string, Set<string>>} chosen @param {any} days */
  const fitting = async (q, chosen, days) => (await facets.search(q, chosen, days)).ordinals.length;

  /** What may help where nothing was found: the nearest spelling, and each choice left out. */
  const waysOut = async () => {
    const { q, chosen } = state(), out = [];
    const near = q.trim() && (await facets.fitting(q)).ordinals.length === 0 ? await facets.nearest(q) : "";
    if (near) out.push(way(says.nearest.replace("{words}", () => near), (s) => (s.q = field.value = near)));
    const without = async (/** @type {string} */ name, /** @type {Map<string, Set<string>>} */ left, /** @type {any} */ days, /** @type {(s: any) => void} */ change) => {
      const n = await fitting(q, left, days);
      if (n > 0) out.push(way(`${says.without.replace("{name}", () => name)}: ${counted(n)}`, change));
    };
    for (const [id, ids] of chosen) {
      const left = new Map(chosen);
      left.delete(id);
      const { label, choices } = labels.get(id) ?? { label: "", choices: [] };
      await without(choices.filter((c) => ids.has(c.id)).map((c) => c.label).join(", ") || label, left, when(), (s) => s.chosen.delete(id));
    }
    if (when()) await without(dayName(), chosen, undefined, (s) => (s.when = ""));
    return out;
  };

  const onDay = make("input", ""), nearBy = make("input", "");
  onDay.type = "date";
  nearBy.type = "search";
  const set = (/** @type {"when" | "near"} */ key, /** @type {string} */ value) => state()[key] !== value && ask((s) => (s[key] = value));
  onDay.addEventListener("change", () => set("when", onDay.value));
  nearBy.addEventListener("change", () => set("near", nearBy.value.trim()));
  const here = button("", () => {
    wished = true;
    ask((s) => (s.near = HERE));
  }, says.here);
  const labelled = (/** @type {string} */ label, /** @type {HTMLElement} */ el) => make("label", "", make("span", "", label), el);
  const choices = make("div", "choices");
  filters.querySelectorAll("div").forEach((el) => el.remove()); // of an index that is gone
  filters.append(make("div", "narrow", labelled(says.near, nearBy), ...(navigator.geolocation ? [here] : [])), choices);

  /** @type {Map<string, {group: HTMLDetailsElement, options: HTMLElement, rows: Map<string, {box: HTMLInputElement, count: Element, label: HTMLElement}>}>} */
  const groups = new Map();

  /** Days or a facet, to be opened. @param {{id: string, label: string}} facet @param {boolean} open */
  const grouped = ({ id, label }, open) => {
    const options = make("fieldset", "options", make("legend", "unseen", label));
    const group = make("details", "", make("summary", "", label), options);
    group.open = open;
    group.addEventListener("toggle", () => group.open && refresh());
    groups.set(id, { group, options, rows: new Map() });
    return group;
  };

  /** @param {string} facet @param {any} choice */
  const row = (facet, choice) => {
    const box = make("input", ""), count = make("span", "count");
    box.type = facet === WHEN ? "radio" : "checkbox";
    box.name = facet;
    box.addEventListener("change", () => ask((s) => {
      if (facet === WHEN) {
        s.when = choice.id;
        return;
      }
      const ids = new Set(s.chosen.get(facet));
      box.checked ? ids.add(choice.id) : ids.delete(choice.id);
      s.chosen.set(facet, ids);
    }));
    const label = make("label", "", box, make("span", "", choice.label), count);
    label.style.setProperty("--depth", choice.depth);
    return { box, count, label };
  };

  let turn = 0;

  /** Shows in the fields what is asked for, and in the groups that are open how many listings each choice leaves. */
  const refresh = async () => {
    const asked = state(), mine = ++turn;
    const span = when() ? asked.when : "";
    onDay.value = SPANS.includes(span) ? "" : span;
    if (document.activeElement !== nearBy) nearBy.value = asked.near === HERE ? says.here : asked.near;
    const { facets: known } = await facets.root();
    if (groups.size === 0) {
      const offered = [...known.values()].filter((f) => f.label);
      const days = grouped({ id: WHEN, label: says.when }, span !== "");
      days.append(make("div", "narrow", labelled(says.day, onDay)));
      choices.append(days, ...offered.map((f, i) => grouped(f, i === 0 || asked.chosen.has(f.id))));
    }
    const open = [...groups].filter(([, g]) => g.group.open).map(([id]) => id);
    const [counts, on] = await Promise.all([
      facets.counts(open.filter((id) => id !== WHEN), asked.q, asked.chosen, when()),
      open.includes(WHEN) ? facets.countsOn(SPANS.map((id) => daysOf(id, now())), asked.q, asked.chosen) : [],
    ]);
    if (on.length > 0) counts.push({ id: WHEN, choices: SPANS.map((id, i) => ({ id, label: says[id || "any"], depth: 0, count: on[i] })) });
    if (mine !== turn || asked !== state()) return;
    for (const { id, choices } of counts) {
      const { options, rows } = groups.get(id);
      if (rows.size === 0) {
        for (const c of choices) rows.set(c.id, row(id, c));
        options.append(...[...rows.values()].map((r) => r.label));
      }
      for (const c of choices) {
        const { box, count, label } = rows.get(c.id);
        box.checked = id === WHEN ? span === c.id : asked.chosen.get(id)?.has(c.id) ?? false;
        count.textContent = number(c.count);
        label.hidden = c.count === 0 && !box.checked && box !== document.activeElement;
      }
    }
  };
  return { search, chips, ways: waysOut, distance, refresh };
};
