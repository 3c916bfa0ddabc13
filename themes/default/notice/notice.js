// An alert ends automatically: the page may be a day old.
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-until]")) {
  if (Date.parse(el.dataset.until) < (Date.parse(document.documentElement.dataset.moment ?? "") || Date.now())) {
    el.hidden = true;
  }
}

// “Needed right now” ends when the “urgent” mark has gone.
for (const /** @type {HTMLElement} */ el of document.querySelectorAll("[data-urgent]")) {
  const cards = /** @type {HTMLElement[]} */ ([...el.querySelectorAll(".card")]);
  for (const card of cards) card.hidden ||= card.querySelector(".mark-urgent[hidden]") !== null;
  el.hidden = cards.every((card) => card.hidden);
}
