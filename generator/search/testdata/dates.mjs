
// Run by TestDates, behind the text of dates.js with a document of its own.
let faults = 0;
const same = (what, got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    faults++;
    console.log(what, got, "want", want);
  }
};
const at = (s) => Date.parse(s);

same("a Monday's weekend", daysOf("weekend", "2026-11-23"), ["2026-11-28", "2026-11-29"]);
same("a Saturday's weekend", daysOf("weekend", "2026-11-28"), ["2026-11-28", "2026-11-29"]);
same("a Sunday's weekend", daysOf("weekend", "2026-11-29"), ["2026-11-29"]);
same("tomorrow at the end of a year", daysOf("tomorrow", "2026-12-31"), ["2027-01-01"]);
same("a week", daysOf("week", "2026-11-23").length, 7);
same("a day", daysOf("2026-12-05", "2026-11-23"), ["2026-12-05"]);
for (const none of ["", "constructor", "__proto__", "2026-13-45", "<script>"]) same(none, daysOf(none, "2026-11-23") ?? null, null);

// 2026-11-24T18:00-05:00 for two hours, the same a week later, three whole days.
const minutes = (s) => (at(s) / 6e4).toString(36);
const text = `${minutes("2026-11-24T23:00Z")}.${(120).toString(36)} ${minutes("2026-12-01T23:00Z")}.${(120).toString(36)} d${(at("2026-12-05") / 864e5).toString(36)}.3`;
const times = timesOf(text);
same("days", times.map((t) => [t.day, t.last]), [["2026-11-24", "2026-11-24"], ["2026-12-01", "2026-12-01"], ["2026-12-05", "2026-12-07"]]);
same("before", nextOf(times, at("2026-11-23T12:00Z")).day, "2026-11-24");
same("while it is on", nextOf(times, at("2026-11-25T00:59Z")).day, "2026-11-24");
same("when it is over", nextOf(times, at("2026-11-25T01:00Z")).day, "2026-12-01");
same("on its last day", nextOf(times, at("2026-12-07T23:00Z")).day, "2026-12-05");
same("after all", nextOf(times, at("2026-12-08T12:00Z")) ?? null, null);
same("on a day within", nextOf(times, at("2026-11-23T12:00Z"), ["2026-12-06"]).day, "2026-12-05");
same("none", timesOf(undefined), []);
same("words", told(times[0]).replace(/\s/g, " "), "Tuesday, November 24, 6:00 – 8:00 PM");
same("leaf", leafOf(times[2]), ["Dec", "5", "Sat"]);
console.log(`${faults} faults`);
process.exit(faults ? 1 : 0);
