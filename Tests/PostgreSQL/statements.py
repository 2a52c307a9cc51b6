"""Every statement of the journal is one that PostgreSQL understands: prepared there, on the tables as SQLite has them.

    statements.py DATABASE STATEMENTS FOLDER

DATABASE is a journal, whose tables are made anew on PostgreSQL; STATEMENTS is what the tests of the journal were asked for
(`KEYSHIFT_SQL_LOG`), each ended by a line with a semicolon alone; FOLDER is where the server is unpacked.
"""

import re
import sqlite3
import sys

from server import Missing, Server, programs

# What is a matter of one database alone: the trigger that guards the events.
OWN = re.compile(r"^\s*(CREATE|DROP) TRIGGER")


def tables(database):
    """The statements that make the tables, in the words of PostgreSQL."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')")
        made = [row[0] for row in rows if "grdb_migrations" not in row[0]]
    return [translated(text) for text in sorted(made, key=lambda text: not text.startswith("CREATE TABLE"))]


def translated(text):
    """A statement of SQLite that makes something; references are left out, as a table may come before the one it names."""
    text = re.sub(r"\bid INTEGER PRIMARY KEY", "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", text)
    text = re.sub(r"\bINTEGER\b", "BIGINT", text)
    text = re.sub(r",\s*FOREIGN KEY \([^)]*\) REFERENCES \w+ \([^)]*\)", "", text)
    text = re.sub(r" REFERENCES \w+ \([^)]*\)", "", text)
    return re.sub(r"\) WITHOUT ROWID", ")", text)


def main(database, statements, folder):
    with open(statements, encoding="utf-8") as file:
        texts = sorted({text.strip() for text in file.read().split("\n;\n") if text.strip() and not OWN.match(text)})
    try:
        wrong = refused(texts, database, programs(folder))
    except Missing as reason:
        print(f"NOT TRIED on PostgreSQL: {reason}")
        return 0
    print(f"PostgreSQL: {len(texts) - wrong} of {len(texts)} statements prepared")
    return 1 if wrong or not texts else 0


def refused(texts, database, place):
    """How many of the statements a server does not prepare; each is printed with its reason."""
    wrong = 0
    with Server(place) as server:
        server.sql(";\n".join(tables(database)) + ";")
        for number, text in enumerate(texts):
            numbered = re.sub(r"[?](\d+)", r"$\1", text)
            try:
                server.sql(f"PREPARE s{number} AS {numbered};")
            except RuntimeError as error:
                wrong += 1
                print(f"PostgreSQL refuses:\n{text}\n{error}\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
