// The search page: what is typed and chosen becomes a list of notices. All of it
// is in the address, so that a search can be passed on and Back works; if the
// best listing is a sensitive one, only where Back finds it. Nothing typed by somebody
// in danger is kept anywhere.
const FIRST = 10, STEP = 20; // notices at first, and more at a time
const QUIET = 250; // ms after the last letter until it is looked for
const SILENT = 1000; // and until it is announced: nobody hears each letter counted
const place = document.querySelector("[data-search]");
const says = place.dataset;
const theWords = JSON.parse(says.words);
const title = document.title;
const browse = document.querySelector("[data-browse]");
const contact = document.querySelector("[data-ask]");
const field = document.getElementById("q");
const icons = document.querySelector("svg use")?.getAttribute("href").split("#")[0];

/** An element with its class, text and children. @param {string} tag @param {string} name @param {...(Node | string)} inside */
const make = (tag, name, ...inside) => {
  const el = document.createElement(tag);
  if (name) el.className = name;
  el.append(...inside);
  return el;
};

/** @param {string} name @param {() => void} press @param {...(Node | string)} inside */
const button = (name, press, ...inside) => {
  const el = make("button", name, ...inside);
  el.type = "button";
  el.addEventListener("click", press);
  return el;
};

// These stay where they are, whatever is in them: so focus and what a screen
// reader listens to are never lost.
const status = place.querySelector("[role=status]");
const note = make("p", "note");
const ways = make("ul", "ways");
const chips = make("ul", "chips");
const summary = make("summary", "", says.filters);
const filters = make("details", "filters", summary);
const heading = make("h2", "");
const list = make("ol", "cards");
const more = button("", () => further(), says.more);
const beside = make("h2", "", says.others);
const others = make("ol", "cards");
const keepDates = button("save", () => saveDates(), says.save);
heading.tabIndex = -1;
place.append(note, ways, chips, filters, heading, list, more, beside, others, make("p", "", keepDates));

/** Undoes raw DEFLATE: here, or where a browser does not know it, in a file of our own. */
const inflating = (() => {
  try {
    new DecompressionStream("deflate-raw");
    return unpacked;
  } catch {
    return async (bytes) => (await import(says.inflate)).default(bytes);
  }
})();

/** An index at an address. @param {string} at @param {RequestCache} cache of its root */
const indexAt = (at, cache) =>
  new Index(async (name) => {
    const answer = await fetch(at + name, name === "root.bin" ? { cache } : {});
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    return new Uint8Array(await answer.arrayBuffer());
  }, inflating);

/** The index of this language, and those of the others. @param {RequestCache} cache */
const opened = (cache) => {
  const own = indexAt(says.search, cache);
  own.elsewhere = [...document.querySelectorAll("main [data-languages] a[hreflang]")].map((a) => indexAt(a.pathname + "index/", cache));
  return own;
};
let index = opened("no-cache");

/** The address as it is meant: one that nobody should read over a shoulder is kept beside it. */
const address = () => history.state?.asked ?? location.search;

/** What was typed into the box of another page, which sends it beside the address. */
const sent = () => {
  try {
    const text = sessionStorage.getItem("asked");
    sessionStorage.removeItem("asked");
    return text ?? "";
  } catch {
    return "";
  }
};

/** As much of a text as anybody types: time spent on reading words grows with the square of a long one. @param {string} text */
const cut = (text) => text.slice(0, 300);

/** What is asked for: words, a day, a place to be near, and choices by facet. */
const asked = () => {
  const state = { q: "", when: "", near: "", chosen: /** @type {Map<string, Set<string>>} */ (new Map()) };
  for (const [key, value] of new URLSearchParams(address())) {
    if (key === "q" || key === "when" || key === "near") state[key] = cut(value);
    else if (value) state.chosen.set(key, new Set(value.split(",")));
  }
  return state;
};

let state = asked();
let wanted = FIRST; // how many notices
/** @type {"" | "pushState" | "replaceState"} how the address has to change */
let step = "";

/**
 * Puts the state into the address; of what is sensitive only where Back finds it, and
 * of what somebody in danger typed nothing.
 * @param {"" | "hushed" | "danger"} hushed
 */
