"""What was not seen: unknown calls, unread lines, bounds; and how many calls are known how well."""

from __future__ import annotations

from modcheck.engine.machine import Machine
from modcheck.engine.search import Exploration
from modcheck.ir import Program
from modcheck.ir.functions import BODY
from modcheck.ir.mentions import unused
from modcheck.judgement import Assumption, Coverage
from modcheck.source import Span

_KINDS = {
    "unknown_call": "unknown_call",
    "unread": "unread",
    "opaque": "unknown_call",
    "branch": "unknown_call",
    "rounds": "bound",
}


def assumptions_of(exploration: Exploration, program: Program) -> tuple[Assumption, ...]:
    """All assumptions of a run, in a stable order."""
    found = [
        assumption_of(text)
        for text in sorted({a for item in exploration.found for a in item.assumed} | exploration.assumed)
    ]
    found += [
        Assumption(f"unread:{f.span.path}:{f.span.start}", "unread", f.span, f.text) for f in program.faults
    ]
    found += [Assumption(f"bound:{b.text}", "bound", b.place, b.text) for b in exploration.bounds]
    found += [Assumption(f"crowd:{b.text}", "bound", b.place, b.text) for b in exploration.thinned]
    found += [Assumption(f"stopped:{b.text}", "bound", b.place, b.text) for b in exploration.stopped]
    found += [
        Assumption(f"counter:{text}", "bound", None, f"{text} keeps growing: followed for its first values")
        for text in exploration.counters
    ]
    unique = {assumption.id: assumption for assumption in found}
    return tuple(unique.values())


def assumption_of(text: str) -> Assumption:
    """What a path rests on, as the engine notes it: `kind:path:offset:what`."""
    kind, path, start, *rest = [*text.split(":", 3), "", ""][:4]
    offset = int(start) if start.isdigit() else 0
    return Assumption(text, _KINDS.get(kind, kind), Span(path, offset, offset), ":".join(rest) or kind)


def of_a_proof(
    program: Program, traffic: float | None, in_flight: bool, profile: str, framework: str, broken_off: int,
    modelled: bool = True, files: bool = False,
) -> tuple[Assumption, ...]:  # fmt: skip
    """What a proof rests on: the bounds of the exploration that makes it. `traffic`: frames and packets after
    each `up`, if they are limited; `in_flight`: may several packets be under way? `modelled`: is there a
    model of the device? `files`: does user space open files of the driver?"""
    traits = {impl.trait for impl in program.impls}
    met = "kernel::pci::Driver" in traits and modelled
    reading = "implemented" if framework == "as-implemented" else "intended"
    limits = {
        **(_of_device(traffic, in_flight) if met else {}),
        **(_of_stranger() if traits & _DRIVERS and not modelled else {}),
        "limit:errors": "each path is followed to its first error" if broken_off else "",
        **(_of_files(traffic) if files else {}),
        "limit:framework": f"the kernel crate works as it is {reading}",
    }
    found = [Assumption(name, "bound", None, text) for name, text in limits.items() if text]
    if met:
        device = f"the device is that of the profile `{profile}`"
        found.append(Assumption(f"profile:{profile}", "profile", None, device))
    return tuple(found)


_DRIVERS = {f"kernel::{bus}::Driver" for bus in ("pci", "platform", "auxiliary", "i2c", "usb")}


def _of_stranger() -> dict[str, str]:
    return {
        "limit:device": "of the device nothing is known: its registers hold anything, it interrupts at any "
        "time, and it reaches no memory",
        "limit:interrupts": "an interrupt comes inside `probe` and `unbind` only, at each place once",
    }


def _of_device(traffic: float | None, in_flight: bool) -> dict[str, str]:
    one_packet = not in_flight and traffic is None
    return {
        "limit:traffic": _traffic(traffic) if traffic is not None else "",
        "limit:queue": "a packet is sent when the one before is completed" if one_packet else "",
        "limit:link": "the link does not change while every interrupt cause is masked",
        "limit:interrupts": (
            "an interrupt comes inside `probe`, `open`, `stop` and `remove` only, at each place once"
        ),
    }


def _of_files(traffic: float | None) -> dict[str, str]:
    many = "once" if traffic == 1 else f"{traffic} times"
    told = "" if traffic is None else f"`echo` writes at most {many}; "
    return {
        "limit:files": f"{told}processes choose the numbers of `cat` and `echo` and those at which a "
        "comparison turns (the first four of each place), and one process runs at a time but where one "
        "sleeps",
    }


def _traffic(many: float) -> str:
    told = "1 frame or link change and 1 packet" if many == 1 else f"{many} frames and {many} packets"
    return f"at most {told} after each `up`"


def unknown_names(machine: Machine) -> set[str]:
    """The names of functions that were called and that nobody knows."""
    texts = [kind[8:] for kind in machine.coverage.values() if kind.startswith("unknown ")]
    return {text.removesuffix("()").rpartition("::")[2].lstrip(".") for text in texts}


def coverage_of(machine: Machine, program: Program) -> Coverage:
    """Distinct call places that were run."""
    kinds = list(machine.coverage.items())
    idle = {
        path.removesuffix(BODY): function
        for path, function in program.functions.items()
        if path not in machine.entered | program.made | machine.catalog.looked_through
        and path + BODY not in program.functions
        and path.removesuffix(BODY).rpartition("::")[2][:1].islower()
    }
    dead = unused(program) if idle else frozenset()
    return Coverage(
        effect=sum(1 for _, kind in kinds if kind == "effect"),
        no_effect=sum(1 for _, kind in kinds if kind == "no_effect"),
        unknown=tuple(sorted((span, kind[8:]) for span, kind in kinds if kind.startswith("unknown"))),
        faults=tuple(sorted((fault.span, fault.text) for fault in program.faults)),
        never_run=tuple(sorted((f.span, path) for path, f in idle.items() if path not in dead)),
        unused=tuple(sorted((f.span, path) for path, f in idle.items() if path in dead)),
    )
