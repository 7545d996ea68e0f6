#!/usr/bin/python3
"""Expand series, one JSON object a line, with python3-dateutil and zoneinfo.

An independent reader of planner.Rule: dateutil expands the rule on the wall
clock, zoneinfo turns each wall time into an instant, from the compiled zones in
the folder that is the one argument. The rule comes twice, as its fields and as
an RFC 5545 RRULE; where the two differ, the answer says so. It prints a line a
series: each date as wall time, "@" and seconds since 1970, or why it is refused.
"""

import datetime
import itertools
import json
import sys
import zoneinfo

from dateutil import rrule

FREQ = {"daily": rrule.DAILY, "weekly": rrule.WEEKLY, "monthly": rrule.MONTHLY, "yearly": rrule.YEARLY}
WEEKDAY = [rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA]  # as Go counts them


def of_fields(series, start, last):
    """The rule as its fields say it, up to and including last."""
    if series["freq"] == "listed":
        listed = rrule.rruleset()
        for day in series["dates"]:
            listed.rdate(datetime.datetime.combine(datetime.date.fromisoformat(day), start.time()))
        return (wall for wall in listed if start <= wall <= last)
    rule = {"interval": series["interval"], "wkst": rrule.MO}
    days = [WEEKDAY[day] for day in series["weekdays"]]
    if series["freq"] == "yearly":
        rule["bymonth"] = start.month
    if series["freq"] in ("monthly", "yearly"):
        if series["nths"] == [0]:
            rule["bymonthday"] = start.day
        else:
            days = days or [WEEKDAY[start.isoweekday() % 7]]
            rule["byweekday"] = [day(nth) for day in days for nth in series["nths"]]
    elif days:
        rule["byweekday"] = days
    end = {"count": series["count"]} if series["count"] else {"until": last}
    return rrule.rrule(FREQ[series["freq"]], dtstart=start, **rule, **end)


def of_text(series, start, zone, last):
    """The rule as its RRULE says it: UNTIL is in UTC, and compared on the wall clock."""
    parts = dict(part.split("=") for part in series["rrule"].split(";"))
    if until := parts.pop("UNTIL", None):
        at = datetime.datetime.strptime(until, "%Y%m%dT%H%M%S%z")
        last = at.astimezone(zone).replace(tzinfo=None)
    rule = rrule.rrulestr(";".join("=".join(part) for part in parts.items()), dtstart=start)
    return rule if "COUNT" in parts else rule.replace(until=last)


def expand(series):
    start = datetime.datetime.fromisoformat(series["start"])
    last = datetime.datetime.combine(datetime.date.fromisoformat(series["last"]), datetime.time.max)
    zone = zoneinfo.ZoneInfo(series["zone"])
    walls = list(itertools.islice(of_fields(series, start, last), series["limit"] + 1))
    if series["rrule"] and walls != list(itertools.islice(of_text(series, start, zone, last), series["limit"] + 1)):
        return "the fields and the text differ"
    if not walls:
        return "event.no_dates"
    if len(walls) > series["limit"] and not series["endless"]:
        return "event.too_many"
    left_out = {datetime.date.fromisoformat(day) for day in series["except"]}
    # fold=0: a gap takes the offset before it, a repeated hour its first time.
    return " ".join(
        f"{wall:%Y-%m-%dT%H:%M}@{wall.replace(tzinfo=zone, fold=0).timestamp():.0f}"
        for wall in walls[: series["limit"]]
        if wall.date() not in left_out
    )


zoneinfo.reset_tzpath([sys.argv[1]])
for line in sys.stdin:
    print(expand(json.loads(line)))
