"""Items in, those out that no `#[cfg]` takes away. A configuration is not evaluated: only what is plain."""

from __future__ import annotations

from modcheck.syntax import Node


def enabled(root: Node) -> list[Node]:
    """Items that are not configured away (`#[cfg(test)]`, `#[cfg(not(…))]`)."""
    found: list[Node] = []
    disabled = False
    for child in root.children:
        if child.kind == "attribute_item":
            disabled = disabled or _disables(child)
        elif child.named and not child.kind.endswith("comment"):
            if not disabled:
                found.append(child)
            disabled = False
    return found


def _disables(attribute: Node) -> bool:
    words = [leaf.text for leaf in attribute.walk() if leaf.text]
    return "cfg" in words and "any" not in words and ("test" in words) != ("not" in words)
