// A calendar for each choice. The choices are in a separate file, and only those
// that have a calendar; the box comes from the calendar's own page, so only one place
// says how to subscribe. The choice is in the fragment of the address and can be
// shared.
const picker = document.querySelector("[data-calendars]");
const picked = document.querySelector(".picked");
const status = document.querySelector("[role=status]");
const { calendars, home, failed } = picker.dataset;
const everything = picked.firstElementChild;

/** @param {string} id @returns {HTMLSelectElement} */
const field = (id) => document.getElementById("pick" + id);
const [what, category, place, organization] = ["", "-category", "-location", "-organization"].map(field);
/** Selects of one facet, by what is chosen first. */
const single = { declared: field("-declared"), kinds: field("-kind"), languages: field("-language") };

/** A calendar: path below the language, name, depth below others, URL of its page where that is another one. */
/** @typedef {[string, string, number?, string?]} Calendar */

/** Offers calendars after the first option, and keeps what is chosen. */
/** @param {HTMLSelectElement} select @param {Calendar[]} list */
const offer = (select, list) => {
  const chosen = select.value;
  select.replaceChildren(select.options[0], ...list.map(([path, name, depth]) => new Option("\u2003".repeat(depth ?? 0) + name, path)));
  select.value = chosen;
};

let asked = 0;

/** Shows the box of a calendar; "" = of everything, null = of none yet. */
/** @param {string | null} path @param {string} [page] URL of its page */
const show = async (path, page) => {
  const turn = ++asked;
  history.replaceState(null, "", path ? "#" + path : location.pathname + location.search);
  picked.hidden = path === null;
  if (path === null) {
    return;
  }
  const box = path ? await boxOf(page || home + path) : everything;
  if (turn !== asked) {
    return; // something else was chosen meanwhile
  }
  picked.replaceChildren(box);
  status.textContent = (box.querySelector("p") ?? box).textContent;
};

/** The subscribe box of a page, or a link to the page. A document that is asked */
/** for as such runs no script and needs no HTML made from text. */
/** @param {string} url @returns {Promise<HTMLElement>} */
const boxOf = (url) => new Promise((done) => {
  const request = new XMLHttpRequest();
  request.open("GET", url);
  request.responseType = "document";
  request.onloadend = () => {
    const found = request.response?.querySelector(".feed");
    if (!found) {
      const link = document.createElement("a");
      link.href = url;
      link.textContent = failed;
      return done(link);
    }
    const box = document.importNode(found, true);
    box.lang = request.response.documentElement.lang;
    for (const button of navigator.clipboard ? box.querySelectorAll("[data-copy]") : []) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        status.textContent = button.textContent = document.documentElement.dataset.copied;
      });
    }
    done(box);
  };
  request.send();
});

const start = async () => {
  const response = await fetch(calendars);
  if (!response.ok) {
    return; // the lists below are all there is
  }
  /** @type {Record<string, Calendar[]> & { crossings: number[][] }} */
  const data = await response.json();
  for (const option of [...what.options]) {
    if (option.value && !(data[option.value] ?? data.categories)?.length) {
      option.remove();
    }
  }
  for (const facet in single) {
    offer(single[facet], data[facet] ?? []);
  }
  organization.list.replaceChildren(...(data.organizations ?? []).map(([, name]) => new Option(name, name)));

  // Of category and place each offers what there is of the other.
  const meet = () => {
    const at = (data.locations ?? []).findIndex(([path]) => path === place.value);
    const of = (data.categories ?? []).findIndex(([path]) => path === category.value);
    offer(category, (data.categories ?? []).filter((_, i) => at < 0 || data.crossings[i].includes(at)));
    offer(place, (data.locations ?? []).filter((_, i) => of < 0 || data.crossings[of].includes(i)));
  };

  const choose = () => {
    for (const p of picker.querySelectorAll("[data-pick]")) {
      p.hidden = p.dataset.pick !== what.value;
    }
    if (what.value === "both") {
      meet();
      show(category.value && place.value ? place.value + category.value.replace("categories/", "") : category.value || place.value || null);
    } else if (what.value === "organizations") {
      const found = data.organizations.find(([, name]) => name === organization.value);
      show(found ? found[0] : null, found?.[3]);
    } else {
      show(what.value ? single[what.value].value || null : "");
    }
  };

  // What the address says is chosen; what it does not know is everything.
  const read = () => {
    const path = location.hash.slice(1);
    if (!path.endsWith("/")) {
      return; // a place of this page, such as its main part
    }
    const has = (facet, wanted = path) => (data[facet] ?? []).some(([p]) => p === wanted);
    const [, around, inner] = path.match(/^(locations\/[^/]+\/)([^/]+\/)$/) ?? [];
    category.value = place.value = "";
    meet();
    if (has("organizations")) {
      what.value = "organizations";
      organization.value = data.organizations.find(([p]) => p === path)[1];
    } else if (has("categories") || has("locations") || around && has("locations", around)) {
      what.value = "both";
      place.value = around ?? (has("locations") ? path : "");
      meet();
      category.value = inner ? "categories/" + inner : has("categories") ? path : "";
      if (category.selectedIndex < 0) {
        category.value = "";
      }
    } else {
      what.value = Object.keys(single).find((facet) => has(facet)) ?? "";
      if (what.value) {
        single[what.value].value = path;
      }
    }
    choose();
  };

  picker.addEventListener("input", choose);
  addEventListener("hashchange", read);
  picker.hidden = false;
  read();
};
start();
