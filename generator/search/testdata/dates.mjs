
// Run by TestDates, behind the texts of dates.js and facets.mjs with a document of its own.
let faults = 0;
const same = (what, got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    faults++;
    console.log(what, got, "want", want);
  }
};
const at = (s) => Date.parse(s + "Z") / 6e4; // by the clocks of the site
const day = (s) => Date.parse(s) / 864e5;
const dates = (found) => found?.days.map((d) => new Date(d * 864e5).toISOString().slice(0, 10));

same("the clocks in summer", clockAt(Date.parse("2026-07-01T12:00Z")), at("2026-07-01T08:00"));
same("the clocks in winter", clockAt(Date.parse("2026-11-24T04:59Z")), at("2026-11-23T23:59"));
same("a Monday's weekend", dates(daysOf("weekend", at("2026-11-23T10:00"))), ["2026-11-28", "2026-11-29"]);
same("a Saturday's weekend", dates(daysOf("weekend", at("2026-11-28T10:00"))), ["2026-11-28", "2026-11-29"]);
same("a Sunday's weekend", dates(daysOf("weekend", at("2026-11-29T10:00"))), ["2026-11-29"]);
same("tomorrow at the end of a year", dates(daysOf("tomorrow", at("2026-12-31T23:59"))), ["2027-01-01"]);
same("a week", daysOf("week", at("2026-11-23T10:00")).days.length, 7);
same("a day", dates(daysOf("2026-12-05", at("2026-11-23T10:00"))), ["2026-12-05"]);
same("now", daysOf("now", at("2026-11-23T10:05")), { days: [day("2026-11-23")], minute: 605 });
for (const none of ["", "constructor", "__proto__", "2026-13-45", "<script>"]) same(none, daysOf(none, at("2026-11-23T10:00")) ?? null, null);

// 2026-11-24 18:00 for two hours, the same a week later, three whole days.
const base36 = (n) => n.toString(36);
const first = at("2026-11-24T18:00");
const times = timesOf(`${base36(first)}.${base36(120)} ${base36(7 * DAYS)} ${base36(at("2026-12-05") - first - 7 * DAYS)}.${base36(3 * DAYS)}`);
same("times", times.map((t) => [t.from - first, t.to - t.from, t.whole]), [[0, 120, false], [7 * DAYS, 120, false], [at("2026-12-05") - first, 3 * DAYS, true]]);
const from = (t) => (t ? new Date(t.from * 6e4).toISOString().slice(0, 10) : null);
same("before", from(nextOf(times, at("2026-11-23T12:00"))), "2026-11-24");
same("while it is on", from(nextOf(times, at("2026-11-24T19:59"))), "2026-11-24");
same("when it is over", from(nextOf(times, at("2026-11-24T20:00"))), "2026-12-01");
same("on its last day", from(nextOf(times, at("2026-12-07T23:00"))), "2026-12-05");
same("after all", from(nextOf(times, at("2026-12-08T12:00"))), null);
same("on a day within", from(nextOf(times, at("2026-11-23T12:00"), [day("2026-12-06")])), "2026-12-05");
same("none", timesOf(""), []);

const forms = {
  day: "{dddd} {d} {mmmm} {yyyy}", "day-no-year": "{dddd} {d} {mmmm}", days: "{from} to {to}", occasion: "{day}, {clock}", hours: "12", am: "{h}am", pm: "{h}pm", "am-minutes": "{h}:{mm}am", "pm-minutes": "{h}:{mm}pm",
  noon: "noon", midnight: "midnight", span: "{from} to {to}", overnight: "{from} to {to} the next day", open: "from {from}",
};
const one = (start, minutes) => timesOf(`${base36(at(start))}.${base36(minutes)}`)[0];
same("words", told(times[0], forms), "Tuesday 24 November, 6pm to 8pm");
same("whole days", told(times[2], forms), "Saturday 5 December to Monday 7 December");
same("one whole day", told(one("2026-12-05", DAYS), forms), "Saturday 5 December");
same("until noon", told(one("2026-12-05T10:30", 90), forms), "Saturday 5 December, 10:30am to noon");
same("until midnight", told(one("2026-12-05T20:00", 240), forms), "Saturday 5 December, 8pm to midnight");
same("a night", told(one("2026-12-05T20:00", 720), forms), "Saturday 5 December, 8pm to 8am the next day");
same("without an end", told(one("2026-12-05T18:00", 0), forms), "Saturday 5 December, from 6pm");
same("a deadline", told(timesOf("u" + base36(at("2026-12-05")))[0], forms), "Saturday 5 December");
same("a day of next year", told(one("2027-01-05", DAYS), forms), "Tuesday 5 January 2027");
same("leaf", leafOf(times[2]), ["Dec", "5", "Sat"]);
console.log(`${faults} faults`);
process.exit(faults ? 1 : 0);
