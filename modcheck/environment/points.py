"""Primitives at the points of a module's life where promises are judged: the end of probe, open, stop,
remove and of the module itself."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from modcheck.device import holding, without
from modcheck.domains.heap import Resource, State
from modcheck.domains.values import FREED, Agg, Ptr, PtrKind, TypeValue, pointers
from modcheck.environment.early import left_early
from modcheck.environment.ledger import (
    DATAPATH,
    LEDGER,
    LOST,
    REQUESTED,
    key_of,
    reached,
    release,
    subject_of,
    world_field,
)
from modcheck.environment.memory import MEMORY, consumed, deref, root_of
from modcheck.environment.port import Host, Primitive
from modcheck.environment.reach import reachable
from modcheck.environment.statics import statics_left
from modcheck.ir.types import Ty

RETAINED = "retained"
OUTLIVED = "outlived"
GONE = "gone"
_NOT_OF_DEVICE = ("init", LOST, OUTLIVED, GONE, *REQUESTED)
"""Who acquires what does not end with the device, and what was judged before."""
_NOT_OF_MODULE = (*_NOT_OF_DEVICE[1:], "probe", "open", "stop", "remove", RETAINED, *DATAPATH)
_WHY = {"wrong_handle": "it gives back a part only of what is held"}
"""What is to be said of something that is to blame for a loss."""


def life(host: Host, kind: str) -> str:
    """How long a resource kind may live: function, open, memory, raw, listed."""
    return host.resource_life(kind)


def _report(host: Host, state: State, rule: str, entry: Any, detail: str = "") -> None:
    resource = state.ledger[entry]
    owned = owned_by(state, resource) if resource.kind == "rust.raw" else ()
    _lost(host, state, rule, resource, detail, owned)
    state.ledger[entry] = resource._replace(scope=LOST)


def _lost(
    host: Host, state: State, rule: str, resource: Resource, detail: str = "", owned: tuple[str, ...] = ()
) -> None:
    """It will not be given back, perhaps for something that the driver did to it before."""
    host.broken(state, rule, subject_of(resource), detail, resource.site, owned)
    if resource.blame is not None:
        why, place = resource.blame
        host.broken(state, why, subject_of(resource), _WHY.get(why, ""), place)


def _of_scope(state: State, *scopes: str) -> list[Any]:
    return [entry for entry, resource in state.ledger.items() if resource.scope in scopes]


def _probe_failed(host: Host, state: State, args: list[Any]) -> Any:
    """`probe_failed(errno)`: what probe acquired must be back."""
    reached(host, state, "probe")
    for entry in _of_scope(state, "probe"):
        _report(host, state, "leak_on_probe_error", entry, f"error {args[0]}")
    return None


def _unbound(host: Host, state: State, args: list[Any]) -> Any:
    """`unbound()`: remove has run and the driver's data is dropped."""
    reached(host, state, "remove")
    before = len(state.broken)
    kept = reachable(host, state)
    known = reachable(host, state, device=False)
    for entry in _of_scope(state, "probe"):
        resource = state.ledger[entry]
        lost = resource.key not in kept and resource.kind != "rust.raw"
        if life(host, resource.kind) == "function" or lost:
            _report(host, state, "leak_on_remove", entry)
        else:
            if life(host, resource.kind) == "memory" and resource.key in known:
                host.broken(state, "clone_outlives_teardown", subject_of(resource), "", resource.site)
            state.ledger[entry] = resource._replace(scope=OUTLIVED)
    for entry, resource in list(state.ledger.items()):
        if resource.scope not in _NOT_OF_DEVICE and life(host, resource.kind) == "function":
            _report(host, state, "leak_on_remove", entry)
    left_early(host, state, "remove", 0, before)
    return None


def _open_failed(host: Host, state: State, args: list[Any]) -> Any:
    """`open_failed(live)`: open undoes what it did; `live` is what was switched on before it."""
    reached(host, state, "open")
    device = state.device[1]
    live = len(host.device.engines(device)) * 2 + int(host.device.can_interrupt(device))
    if live > args[0]:
        host.broken(state, "error_leaves_device_live", "the device", "")
    kept = reachable(host, state)
    for entry in _of_scope(state, "open"):
        resource = state.ledger[entry]
        if life(host, resource.kind) in ("open", "raw", "function") or resource.key not in kept:
            _report(host, state, "leak_on_open_error", entry)
        else:
            state.ledger[entry] = resource._replace(scope=RETAINED)
    return None


