// The same search in another language. Fingers, keys and screen readers reach a
// link in different ways, and some open it in another tab: no click event covers them all.
for (const way of ["pointerdown", "focusin", "click"])
  for (const links of document.querySelectorAll("[data-languages]")) links.addEventListener(way, ({ target }) => (target.search = (history.state?.asked ?? location.search)));
