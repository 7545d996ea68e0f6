#!/usr/bin/python3
"""Expand iCalendar text (standard input) to one JSON line per date, in order.

An independent reader of what `entente export` writes: python3-icalendar parses
it, python3-dateutil expands the rules on the wall clock, and zoneinfo (the
machine's own zone data) turns wall times into instants. Each line has uid,
summary, start, end and all_day; an all-day end is the last day, inclusive.

It exits with 1 and a sentence when the text breaks RFC 5545 in a way that
lenient readers forgive: line breaks, line length, a zone without VTIMEZONE, or
a VTIMEZONE that disagrees with zoneinfo about a date.
"""

import datetime
import json
import sys
import zoneinfo
from io import StringIO

import icalendar
from dateutil import rrule, tz

DAY = datetime.timedelta(days=1)


def fail(reason):
    sys.exit(f"calendar_expand: {reason}")


def check_lines(data):
    if not data.endswith(b"\r\n") or data.replace(b"\r\n", b"").count(b"\n"):
        fail("a line does not end with CRLF")
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            fail(f"a line of {len(line)} octets: {line!r}")
        line.decode("utf-8")  # no character is split


class Moments:
    """Wall times of properties, and the instants that they mean."""

    def __init__(self, text):
        self.own = tz.tzical(StringIO(text)) if "BEGIN:VTIMEZONE" in text else None

    def wall(self, prop):
        """The naive wall time or date of a property, and its zone's name."""
        value = prop.dt
        if not isinstance(value, datetime.datetime):
            return value, None
        zone = prop.params.get("TZID") or ("UTC" if value.tzinfo else None)
        if zone is None:
            fail(f"a time without a zone: {value}")
        return value.replace(tzinfo=None), zone

    def instant(self, wall, zone):
        """A gap takes the offset before it, a repeated hour its first time."""
        at = wall.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=0).astimezone(datetime.timezone.utc)
        if zone != "UTC":
            if self.own is None or zone not in self.own.keys():
                fail(f"{zone} has no VTIMEZONE")
            seen = at.astimezone(self.own.get(zone)).replace(tzinfo=None)
            if seen != at.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None):
                fail(f"the VTIMEZONE of {zone} says {seen} at {at}")
        return at


def listed(event, name):
    """The properties called name, each with one value."""
    found = event.get(name)
    for prop in found if isinstance(found, list) else [found] if found else []:
        for value in prop.dts:
            value.params = prop.params
            yield value


def starts(event, moments):
    """The wall starts that the event's rule gives, exceptions left out."""
    first, zone = moments.wall(event["DTSTART"])
    if "RRULE" not in event:
        return [first]
    dated = not isinstance(first, datetime.datetime)
    naive = datetime.datetime.combine(first, datetime.time()) if dated else first
    rule = dict(event["RRULE"])
    until = rule.pop("UNTIL", [None])[0]
    if until is not None and not dated:  # in UTC: compare on the wall clock of the zone
        if until.tzinfo is None or until.utcoffset():
            fail("UNTIL is not in UTC though DTSTART has a zone")
        until = until.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
    elif until is not None:
        until = datetime.datetime.combine(until, datetime.time())
    expanded = rrule.rrulestr(icalendar.vRecur(rule).to_ical().decode(), dtstart=naive)
    if until is not None:
        expanded = expanded.replace(until=until)
    left_out = set()
    for prop in listed(event, "EXDATE"):
        wall, exception_zone = moments.wall(prop)
        if exception_zone != zone:
            fail("EXDATE is not in the zone of DTSTART")
        left_out.add(wall)
    found = [at.date() if dated else at for at in expanded]
    return [at for at in found if at not in left_out]


def row(event, start, moments):
    """The date of event that starts at the wall time start."""
    first, zone = moments.wall(event["DTSTART"])
    last, _ = moments.wall(event["DTEND"])
    end = start + (last - first)
    all_day = zone is None
    return {
        "uid": str(event["UID"]),
        "summary": str(event.get("SUMMARY", "")),
        "start": start.isoformat() if all_day else moments.instant(start, zone).isoformat(),
        "end": (end - DAY).isoformat() if all_day else moments.instant(end, zone).isoformat(),
        "all_day": all_day,
        "zone": zone or "",
        "wall": start.isoformat(),
        "status": str(event.get("STATUS", "")),
    }


def expand(data):
    check_lines(data)
    text = data.decode("utf-8")
    moments = Moments(text.replace("\r\n ", ""))
    events = list(icalendar.Calendar.from_ical(text).walk("VEVENT"))
    rows = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            continue
        for start in starts(event, moments):
            rows[str(event["UID"]), start] = row(event, start, moments)
    for event in events:
        if "RECURRENCE-ID" in event:
            original, _ = moments.wall(event["RECURRENCE-ID"])
            key = str(event["UID"]), original
            if key not in rows:
                fail(f"RECURRENCE-ID {original} is no date of its series")
            rows[key] = row(event, moments.wall(event["DTSTART"])[0], moments)
    return sorted(rows.values(), key=lambda r: (r["start"], r["uid"]))


if __name__ == "__main__":
    for line in expand(sys.stdin.buffer.read()):
        print(json.dumps(line, ensure_ascii=False))
