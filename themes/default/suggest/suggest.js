// The form of /suggest/: groups of questions that open one after the other, and then
// ways to hand over what was said. It writes files and sends nothing by itself.
const /** @type {HTMLFormElement} */ form = document.querySelector("[data-form]");
const says = form.dataset;
const language = document.documentElement.lang;
const steps = [...form.querySelectorAll("[data-step]")];
const summary = form.querySelector(".faults");
const KEPT = "suggest";
// A link for mail that is longer is cut or refused by some programs.
const MOST_MAIL = 1900;
// Code hosts refuse addresses that are much longer.
const MOST_LINK = 7000;

/** @type {{organizations: string[][], places: string[][], categories: string[][], languages: string[][]}} */
let offered;
/** @type {any} write.mjs */
let writer;

const all = (/** @type {string} */ selector, from = form) => /** @type {HTMLElement[]} */ ([...from.querySelectorAll(selector)]);
const value = (/** @type {string} */ name) => String(new FormData(form).get(name) ?? "").trim();
const values = (/** @type {string} */ name) => new FormData(form).getAll(name).map(String).filter(Boolean);
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: document.documentElement.dataset.zone || undefined }).format(new Date());

/** An element with a text. @param {string} tag @param {string} text @param {Record<string, string>} [more] */
const element = (tag, text, more = {}) => {
  const el = document.createElement(tag);
  el.textContent = text;
  for (const name in more) el.setAttribute(name, more[name]);
  return el;
};

/** A box with its label. */
const box = (name, value, text) => {
  const label = element("label", "", { class: "pick" });
  label.append(element("input", "", { type: "checkbox", name, value }), element("span", text));
  return label;
};

const dateField = () => element("input", "", { type: "date", name: "dates", "aria-label": form.querySelector("[data-dates-list] legend").textContent });

/** Days of the week in the words of the page; 5 January 1970 was a Monday. */
const weekdays = Array.from({ length: 7 }, (_, i) => new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format((i + 4) * 864e5));

/** Shows what belongs to what is chosen. */
const arrange = () => {
  for (const el of all("[data-if]")) {
    el.hidden = !el.dataset.if.split(" ").some((pair) => {
      const [name, wanted] = pair.split("=");
      return value(name) === wanted;
    });
  }
};

const idOf = (list, typed) => list.find(([id, name]) => name === typed || id === typed)?.[0]
  ?? list.find(([, name]) => name.toLowerCase() === typed.toLowerCase())?.[0];

/** A web address as people write it, whole. */
const web = (typed) => typed && !/^[a-z]+:/i.test(typed) ? "https://" + typed : typed;

const whenOf = () => {
  const mode = value("mode");
  const when = { mode, words: mode === "always" ? "" : value("words") };
  const take = (name, as = name) => {
    if (value(name)) when[as] = value(name);
  };
  if (["once", "week", "month", "dates", "run"].includes(mode)) {
    take("from");
    if (when.from) take("to");
  }
  switch (mode) {
    case "once":
      take("day", "date");
      break;
    case "deadline":
      take("day", "date");
      take("from");
      break;
    case "week":
      when.days = values("days").map(Number);
      when.weeks = Number(value("weeks"));
      break;
    case "month":
      when.nth = Number(value("nth"));
      when.days = [Number(value("weekday"))];
      break;
    case "dates":
      when.dates = values("dates");
  }
  if (["week", "month", "run"].includes(mode)) {
    take("date");
    take("last");
  }
  return when;
};

/** All that was said, in the form that write.mjs takes. */
const said = () => {
  const who = {
    id: () => ({ id: idOf(offered.organizations, value("organization")) }),
    new: () => ({ name: value("orgName"), phone: value("orgPhone"), email: value("orgEmail"), url: web(value("orgUrl")) }),
    host: () => ({ host: value("host") }),
  }[value("who")]?.() ?? {};
  const where = {
    id: () => ({ id: idOf(offered.places, value("place")) }),
    address: () => ({ name: value("placeName"), address: value("address") }),
    phone: () => ({ remote: "yes", phone: value("joinPhone") }),
    online: () => ({ remote: "yes", url: web(value("join")) }),
  }[value("where")]?.() ?? {};
  const out = { kind: value("kind"), who, when: whenOf(), where, languages: values("languages"), url: web(value("url")) };
  for (const name of ["title", "summary", "body", "category", "for", "cost", "price", "booking", "id", "referral", "bring", "phone", "email"]) out[name] = value(name);
  return out;
};

