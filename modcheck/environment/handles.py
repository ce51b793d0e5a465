"""Primitives on handles in the driver's hands: one that is stored over while nobody else knows it, an owner
that is told not to drop, a release that does not fit what is held."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Pointer, Unknown
from modcheck.domains.heap import State
from modcheck.domains.values import Agg, FunctionValue, Ptr, PtrKind, owns, pointers
from modcheck.environment.ledger import LOCAL, LOST, is_errno, key_of, release, subject_of
from modcheck.environment.memory import deref, root_of
from modcheck.environment.points import owned_by
from modcheck.environment.port import DROP_GLUE, Host, Primitive
from modcheck.environment.reach import reachable

SOME_ERROR = -22
"""What stands for an error of which the number is not known."""


def overwritten(host: Host, state: State, old: Any, new: Any) -> None:
    """A handle was stored over one that owns nothing: was that the last to lead to something on the books?"""
    roots = {root_of(pointer) for pointer in pointers(old)} if pointers(new) else set()
    live = [resource for resource in state.ledger.values() if resource.key in roots]
    if not live:
        return
    kept = reachable(host, state)
    lost = {r.key: r for r in sorted(live, key=lambda r: r.kind == "rust.raw") if r.key not in kept}
    for resource in lost.values():
        owned = owned_by(state, resource)
        host.broken(state, "overwritten_live_handle", subject_of(resource), "", resource.site, owned)


def _overwrite(host: Host, state: State, args: list[Any]) -> Any:
    """`overwrite(place, value)`: store a value that owns nothing, and judge what was there."""
    where, new = args
    if isinstance(new, Ptr) and new.kind is PtrKind.SHARED:
        new = new._replace(kind=PtrKind.RAW)
    old = state.load(where.root, where.path)
    state.store(where.root, where.path, new)
    overwritten(host, state, old, new)
    return None


def _owned_roots(state: State, value: Any) -> set[str]:
    """The objects that go when the value is dropped: what its owning pointers lead to, and where none of its
    parts owns anything, so that it must have a `Drop` of its own, what it has a plain pointer to."""
    found: set[str] = set()
    work = [value]
    while work:
        part = work.pop()
        root = root_of(part)
        if root is not None and owns(part) and root not in found:
            found.add(root)
            work.append(state.heap.get(root))
        elif isinstance(part, Agg) and owns(part):
            work += part.items
            if not any(map(owns, part.items)):
                found |= {plain for plain in map(root_of, part.items) if plain is not None}
    return found


def _forgotten(host: Host, state: State, args: list[Any]) -> Any:
    """`forgotten(value)`: its drop will not run; whoever takes it back says `remembered(value)`."""
    place = host.where(state)
    blame = ("forgotten_guard", place) if place is not None else None
    _mark(state, _owned_roots(state, args[0]), blame)
    return None


def _remembered(host: Host, state: State, args: list[Any]) -> Any:
    """`remembered(value)`: somebody owns it again."""
    _mark(state, _owned_roots(state, args[0]), None)
    return None


def _mark(state: State, roots: set[str], blame: tuple[str, Any] | None) -> None:
    for entry, resource in state.ledger.items():
        if resource.key in roots:
            state.ledger[entry] = resource._replace(blame=blame)


def _given_in_part(host: Host, state: State, args: list[Any]) -> Any:
    """`given_in_part(kind, key)`: a release left the rest; if that is lost, this is why. If some was
    lost before, that is the rest."""
    kind, key = str(args[0]), key_of(args[1])
    entries = [entry for entry, r in state.ledger.items() if r.kind == kind and r.key == key]
    known = any(state.ledger[entry].scope == LOST for entry in entries)
    for entry in entries:
        resource = state.ledger[entry]
        if not known:
            state.ledger[entry] = resource._replace(blame=("wrong_handle", host.where(state)))
        elif resource.scope != LOST:
            del state.ledger[entry]
    return None


def _by(host: Host, state: State) -> str:
    """Does a `Drop` do it, or what the driver wrote to be called?"""
    callback = state.scope[-1] if state.scope else ""
    own = {host.callback_place(callback), host.callback_place("device_remove")}
    for frame in reversed(state.frames):
        if frame.function.path == DROP_GLUE:
            return "drop"
        if frame.function.span in own:
            break
    return "hand"


def _afresh(host: Host, state: State, args: list[Any]) -> Any:
    """`afresh(kind)`: how it was given back before makes no difference any more."""
    state.past -= {f"{how} {args[0]}" for how in ("drop", "hand")}
    return None


def _given_back(host: Host, state: State, args: list[Any]) -> Any:
    """`given_back(kind)`: nothing of it is held any more; remember whether a `Drop` did it."""
    state.past |= {f"{_by(host, state)} {args[0]}"}
    return None


def _not_held(host: Host, state: State, args: list[Any]) -> Any:
    """`not_held(kind)`: a release of what is not held: was it held, and who gave it back?"""
    kind = str(args[0])
    before = {how for how in ("drop", "hand") if f"{how} {kind}" in state.past}
    other = before - {_by(host, state)}
    rule = "managed_and_manual" if other else "released_twice" if before else "released_without_acquire"
    host.broken(state, rule, kind)
    return None


def _release_held(host: Host, state: State, args: list[Any]) -> Any:
    """`release_held(kind, key)`: take one off the books, which must be there. A null pointer, an error in a
    pointer's place and what is not known are passed over; so is a count that was not kept to the end. What
    was acquired in a local may have moved to where it is released."""
    kind, key = str(args[0]), key_of(args[1])
    keys = [found for k, found, _ in state.ledger if k == kind]
    if key not in keys:
        key = next((found for found in keys if str(found).startswith(LOCAL)), key)
    if key in keys:
        release(host, state, [kind, key])
        if len(keys) == 1:
            _given_back(host, state, args)
    elif all(map(_is_named, [key, *keys])) and not _is_none(key) and f"many {kind}" not in state.past:
        _not_held(host, state, args)
    return None


def _is_named(key: object) -> bool:
    """Is it known what it is, and will it stay so?"""
    return isinstance(key, int) or (isinstance(key, str) and not key.startswith(LOCAL))


def _is_none(key: object) -> bool:
    return isinstance(key, int) and (key == 0 or is_errno(key))


def _is_error(host: Host, state: State, args: list[Any]) -> Any:
    """`is_error(pointer)`: is it the number of an error instead of an address?"""
    value = deref(state, args[0])
    if isinstance(value, int):
        return is_errno(value)
    return False if isinstance(value, Ptr | Pointer) else Unknown("whether a pointer is an error")


def _error_number(host: Host, state: State, args: list[Any]) -> Any:
    """`error_number(error)`: what C is told of an error that a callback returned: never 0."""
    value = deref(state, args[0])
    return SOME_ERROR if isinstance(value, Unknown) else value


def function_of(state: State, value: Any) -> Any:
    """The function in what bindgen makes of a C function pointer, an `Option`; 0 if there is none."""
    value = deref(state, value)
    if isinstance(value, Agg) and value.ty.path == "core::Option":
        return value.items[0] if value.items else 0
    return value


def _function_of(host: Host, state: State, args: list[Any]) -> Any:
    """`function_of(callback)`: the function that the driver gave; 0 if it gave none."""
    return function_of(state, args[0])


def _is_function(host: Host, state: State, args: list[Any]) -> Any:
    """`is_function(value)`: is it a function and not null, a type or something unknown?"""
    return isinstance(function_of(state, args[0]), FunctionValue)


def _same_function(host: Host, state: State, args: list[Any]) -> Any:
    """`same_function(callback, callback)`: do both lead to one function?"""
    return bool(function_of(state, args[0]) == function_of(state, args[1]))


def _owners(host: Host, state: State, args: list[Any]) -> Any:
    """`owners(pointer)`: how many counted references to it somebody can still put."""
    root = root_of(args[0])
    values = [*state.heap.values(), *(value for frame in state.frames for value in frame.locals)]
    counted = [pointer for value in values for pointer in pointers(value) if _counts(pointer, root)]
    return len(counted)


def _counts(pointer: Any, root: str | None) -> bool:
    return isinstance(pointer, Ptr) and pointer.kind is PtrKind.REF_COUNTED and pointer.root == root


HANDLES: dict[str, Primitive] = {
    "owners": _owners,
    "overwrite": _overwrite,
    "forgotten": _forgotten,
    "remembered": _remembered,
    "given_in_part": _given_in_part,
    "afresh": _afresh,
    "given_back": _given_back,
    "not_held": _not_held,
    "release_held": _release_held,
    "is_error": _is_error,
    "error_number": _error_number,
    "function_of": _function_of,
    "is_function": _is_function,
    "same_function": _same_function,
}
