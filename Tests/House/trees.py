"""Finds what is tested in scripts, and writes made-up trees of sources."""

import contextlib
import importlib.machinery
import importlib.util
import os
import sys
import tempfile

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scripts")
sys.path.insert(0, SCRIPTS)


def program():
    """scripts/house as a module; it has no ending that Python knows."""
    loader = importlib.machinery.SourceFileLoader("house", os.path.join(SCRIPTS, "house"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("house", loader))
    loader.exec_module(module)
    return module


@contextlib.contextmanager
def tree(files):
    """A folder with these files, {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            whole = os.path.join(folder, path)
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            with open(whole, "w", encoding="utf-8") as file:
                file.write(text)
        yield folder
