"""The options that decide what is judged and how: of the command line, else of the configuration file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any, NamedTuple

from modcheck.cli.rules import folder_of
from modcheck.configuration import Configuration, find_configuration, read_configuration
from modcheck.errors import UsageError
from modcheck.judging import Settings
from modcheck.source import check_ids

DEFAULTS: dict[str, Any] = {
    "fail-on": "error",
    "framework": "both",
    "profile": "qemu",
    "depth": 1,
    "prove": False,
    "hazards": False,
    "max-seconds": 300,
    "jobs": 0,
    "kernel": None,
    "generation": "",
    "rules": None,
    "baseline": None,
    "brief": False,
    "cache": True,
}


class Chosen(NamedTuple):
    """The settings of a run."""

    configuration: Configuration
    settings: Settings
    rules: Path
    values: dict[str, Any]
    """Every option of `DEFAULTS` with the value that holds."""


def add_judging(command: argparse.ArgumentParser) -> None:
    """Options of all commands that judge modules."""
    group = command.add_argument_group("how modules are judged")
    group.add_argument(
        "--framework",
        choices=("both", "as-implemented", "as-intended"),
        help="judge the kernel crate as written, as meant, or both (default: both)",
    )
    group.add_argument(
        "--depth",
        type=int,
        metavar="N",
        help="failures, frames and packets a path may have (default: 1 of each)",
    )
    group.add_argument(
        "--prove",
        action="store_true",
        default=None,
        help="prove for any number of frames and packets, also where there are errors; slow",
    )
    group.add_argument(
        "--hazards",
        action="store_true",
        default=None,
        help="note too what the kernel crate itself does wrong around the module; a second search",
    )
    group.add_argument(
        "--profile",
        choices=("qemu", "hw"),
        help="whose device: QEMU's, or silicon by its manual (default: qemu)",
    )
    group.add_argument("--kernel", metavar="DIR", help="a kernel tree, read for unknown wrappers")
    group.add_argument(
        "--generation", metavar="NAME", help="the kernel crate that it is written for (default: as it looks)"
    )
    group.add_argument("--rules", metavar="DIR", help="another rules folder")
    group.add_argument("--max-seconds", type=int, metavar="N", help="for a module (default: 300)")
    group.add_argument(
        "--jobs", type=int, metavar="N", help="modules judged at a time (default: all processors)"
    )
    group.add_argument(
        "--no-cache", dest="cache", action="store_false", default=None, help="judge anew, and keep nothing"
    )
    group.add_argument(
        "--config",
        metavar="FILE",
        help="the configuration file; else modcheck.toml or [tool.modcheck], nearest upward",
    )


def chosen(arguments: argparse.Namespace, paths: list[str]) -> Chosen:
    """Settle every option; `UsageError` for what cannot be."""
    if getattr(arguments, "jobs", None) == 0:
        raise UsageError("--jobs must be 1 or more", advice="without it there are as many as processors")
    configuration = _configuration(arguments, paths)
    values = {name: _value(arguments, configuration, name) for name in DEFAULTS}
    if not 1 <= values["depth"] <= 3:
        raise UsageError("--depth must be 1, 2 or 3", advice="each step multiplies the search")
    if values["max-seconds"] < 1:
        raise UsageError("--max-seconds must be 1 or more")
    if values["jobs"] < 0:
        raise UsageError("--jobs must be 0 or more")
    kernel = values["kernel"]
    if kernel and not os.path.isdir(os.path.join(kernel, "rust", "kernel")):
        raise UsageError("no rust/kernel in this tree", place=kernel, advice="name the top of a kernel tree")
    settings = Settings(
        values["depth"],
        values["framework"],
        values["profile"],
        values["prove"],
        kernel,
        values["max-seconds"],
        values["jobs"],
        _generation(values),
        values["hazards"],
    )
    return Chosen(configuration, settings, folder_of(values["rules"]), values)


def _generation(values: dict[str, Any]) -> str:
    if values["generation"]:
        from modcheck.contracts import Books, known

        known(values["generation"], Books(folder_of(values["rules"])).tables())
    return str(values["generation"])


def _configuration(arguments: argparse.Namespace, paths: list[str]) -> Configuration:
    named = arguments.config
    if named is not None and not os.path.isfile(named):
        raise UsageError("no such file", place=named, advice="`modcheck init` writes one")
    file = Path(named) if named is not None else find_configuration(paths)
    if file is None:
        return Configuration(folder=os.getcwd())
    return read_configuration(file, check_ids(folder_of(arguments.rules)))


def _value(arguments: argparse.Namespace, configuration: Configuration, name: str) -> Any:
    given = getattr(arguments, name.replace("-", "_"), None)
    return given if given is not None else configuration.values.get(name, DEFAULTS[name])
