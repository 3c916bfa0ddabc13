// Nobody who looks at a browser's addresses may learn what was typed into a search box:
// the search page finds it beside the address, and keeps there whatever it may.
for (const /** @type {HTMLFormElement} */ form of document.querySelectorAll("[data-ahead]")) {
  form.addEventListener("submit", (event) => {
    try {
      sessionStorage.setItem("asked", new FormData(form).get("q"));
      event.preventDefault();
      location.assign(form.action);
    } catch { /* then the form is sent as it is */ }
  });
}

// Focusing a search box leads to another page, which shows nothing before its
// stylesheet and script have loaded. So these are fetched while the reader types.
for (const /** @type {HTMLFormElement} */ form of document.querySelectorAll("[data-ahead]")) {
  form.addEventListener("focusin", () => {
    for (const file of form.dataset.ahead.split(" ").filter(Boolean)) fetch(file).catch(() => {});
  }, { once: true });
}

// On a phone the menu opens where its button is, and closes there: the list of all pages moves up from the foot.
const menu = document.getElementById("menu");
const opener = document.querySelector('.masthead [href="#menu"]');
if (menu && opener) {
  const foot = menu.parentElement;
  const after = menu.nextSibling;
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", (e) => {
    e.preventDefault();
    const opens = menu.parentElement === foot;
    if (opens) opener.parentElement.after(menu);
    else foot.insertBefore(menu, after);
    opener.setAttribute("aria-expanded", String(opens));
  });
}
