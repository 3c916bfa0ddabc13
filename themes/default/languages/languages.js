// The same search in another language. A finger, a key and a screen reader come to
// a link in ways of their own, and some open it in another tab: no click tells of that.
for (const way of ["pointerdown", "focusin", "click"])
  for (const links of document.querySelectorAll("[data-languages]")) links.addEventListener(way, ({ target }) => (target.search = (history.state?.asked ?? location.search)));
