"""Rust types as interned values: a canonical path with arguments."""

from __future__ import annotations

from typing import NamedTuple


class Ty(NamedTuple):
    """`path` is canonical (`u32`, `crate::ring::Ring`, `kernel::net::Device`, `&`, `*`, `[]`, `()`).

    The second argument of `[]` is the length, `#` and a literal or the path of a constant.
    """

    path: str
    args: tuple[Ty, ...] = ()

    def __str__(self) -> str:
        if self.path in ("&", "*"):
            return f"{self.path}{self.args[0]}" if self.args else self.path
        if self.path == "()":
            return f"({', '.join(map(str, self.args))})"
        if self.path == "[]":
            return f"[{self.args[0]}]" if self.args else "[]"
        return f"{self.path}<{', '.join(map(str, self.args))}>" if self.args else self.path


UNIT = Ty("()")
BOOL = Ty("bool")
STR = Ty("str")
UNKNOWN = Ty("?")
"""A type that is not written and not inferred."""

WIDTHS = {"u8": 8, "u16": 16, "u32": 32, "u64": 64, "usize": 64, "i8": 8, "i16": 16, "i32": 32}
WIDTHS |= {"i64": 64, "isize": 64, "u128": 128, "i128": 128, "char": 32, "bool": 1}


def width(ty: Ty | None) -> int:
    """Bits of an integer type; 0 if it is no integer or not known."""
    return WIDTHS.get(ty.path, 0) if ty is not None else 0


def signed(ty: Ty | None) -> bool:
    """Is it a signed integer type?"""
    return ty is not None and ty.path.startswith("i") and ty.path in WIDTHS


def unify(pattern: Ty, actual: Ty, bindings: dict[str, Ty]) -> None:
    """Bind the type parameters of `pattern` to what stands in their place in `actual`."""
    if pattern.path.startswith("'"):
        if actual.path != "?" and not actual.path.startswith("'"):
            bindings.setdefault(pattern.path[1:], actual)
        return
    if pattern.path == actual.path:
        for inner, found in zip(pattern.args, actual.args, strict=False):
            unify(inner, found, bindings)


def find(ty: Ty, path: str) -> Ty | None:
    """The first part of a type that has this path and arguments."""
    if ty.path == path and ty.args:
        return ty
    for arg in ty.args:
        found = find(arg, path)
        if found is not None:
            return found
    return None


def substitute(ty: Ty, bindings: dict[str, Ty]) -> Ty:
    """Replace type parameters (`Param` paths start with `'`) by what they are bound to."""
    if ty.path.startswith("'"):
        return bindings.get(ty.path[1:], UNKNOWN)
    if not ty.args:
        return ty
    return Ty(ty.path, tuple(substitute(arg, bindings) for arg in ty.args))
