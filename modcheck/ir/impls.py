"""`impl` blocks: whose they are, what stands in them, and what their functions are called.

A type can implement a trait several times, with different arguments of it: then these belong to the names of
the functions, and the program says which function takes which argument.
"""

from __future__ import annotations

from modcheck.ir.configured import enabled
from modcheck.ir.context import Context
from modcheck.ir.expansion import MAX_DEPTH, methods_of
from modcheck.ir.functions import generic_names
from modcheck.ir.names import segments_of
from modcheck.ir.types import WIDTHS, Ty
from modcheck.syntax import Node


def impl_context(c: Context, item: Node) -> Context:
    generics = generic_names(item.get("type_parameters"))
    outer = Context(c.crate, c.scope, c.tree, None, (), generics)
    self_ty = outer.ty(item.need("type"))
    inner = Context(c.crate, c.scope, c.tree, self_ty, (), generics)
    types: list[tuple[str, Ty]] = []
    for part in impl_items(c, item):
        if part.kind in ("type_item", "associated_type") and part.get("type") is not None:
            types.append((part.need("name").text, inner.ty(part.need("type"))))
    return Context(c.crate, c.scope, c.tree, self_ty, tuple(types), generics)


def impl_items(c: Context, item: Node) -> list[Node]:
    body = item.get("body")
    return _with_macros(c, enabled(body), 0) if body is not None else []


def _with_macros(c: Context, items: list[Node], depth: int) -> list[Node]:
    """The items, with what the driver's own macros stand for in their place."""
    found: list[Node] = []
    for item in items:
        made = methods_of(c, item) if depth < MAX_DEPTH else None
        found += [item] if made is None else _with_macros(c, [part for part in made if part.named], depth + 1)
    return found


def trait_of(c: Context, item: Node) -> str:
    trait = item.get("trait")
    return c.path(segments_of(trait)) if trait is not None else ""


def implemented(c: Context, item: Node) -> None:
    """How often a type implements a trait: with different arguments of the trait it can several times."""
    if item.kind == "impl_item" and item.get("trait") is not None:
        inner = impl_context(c, item)
        key = _owner(inner), trait_of(inner, item)
        c.crate.implemented[key] = c.crate.implemented.get(key, 0) + 1


def method_path(c: Context, trait: str, name: str, arguments: str = "") -> str:
    owner = _owner(c)
    return f"<{owner} as {trait}{arguments}>::{name}" if trait else f"{owner}::{name}"


def arguments_of(c: Context, item: Node) -> str:
    """The arguments of a trait, by which a type can implement it several times: numbers; types if it does."""
    several = c.crate.implemented.get((_owner(c), trait_of(c, item)), 0) > 1
    found = [ty for ty in _types_of(c, item) if several or ty.path[0] == "#"]
    return f"<{', '.join(str(ty).lstrip('#') for ty in found)}>" if found else ""


def overload(c: Context, item: Node, name: str, path: str) -> None:
    """Remember which argument this function is for, if there are others of its name and trait."""
    types = _types_of(c, item)
    owner, trait = _owner(c), trait_of(c, item)
    if not types or types[0].path[0] == "#" or c.crate.implemented[owner, trait] < 2 and owner not in WIDTHS:
        return
    group = c.crate.overloads.setdefault((owner, trait, name), [])
    group.append((types[0], path))
    if len(group) > 1 and trait.startswith("kernel::") and c.crate.names.root == "crate":
        c.fault(item, f"not understood: {owner} implements {trait} several times, the first one is called")
    c.crate.program.overloads[path] = group


def _types_of(c: Context, item: Node) -> list[Ty]:
    """The arguments of the trait; a number is `#` and its digits."""
    trait = item.get("trait")
    arguments = trait.get("type_arguments") if trait is not None else None
    parts = arguments.parts() if arguments is not None else []
    number = "integer_literal"
    return [
        Ty(f"#{c.text(part)}") if part.kind == number else c.ty(part)
        for part in parts
        if part.kind not in ("lifetime", "type_binding")
    ]


def _owner(c: Context) -> str:
    return c.self_ty.path if c.self_ty is not None else "?"
