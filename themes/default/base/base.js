// Who goes to a search box is on the way to another page. On a slow line most of the
// wait is for what that page asks for in turn, so this comes while they type.
for (const /** @type {HTMLFormElement} */ form of document.querySelectorAll("[data-ahead]")) {
  form.addEventListener("focusin", () => {
    for (const file of [form.dataset.ahead, form.action + "index/root.bin"].filter(Boolean)) fetch(file).catch(() => {});
  }, { once: true });
}
