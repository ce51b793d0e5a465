"""The outputs that README and docs/ show, made anew: `python -m tests.documented` writes them, and the costs
in README's table of the story.

A block begins with a comment `output of: COMMAND ; WHAT`. WHAT is nothing (all of it), `only RULE`, `summary`
(the last lines), `heads` (the first line of each finding) or `each Nth` (of a table's rows that many). Lines
with a time are left out. A command `tour NAME` is a scene of `tests/tour.py`. docs/commands.md is made as a
whole from the program's help.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from functools import cache

from modcheck.cli.main import parser
from tests.running import ROOT, VERSIONS, D, analysed
from tests.tour import played

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = ROOT / "docs" / "commands.md"
BLOCK = re.compile(r"<!-- output of: (.*?) -->\n```text\n.*?\n?```", re.DOTALL)
TIME = re.compile(r"  time: |# [\d.]+ ms$")
HEAD = re.compile(r"(?:error|warning|note)\[(\w+)\]")


@cache
def output_of(command: str) -> str:
    """What a command prints, without times and blanks at the ends of lines."""
    program, *arguments = shlex.split(command)
    if program == "tour":
        return played(*arguments)
    assert program == "modcheck"
    run = subprocess.run(
        [sys.executable, "-m", "modcheck", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.rstrip() for line in run.stdout.splitlines() if not TIME.match(line)]
    return "\n".join(lines).strip("\n")


def picked(output: str, what: str) -> str:
    """The part of an output that is shown."""
    blocks = output.split("\n\n")
    if what == "summary":
        return blocks[-1]
    if what == "heads":
        return "\n".join(line for line in output.splitlines() if HEAD.match(line))
    if what.startswith("each "):
        return thinned(output, int(what.removeprefix("each ").removesuffix("th")))
    if what:
        rule = what.removeprefix("only ")
        return next(block for block in blocks if (head := HEAD.match(block)) and head[1] == rule)
    return output


def thinned(output: str, nth: int) -> str:
    """Of the rows of a table every so many, and a line for those left out."""
    lines = output.splitlines()
    rows = [line for line in lines if line.startswith("  PROVED ")]
    kept = rows[::nth]
    last = lines.index(kept[-1])
    shown = [line for line in lines[: last + 1] if line in kept or line not in rows]
    rest = [line for line in lines[last + 1 :] if line not in rows]
    return "\n".join([*shown, f"  [{len(rows) - len(kept)} more rows: docs/tour.md]", *rest])


def renewed(page: str) -> str:
    """A page with its outputs made anew."""

    def block(found: re.Match[str]) -> str:
        command, _, what = found[1].partition(" ; ")
        shown = picked(output_of(command.strip()), what.strip())
        return f"<!-- output of: {found[1]} -->\n```text\n{shown}\n```"

    return BLOCK.sub(block, page)


def with_costs(page: str) -> str:
    """A page with the rows of its table of costs made anew: `| A, as given | states | operations | …`."""
    for letter, path in zip("ABCD", (*VERSIONS, D), strict=True):
        judgement = analysed(path).judgement
        costs = (judgement.states, judgement.ops, *judgement.covered)
        cells = " | ".join(str(cost or "-") for cost in costs)
        row = rf"^(\| {letter}, [^|]*\|) (?:\d+ \| ){{2}}[\d-]+ \| [\d-]+ \|$"
        page = re.sub(row, rf"\1 {cells} |", page, flags=re.MULTILINE)
    return page


def commands_page() -> str:
    """docs/commands.md: the help of the program and of each of its commands."""
    parts = [
        "# Commands",
        "",
        "This page is made from the program's own help by `python -m tests.documented`.",
        "",
    ]
    for words in [[], *commands_of(parser())]:
        command = " ".join(["modcheck", *words])
        parts += [f"## `{command}`", "", "```text", output_of(f"{command} --help"), "```", ""]
    return "\n".join(parts)


def commands_of(whole: argparse.ArgumentParser) -> list[list[str]]:
    """The commands of a parser and those below them."""
    groups = [action for action in whole._actions if isinstance(action, argparse._SubParsersAction)]
    found = []
    for name, inner in (pair for group in groups for pair in group.choices.items()):
        found += [[name], *([name, *more] for more in commands_of(inner))]
    return found


def main() -> None:
    COMMANDS.write_text(commands_page(), encoding="utf-8")
    for path in PAGES:
        before = path.read_text(encoding="utf-8")
        after = with_costs(renewed(before))
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"renewed {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
