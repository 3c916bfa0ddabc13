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


def parts(calendar, size=50):
    """The calendar as several, each with all but the events and with what belongs to so many UIDs: the library compares
    every event with every other, though only those of one UID have to do with each other."""
    events, rest = {}, []
    for component in calendar.subcomponents:
        if component.name == "VEVENT":
            events.setdefault(str(component["UID"]), []).append(component)
        else:
            rest.append(component)
    series = list(events.values())
    for i in range(0, len(series), size):
        part = icalendar.Calendar(calendar)
        part.subcomponents = rest + [event for one in series[i : i + size] for event in one]
        yield part


lines = []
for event in (e for part in parts(calendar) for e in recurring_ical_events.of(part).between(first, last)):
    if str(event.get("STATUS", "")) == "CANCELLED":
        continue
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    timed = isinstance(start, datetime.datetime)
    at = start.astimezone(utc) if timed else datetime.datetime(start.year, start.month, start.day, tzinfo=utc)
    if first <= at < last:
        names = [t.astimezone(utc).strftime("%Y-%m-%dT%H:%MZ") if timed else t.isoformat() for t in (start, end)]
        lines.append("\t".join([str(event["UID"]).split("@")[0], *names]))
print("\n".join(sorted(lines)))
