// The results as one calendar: the entries of the listings' own files, word for word,
// so that they are the same entries as in every other calendar of the site.
const MOST = 100; // files

/** The parts of a kind in a calendar. @param {string} text @param {string} kind */
const partsOf = (text, kind) => text.match(new RegExp(`^BEGIN:${kind}\\r?\\n[^]*?^END:${kind}\\r?\\n`, "gm")) ?? [];

/** One calendar of several, each zone once. @param {string[]} texts @returns {string} */
const merged = (texts) => {
  const zones = new Map();
  for (const zone of texts.flatMap((t) => partsOf(t, "VTIMEZONE"))) zones.set(/^TZID:(.*)$/m.exec(zone)?.[1], zone);
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Corkboard//Corkboard//EN", ""].join("\r\n");
  return head + [...zones.values(), ...texts.flatMap((t) => partsOf(t, "VEVENT"))].join("") + "END:VCALENDAR\r\n";
};

/** Offers a calendar of files for saving. @param {string[]} urls @param {string} name */
export const save = async (urls, name) => {
  const texts = await Promise.all(urls.slice(0, MOST).map((url) => fetch(url).then((r) => (r.ok ? r.text() : ""))));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([merged(texts)], { type: "text/calendar" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
};