def _stopped(host: Host, state: State, args: list[Any]) -> Any:
    """`stopped(dev, in_flight, result)`: what open acquired is back, the device is quiet, the queue is
    balanced."""
    reached(host, state, "stop")
    before = len(state.broken)
    _quiet(host, state)
    if args[1]:
        site = state.load("world", world_field(host, state, "sent_at"))
        host.broken(
            state, "bql_imbalance", "bytes in flight", "bytes in flight are neither completed nor reset", site
        )
    kept = reachable(host, state)
    earlier = {(r.kind, r.site) for r in state.ledger.values() if r.scope == RETAINED}
    kept_over = [r for r in state.ledger.values() if (r.kind, r.site) in earlier]
    for entry in _of_scope(state, "open", *DATAPATH):
        resource = state.ledger[entry]
        kind = life(host, resource.kind)
        if kind == "open":
            _report(host, state, "leak_on_stop", entry)
        elif kind == "memory" and resource.key in kept:
            grown = resource in kept_over
            detail = "one more with each open and stop" if grown else RETAINED
            host.broken(state, "leak_on_stop", subject_of(resource), detail, resource.site)
            state.ledger[entry] = resource._replace(scope=RETAINED)
        elif kind in ("raw", "function"):
            state.ledger[entry] = resource._replace(scope=RETAINED)
    left_early(host, state, "stop", args[2], before)
    return None


def _quiet(host: Host, state: State) -> None:
    device = state.device[1]
    shown = ", ".join(
        f"{name} = {value:#x}" for name, value in host.device.describe(device) if isinstance(value, int)
    )
    unmasked = host.device.can_interrupt(device)
    if unmasked and _routed(host, state):
        host.broken(state, "stop_leaves_irq_unmasked", "interrupt causes", shown)
    left = 0 if unmasked else host.device.causes(device)
    state.store("world", world_field(host, state, "left_causes"), left)
    if host.device.can_master(device):
        gone = any(state.heap.get(str(root), FREED) is FREED for root in host.device.roots(device))
        rings = "; the memory of its rings is freed" if gone else "; the memory of its rings is not freed"
        host.broken(state, "stop_leaves_dma_running", "DMA engines", shown + rings)


def _routed(host: Host, state: State) -> bool:
    """pci_disable_device has not yet taken the function from the bus."""
    return not state.load("world", world_field(host, state, "disabled"))


def _module_gone(host: Host, state: State, args: list[Any]) -> Any:
    """`module_gone()`: the text is freed; whoever still points to it is a fault waiting."""
    reached(host, state, "exit")
    actions = {key_of(action) for action in state.load("world", world_field(host, state, "actions")).items}
    for entry, resource in list(state.ledger.items()):
        if resource.kind == "irq.line" and resource.key in actions and resource.scope != GONE:
            _lost(host, state, "code_outlives_module", resource)
            state.ledger[entry] = resource._replace(scope=GONE)
        elif resource.scope == "init" or (
            resource.scope not in _NOT_OF_MODULE and life(host, resource.kind) == "function"
        ):
            _report(host, state, "leak_on_exit", entry)
        elif resource.kind == "rust.raw":
            _raw_lost(host, state, resource)
            del state.ledger[entry]
    statics_left(host, state)
    return None


def lost_resources(host: Host, state: State) -> None:
    """At the end of an event: what nobody points to any more is lost; report it and take it off."""
    kept = reachable(host, state)
    for entry, resource in list(state.ledger.items()):
        if not isinstance(resource.key, str) or resource.key in kept or resource.key not in state.heap:
            continue
        rule = _rule_for(host, resource)
        if resource.scope == LOST:
            rule = ""
        if rule == "raw_never_reclaimed":
            _raw_lost(host, state, resource)
        elif rule:
            state.scope = (resource.scope,) if resource.scope in DATAPATH else state.scope
            _lost(host, state, rule, resource)
        if resource.scope == LOST or life(host, resource.kind) in ("memory", "raw", "listed"):
            del state.ledger[entry]
    _forget(host, state, kept)


