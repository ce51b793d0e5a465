"""A stage's name and a module in, the text of what that stage made out."""

from __future__ import annotations

from modcheck.contracts import RuleBook
from modcheck.device import Device
from modcheck.engine import explore, machine
from modcheck.errors import InputError
from modcheck.frontend import read
from modcheck.graph import build
from modcheck.ir import render
from modcheck.source import ModuleLayout, Unreadable
from modcheck.syntax import Node, load_trees


def dump(stage: str, layout: ModuleLayout, book: RuleBook, device: Device) -> str:
    """The text form of `syntax`, `ir`, `graph` or `states`."""
    if stage == "syntax":
        trees = load_trees(layout)
        if isinstance(trees, Unreadable):
            raise InputError(trees.reason, place=trees.path)
        return "".join(f"{path}\n{_outline(tree.root)}" for path, tree in trees.items())
    program, _ = read(layout, book)
    if stage == "ir":
        return "\n".join(render(function) for function in program.functions.values())
    if stage == "graph":
        return build(program, book).to_json() + "\n"
    exploration = explore(machine(program, book, device, True))
    lines = [f"{exploration.states} states, {exploration.transitions} transitions, {exploration.ops} steps"]
    for found in exploration.found:
        lines.append(f"{found.broken.rule} {found.broken.subject}: {' '.join(found.witness.events)}")
    return "\n".join(lines) + "\n"


def _outline(root: Node) -> str:
    lines: list[str] = []
    stack = [(root, 1)]
    while stack:
        node, depth = stack.pop()
        if node.named:
            lines.append(f"{'  ' * min(depth, 40)}{node.kind} {node.text}".rstrip())
        stack.extend((child, depth + 1) for child in reversed(node.children))
    return "\n".join(lines) + "\n"
