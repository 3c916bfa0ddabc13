
// Run by TestMergedCalendar, behind the text of calendar.js. The arguments are calendars.
import fs from "node:fs";
process.stdout.write(merged(process.argv.slice(2).map((name) => fs.readFileSync(name, "utf8"))));
