"""Fills a journal with earlier runs: slices of ten rows of one real run, each under an id and at a time of its own."""

import contextlib
import sqlite3

ROWS = 10
TABLES = ["row", "member", "event", "sentDelta"]
INSTANTS = {"startedAt", "finishedAt", "intentAt", "recordedAt", "sentAt"}

# The earlier runs began one after another, ten a day.
APART = 24 * 3_600_000 // 10


def add_runs(path, count):
    """Adds `count` runs, copies of slices of the only one, each older than the one before; the newest is a day old."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        ((run,),) = database.execute("SELECT id FROM run")
        for number in range(count):
            slice_ = {"id": f"{number:08x}", "run": run, "first": number * ROWS, "back": 10 * APART + number * APART}
            database.execute(copy(database, "run", "id = :run"), slice_)
            for table in TABLES:
                database.execute(copy(database, table, rows(table)), slice_)


def rows(table):
    """Which rows of a table belong to the slice; an event without an ordinal is one of the whole run."""
    within = f"ordinal >= :first AND ordinal < :first + {ROWS}"
    return "runID = :run AND " + (f"(ordinal IS NULL OR {within})" if table == "event" else within)


def copy(database, table, which):
    """The statement that copies rows of a table into another run; a key that the database gives is left to it."""
    fields = [(name, kind) for _, name, kind, *_ in database.execute(f"PRAGMA table_info({table})")]
    columns = [name for name, kind in fields if (name, kind) != ("id", "INTEGER")]
    values = [value(table, column) for column in columns]
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {which}"


def value(table, column):
    """What a column of a copy has."""
    if column == "runID" or (table, column) == ("run", "id"):
        return ":id"
    if column == "ordinal":
        return "ordinal - :first"
    return f"{column} - :back" if column in INSTANTS else column
