// The search page: what is typed and chosen becomes a list of notices. All of it
// stands in the address, so that a search can be passed on and Back works.
const STEP = 20; // notices at a time
const QUIET = 150; // ms after the last letter until it is looked for
const SILENT = 1000; // and until it is announced: nobody hears each letter counted
const place = document.querySelector("[data-search]");
const says = place.dataset;
const lang = document.documentElement.lang;
const title = document.title;
const browse = document.querySelector("[data-browse]");
const field = document.getElementById("q");
const icons = document.querySelector("svg use")?.getAttribute("href").split("#")[0];

/** An element with its class, text and children. @param {string} tag @param {string} name @param {...(Node | string)} inside */
const make = (tag, name, ...inside) => {
  const el = document.createElement(tag);
  if (name) el.className = name;
  el.append(...inside);
  return el;
};

// These stay where they are, whatever is in them: so focus and what a screen
// reader listens to are never lost.
const status = place.querySelector("[role=status]");
const note = make("p", "note");
const chips = make("ul", "chips");
const summary = make("summary", "", says.filters);
const choices = make("div", "choices");
const narrow = make("div", "narrow");
const filters = make("details", "filters", summary, narrow, choices);
const heading = make("h2", "");
const list = make("ol", "cards");
const more = make("button", "", says.more);
heading.tabIndex = -1;
more.type = "button";
note.hidden = chips.hidden = heading.hidden = more.hidden = true;
place.append(note, chips, filters, heading, list, more);

