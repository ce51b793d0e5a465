"""The only user of networkx: the acquisition graph and its renderings."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from modcheck.contracts import RuleBook
from modcheck.graph.sites import acquisition_sites
from modcheck.ir import Program
from modcheck.ir.ops import Call, Method, Path


class Edge(NamedTuple):
    """`source` does `verb` to `target` (calls, acquires, releases)."""

    source: str
    verb: str
    target: str


class AcquisitionGraph(NamedTuple):
    """Callbacks, functions and resources, and what connects them."""

    nodes: tuple[tuple[str, str], ...]
    """(name, kind: callback, function or resource)."""
    edges: tuple[Edge, ...]

    def to_json(self) -> str:
        """As data."""
        nodes = [{"name": name, "kind": kind} for name, kind in self.nodes]
        return json.dumps({"nodes": nodes, "edges": [edge._asdict() for edge in self.edges]}, indent=1)

    def to_dot(self) -> str:
        """For Graphviz."""
        shapes = {"callback": "house", "function": "box", "resource": "ellipse"}
        lines = ["digraph modcheck {", "  rankdir=LR;"]
        lines += [f'  "{name}" [shape={shapes[kind]}];' for name, kind in self.nodes]
        lines += [f'  "{e.source}" -> "{e.target}" [label="{e.verb}"];' for e in self.edges]
        return "\n".join([*lines, "}"]) + "\n"

    def to_mermaid(self) -> str:
        """For Markdown."""
        number = {name: f"n{i}" for i, (name, _) in enumerate(self.nodes)}
        lines = ["flowchart LR"]
        lines += [f'  {number[name]}["{name}"]' for name, _ in self.nodes]
        lines += [f"  {number[e.source]} -->|{e.verb}| {number[e.target]}" for e in self.edges]
        return "\n".join(lines) + "\n"


def build(program: Program, book: RuleBook) -> AcquisitionGraph:
    """Who acquires and releases what, reached from which callback."""
    import networkx  # costs 0.2 s: only who asks for the graph pays

    graph = networkx.MultiDiGraph()
    callbacks = {
        path: name
        for impl in program.impls
        if impl.trait.startswith("kernel::")
        for name, path in impl.functions
    }
    for path in program.functions:
        graph.add_node(path, kind="callback" if path in callbacks else "function")
    _calls(program, graph)
    for verb, releases in (("acquires", False), ("releases", True)):
        for site in acquisition_sites(program, book, releases):
            graph.add_node(site.kind, kind="resource")
            graph.add_edge(site.function, site.kind, verb=verb)
    reached = set(callbacks)
    for path in callbacks:
        reached |= networkx.descendants(graph, path)
    kept = graph.subgraph([n for n in graph if n in reached or graph.nodes[n]["kind"] == "resource"])
    nodes = tuple(sorted((name, str(data["kind"])) for name, data in kept.nodes(data=True)))
    edges = tuple(sorted({Edge(a, str(data["verb"]), b) for a, b, data in kept.edges(data=True)}))
    return AcquisitionGraph(nodes, edges)


def _calls(program: Program, graph: Any) -> None:
    by_name: dict[str, list[str]] = {}
    for methods in program.methods.values():
        for name, path in methods.items():
            by_name.setdefault(name, []).append(path)
    for function in program.functions.values():
        for block in function.blocks:
            for op in block.ops:
                if isinstance(op, Call):
                    for target in _targets(op, program, by_name):
                        graph.add_edge(function.path, target, verb="calls")


def _targets(op: Call, program: Program, by_name: dict[str, list[str]]) -> list[str]:
    if isinstance(op.callee, Path):
        path = op.callee.path
        owner, _, name = path.rpartition("::")
        found = program.methods.get(owner, {}).get(name, path)
        return [found] if found in program.functions else []
    if isinstance(op.callee, Method):
        return [path for path in by_name.get(op.callee.name, []) if path in program.functions]
    return []
