// An alert stands down by itself: the page may be a day old.
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-until]")) {
  if (Date.parse(el.dataset.until) < (Date.parse(document.documentElement.dataset.moment ?? "") || Date.now())) {
    el.hidden = true;
  }
}
