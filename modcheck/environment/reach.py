"""A state in, the names of the objects that somebody can still get at out."""

from __future__ import annotations

from modcheck.domains import Pointer
from modcheck.domains.heap import State
from modcheck.domains.values import Ptr, pointers
from modcheck.environment.port import Host


def reachable(host: Host, state: State, device: bool = True) -> set[str]:
    """Objects reachable by any pointer from the kernel, the module, statics, running functions or (with
    `device`) the device's registers."""
    found: set[str] = set()
    work: list[str] = ["world", *(name for name in state.heap if name.startswith("static "))]
    if device:
        work += [root for root in host.device.roots(state.device[1]) if isinstance(root, str)]
    for frame in state.frames:
        for value in frame.locals:
            work += _roots(value)
    while work:
        name = work.pop()
        if name in found or name not in state.heap:
            continue
        found.add(name)
        work += _roots(state.heap[name])
    return found


def _roots(value: object) -> list[str]:
    if isinstance(value, tuple) and not isinstance(value, Ptr | Pointer):
        return [root for part in value for root in _roots(part)]
    roots = []
    for pointer in pointers(value):
        root = pointer.root if isinstance(pointer, Ptr) else pointer.base
        if isinstance(root, str):
            roots.append(root)
    return roots
