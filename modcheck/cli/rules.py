"""`modcheck rules`: the list of checks; and the rules folder that a command names."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from modcheck.cli.codes import CLEAN
from modcheck.errors import UsageError
from modcheck.source import rules_folder

if TYPE_CHECKING:
    from modcheck.contracts import Books, RuleBook

Commands = argparse._SubParsersAction  # what argparse calls the group of commands


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    rules = commands.add_parser(
        "rules",
        help="list the checks",
        description="Each with its level and what it reports; `modcheck explain CHECK` prints its page.",
    )
    rules.add_argument("--rules", metavar="DIR", help="another rules folder")
    rules.set_defaults(run=_list)


def _list(arguments: argparse.Namespace) -> int:
    for page in book_of(arguments.rules).checks.values():
        print(f"{page.id:32} {page.tier:8} {page.title}")
    return CLEAN


def folder_of(named: str | None) -> Path:
    """The rules folder that is named, or the bundled one."""
    folder = Path(named) if named else rules_folder()
    if not os.path.isdir(folder / "checks"):
        advice = "the folder must hold checks/, bindings/, …"
        raise UsageError("no rules here", place=str(folder), advice=advice)
    return folder


def books_of(named: str | None, generation: str = "") -> Books:
    """The rules of that folder for any module."""
    from modcheck.contracts import Books

    return Books(folder_of(named), generation)


def book_of(named: str | None) -> RuleBook:
    """The rules of that folder where no module is at hand: the checks are the same for all."""
    from modcheck.contracts import load_rules

    return load_rules(folder_of(named))
