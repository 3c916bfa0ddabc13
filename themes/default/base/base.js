// Who goes to a search box is on the way to another page, which shows nothing before
// its sheet and its script are there. So these come while they type.
for (const /** @type {HTMLFormElement} */ form of document.querySelectorAll("[data-ahead]")) {
  form.addEventListener("focusin", () => {
    for (const file of form.dataset.ahead.split(" ").filter(Boolean)) fetch(file).catch(() => {});
  }, { once: true });
}
