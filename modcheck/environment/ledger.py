"""Primitives that keep the books: what is held, in which callback, in which context, what was printed."""

from __future__ import annotations

from typing import Any

from modcheck.domains import Pointer
from modcheck.domains.heap import Resource, State
from modcheck.domains.values import Agg, Ptr, TypeValue
from modcheck.environment.memory import deref, root_of
from modcheck.environment.port import Blocks, Host, PathEnd, Primitive
from modcheck.ir.types import Ty

DATAPATH = ("poll", "start_xmit", "irq")
"""Callbacks that run while the interface is up."""

REQUESTED = ("read", "write", "seek", "ioctl", "mmap")
"""Callbacks that user space calls with an offset and a length of its choice."""

LOST = "lost"
"""The scope of what was reported as never given back."""

MANY = 2
"""Holders of one counted resource beyond the third are not told apart (they are numbered from 0)."""
_ATOMIC = {
    "irqs_off": "with interrupts off",
    "in_hardirq": "in an interrupt handler",
    "in_softirq": "in a softirq",
    "spinning": "with a spinlock held",
    "reading": "under the RCU read lock",
}
"""Fields of the world that count why the running code must not sleep, and how that is said."""


MAX_ERRNO = 4095
"""A pointer among the last so many numbers is an error (include/linux/err.h)."""


def is_errno(result: int) -> bool:
    """Is it the number of an error, negative as an `int` or as a pointer?"""
    return -MAX_ERRNO <= result < 0 or (1 << 64) - MAX_ERRNO <= result < 1 << 64


def _never(result: int) -> bool:
    return False


_FAILED = {"errno": lambda result: result < 0, "null": lambda result: result == 0, "err_ptr": is_errno}
"""By convention: does this result say that the call failed?"""


LOCAL = "local "
"""How the key begins of what is no object of its own, and may move."""


def key_of(value: Any) -> Any:
    """What identifies a resource: the object that a pointer names, or the number."""
    root = root_of(value)
    if root is not None:
        return root
    if isinstance(value, Ptr):
        return f"{LOCAL}{value.root}{value.path}"
    return f"{LOCAL}{value}" if isinstance(value, Pointer | Agg) else value


def acquire(host: Host, state: State, args: list[Any]) -> Any:
    """`acquire(kind, key, result, convention)`: book it if the call succeeded."""
    kind, key, result, convention = str(args[0]), key_of(args[1]), args[2], args[3]
    if isinstance(result, int) and _FAILED.get(convention, _never)(result):
        return None
    number = 0
    while (kind, key, number) in state.ledger and number < MANY:
        number += 1
    if (kind, key, number) in state.ledger:
        state.past |= {f"many {kind}"}
    scope = state.scope[-1] if state.scope else ""
    site = host.where(state) or host.callback_place(scope)
    state.ledger[(kind, key, number)] = Resource(kind, key, site, scope)
    state.past -= {f"drop {kind}", f"hand {kind}"}
    subject = subject_of(state.ledger[(kind, key, number)])
    state.touched |= {subject}
    state.note("books", subject, None)
    host.tally.acquired(subject, scope)
    state.note("acquire", host.kind_noun(kind), host.where(state))
    return None


def release(host: Host, state: State, args: list[Any]) -> Any:
    """`release(kind, key)`: take the oldest holder off the books, one that is lost last. What is not there is
    not an error here: the C functions themselves say what a release too many does."""
    kind, key = str(args[0]), key_of(args[1])
    numbers = [n for k, found, n in state.ledger if k == kind and found == key]
    number = min(numbers, key=lambda n: (state.ledger[kind, key, n].scope == LOST, n), default=None)
    if number is not None:
        subject = subject_of(state.ledger.pop((kind, key, number)))
        state.touched |= {subject}
        state.note("books", subject, None)
        host.tally.released(subject)
        state.note("release", host.kind_noun(kind), host.where(state))
    return None


def _held(host: Host, state: State, args: list[Any]) -> Any:
    """`held(kind, key)`, or `held(kind)` of any key: how many are on the books."""
    keys = [found for kind, found, _ in state.ledger if kind == str(args[0])]
    return keys.count(key_of(args[1])) if len(args) > 1 else len(keys)


