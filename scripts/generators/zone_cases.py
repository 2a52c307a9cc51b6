"""What Python's zoneinfo says of every zone at every change of its clocks from 1970 to 2100.

Usage: zone_cases.py SEED. Lines of parts that are separated by tabs; instants are seconds since 1970:
  at    zone instant offset abbreviation    what the clocks show
  wall  zone wall kind first second         which instants show a wall time: unique, gap (later and earlier), repeated
  days  zone instant days result            the same time of day so many days later, or the kind where it is not unique

PYTHONTZPATH chooses the data as usual; empty it is that of the package tzdata.
"""

import datetime
import random
import sys
import zoneinfo
from zoneinfo import _zoneinfo

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = 0, int(datetime.datetime(2100, 1, 1, tzinfo=UTC).timestamp())


def changes(name):
    """The instants at which the file of a zone has a change, and those that its rule for the future gives."""
    # The version in Python of the standard library keeps what it has read.
    zone = _zoneinfo.ZoneInfo.no_cache(name)
    found = set(zone._trans_utc)
    last = max(found, default=FIRST)
    rule = zone._tz_after
    if hasattr(rule, "transitions"):
        for year in range(1970, 2101):
            for wall, offset in zip(rule.transitions(year), (rule.std, rule.dst)):
                at = wall - int(offset.utcoff.total_seconds())
                if at > last:
                    found.add(at)
    return sorted(at for at in found if FIRST <= at <= LAST)


def instant(seconds):
    return EPOCH + datetime.timedelta(seconds=seconds)


def kind_of(wall, zone):
    """Whether one instant, none or two show a wall time, with the readings of both folds."""
    readings = [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    shown = [reading.astimezone(zone).replace(tzinfo=None) == wall for reading in readings]
    first, second = (int(reading.timestamp()) for reading in readings)
    # Where only the winter time's flag changes, one of the folds reads a time that is there once as if it were not.
    if first == second or shown[0] != shown[1]:
        found = first if shown[0] else second
        return "unique", found, found
    return ("repeated" if all(shown) else "gap"), first, second


def main():
    source = random.Random(int(sys.argv[1]))
    for name in sorted(zoneinfo.available_timezones()):
        if name in ("localtime", "Factory", "posixrules") or name.startswith(("posix/", "right/")):
            continue
        zone = zoneinfo.ZoneInfo(name)
        points = changes(name)
        for at in points + [source.randrange(FIRST, LAST) for _ in range(5)]:
            for seconds in (at - 1, at, at + 1):
                local = instant(seconds).astimezone(zone)
                print("at", name, seconds, int(local.utcoffset().total_seconds()), local.tzname(), sep="\t")
            middle = instant(at).astimezone(zone).replace(tzinfo=None, fold=0)
            for away in (-1, 0, source.randint(-7200, 7200), source.randint(-7200, 7200)):
                wall = middle + datetime.timedelta(seconds=away)
                print("wall", name, wall, *kind_of(wall, zone), sep="\t")
            days = source.randint(-400, 400)
            wall = middle + datetime.timedelta(days=days)
            kind, first, _ = kind_of(wall, zone)
            print("days", name, at, days, first if kind == "unique" else kind, sep="\t")


main()