def _forget(host: Host, state: State, kept: Container[str]) -> None:
    """What cannot matter any more goes: objects, lost enables, the marks in the world."""
    for name in [name for name in state.heap if name not in kept]:
        del state.heap[name]
    for root in [root for root in holding(state.device[1]) if root not in state.heap]:
        state.device = (state.device[0], without(state.device[1], root))
    for entry in [e for e, r in state.ledger.items() if r.scope == LOST and r.kind == "pci.enable"]:
        del state.ledger[entry]
    for name in ("acknowledged", "scheduled", "sent_at"):
        path = world_field(host, state, name)
        if state.load("world", path) and not (name == "sent_at" and _in_flight(host, state)):
            state.store("world", path, 0)


def _raw_lost(host: Host, state: State, resource: Resource) -> None:
    """A value given away as a raw pointer is lost with everything it owns."""
    owned = owned_by(state, resource)
    host.broken(state, "raw_never_reclaimed", subject_of(resource), "", resource.site, owned)


def owned_by(state: State, resource: Resource) -> tuple[str, ...]:
    """The object of a raw pointer and the subjects of what it owns."""
    roots = {root for root in map(root_of, pointers(state.heap.get(str(resource.key), 0))) if root}
    owned = [r for r in state.ledger.values() if r.key in roots or (r.key == resource.key and r != resource)]
    return (str(resource.key), *sorted(subject_of(r) for r in owned))


def _in_flight(host: Host, state: State) -> bool:
    """Is there a packet that was sent and not completed?"""
    netdevs = state.load("world", world_field(host, state, "netdevs")).items
    for pointer in netdevs:
        netdev = state.load(pointer.root, ())
        fields = [name for name, _ in host.type_of(netdev.ty).fields]
        if netdev.items[fields.index("in_flight")]:
            return True
    return False


def _rule_for(host: Host, resource: Resource) -> str:
    if resource.kind == "rust.raw":
        return "raw_never_reclaimed"
    if life(host, resource.kind) != "memory":
        return ""
    if resource.scope in DATAPATH:
        return "leak_in_datapath"
    return {
        "open": "leak_on_stop",
        RETAINED: "leak_on_stop",
        "probe": "leak_on_remove",
        OUTLIVED: "leak_on_remove",
    }.get(resource.scope, "")


def _put_buffer(host: Host, state: State, args: list[Any]) -> Any:
    """`put_buffer(skb)`: one reference less; the last one frees the buffer and its data.
    `put_buffer(skb, function)`: by a function that must not do so with interrupts off."""
    root = root_of(args[0])
    skb: Any = state.heap.get(root, FREED) if root is not None else FREED
    if root is None or skb is FREED:
        taken = consumed(state, root)
        host.broken(state, "consuming_error_ignored" if taken else "released_twice", "net.skb", "", taken)
        return None
    references = skb.items[0]
    if isinstance(references, int) and references > 1:
        state.heap[root] = skb.with_item(0, references - 1)
        return None
    if len(args) > 1:
        LEDGER["context"](host, state, [args[1], "frees_skb"])
    release(host, state, ["net.skb", args[0]])
    for gone in (skb.items[2], args[0]):
        MEMORY["free"](host, state, [gone])
    return None


def _handler_is_stale(host: Host, state: State, args: list[Any]) -> Any:
    """`handler_is_stale(action)`: the open that registered it is over."""
    for resource in state.ledger.values():
        if resource.kind == "irq.line" and resource.key == key_of(args[0]):
            return resource.scope in (LOST, GONE, OUTLIVED)
    return False


def _note(name: str) -> Primitive:
    def remember(host: Host, state: State, args: list[Any]) -> Any:
        state.store("world", world_field(host, state, name), host.where(state) or 0)
        return None

    return remember