def _extends(host: Host, state: State, args: list[Any]) -> Any:
    """`extends(kind, pointer, size)`: what was just acquired ends `size` bytes behind the pointer."""
    kind, key, size = str(args[0]), key_of(args[1]), args[2]
    start = args[1].offset if isinstance(args[1], Pointer) else 0
    number = max((n for k, found, n in state.ledger if k == kind and found == key), default=None)
    if number is not None and isinstance(start, int) and isinstance(size, int):
        held = state.ledger[kind, key, number]
        state.ledger[kind, key, number] = held._replace(extent=start + size)
    return None


def _acquired_now(host: Host, state: State, args: list[Any]) -> Any:
    """`acquired_now(kind, key)`: was it acquired by the callback that is running?"""
    kind, key = str(args[0]), key_of(args[1])
    scope = state.scope[-1] if state.scope else ""
    return any(r.kind == kind and r.key == key and r.scope == scope for r in state.ledger.values())


def _happens(host: Host, state: State, args: list[Any]) -> Any:
    """`happens(text)`: something that the story tells."""
    state.note("choice", str(args[0]), host.where(state))
    return None


def _enter(host: Host, state: State, args: list[Any]) -> Any:
    state.scope = (*state.scope, str(args[0]))
    state.note("enter", str(args[0]), None)
    return None


def _leave(host: Host, state: State, args: list[Any]) -> Any:
    scope = state.scope[-1] if state.scope else ""
    if scope in DATAPATH or scope in REQUESTED:
        reached(host, state, scope)
    state.note("leave", scope, None)
    state.scope = state.scope[:-1]
    return None


def world_field(host: Host, state: State, name: str) -> tuple[int, ...]:
    """The path of a field of the world object."""
    return (host.field(state.heap["world"], name),)


def _counted(host: Host, state: State, args: list[Any]) -> Any:
    """`counted(field, step)`: one more or one less of what the world counts."""
    path = world_field(host, state, str(args[0]))
    state.store("world", path, state.load("world", path) + args[1])
    return None


def _context(host: Host, state: State, args: list[Any]) -> Any:
    """`context(function, word)`: the function must not be called with interrupts off (`irqs_off`), or where
    nothing may sleep (`sleeps`)."""
    function, word = str(args[0]), str(args[1])
    rules = {"irqs_off": ("coherent_free_irqs_off", ["irqs_off"]), "sleeps": ("sleep_in_atomic", [*_ATOMIC])}
    rules["frees_skb"] = ("skb_freed_irqs_off", ["irqs_off", "in_hardirq"])
    rule, fields = rules.get(word, ("", []))
    world = state.heap["world"]
    named = zip(host.type_of(world.ty).fields, world.items, strict=True)
    why = [_ATOMIC[name] for (name, _), count in named if count and name in fields]
    if why:
        called = function if " " in function else f"`{function}`"
        host.broken(state, rule, host.site(state), f"{called} runs {' and '.join(why)}")
    return None


def _printk(host: Host, state: State, args: list[Any]) -> Any:
    """`printk(text)`: a line of the log."""
    text = str(deref(state, args[0]))
    for line in text.rstrip("\n").split("\n"):
        state.note("log", line, host.where(state))
    return None


def _module_log(host: Host, state: State, args: list[Any]) -> Any:
    """`module_log(text)`: a line of the module's own, with its name before it."""
    return _printk(host, state, [f"{host.module()[1]}: {deref(state, args[0])}"])


def _broken(host: Host, state: State, args: list[Any]) -> Any:
    """`broken(rule, subject, detail)`: a promise of the kernel's interface was broken here."""
    site = host.site(state)
    host.broken(state, str(args[0]), str(key_of(args[1]) or site), str(args[2]) if len(args) > 2 else "")
    return None


def _broken_resource(host: Host, state: State, args: list[Any]) -> Any:
    """`broken_resource(rule, kind, key, detail)`: the same, about a resource that is on the books."""
    rule, kind, key = str(args[0]), str(args[1]), key_of(args[2])
    for (k, found, _), resource in state.ledger.items():
        if k == kind and found == key:
            host.broken(
                state, rule, subject_of(resource), str(args[3]) if len(args) > 3 else "", resource.site
            )
            return None
    host.broken(state, rule, f"{kind}", str(args[3]) if len(args) > 3 else "")
    return None


