#!/usr/bin/env node
// Prints every occurrence of a calendar as ical.js understands it, one per line: UID, start and end in
// UTC (or dates), separated by tabs.
//   node occurrences.mjs FEED FROM TO     FROM and TO in RFC 3339
import fs from 'node:fs';
import ICAL from 'ical.js';

const [feed, from, to] = process.argv.slice(2);
const first = Date.parse(from), last = Date.parse(to);
const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(feed, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(new ICAL.Timezone({ component: zone, tzid: zone.getFirstPropertyValue('tzid') }));
}
const instant = (time) => (time.isDate ? Date.UTC(time.year, time.month - 1, time.day) : time.toJSDate().getTime());
const name = (at, isDate) => new Date(at).toISOString().slice(0, isDate ? 10 : 16) + (isDate ? '' : 'Z');
const lines = [];
const put = (event, start, end) => {
  if (event.component.getFirstPropertyValue('status') === 'CANCELLED') return;
  const at = instant(start);
  if (at < first || at >= last) return;
  lines.push(`${event.uid.replace(/@.*/, '')}\t${name(at, start.isDate)}\t${name(instant(end), start.isDate)}`);
};
const series = [], changed = new Map();
for (const component of calendar.getAllSubcomponents('vevent')) {
  // By default, ical.js relates every exception of the calendar to every event, whatever its UID.
  const event = new ICAL.Event(component, { strictExceptions: true, exceptions: [] });
  if (!event.isRecurrenceException()) series.push(event);
  else changed.set(event.uid, [...(changed.get(event.uid) || []), event]);
}
for (const event of series) {
  const exceptions = changed.get(event.uid) || [];
  for (const exception of exceptions) event.relateException(exception);
  if (!event.isRecurring()) { put(event, event.startDate, event.endDate); continue; }
  // An occurrence planned for later may have been moved to before the end.
  const stop = Math.max(last, ...exceptions.map((exception) => instant(exception.recurrenceId)));
  const steps = event.iterator();
  for (let next = steps.next(); next && instant(next) <= stop; next = steps.next()) {
    const details = event.getOccurrenceDetails(next);
    put(details.item, details.startDate, details.endDate);
  }
}
console.log(lines.sort().join('\n'));