/** Undoes raw DEFLATE: here, or where a browser does not know it, in a file of our own. */
const inflating = (() => {
  try {
    new DecompressionStream("deflate-raw");
    return async (answer) => new Uint8Array(await new Response(answer.body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
  } catch {
    return async (answer) => (await import(says.inflate)).default(new Uint8Array(await answer.arrayBuffer()));
  }
})();

/** An index whose root is asked for anew. @param {RequestCache} cache */
const opened = (cache) =>
  new Index(async (name) => {
    const answer = await fetch(says.search + name, name === "root.bin" ? { cache } : {});
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    return inflating(answer);
  });
let index = opened("no-cache");

/** What is asked for: words, a day, a place to be near, and choices by facet. */
const asked = () => {
  const state = { q: "", when: "", near: "", chosen: /** @type {Map<string, Set<string>>} */ (new Map()) };
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (key === "q") state.q = value;
    else if (key === "when") state.when = value;
    else if (key === "near") state.near = value;
    else if (value) state.chosen.set(key, new Set(value.split(",")));
  }
  return state;
};

let state = asked();
let wanted = STEP; // how many notices

/** Puts the state into the address. @param {"pushState" | "replaceState"} how */
const keep = (how) => {
  const params = new URLSearchParams();
  for (const key of ["q", "when", "near"]) if (state[key]) params.set(key, state[key]);
  for (const [facet, ids] of state.chosen) if (ids.size > 0) params.set(facet, [...ids].join(","));
  const query = params.toString().replaceAll("%2C", ",");
  history[query === location.search.slice(1) ? "replaceState" : how](null, "", query ? "?" + query : location.pathname);
  wanted = STEP;
};

/** Text with the words that were looked for marked. @param {string} text @param {Set<string>} marked */
const marking = (text, marked) => {
  const out = document.createDocumentFragment();
  for (const part of text.split(/([\p{L}\p{N}\p{M}'’]+)/u)) {
    const [word] = words(part);
    out.append(word && marked.has(word) ? make("mark", "", part) : part);
  }
  return out;
};

/** @param {string} id */
const icon = (id) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${icons}#${id}`);
  svg.append(use);
  return svg;
};

/**
 * The notice of a listing, as the lists of the site have it, with its next time as
 * it is now.
 * @param {any} record @param {Set<string>} marked @param {string[]} [days] that were asked for @param {number} [metres] how far away
 */
const notice = (record, marked, days, metres) => {
  const r = current(record, days);
  const leaf = r.c ? make("div", "leaf", make("span", "month", r.c[0]), make("span", "day", r.c[1]), make("span", "weekday", r.c[2])) : make("div", "leaf blank", icon(r.d));
  leaf.setAttribute("aria-hidden", "true");
  /** In the language of the listing. @param {HTMLElement} el */
  const spoken = (el) => {
    if (r.l) [el.lang, el.dir] = [r.l, "auto"];
    return el;
  };
  const link = make("a", "", r.p ?? "", spoken(make("span", "", marking(r.t, marked))));
  link.href = r.u;
  if (r.hl) link.hreflang = r.hl;
  const text = make("div", "notice-text", make("p", "kicker", make("span", "direction", r.k[0]), " ", r.k[1]), make("h3", "", link));
  if (r.m) text.append(make("ul", "marks", ...r.m.map((m) => make("li", "mark-" + m.ID, m.Text))));
  if (r.o) text.append(make("p", "who", marking(r.o, marked)));
  if (r.n || r.r) {
    const when = make("p", "when");
    const time = make(r.b ? "time" : "span", "", r.n ?? "");
    if (r.b) time.dateTime = r.b;
    when.append(time);
    if (r.r) when.append(" ", make("span", "repeats", r.r));
    text.append(when);
  }
  if (r.w) text.append(make("p", "where", marking(r.w, marked), ...(metres === undefined ? [] : [" · ", make("span", "far", distance(metres))])));
  if (r.s) text.append(spoken(make("p", "line", marking(r.s, marked))));
  if (r.f) text.append(make("ul", "tags", ...r.f.map((f) => make("li", "", f))));
  return make("li", "card " + r.d, leaf, text);
};

const number = (n) => n.toLocaleString(lang);
/** "12 listings", in the form that the language has for the number. @param {number} n */
const counted = (n) => ((new Intl.PluralRules(lang).select(n) === "one" && says.foundOne) || says.foundOther).replace("{n}", number(n));

let typed = 0; // when
let announcing = 0;

/** Says how it went: to all eyes at once, to ears when they are not busy typing. @param {string} message @param {string} count */
const tell = (message, count) => {
  note.textContent = message;
  note.hidden = !message;
  heading.textContent = count;
  heading.hidden = !count;
  clearTimeout(announcing);
  announcing = setTimeout(() => (status.textContent = `${message} ${count}`.trim()), Math.max(0, typed + SILENT - Date.now()));
};

// Which day, near where, and all of it to take along.
const picked = make("select", "");
const onDay = make("input", "");
const nearBy = make("input", "");
const here = make("button", "", says.here);
const keepDates = make("button", "save", says.save);
onDay.type = "date";
nearBy.type = "search";
here.type = keepDates.type = "button";
keepDates.hidden = true;
picked.append(...[["", says.any], ["today", says.today], ["tomorrow", says.tomorrow], ["weekend", says.weekend], ["week", says.week]].map(([id, label]) => new Option(label, id)));
narrow.append(make("label", "", make("span", "", says.when), picked), make("label", "", make("span", "", says.day), onDay), make("label", "", make("span", "", says.near), nearBy));
if (navigator.geolocation) narrow.append(here);
place.append(make("p", "", keepDates));

/** @type {number[]} what was found */
let dated = [];

/** Shows in the fields what is asked for. */
const narrowed = () => {
  picked.value = state.when;
  if (picked.selectedIndex < 0) picked.value = "";
  onDay.value = daysOf(state.when, "2000-01-01")?.[0] === state.when ? state.when : "";
  if (document.activeElement !== nearBy) nearBy.value = state.near === HERE ? says.here : state.near;
};

/** @param {"when" | "near"} key @param {string} value */
const ask = (key, value) => {
  if (state[key] === value) return;
  state[key] = value;
  typed = 0;
  keep("pushState");
  run();
};
picked.addEventListener("change", () => ask("when", picked.value));
onDay.addEventListener("change", () => ask("when", onDay.value));
nearBy.addEventListener("change", () => ask("near", nearBy.value.trim()));

const HERE = "here"; // the position itself stays in the page: an address is passed on
/** @type {[number, number] | undefined} */
let position;
let wished = false; // an address that somebody passed on asks for nobody's position

/** @param {string} near @returns {Promise<[number, number] | undefined>} */
const whereIs = async (near) => {
  if (near !== HERE) return index.placeOf(near);
  if (!position && wished && navigator.geolocation) {
    position = await new Promise((done) => navigator.geolocation.getCurrentPosition(({ coords }) => done([coords.latitude, coords.longitude]), () => done(undefined), { timeout: 1e4, maximumAge: 6e5 }));
  }
  return position;
};
here.addEventListener("click", () => {
  wished = true;
  if (state.near === HERE) run();
  else ask("near", HERE);
});

const miles = /-(US|GB|LR|MM)$/.test(navigator.language) || /^en$/.test(lang) && says.country === "US";
/** @param {number} metres */
const distance = (metres) => {
  const [n, unit] = miles ? [metres / 1609.344, "mile"] : [metres / 1000, "kilometer"];
  return new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: n < 10 ? 1 : 0 }).format(n);
};

/** A record with the time that is next now, or on the days that were asked for. @param {any} r @param {string[]} [days] */
const current = (r, days) => {
  const times = timesOf(r.x);
  if (times.length === 0) return r;
  const next = nextOf(times, Date.now(), days);
  if (next === times[0]) return r;
  return next ? { ...r, n: told(next), c: leafOf(next), b: next.whole ? next.day : new Date(next.from).toISOString() } : { ...r, n: undefined, b: undefined };
};

keepDates.addEventListener("click", async () => {
  const records = await index.records(dated.slice(0, MOST));
  await save(records.filter((r) => r.v).map((r) => `${says.events}${r.v}/event.ics`), "corkboard.ics");
});

let turn = 0;

/** Looks for what is asked and shows it. */
const run = async () => {
  const mine = ++turn;
  document.title = (state.q.trim() && state.q.trim() + " · ") + title;
  list.setAttribute("aria-busy", "true");
  const waiting = setTimeout(() => mine === turn && tell(says.wait, ""), 600);
  for (let again = false; ; again = true) {
    try {
      await look(mine);
      break;
    } catch (error) {
      if (mine !== turn) break;
      if (again) {
        console.error(error);
        show([], [], 0);
        keepDates.hidden = true;
        tell(says.failed, "");
        browse.hidden = false;
        break;
      }
      // A new site may have taken the place of the one that the root was of.
      index = opened("reload");
      rows.clear();
    }
  }
  clearTimeout(waiting);
  if (mine === turn) list.setAttribute("aria-busy", "false");
};

/** @param {number} mine */
const look = async (mine) => {
  const facets = await Promise.all([...state.chosen].filter(([, ids]) => ids.size > 0).map(([id]) => index.facet(id)));
  if (mine !== turn) return;
  // Other sites put words of their own into addresses.
  for (const { id, label } of facets) if (!label) state.chosen.delete(id);
  const chosen = facets.filter((f) => f.label);
  const days = daysOf(state.when, civilDay(Date.now()));
  const idle = !state.q.trim() && chosen.length === 0 && !days && !state.near;
  const found = idle ? { ordinals: [], marked: [] } : await index.search(state.q, state.chosen, days);
  const point = state.near ? await whereIs(state.near) : undefined;
  const far = point ? await index.distances(point) : new Map();
  if (point) found.ordinals.sort((a, b) => (far.get(a) ?? Infinity) - (far.get(b) ?? Infinity)); // the best first where it is as far
  const lost = state.near && !point ? says.nowhere : "";
  const records = await index.records(found.ordinals.slice(0, wanted));
  if (mine !== turn) return;
  const marked = new Set(found.marked);
  show(chosen, records.map((r, i) => notice(r, marked, days, far.get(found.ordinals[i]))), found.ordinals.length);
  // A sheet of paper has neither the box nor the chips.
  heading.dataset.asked = [state.q.trim(), ...[...chips.querySelectorAll("button")].map((b) => b.firstChild.data)].filter(Boolean).join(", ");
  dated = found.ordinals;
  keepDates.hidden = records.length === 0;
  narrowed();
  tell(idle ? "" : records.length === 0 ? says.none : lost || (found.missing ? says.some : ""), records.length > 0 ? counted(found.ordinals.length) : "");
  browse.hidden = records.length > 0;
  if (filters.open) await offer();
};

/** Puts chips and notices in place. Focus that was on one goes to what is there now. @param {any[]} facets @param {Node[]} notices @param {number} of */
const show = (facets, notices, of) => {
  const before = document.activeElement;
  const at = [...chips.querySelectorAll("button")].indexOf(before);
  const lost = list.contains(before);
  chips.replaceChildren(...facets.flatMap(chipsOf));
  chips.hidden = !chips.firstChild;
  list.replaceChildren(...notices);
  more.hidden = notices.length >= of;
  const buttons = chips.querySelectorAll("button");
  if (at >= 0) (buttons[Math.min(at, buttons.length - 1)] ?? summary).focus();
  if (lost || (before === more && more.hidden)) (notices.length > 0 ? heading : summary).focus();
};

more.addEventListener("click", async () => {
  const from = list.children.length;
  wanted = from + STEP;
  history.replaceState({ wanted }, "");
  await run();
  list.children[from]?.querySelector("a").focus();
});

/** What is chosen of a facet, to be taken off again. @param {any} facet */
const chipsOf = (facet) => {
  const ids = state.chosen.get(facet.id);
  const known = facet.choices.filter((c) => ids.has(c.id));
  const gone = [...ids].filter((id) => !known.some((c) => c.id === id));
  const out = known.map((c) => ({ label: c.label, ids: [c.id] }));
  if (gone.length > 0) out.push({ label: facet.label + ": ?", ids: gone });
  return out.map(({ label, ids }) => {
    const cross = make("span", "", "×");
    cross.setAttribute("aria-hidden", "true");
    const button = make("button", "", label, cross);
    button.type = "button";
    button.setAttribute("aria-label", says.remove.replace("{name}", () => label));
    button.addEventListener("click", () => choose(facet.id, ids, false));
    return make("li", "", button);
  });
};

/** What can be chosen: the box and the count of each, by facet and id. @type {Map<string, {box: HTMLInputElement, count: Element, label: Element}>} */
const rows = new Map();

/** Shows what can be chosen, with how many listings each choice leaves. */
const offer = async () => {
  const mine = turn;
  const facets = await index.counts(state.q, state.chosen, daysOf(state.when, civilDay(Date.now())));
  if (mine !== turn) return;
  if (rows.size === 0) choices.replaceChildren(...facets.map(fieldset));
  for (const facet of facets) {
    for (const c of facet.choices) {
      const { box, count, label } = rows.get(facet.id + " " + c.id);
      box.checked = state.chosen.get(facet.id)?.has(c.id) ?? false;
      count.textContent = number(c.count);
      label.hidden = c.count === 0 && !box.checked && box !== document.activeElement;
    }
  }
  for (const set of choices.children) set.hidden = !set.querySelector("label:not([hidden])");
};

/** @param {any} facet */
const fieldset = (facet) => {
  const options = make("div", "options");
  for (const c of facet.choices) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.addEventListener("change", () => choose(facet.id, [c.id], box.checked));
    const count = make("span", "count");
    const label = make("label", "", box, make("span", "", c.label), count);
    label.style.setProperty("--depth", c.depth);
    rows.set(facet.id + " " + c.id, { box, count, label });
    options.append(label);
  }
  return make("fieldset", "", make("legend", "", facet.label), options);
};

filters.addEventListener("toggle", () => filters.open && offer().catch(run));

/** @param {string} facet @param {string[]} these @param {boolean} on */
const choose = (facet, these, on) => {
  const ids = new Set(state.chosen.get(facet));
  for (const id of these) on ? ids.add(id) : ids.delete(id);
  state.chosen.set(facet, ids);
  typed = 0;
  keep("pushState");
  run();
};

// The root comes while the first letter is on its way.
field.addEventListener("focus", () => index.root().catch(() => {}), { once: true });

let pause = 0;
/** @param {"pushState" | "replaceState"} how */
const read = (how) => {
  clearTimeout(pause);
  state.q = field.value;
  keep(how);
  run();
};
field.addEventListener("input", () => {
  typed = Date.now();
  clearTimeout(announcing);
  clearTimeout(pause);
  pause = setTimeout(read, QUIET, "replaceState");
});
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  typed = 0;
  read("pushState");
});

const restore = () => {
  clearTimeout(pause);
  state = asked();
  wanted = history.state?.wanted ?? STEP;
  field.value = state.q;
  browse.hidden = location.search !== "";
  typed = 0;
  run();
};
addEventListener("popstate", restore);
restore();