/** What is wrong in a group of questions: the field, and what to do. */
/** @param {Element} step @returns {[HTMLInputElement, string][]} */
const faultsOf = (step) => {
  /** @type {[HTMLInputElement, string][]} */
  const out = [];
  const seen = (el) => !el.closest("[data-step] [hidden]");
  const field = (id) => /** @type {HTMLInputElement} */ (document.getElementById("f-" + id));
  for (const /** @type {HTMLInputElement} */ el of all("input, select, textarea", step).filter(seen)) {
    if (el.type === "radio" && el.dataset.missing && !value(el.name) && !out.some(([other]) => other.name === el.name)) out.push([el, el.dataset.missing]);
    else if (el.required && !el.value.trim()) out.push([el, el.dataset.missing]);
    else if (el.validity.badInput) out.push([el, says.badDates]);
    else if (el.type === "tel" && el.value.trim() && !(/^[+(]?[\d\s().\/+-]+$/.test(el.value.trim()) && el.value.replace(/\D/g, "").length >= 7)) out.push([el, says.badPhone]);
    else if (el.type === "email" && el.value.trim() && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(el.value.trim())) out.push([el, says.badMail]);
    else if (el.type === "url" && el.value.trim() && !/^https?:\/\/[^\s/@]+\.[^\s@/]+(\/\S*)?$/i.test(web(el.value.trim()))) out.push([el, says.badWeb]);
    else if (el.name === "organization" && !idOf(offered.organizations, el.value.trim()) || el.name === "place" && !idOf(offered.places, el.value.trim())) out.push([el, says.unknown]);
  }
  if (/** @type {HTMLElement} */ (step).dataset.step === "when") {
    const { mode } = whenOf();
    const need = (el, missing = el.dataset.missing) => out.push([el, missing]);
    if (mode === "week" && !values("days").length) need(form.elements["days"][0], form.querySelector("[data-days]").dataset.missing);
    if (mode === "week" && value("weeks") === "2" && !value("date") || mode === "run" && !value("date")) need(field("date"));
    if (mode === "run" && !value("last")) need(field("last"));
    if (mode === "words" && !value("words")) need(field("words"));
    if (mode === "dates" && new Set(values("dates")).size < 2) need(all("[name=dates]")[0], says.badDates);
    const timed = !["always", "ongoing", "words", "deadline"].includes(mode);
    if (timed && value("to") && (!value("from") || value("to") === value("from"))) need(field(value("from") ? "to" : "from"), says.badTimes);
    if (["week", "month", "run"].includes(mode) && value("date") && value("last") && value("last") <= value("date")) need(field("last"), says.badDates);
  }
  return out;
};

/** Says what is wrong above the form and at each field, and leads there. */
const show = (list) => {
  for (const el of all(".fault")) el.remove();
  for (const el of all("[aria-invalid]")) {
    el.removeAttribute("aria-invalid");
    if (el.dataset.help !== undefined) el.dataset.help ? el.setAttribute("aria-describedby", el.dataset.help) : el.removeAttribute("aria-describedby");
  }
  summary.hidden = !list.length;
  summary.querySelector("ul").replaceChildren(...list.map(([el, text], i) => {
    const id = "fault-" + i;
    el.id ||= "f-" + el.name;
    el.dataset.help ??= el.getAttribute("aria-describedby") ?? "";
    el.setAttribute("aria-invalid", "true");
    el.setAttribute("aria-describedby", (el.dataset.help + " " + id).trim());
    const note = element("span", says.error + " " + text, { class: "fault", id });
    const home = el.closest("fieldset");
    if (home) home.querySelector("legend").after(note);
    else el.before(note);
    const row = document.createElement("li");
    const link = element("a", text, { href: "#" + el.id });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      el.focus();
    });
    row.append(link);
    return row;
  }));
  if (list.length) {
    summary.focus();
    summary.scrollIntoView({ block: "nearest" });
  }
};

