"""The literal assignments of a rule file in, plain values out; anything else is refused with its line."""

from __future__ import annotations

from typing import Any

import libcst as cst
from libcst.metadata import PositionProvider

from modcheck.errors import RuleError

Literals = dict[Any, Any]


def literals_of(module: cst.MetadataWrapper, shown: str, only_literals: bool = False) -> Literals:
    """Top-level `name = literal` assignments; with `only_literals` nothing else may stand there."""
    positions = module.resolve(PositionProvider)
    values: Literals = {}
    for statement in module.module.body:
        if isinstance(statement, cst.SimpleStatementLine):
            for small in statement.body:
                _assignment(small, values, shown, positions)
        elif only_literals:
            refuse(statement, shown, positions, "only literal assignments may stand in this file")
    return values


def _assignment(small: cst.CSTNode, values: Literals, shown: str, positions: Any) -> None:
    if (
        isinstance(small, cst.Assign)
        and len(small.targets) == 1
        and isinstance(small.targets[0].target, cst.Name)
    ):
        values[small.targets[0].target.value] = literal(small.value, shown, positions)
    elif not isinstance(small, cst.ImportFrom) and not is_text(small):
        refuse(small, shown, positions, "rule files are data: this statement is not allowed")


def is_text(small: cst.CSTNode) -> bool:
    """A string that stands alone: it documents."""
    return isinstance(small, cst.Expr) and isinstance(small.value, cst.SimpleString | cst.ConcatenatedString)


def literal(node: cst.CSTNode, shown: str, positions: Any) -> Any:
    """A string, number, tuple, list or dict of such."""
    if isinstance(node, cst.SimpleString | cst.ConcatenatedString | cst.Integer):
        return node.evaluated_value
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        return -literal(node.expression, shown, positions)
    if isinstance(node, cst.Name) and node.value in ("True", "False", "None"):
        return {"True": True, "False": False, "None": None}[node.value]
    if isinstance(node, cst.List | cst.Tuple | cst.Set):
        return [literal(element.value, shown, positions) for element in node.elements]
    if isinstance(node, cst.Dict):
        return {
            literal(element.key, shown, positions): literal(element.value, shown, positions)
            for element in node.elements
            if isinstance(element, cst.DictElement)
        }
    return refuse(node, shown, positions, "only literals are allowed here")


def refuse(node: cst.CSTNode, shown: str, positions: Any, reason: str) -> Any:
    """Say which line of which rule file is outside the subset."""
    position = positions.get(node)
    line = position.start.line if position is not None else "?"
    raise RuleError(
        reason, place=f"{shown}:{line}", advice="see docs/adding-a-rule.md for what may stand here"
    )
