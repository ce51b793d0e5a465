"""What the grammar reads otherwise than Rust does, put right in the tree: ranges before an operator.

`..=x` is read as an assignment to `..`, and `a..*x` (also `-x`, `&x`) as an operator between `a..` and `x`.
"""

from __future__ import annotations

from modcheck.syntax.node import Node

KINDS = ("assignment_expression", "binary_expression")
_PREFIXES = {"*": "unary_expression", "-": "unary_expression", "&": "reference_expression"}


def mend(nodes: list[Node]) -> None:
    """Change the nodes of these kinds that hold such a range, the outermost of a chain first."""
    for node in nodes:
        if node.kind == "assignment_expression":
            _from_assignment(node)
        elif node.kind == "binary_expression":
            _from_binary(node)


def _from_assignment(node: Node) -> None:
    left, right = node.get("left"), node.get("right")
    if left is None or right is None or left.kind != "range_expression" or left.parts():
        return
    token = Node("..=", left.start, right.start, None, False)
    token.text, right.field, node.kind = "..=", None, "range_expression"
    node.children = [token, right]


def _from_binary(node: Node) -> None:
    """The innermost operator becomes a prefix of what stands right of it, and all of the chain the end of the
    range."""
    inner = node
    while (left := inner.get("left")) is not None and left.kind == "binary_expression":
        inner = left
    opened, operator, right = inner.get("left"), inner.get("operator"), inner.get("right")
    if opened is None or operator is None or right is None or not _open(opened):
        return
    if operator.kind not in _PREFIXES:
        return
    operator.field, right.field = None, "value" if operator.kind == "&" else None
    inner.kind, inner.children = _PREFIXES[operator.kind], [operator, right]
    inner.start = operator.start
    end = Node(node.kind, operator.start, node.end, None, True)
    end.children = node.children
    node.kind, node.start = "range_expression", opened.start
    node.children = [*opened.children, end]


def _open(node: Node) -> bool:
    """A range without an end."""
    return node.kind == "range_expression" and bool(node.children) and node.children[-1].kind == ".."


__all__ = ["KINDS", "mend"]
