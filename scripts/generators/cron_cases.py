"""Random cron expressions at clock changes, with the firings that a search over every minute finds.

Usage: cron_cases.py COUNT SEED [ORACLE.py]. A line for each case, its parts separated by tabs: expression, zone, the
instant after which, the end of the search, and the firings, all in seconds since 1970, at most five.

The search knows nothing of Keyshift: it asks Python's zoneinfo what the clocks show. With another file that has a
function next_n(expression, zone, after, count, years) that one is asked too, and a difference between both is an error.
"""

import calendar
import datetime
import importlib.util
import random
import sys
import zoneinfo

UTC = datetime.timezone.utc
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
DAYS = "SUN MON TUE WED THU FRI SAT".split()
ZONES = """America/New_York America/Vancouver America/Winnipeg America/St_Johns America/Santiago America/Havana
America/Nuuk America/Asuncion Europe/London Europe/Berlin Europe/Dublin Europe/Chisinau Africa/Cairo Africa/Casablanca
Asia/Beirut Asia/Jerusalem Asia/Gaza Asia/Kathmandu Australia/Lord_Howe Australia/Sydney Pacific/Auckland
Pacific/Chatham Pacific/Easter Atlantic/Azores Antarctica/Troll UTC""".split()


def numbers(text, low, high, names=(), first=0):
    """The numbers of one field, and the parts of it that are no numbers."""
    found, special = set(), []
    for part in text.upper().split(","):
        spread, _, step = part.partition("/")
        if spread in ("L", "LW") or "#" in spread or (spread.endswith("L") and spread[:-1].isdigit()):
            special.append(spread)
            continue
        read = lambda word: names.index(word) + first if word in names else int(word)
        if spread == "*":
            start, end = low, high
        elif "-" in spread:
            start, end = map(read, spread.split("-"))
        else:
            start = read(spread)
            end = high if step else start
        found.update(range(start, end + 1, int(step or 1)))
    return found, special


class Rule:
    def __init__(self, expression):
        minute, hour, day, month, weekday = expression.split()
        self.minutes, _ = numbers(minute, 0, 59)
        self.hours, _ = numbers(hour, 0, 23)
        self.days, self.special_days = numbers(day, 1, 31)
        self.months, _ = numbers(month, 1, 12, MONTHS, 1)
        weekdays, self.special_weekdays = numbers(weekday, 0, 7, DAYS)
        self.weekdays = {number % 7 for number in weekdays}
        self.both = day.startswith("*") or weekday.startswith("*")
        self.fixed = not minute.startswith("*") and not hour.startswith("*")

    def has_day(self, date):
        if date.month not in self.months:
            return False
        last = calendar.monthrange(date.year, date.month)[1]
        weekday = (date.weekday() + 1) % 7
        by_day = date.day in self.days
        for word in self.special_days:
            wanted = datetime.date(date.year, date.month, last)
            while word == "LW" and wanted.weekday() > 4:
                wanted -= DAY
            by_day = by_day or date == wanted
        by_weekday = weekday in self.weekdays
        for word in self.special_weekdays:
            if "#" in word:
                wanted, number = word.split("#")
                wanted = DAYS.index(wanted) if wanted in DAYS else int(wanted)
                by_weekday = by_weekday or (weekday == wanted % 7 and (date.day - 1) // 7 + 1 == int(number))
            else:
                by_weekday = by_weekday or (weekday == int(word[:-1]) % 7 and date.day > last - 7)
        return (by_day and by_weekday) if self.both else (by_day or by_weekday)

    def shows(self, wall):
        return wall.minute in self.minutes and wall.hour in self.hours and self.has_day(wall.date())


def search(expression, zone, after, end, count):
    """The firings after an instant and not after another one, by a walk over every real minute."""
    rule, place, found = Rule(expression), zoneinfo.ZoneInfo(zone), []
    # The walk begins two days early, so that it knows what the clocks have shown already.
    now = (after - 2 * DAY).replace(second=0, microsecond=0)
    shown = now.astimezone(place).replace(tzinfo=None) - MINUTE
    while now <= end and len(found) < count:
        wall = now.astimezone(place).replace(tzinfo=None)
        if rule.fixed:
            # Every wall minute that is new counts, also those that a jump went over; what was shown before does not.
            fires = False
            while shown < wall:
                shown += MINUTE
                fires = fires or rule.shows(shown)
        else:
            fires = rule.shows(wall)
        if fires and now > after:
            found.append(now)
        now += MINUTE
    return found


def change(zone, near):
    """An instant shortly before the next change of the clocks after another one."""
    place, step = zoneinfo.ZoneInfo(zone), datetime.timedelta(hours=6)
    offset, now = near.astimezone(place).utcoffset(), near
    for _ in range(4 * 400):
        now += step
        if now.astimezone(place).utcoffset() != offset:
            return now - step
    return near


def field(source, low, high, names=()):
    def number(): return source.randint(low, high)
    kind = source.random()
    if kind < 0.25: return str(number())
    if kind < 0.45: return ",".join(str(number()) for _ in range(source.randint(2, 4)))
    first, last = sorted((number(), number()))
    if kind < 0.6: return f"{first}-{last}"
    if kind < 0.7: return f"{first}-{last}/{source.randint(1, 7)}"
    if kind < 0.8: return f"*/{source.randint(1, max(1, high // 2))}"
    if kind < 0.88: return f"{number()}/{source.randint(1, min(9, high))}"
    if names and kind < 0.95: return source.choice(names)
    return "*"


def expression(source):
    hour = source.choice(["0-4", "1,2,3", "2", "1", "0", "0-23", str(source.randint(0, 23)), field(source, 0, 23), "*"])
    day = month = weekday = "*"
    if source.random() < 0.25: day = source.choice([field(source, 1, 28), "L", "LW", "?", "1,L"])
    if source.random() < 0.15: month = field(source, 1, 12, MONTHS)
    if source.random() < 0.25: weekday = source.choice([field(source, 0, 7, DAYS), "SUN", "7", "0L", "5L", "2#3", "?", "0#1"])
    return f"{field(source, 0, 59)} {hour} {day} {month} {weekday}"


def main():
    count, source = int(sys.argv[1]), random.Random(int(sys.argv[2]))
    other = None
    if len(sys.argv) > 3:
        spec = importlib.util.spec_from_file_location("other", sys.argv[3])
        other = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(other)
    differences = 0
    for _ in range(count):
        text, zone = expression(source), source.choice(ZONES)
        near = datetime.datetime(2024, 1, 1, tzinfo=UTC) + datetime.timedelta(minutes=source.randrange(60 * 24 * 365 * 5))
        after = change(zone, near) if source.random() < 0.8 else near
        after += datetime.timedelta(minutes=source.randint(-2000, 60))
        end = after + 4 * DAY
        plain = " ".join("*" if part == "?" else part for part in text.split())
        found = search(plain, zone, after, end, 5)
        if other:
            # Beyond the end in any case, where a year is 365 days, too: what comes after it is left out below.
            years = 5 / 365 if not Rule(plain).fixed else 1
            theirs = [at for at in other.next_n(plain, zone, after, 5, years) if at <= end]
            if theirs != found:
                differences += 1
                print(f"{plain} {zone} {after}: {found} here, {theirs} there", file=sys.stderr)
        seconds = [str(int(at.timestamp())) for at in [after, end, *found]]
        print("\t".join([text, zone, *seconds]))
    if differences:
        sys.exit(f"{differences} differences between the two searches")


main()