const day = (iso) => new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(Date.parse(iso));

/** The next days below the controls. */
const soon = () => {
  const when = whenOf();
  const complete = when.mode && !faultsOf(steps.find((s) => s.dataset.step === "when")).length;
  const list = complete ? writer.days(when, today()) : [];
  const text = list.length ? says.dates + " " + list.map(day).join("; ") : "";
  const line = form.querySelector(".next-days");
  if (line.textContent !== text) line.textContent = text;
};

/** The text beside a choice or of a field, for the notice that is shown. */
const nameOf = (el) => el.type === "radio" || el.type === "checkbox" ? (el.closest("label").querySelector("b") ?? el.closest("label")).textContent : el.tagName === "SELECT" ? el.selectedOptions[0].textContent : el.value;

/** What was said, as pairs of a question and its answer. */
const facts = () => {
  const out = new Map();
  const bare = (question) => question.replace(/\s*\([^)]*\)\s*$/, "").trim();
  for (const el of all("input, select, textarea")) {
    const field = /** @type {HTMLInputElement} */ (el);
    if (field.closest("[data-step] [hidden]") || /radio|checkbox/.test(field.type) && !field.checked || !field.value.trim()) continue;
    const question = field.labels?.length && !/radio|checkbox/.test(field.type) ? field.labels[0].firstChild.textContent
      : ["kind", "who", "mode", "where"].includes(field.name) ? field.closest("section").querySelector("h2").textContent : field.closest("fieldset").querySelector("legend").textContent;
    const answer = /date/.test(field.type) ? day(field.value) : nameOf(field);
    out.set(bare(question), out.has(bare(question)) ? out.get(bare(question)) + ", " + answer.trim() : answer.trim());
  }
  return out;
};

/** Fills the last step. */
const hand = () => {
  const answers = said();
  const list = writer.files(answers, today());
  const parcel = writer.parcel(list);
  const box = form.querySelector(".said");
  box.replaceChildren(...[...facts()].flatMap(([q, a]) => [element("dt", q), element("dd", a, { dir: "auto" })]));
  form.querySelector("pre").textContent = parcel;
  const send = form.querySelector("[data-send]");
  if (send) {
    const head = "mailto:" + encodeURIComponent(says.address).replace("%40", "@") + "?subject=" + encodeURIComponent(says.subject + " " + answers.title) + "&body=";
    const whole = head + encodeURIComponent(parcel.replace(/\n/g, "\r\n"));
    send.dataset.long = whole.length > MOST_MAIL ? "yes" : "";
    send.href = send.dataset.long ? head + encodeURIComponent(says.pasted) : whole;
  }
  for (const el of all("[data-made]")) el.remove();
  const folders = says.new.trim().split(" ").filter(Boolean);
  list.forEach(({ path, text }, i) => {
    if (!folders.length) return;
    const whole = folders[i] + "?" + new URLSearchParams({ filename: path.split("/")[1], value: text });
    const fits = says.prefill !== undefined && whole.length <= MOST_LINK;
    const row = element("li", "", { "data-made": "" });
    const link = element("a", says.file + " " + path, { href: fits ? whole : folders[i], class: "contact", rel: "noopener nofollow", target: "_blank" });
    if (!fits) link.addEventListener("click", () => take(text));
    row.append(link);
    form.querySelector(".ways").append(row);
  });
};

const status = form.querySelector(".done");
/** Copies, and says so. Where the browser cannot, what was written is selected for the hand. @param {string} text */
const take = async (text) => {
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = document.documentElement.dataset.copied;
  } catch {
    form.querySelector("details").open = true;
    getSelection().selectAllChildren(form.querySelector("pre"));
  }
};