def reached(host: Host, state: State, point: str) -> None:
    """A path has come to a point where promises are judged."""
    host.tally.reached(state, point, map(subject_of, state.ledger.values()))


def subject_of(resource: Resource) -> str:
    """A resource's name across runs: its kind and where it was acquired."""
    site = resource.site
    where = f"{site.path.rpartition('/')[2]}:{site.start}" if site is not None else "kernel"
    return f"{resource.kind}@{where}"


def _bug(host: Host, state: State, args: list[Any]) -> Any:
    """`bug(text)`: the kernel stops here."""
    state.note("log", str(args[0]), host.where(state))
    raise PathEnd(str(args[0]))


def _running(host: Host, state: State, args: list[Any]) -> Any:
    """`running(callback, …)`: is it one of these that runs, and not one that it made the kernel call?"""
    return state.scope[-1:] != () and state.scope[-1] in map(str, args)


def _waits(host: Host, state: State, args: list[Any]) -> Any:
    """`waits(what, detail)`: for what the running task holds itself; what opens the interface while `probe`
    goes on is another task, and `probe` will go on."""
    if "probe" in state.scope and "open" in state.scope:
        raise PathEnd("looked at no further")
    host.broken(state, "teardown_deadlock", str(args[0]), str(args[1]))
    raise PathEnd(f"the task waits for ever for {args[0]}")


def _take_mutex(host: Host, state: State, args: list[Any]) -> Any:
    """`take_mutex(mutex, what, detail)`: its field `held` is set; if it was, the task waits for itself."""
    where, value = args[0], state.load(args[0].root, args[0].path)
    path = (*where.path, host.field(value, "held"))
    held, process = state.load(where.root, path), state.load("world", world_field(host, state, "process"))
    if held and held != 1 + process:
        raise Blocks("another process holds the mutex")
    if held:
        _waits(host, state, args[1:])
    state.store(where.root, path, 1 + process)
    return None


def _blocks(host: Host, state: State, args: list[Any]) -> Any:
    """`blocks(what)`: the process sleeps. If another one waits for what it will do, it does nothing more."""
    if state.load("world", world_field(host, state, "process")):
        raise Blocks(f"it waits for {args[0]}")
    return None


def _asleep(host: Host, state: State, args: list[Any]) -> Any:
    """`asleep(text)`: the process goes no further."""
    raise PathEnd(str(args[0]))


def _parked(host: Host, state: State, args: list[Any]) -> Any:
    """`parked(text)`: a thread goes on, or sleeps until it is told, and is looked at no further."""
    host.tally.parked = True
    raise PathEnd(str(args[0]))


def _no_further(host: Host, state: State, args: list[Any]) -> Any:
    """`no_further()`: what comes now is looked at on another path."""
    raise PathEnd("looked at no further")


def _type_name(host: Host, state: State, args: list[Any]) -> Any:
    value = args[0]
    return str(value.ty).rpartition("::")[2] if isinstance(value, TypeValue) else "?"


def _names(host: Host, state: State, args: list[Any]) -> Any:
    """`names(type, path)`: is it the type of that path?"""
    return isinstance(args[0], TypeValue) and args[0].ty is not None and args[0].ty.path == args[1]


def _type_named(host: Host, state: State, args: list[Any]) -> Any:
    """`type_named(path)`: the type of that path, without arguments."""
    return TypeValue(Ty(str(args[0])))


def _is_type(host: Host, state: State, args: list[Any]) -> Any:
    """`is_type(type)`: is it a type at all, or a parameter that stands for none?"""
    return isinstance(args[0], TypeValue) and args[0].ty is not None and args[0].ty.path != "?"


LEDGER: dict[str, Primitive] = {
    "is_type": _is_type,
    "type_named": _type_named,
    "names": _names,
    "acquire": acquire,
    "release": release,
    "held": _held,
    "extends": _extends,
    "acquired_now": _acquired_now,
    "enter": _enter,
    "happens": _happens,
    "leave": _leave,
    "counted": _counted,
    "context": _context,
    "printk": _printk,
    "module_log": _module_log,
    "broken": _broken,
    "broken_resource": _broken_resource,
    "bug": _bug,
    "no_further": _no_further,
    "running": _running,
    "waits": _waits,
    "take_mutex": _take_mutex,
    "blocks": _blocks,
    "asleep": _asleep,
    "parked": _parked,
    "type_name": _type_name,
}
