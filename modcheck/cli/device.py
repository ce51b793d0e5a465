"""`modcheck device`: the models of devices, and the registers of one."""

from __future__ import annotations

import argparse
import sys

from modcheck.cli.codes import CLEAN
from modcheck.errors import UsageError

Commands = argparse._SubParsersAction  # what argparse calls the group of commands
FORMATS = ("text", "json", "markdown")


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    device = commands.add_parser(
        "device",
        help="list the models of devices, or the registers of one",
        description="A driver is run with the first device in its table of ids that there is a model of.",
    )
    device.add_argument("name", nargs="?", metavar="DEVICE", help="the model whose registers to list")
    device.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    device.set_defaults(run=_list)


def _list(arguments: argparse.Namespace) -> int:
    from modcheck.device import catalogue
    from modcheck.device.listing import listed

    models = {model.name: model for model in catalogue()}
    if arguments.name is not None and arguments.name not in models:
        raise UsageError(f"there is no model `{arguments.name}`", advice=f"there are {', '.join(models)}")
    chosen = [models[arguments.name]] if arguments.name else []
    sys.stdout.write(listed(chosen or list(models.values()), arguments.format, not chosen))
    return CLEAN
