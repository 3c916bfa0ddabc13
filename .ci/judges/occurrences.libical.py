#!/usr/bin/python3
"""Prints every occurrence of a calendar as libical understands it.

One a line: UID, start and end in UTC (or dates), parted by tabs. What libical finds wrong with
the calendar goes to the standard error and makes the exit status 1: lines it
cannot parse, values that it replaces, and properties that RFC 5545 wants or
forbids. It is the library of Evolution, GNOME Calendar and Cyrus.
Usage: occurrences.libical.py FEED FROM TO, the last two in RFC 3339.
"""
import datetime
import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as ical  # noqa: E402

DAY = 86400
UTC = ical.Timezone.get_utc_timezone()


# A component has one place at which it goes through what it holds, and many
# questions move it: so all is taken at once.


def components(parent, kind):
    found = []
    component = parent.get_first_component(kind)
    while component is not None:
        found.append(component)
        component = parent.get_next_component(kind)
    return found


def properties(component, kind):
    found = []
    prop = component.get_first_property(kind)
    while prop is not None:
        found.append(prop)
        prop = component.get_next_property(kind)
    return found


def complaints(component):
    """What libical wrote into a component and those below it."""
    for prop in properties(component, ical.PropertyKind.XLICERROR_PROPERTY):
        whose = [p.get_uid() for p in properties(component, ical.PropertyKind.UID_PROPERTY)]
        where = whose[0] if whose else component.as_ical_string().split("\r\n", 1)[0]
        yield where + ": " + prop.as_ical_string().replace("\r\n ", "").strip()
    for below in components(component, ical.ComponentKind.ANY_COMPONENT):
        yield from complaints(below)


def cancelled(event):
    return any(p.get_status() == ical.PropertyStatus.CANCELLED for p in properties(event, ical.PropertyKind.STATUS_PROPERTY))


class Calendar:
    """The events of a calendar, with the zones that it brings along."""

    def __init__(self, root):
        self.root = root
        self.zones = {}
        self.changed = set()  # (UID, instant) of each RECURRENCE-ID
        self.found = []
        events = components(root, ical.ComponentKind.VEVENT_COMPONENT)
        for event in events:
            for prop in properties(event, ical.PropertyKind.RECURRENCEID_PROPERTY):
                self.changed.add((event.get_uid(), self.instant(prop, prop.get_recurrenceid())))
        self.events = events

    def zone(self, prop):
        """The zone of a property; None when its time is in UTC or it is a day."""
        parameter = prop.get_first_parameter(ical.ParameterKind.TZID_PARAMETER)
        if parameter is None:
            return None
        name = parameter.get_tzid()
        if name not in self.zones:
            zone = self.root.get_timezone(name)
            if zone is None:
                sys.exit("no VTIMEZONE for " + name)
            self.zones[name] = zone
        return self.zones[name]

    def instant(self, prop, time):
        return time.as_timet_with_zone(self.zone(prop) or UTC)

    def lasts(self, event, start, at):
        """How many seconds an event takes. Of a repeated one they are exact
        (RFC 5545 section 3.8.5.3), whatever the clocks do in between."""
        for prop in properties(event, ical.PropertyKind.DTEND_PROPERTY):
            return self.instant(prop, prop.get_dtend()) - at
        return DAY if start.is_date() else 0

    def put(self, event, time, at, lasts, first, last):
        if first <= at < last and not cancelled(event):
            form = "%Y-%m-%d" if time.is_date() else "%Y-%m-%dT%H:%MZ"
            names = [datetime.datetime.fromtimestamp(t, datetime.timezone.utc).strftime(form) for t in (at, at + lasts)]
            self.found.append("\t".join([event.get_uid().split("@")[0], *names]))

    def expand(self, event, first, last):
        """Collects what an event has in [first, last)."""
        prop = event.get_first_property(ical.PropertyKind.DTSTART_PROPERTY)
        start, zone = prop.get_dtstart(), self.zone(prop)
        at = self.instant(prop, start)
        lasts = self.lasts(event, start, at)
        rule = event.get_first_property(ical.PropertyKind.RRULE_PROPERTY)
        if rule is None:
            self.put(event, start, at, lasts, first, last)
            return
        uid = event.get_uid()
        off = {self.instant(p, p.get_exdate()) for p in properties(event, ical.PropertyKind.EXDATE_PROPERTY)}
        # A rule's end is in UTC but is compared in the zone of the start.
        if zone is not None:
            start.set_timezone(zone)
        steps = ical.RecurIterator.new(rule.get_rrule(), start)
        if steps is None:
            sys.exit("libical cannot follow the rule of " + uid)
        time = steps.next()
        while not time.is_null_time():
            at = time.as_timet_with_zone(zone or UTC)
            if at >= last + DAY:
                return
            if at not in off and (uid, at) not in self.changed:
                self.put(event, time, at, lasts, first, last)
            time = steps.next()


def main():
    feed, first, last = sys.argv[1:4]
    first, last = (datetime.datetime.fromisoformat(t.replace("Z", "+00:00")).timestamp() for t in (first, last))
    with open(feed, encoding="utf-8", newline="") as f:
        root = ical.Parser.parse_string(f.read())
    if root is None or root.isa() != ical.ComponentKind.VCALENDAR_COMPONENT:
        sys.exit("libical sees no calendar in " + feed)
    wrong = list(complaints(root))
    # What it misses it writes into the calendar as well, and says so.
    if not ical.restriction_check(root):
        wrong = list(complaints(root)) or ["libical rejects the calendar without a reason"]
    if wrong:
        sys.exit("\n".join(wrong))
    calendar = Calendar(root)
    for event in calendar.events:
        calendar.expand(event, first, last)
    print("\n".join(sorted(calendar.found)))


main()
