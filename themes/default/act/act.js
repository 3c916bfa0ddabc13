// Buttons that only work with a script are shown by the script.
const copied = document.documentElement.dataset.copied;

/** @param {string} selector @param {(el: HTMLElement) => void} act */
const on = (selector, act) => {
  for (const /** @type {HTMLElement} */ el of document.querySelectorAll(selector)) {
    el.hidden = false;
    el.addEventListener("click", () => act(el));
  }
};

/** Copies and says so on the button. @param {HTMLElement} el @param {string} text */
const copy = async (el, text) => {
  await navigator.clipboard.writeText(text);
  el.setAttribute("aria-live", "polite");
  el.textContent = copied;
};

on("[data-print]", () => print());
if (navigator.clipboard) {
  on("[data-copy]", (el) => copy(el, el.dataset.copy || el.closest("[data-copy-from]").querySelector("pre").textContent));
}
if (navigator.share || navigator.clipboard) {
  on("[data-share]", (el) => {
    const url = document.querySelector("link[rel=canonical]")?.href || location.href;
    const text = el.dataset.share;
    return navigator.share ? navigator.share({ title: document.title, text, url }).catch(() => {}) : copy(el, text + " " + url);
  });
}
