#!/usr/bin/python3
"""Prints every occurrence of a calendar as recurring_ical_events understands it.

One a line: UID, start and end in UTC (or dates), parted by tabs.
Usage: occurrences.py FEED FROM TO, the last two in RFC 3339.
"""
import datetime
import sys

import icalendar
import recurring_ical_events

feed, first, last = sys.argv[1:4]
first, last = (datetime.datetime.fromisoformat(t.replace("Z", "+00:00")) for t in (first, last))
with open(feed, "rb") as f:
    calendar = icalendar.Calendar.from_ical(f.read())
utc = datetime.timezone.utc
lines = []
for event in recurring_ical_events.of(calendar).between(first, last):
    if str(event.get("STATUS", "")) == "CANCELLED":
        continue
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    timed = isinstance(start, datetime.datetime)
    at = start.astimezone(utc) if timed else datetime.datetime(start.year, start.month, start.day, tzinfo=utc)
    if first <= at < last:
        names = [t.astimezone(utc).strftime("%Y-%m-%dT%H:%MZ") if timed else t.isoformat() for t in (start, end)]
        lines.append("\t".join([str(event["UID"]).split("@")[0], *names]))
print("\n".join(sorted(lines)))
