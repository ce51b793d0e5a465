"""What a rule asks of the driver (`invoke`, `id_info`) in, a call of one of its functions out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from modcheck.domains.heap import Frame, State
from modcheck.domains.values import TypeValue
from modcheck.engine.access import UNIT_VALUE
from modcheck.engine.catalog import Catalog, implementations, implements
from modcheck.engine.forks import either
from modcheck.engine.overloads import meant
from modcheck.engine.places import Opaque
from modcheck.ir.ops import Call

if TYPE_CHECKING:
    from modcheck.engine.machine import Machine

KINDS = 4
"""So many entries of a table of ids that say something else are tried."""


def invoke(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`invoke(type, "method", args…)`: call what the driver implements; leading arguments that an
    older signature does not have are left out."""
    ty, name, rest = args[0], str(args[1]), args[2:]
    if not isinstance(ty, TypeValue) or ty.ty is None:
        raise Opaque(f"a call of {name} of a type that is not known")
    path = _implementation(machine.catalog, ty.ty.path, name)
    if path is None:
        frame.locals[op.dest.local] = UNIT_VALUE
        return
    function = meant(machine.catalog, state, machine.catalog.functions[path], rest)
    rest = rest[len(rest) - function.params :] if len(rest) > function.params else rest
    types = dict(zip(machine.catalog.generics(ty.ty.path), ty.ty.args, strict=False))
    machine.push(state, function, rest, op.dest.local, types)


def invoke_nth(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`invoke_nth(n, type, "trait::name", args…)`: of the impls of one trait for a type the n-th."""
    index, ty, name, rest = args[0], args[1], str(args[2]), args[3:]
    if not isinstance(ty, TypeValue) or ty.ty is None:
        raise Opaque(f"a call of {name} of a type that is not known")
    trait, _, plain = name.rpartition("::")
    found = implementations(machine.catalog, ty.ty.path, trait)
    path = dict(found[index].functions).get(plain) if index < len(found) else None
    if path is None:
        frame.locals[op.dest.local] = UNIT_VALUE
        return
    machine.push(state, machine.catalog.functions[path], rest, op.dest.local, {})


def invoke_numbered(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`invoke_numbered(number, type, "trait::name", args…)`: the impl of the trait for that number, or the
    only one."""
    number, ty, name, rest = args[0], args[1], str(args[2]), args[3:]
    if not isinstance(ty, TypeValue) or ty.ty is None:
        raise Opaque(f"a call of {name} of a type that is not known")
    trait, _, plain = name.rpartition("::")
    paths = [dict(one.functions).get(plain) for one in implementations(machine.catalog, ty.ty.path, trait)]
    numbered = [path for path in paths if path and f" as {trait}<{number}>>::" in path]
    found = (numbered or [path for path in paths if path])[:1]
    if not found or (len(paths) > 1 and not numbered):
        raise Opaque(f"a call of {name}, of which it is not known which one is meant")
    machine.push(state, machine.catalog.functions[found[0]], rest, op.dest.local, {})


def implementations_of(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`implementations(type, trait)`: how often the type implements it."""
    ty = args[0].ty if isinstance(args[0], TypeValue) else None
    found = implementations(machine.catalog, ty.path, str(args[1])) if ty is not None else []
    frame.locals[op.dest.local] = len(found)


def _implementation(catalog: Catalog, type_path: str, name: str) -> str | None:
    """What the framework calls: a method of one of its traits goes before any other of that name."""
    trait, _, plain = name.rpartition("::")
    if trait:
        return implements(catalog, type_path, trait, plain)
    for impl in catalog.program.impls:
        if impl.ty.path == type_path and impl.trait.startswith("kernel::"):
            for found, path in impl.functions:
                if found == name and path in catalog.functions:
                    return path
    return catalog.method(type_path, name)


def id_info(machine: Machine, state: State, frame: Frame, op: Call, args: list[Any]) -> None:
    """`id_info(type)`: what the driver's tables hold beside an id: the first, or on another path one more. A
    device that was of one kind stays it."""
    infos = machine.catalog.program.id_infos
    if not infos:
        frame.locals[op.dest.local] = UNIT_VALUE
        return
    kinds = infos[:KINDS]
    if len(infos) > KINDS:
        machine.assume(state, machine.named(state, "opaque", op.span, f"more than {KINDS} kinds of devices"))
    for number, path in enumerate(kinds[1:] if not _kind(state) else (), 2):
        other = either(machine, state, f"it is device {number} of the table of ids")
        if other is not None:
            other.past |= {f"{_KIND}{number}"}
        if other is state:
            break
        if other is not None:
            machine.push(other, machine.catalog.functions[path], [], op.dest.local, {})
    if not _kind(state):
        state.past |= {f"{_KIND}1"}
    machine.push(state, machine.catalog.functions[kinds[_kind(state) - 1]], [], op.dest.local, {})


_KIND = "kind of the device "


def _kind(state: State) -> int:
    """Which entry of the table of ids the device was found by; 0 before that is decided."""
    return next((int(name.removeprefix(_KIND)) for name in state.past if name.startswith(_KIND)), 0)


__all__ = ["id_info", "implementations_of", "invoke", "invoke_nth", "invoke_numbered"]