/** Keeps what was typed as long as the tab, unless it is a private matter. */
const keep = (open = steps.filter((s) => !s.hidden).length) => {
  const secret = offered.categories.find(([id]) => id === value("category"))?.[2];
  try {
    if (secret) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify({ open, fields: [...new FormData(form)] }));
  } catch { /* then a reload begins again */ }
};

const restore = () => {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch { /* nothing was kept */ }
  if (!kept) return 1;
  while (all("[name=dates]").length < kept.fields.filter(([name]) => name === "dates").length) form.querySelector("[data-dates-list]").append(dateField());
  const left = [...kept.fields];
  for (const el of /** @type {HTMLInputElement[]} */ (all("input, select, textarea"))) {
    if (/radio|checkbox/.test(el.type)) {
      el.checked = left.some(([name, v]) => name === el.name && v === el.value);
    } else {
      const i = left.findIndex(([name]) => name === el.name);
      if (i >= 0) el.value = left.splice(i, 1)[0][1];
    }
  }
  return kept.open;
};

/** Opens the group after one, when all until then is right. @param {number} i */
const advance = (i) => {
  const wrong = steps.slice(0, i + 1).flatMap(faultsOf);
  show(wrong);
  if (wrong.length) return;
  const next = steps[i + 1];
  next.hidden = false;
  if (next.dataset.step === "send") hand();
  keep();
  next.querySelector("h2").focus();
  next.scrollIntoView({ block: "start" });
};

const start = async () => {
  const [answer, module] = await Promise.all([fetch(says.choices), import(says.write)]);
  if (!answer.ok) return; // the page is whole without the form
  offered = await answer.json();
  writer = module;
  form.querySelector("[data-weekdays]").append(...weekdays.map((name, i) => new Option(name, String(i + 1))));
  form.querySelector("[data-days]").append(...weekdays.map((name, i) => box("days", String(i + 1), name)));
  form.querySelector("[data-dates-list]").append(dateField(), dateField(), dateField());
  form.querySelector("[data-languages]").append(...offered.languages.map(([tag, name]) => box("languages", tag, name)));
  document.getElementById("l-organizations").append(...offered.organizations.map(([, name]) => new Option(name, name)));
  document.getElementById("l-places").append(...offered.places.map(([, name]) => new Option(name, name)));
  document.getElementById("f-category").append(...offered.categories.map(([id, name]) => new Option(name, id)));

  const open = restore();
  const asked = form.querySelector(`[name=kind][value="${CSS.escape(location.hash.slice(1))}"]`);
  if (asked) asked.checked = true;
  steps.forEach((step, i) => step.hidden = i >= Math.min(open, steps.length - 1));
  arrange();
  soon();

  form.addEventListener("input", () => {
    arrange();
    soon();
    steps.at(-1).hidden = true; // what is shown there is not what is said any more
    keep();
  });
  // Enter in a field would press the button of the first group.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.target.matches("input")) {
      event.preventDefault();
      advance(steps.indexOf(event.target.closest("[data-step]")));
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    advance(steps.indexOf(event.submitter.closest("[data-step]")));
  });
  form.querySelector("[data-another]").addEventListener("click", () => {
    const field = dateField();
    form.querySelector("[data-dates-list]").append(field);
    field.focus();
  });
  form.querySelector("[data-take]").addEventListener("click", () => take(form.querySelector("pre").textContent));
  form.querySelector("[data-paper]").addEventListener("click", () => print());
  form.querySelector("[data-send]")?.addEventListener("click", (event) => {
    if (event.currentTarget.dataset.long) take(form.querySelector("pre").textContent);
  });
  form.querySelector("[data-forget]").addEventListener("click", () => {
    form.reset();
    try {
      sessionStorage.removeItem(KEPT);
    } catch { /* there was nothing */ }
    steps.forEach((step, i) => step.hidden = i > 0);
    arrange();
    soon();
    steps[0].querySelector("h2").focus();
  });
  for (const el of document.querySelectorAll("[data-bare]")) el.hidden = true;
  form.hidden = false;
};
start();