const keep = (hushed) => {
  document.title = (!hushed && state.q.trim() && state.q.trim() + " · ") + title;
  if (!step && !hushed) return;
  if (hushed === "danger") {
    history.replaceState({ wanted }, "", location.pathname);
    step = "";
    return;
  }
  const params = new URLSearchParams();
  for (const key of ["q", "when", "near"]) if (state[key]) params.set(key, state[key]);
  for (const [facet, ids] of state.chosen) if (ids.size > 0) params.set(facet, [...ids].join(","));
  const query = params.toString().replaceAll("%2C", ","), search = query && "?" + query;
  history[search === address() || step !== "pushState" ? "replaceState" : step]({ wanted, ...(hushed ? { asked: search } : {}) }, "", (!hushed && search) || location.pathname);
  step = "";
};

/** Looks for what the state is now. @param {"pushState" | "replaceState"} how */
const changed = (how) => {
  if (step !== "pushState") step = how;
  wanted = FIRST;
  run();
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

/** The id of a listing: a record leaves out what its title says. @param {string} id @param {string} title */
const whole = (id, title) => (id === "" || id[0] === "-" ? words(title).join("-") + id : id);

/**
 * The notice of a listing, as the lists of the site have it, with its next time as
 * it is now.
 * @param {string} record as generator/output writes it @param {Set<string>} marked @param {number[] | undefined} days that were asked for @param {string} far how far away it is
 */
const notice = (record, marked, days, far) => {
  const [id, title, kind, who, where, line, spans = "", repeats, text, facts = "", marks = "", lang, hreflang, prefix = "", phone, about = ""] = record.split("\t");
  const [direction, ...kicker] = theWords.kinds[kind] ?? ["", "", ""];
  const next = nextOf(timesOf(spans), clockAt(moment()), days);
  const leaf = next ? make("div", "leaf", ...leafOf(next).map((part, i) => make("span", ["month", "day", "weekday"][i], part))) : make("div", "leaf blank", icon(direction));
  leaf.setAttribute("aria-hidden", "true");
  /** In the language of the listing. @param {HTMLElement} el */
  const spoken = (el) => {
    if (lang) [el.lang, el.dir] = [lang, "auto"];
    return el;
  };
  const link = make("a", "", prefix && prefix + " ", spoken(make("span", "", marking(title, marked))));
  const folders = kind === "organization" ? [says.owners, says.ownersOriginals] : [says.listings, says.originals];
  link.href = folders[hreflang ? 1 : 0] + encodeURIComponent(whole(id, title)) + "/";
  if (hreflang) link.hreflang = hreflang;
  const inside = make("div", "notice-text", make("p", "kicker", make("span", "direction", kicker[0]), " ", kicker[1] || about), make("h3", "", link));
  const ended = (/** @type {string} */ m) => m[0] === "u" && m.length > 1 && parseInt(m.slice(1), 36) * 6e4 <= moment();
  const shown = marks.split(" ").filter((m) => m && theWords.marks[m[0]] && !ended(m)).map((m) => {
    const [name, says] = theWords.marks[m[0]];
    return make("li", "mark-" + name, filled(says, { date: dayOf(parseInt(m.slice(1), 36) || 0, theWords.forms) }));
  });
  if (shown.length > 0) inside.append(make("ul", "marks", ...shown));
  if (who) inside.append(make("p", "who", marking(who, marked)));
  if (next || text || repeats) {
    const when = make("p", "when");
    if (next) {
      const time = make("time", "", next.until ? filled(theWords.until, { date: told(next, theWords.forms) }) : told(next, theWords.forms));
      time.dateTime = new Date(next.from * 6e4).toISOString().slice(0, next.whole ? 10 : 16);
      when.append(time, " ");
    }
    if (!next && text) when.append(text);
    if (repeats) when.append(make("span", "repeats", repeats));
    inside.append(when);
  }
  if (where) inside.append(make("p", "where", marking(where, marked), ...(far ? [" · ", make("span", "far", far)] : [])));
  if (line) inside.append(spoken(make("p", "line", marking(line, marked))));
  if (phone) {
    const call = make("a", "", phone);
    call.href = "tel:" + phone.replace(/[^+\d]/g, "");
    inside.append(make("p", "phone", icon("call"), " ", call));
  }
  const tags = [...facts].flatMap((f) => theWords.facts[f] ?? []);
  if (tags.length > 0) inside.append(make("ul", "tags", ...tags.map((f) => make("li", "", f))));
  return make("li", "card " + direction, leaf, inside);
};

const number = (n) => n.toLocaleString(tongue);
/** "12 listings", in the form that the language has for the number. @param {number} n */
const counted = (n) => ((new Intl.PluralRules(tongue).select(n) === "one" && says.foundOne) || says.foundOther).replace("{n}", number(n));

let typed = 0; // when
let announcing = 0, waiting = 0;

/** Says how it went: to all eyes at once, to ears when they are not busy typing. @param {string} message @param {string} count @param {string} [urgent] said to ears at once, instead */
const tell = (message, count, urgent) => {
  clearTimeout(waiting); // numbers beside choices may come after this
  note.textContent = message;
  note.hidden = !message;
  heading.textContent = count;
  heading.hidden = !count;
  clearTimeout(announcing);
  if (urgent) status.textContent = urgent;
  else announcing = setTimeout(() => (status.textContent = `${message} ${count}`.trim()), Math.max(0, typed + SILENT - Date.now()));
};

/** Asks for something else. @param {(s: typeof state) => void} change */
const ask = (change) => {
  change(state);
  typed = 0;
  changed("pushState");
};

let turn = 0;

/** Looks for what is asked and shows it. */
const run = async () => {
  const mine = ++turn;
  list.setAttribute("aria-busy", "true");
  clearTimeout(waiting);
  waiting = setTimeout(tell, 600, says.wait, "");
  for (let again = false; ; again = true) {
    try {
      await look(mine);
      break;
    } catch (error) {
      if (mine !== turn) break;
      if (again) {
        console.error(error);
        keep("");
        show([], [], [], [], 0);
        showLines(lines ? [...lines.querySelectorAll("li").keys()] : []); // nobody can say who is in danger
        tell(says.failed, "");
        browse.hidden = false;
        break;
      }
      // A new site may have taken the place of the one that the root was of.
      index = opened("reload");
      forget();
    }
  }
  if (mine === turn) list.setAttribute("aria-busy", "false");
};

/** @type {number[]} what was found */
let dated = [];
let partial = false; // whether it is only the best of it

/** @type {Promise<any> | undefined} */
let choosing;
const facetsOf = () => (choosing ??= import(says.facets).then(({ Facets, daysOf }) => Object.assign(new Facets(index, words, find), { daysOf })));
const { understood, find } = finder(() => index, says.days, () => clockAt(moment()), { rank: () => import(says.rank), facets: facetsOf });

const lines = document.querySelector("[data-lines]");

/** Shows the emergency lines of somebody in danger, above everything. @param {number[]} which */
const showLines = (which) => {
  if (!lines) return "";
  lines.classList.toggle("shown", which.length > 0);
  return [...lines.querySelectorAll("li")].flatMap((el, i) => {
    el.hidden = !which.includes(i);
    return el.hidden ? [] : [el.textContent.trim()];
  }).join(" ");
};

/** @param {number} mine */
const look = async (mine) => {
  const { crisis, lines: which, begun, of } = await understood(state.q);
  if (mine !== turn) return;
  const danger = crisis.length > 0;
  const urgent = showLines(danger ? which : []);
  if (danger) keep("danger");
  const narrow = filters.open || state.when || state.near || state.chosen.size > 0 ? await narrower() : undefined;
  const plain = narrow ? await narrow.search() : state.q.trim() && (await find(state.q, wanted > FIRST));
  const { ordinals: found, others: beyond, marked, missing, more: over, meant, far, lost, never, when } = plain || { ordinals: [], others: [], marked: [] };
  const days = plain?.days ?? (never ? undefined : when?.days);
  const ordinals = found.slice(0, wanted);
  const none = plain && found.length === 0;
  const rest = beyond.slice(0, Math.max(0, FIRST - ordinals.length));
  const records = await index.records(ordinals.concat(rest));
  const out = none && !danger ? await (await narrower()).ways() : [];
  if (mine !== turn) return;
  if (danger) keep("danger");
  else if (!(begun && step === "replaceState" && typed)) keep(records[0]?.split("\t")[9]?.includes("q") ? "hushed" : "");
  const marks = new Set(marked);
  const notices = records.map((r, i) => notice(r, marks, days, far && i < ordinals.length ? narrow.distance(far[ordinals[i]]) : ""));
  show(narrow ? narrow.chips() : [], out, notices.slice(0, ordinals.length), notices.slice(ordinals.length), found.length);
  dated = found;
  partial = over;
  const message = !plain || danger ? urgent : none ? says.none : lost ? says.nowhere : never ? later(records[0], when) : missing ? says.some : meant ? says.meant.replace("{words}", () => meant) : "";
  tell(danger ? "" : message, none || !plain ? "" : over ? says.foundOver.replace("{n}", number(found.length)) : counted(found.length), danger ? urgent : "");
  if (contact) contact.hidden = !none && !of.includes("say");
  browse.hidden = plain && !none;
  if (filters.open) await narrow?.refresh();
};

/** That nothing is on when the words say, and what comes next. @param {string} record @param {{word: string, days: number[]}} when */
const later = (record, when) => {
  const [, title, , , , , spans = ""] = record?.split("\t") ?? [];
  const next = record && nextOf(timesOf(spans), clockAt(moment()));
  const day = says[when.word] || dayOf(when.days[0] * DAYS, theWords.forms);
  return filled(next ? says.later : says.notThen, { day, title, date: next && told(next, theWords.forms) });
};

/**
 * Puts chips, ways out and notices in place. Focus that was on one goes to what is
 * there now.
 * @param {HTMLElement[]} chosen @param {HTMLElement[]} out @param {Node[]} notices @param {Node[]} rest @param {number} of
 */
const show = (chosen, out, notices, rest, of) => {
  const before = document.activeElement;
  const at = [...chips.querySelectorAll("button")].indexOf(before);
  const lost = [list, others, ways].some((el) => el.contains(before));
  for (const [el, inside] of [[chips, chosen], [ways, out], [list, notices], [others, rest]]) {
    el.replaceChildren(...inside);
    el.hidden = inside.length === 0;
  }
  list.hidden = false; // it says that it is busy
  heading.hidden = notices.length === 0;
  beside.hidden = others.hidden;
  more.hidden = notices.length >= of;
  keepDates.hidden = notices.length === 0;
  // A sheet of paper has neither the box nor the chips.
  const buttons = [...chips.querySelectorAll("button")];
  heading.dataset.asked = [state.q.trim(), ...buttons.map((b) => b.firstChild.data)].filter(Boolean).join(", ");
  if (at >= 0) (buttons[Math.min(at, buttons.length - 1)] ?? summary).focus();
  if (lost || (before === more && more.hidden)) (notices.length > 0 ? heading : summary).focus();
};

const further = async () => {
  const from = list.children.length;
  wanted = from + STEP;
  history.replaceState({ ...history.state, wanted }, "");
  await run();
  list.children[from]?.querySelector("a").focus();
};

const saveDates = async () => {
  const { save, MOST } = await import(says.calendar);
  const records = (await index.records(dated.slice(0, MOST))).map((r) => r.split("\t")).filter((r) => r[9]?.includes("v"));
  await save(records.map(([id, title]) => `${says.originals}${encodeURIComponent(whole(id, title))}/event.ics`), "corkboard.ics");
};

/** @type {Promise<any> | undefined} of narrow.mjs and facets.mjs: most only type, and do not need them */
let loading;
const narrower = () => (loading ??= Promise.all([import(says.narrow), facetsOf()]).then(([narrow, facets]) => {
  const page = { make, button, says, number, counted, ask, filters, field, forms: theWords.forms, words, filled, dayOf, daysOf: facets.daysOf, now: () => clockAt(moment()) };
  return narrow.default(page, facets, () => state);
}));
const forget = () => {
  loading = choosing = undefined;
};
filters.addEventListener("toggle", () => filters.open && (partial ? run() : narrower().then((n) => n.refresh()).catch(run)));

// The root comes while the first letter is on its way, and the files of words while
// the others are.
field.addEventListener("focus", () => index.root().catch(() => {}), { once: true });

let pause = 0;
/** @param {"pushState" | "replaceState"} how */
const read = (how) => {
  clearTimeout(pause);
  state.q = cut(field.value);
  changed(how);
};
field.addEventListener("input", () => {
  typed = Date.now();
  clearTimeout(announcing);
  clearTimeout(pause);
  pause = setTimeout(read, QUIET, "replaceState");
  index.ahead(cut(field.value)).catch(() => {});
});
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  typed = 0;
  read("pushState");
});

const restore = () => {
  clearTimeout(pause);
  state = asked();
  const text = sent();
  if (text) state.q = cut(text);
  wanted = history.state?.wanted ?? FIRST;
  field.value = state.q;
  browse.hidden = address() !== "" || text !== "";
  step = text ? "replaceState" : "";
  typed = 0;
  run();
};
show([], [], [], [], 0);
tell("", "");
addEventListener("popstate", restore);
restore();
