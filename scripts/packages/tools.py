"""Other programs, and how this one ends where one fails."""

import subprocess
import sys


def refuse(sentence):
    sys.exit(f"scripts/package: {sentence}")


def run(words, **options):
    """What a program prints; the end of this one where it cannot be started or fails."""
    try:
        done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, text=True, **options)
    except FileNotFoundError:
        refuse(f"{words[0]} is not here; scripts/setup package installs what is needed")
    if done.returncode != 0:
        refuse(f"{words[0]} ended with {done.returncode}")
    return done.stdout