def _broken_at(name: str, subject: str) -> Primitive:
    """`broken_at_disable(rule)`: the place of the release that came too early is the one to mend;
    `broken_at_sent(rule, detail)`: that of the bytes that were counted too early."""

    def report(host: Host, state: State, args: list[Any]) -> Any:
        site = state.load("world", world_field(host, state, name))
        host.broken(state, str(args[0]), subject, str(args[1]) if len(args) > 1 else "", site or None)
        return None

    return report


def _note_undone(host: Host, state: State, args: list[Any]) -> Any:
    """`note_undone(kind, key)`: a registration goes; if the callback that runs made it, remember where."""
    scope = state.scope[-1] if state.scope else ""
    for resource in state.ledger.values():
        if resource.kind == args[0] and resource.key == key_of(args[1]) and resource.scope == scope:
            state.store("world", world_field(host, state, "undone"), resource.site or 0)
    return None


def _broken_at_undone(host: Host, state: State, args: list[Any]) -> Any:
    """`broken_at_undone(rule)`: the callback succeeds; is what it registered gone?"""
    path = world_field(host, state, "undone")
    if site := state.load("world", path):
        host.broken(state, str(args[0]), "the registration", "", site)
        state.store("world", path, 0)
    return None


def _own(host: Host, state: State, args: list[Any]) -> Any:
    """`own(token)`: take back what was given to C as a raw pointer."""
    token = args[0]
    if isinstance(token, Ptr) and token.kind is PtrKind.RAW:
        return token._replace(kind=PtrKind.ARC if token.path == (1,) else PtrKind.BOX)
    return token


def _raw_of(host: Host, state: State, args: list[Any]) -> Any:
    """`raw_of(reference)`: the C pointer to the object behind references."""
    value = args[0]
    while isinstance(value, Ptr):
        inner = state.load(value.root, value.path)
        if not isinstance(inner, Ptr):
            return value._replace(kind=PtrKind.RAW)
        value = inner
    return value


def _on_stack(host: Host, state: State, args: list[Any]) -> Any:
    """`on_stack(reference)`: is what it leads to a local, which will move or go?"""
    return int(root_of(_raw_of(host, state, args)) is None)


def _only(host: Host, state: State, args: list[Any]) -> Any:
    """`only(type, trait)`: the type, or where it is not written the one that implements the trait."""
    if isinstance(args[0], TypeValue) and isinstance(args[0].ty, Ty) and args[0].ty.path != "?":
        return args[0]
    return TypeValue(host.only_impl(str(args[1])))


def _discriminant(host: Host, state: State, args: list[Any]) -> Any:
    value = deref(state, args[0])
    if not isinstance(value, Agg):
        return value
    definition = host.type_of(value.ty)
    return dict(definition.discriminants).get(value.variant, 0) if definition is not None else 0


def _answers(host: Host, state: State, args: list[Any]) -> Any:
    """`answers(value)`: 0 for the variant of an enum whose number is 0, 1 for any other and for what is not
    known."""
    number = _discriminant(host, state, args)
    return int(not isinstance(number, int) or number != 0)


POINTS: dict[str, Primitive] = {
    "probe_failed": _probe_failed,
    "unbound": _unbound,
    "open_failed": _open_failed,
    "stopped": _stopped,
    "module_gone": _module_gone,
    "handler_is_stale": _handler_is_stale,
    "note_disabled": _note("disabled_at"),
    "note_sent": _note("sent_at"),
    "broken_at_disable": _broken_at("disabled_at", "the PCI function"),
    "broken_at_sent": _broken_at("sent_at", "the bytes of the packet"),
    "note_undone": _note_undone,
    "broken_at_undone": _broken_at_undone,
    "own": _own,
    "put_buffer": _put_buffer,
    "raw_of": _raw_of,
    "on_stack": _on_stack,
    "only": _only,
    "discriminant": _discriminant,
    "answers": _answers,
    "intended": lambda host, state, args: host.meant(state),
    "quiet": lambda host, state, args: _quiet(host, state),
    "module_type": lambda host, state, args: TypeValue(host.module()[0]),
    "module_name": lambda host, state, args: host.module()[1],
}
