"""`modcheck dump` and `modcheck graph`: a module in, the text of what a stage made of it out."""

from __future__ import annotations

import argparse
import sys

from modcheck.cli.codes import CLEAN
from modcheck.cli.rules import Commands, books_of
from modcheck.report.words import printable


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The commands' options."""
    dump = commands.add_parser(
        "dump",
        help="show what a stage made of a module",
        description="syntax: the tree of each file. ir: each function as a graph of blocks. graph: who "
        "acquires and releases what. states: how many states a search comes to, and what it finds.",
    )
    dump.add_argument("stage", choices=("syntax", "ir", "graph", "states"))
    dump.add_argument("file", metavar="PATH", help="a module, as for check")
    dump.add_argument("--rules", metavar="DIR", help="another rules folder")
    dump.set_defaults(run=_dump)
    graph = commands.add_parser(
        "graph",
        help="who acquires and releases what, from which callback",
        description="The resource-acquisition graph, found without running anything.",
    )
    graph.add_argument("file", metavar="PATH", help="a module, as for check")
    graph.add_argument("--format", choices=("dot", "json", "mermaid"), default="dot", help="default: dot")
    graph.add_argument("--rules", metavar="DIR", help="another rules folder")
    graph.set_defaults(run=_graph)


def _dump(arguments: argparse.Namespace) -> int:
    from modcheck.device import catalogue
    from modcheck.dump import dump
    from modcheck.source import find_module

    layout = find_module(arguments.file)
    text = dump(arguments.stage, layout, books_of(arguments.rules).of(layout), catalogue()[0])
    sys.stdout.write(printable(text, keep="\n\t"))
    return CLEAN


def _graph(arguments: argparse.Namespace) -> int:
    from modcheck.frontend import read
    from modcheck.graph import build
    from modcheck.source import find_module

    layout = find_module(arguments.file)
    book = books_of(arguments.rules).of(layout)
    program, _ = read(layout, book)
    graph = build(program, book)
    renderers = {"dot": graph.to_dot, "json": graph.to_json, "mermaid": graph.to_mermaid}
    print(printable(renderers[arguments.format](), keep="\n\t"))
    return CLEAN
