"""Arguments in, reports on standard output and an exit code out; no analysis here.

Each command has a module. They are imported by `main.py` to name their options, so what a command needs to
run is imported only when it runs: a commit hook starts cold every time.
"""

from modcheck.cli.main import main

__all__ = ["main"]
