// What is wrong with a listing, as a text that can be mailed, copied or read out, and that
// "corkboard from-mail" reads. Nothing is kept and nothing is sent from here.
for (const /** @type {HTMLElement} */ box of document.querySelectorAll("[data-report]")) {
  const all = box.parentElement;
  const { report, address, page, file, now } = box.dataset;
  const text = all.querySelector("pre");
  const link = /** @type {HTMLAnchorElement | null} */ (all.querySelector("a[href^='mailto:']"));
  const button = all.querySelector("[data-report-copy]");
  const rows = [...box.querySelectorAll("input")].map((tick) => {
    const { ask, old } = tick.dataset;
    const label = tick.parentElement;
    const field = document.createElement("p");
    const area = document.createElement("textarea");
    if (ask) {
      area.rows = 2;
      area.id = "wrong-" + tick.value;
      const name = document.createElement("label");
      name.htmlFor = area.id;
      name.append(old ? now + " " + old : "", old ? document.createElement("br") : "", ask);
      field.append(name, area);
      field.hidden = true;
      label.after(field);
    }
    return { tick, field, area, old, name: label.textContent.trim() };
  });
  const write = () => {
    const said = [];
    for (const { tick, field, area, old, name } of rows) {
      field.hidden = !tick.checked;
      if (tick.checked) {
        // A JSON text is a YAML text, too.
        said.push(`# ${name}${old ? ": " + old.replace(/\s+/g, " ") : ""}`, `${tick.value}: ${field.firstChild ? JSON.stringify(area.value.trim()) : "yes"}`);
      }
    }
    text.textContent = said.length ? [page, "", "# corkboard: change " + file, ...said, "# corkboard: end", ""].join("\n") : page;
    if (link) {
      link.href = "mailto:" + encodeURIComponent(address).replace("%40", "@") + "?subject=" + encodeURIComponent(report) + "&body=" + encodeURIComponent(text.textContent.replace(/\n/g, "\r\n"));
    }
  };
  box.addEventListener("input", write);
  box.hidden = false;
  write();
  if (navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      all.querySelector("[role=status]").textContent = button.textContent = document.documentElement.dataset.copied;
    });
  }
}
