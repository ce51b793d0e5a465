"""A module and what stands around it in, a diagnosis out: what it is, what binds it, what it would be built
as, what keeps it from working, and what was not decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from modcheck.around.build import Build, Reason
from modcheck.around.builtin import told
from modcheck.around.facts import Facts, id_place, module_place
from modcheck.around.findings import facts_of, worded
from modcheck.around.kconfig import place_of
from modcheck.around.look import Asked, Seen, look_around
from modcheck.around.tree import Tree
from modcheck.around.trouble import is_its_script
from modcheck.contracts import RuleBook
from modcheck.ir import Program
from modcheck.judgement import Finding
from modcheck.source import ModuleLayout, SourceFile, Span

_BUILT = {"m": "a module", "y": "built into the kernel", "": "not built", None: "not known"}
_TRAITS = {
    "kernel::pci::Driver": "a driver of PCI devices",
    "kernel::platform::Driver": "a driver of platform devices",
    "kernel::net::phy::Driver": "a driver of Ethernet PHYs",
    "kernel::net::DeviceOperations": "a network interface",
    "kernel::file::Operations": "files that user programs open",
    "kernel::block::mq::Operations": "a block device",
    "kernel::miscdevice::MiscDevice": "a misc device",
    "kernel::usb::Driver": "a driver of USB devices",
    "kernel::i2c::Driver": "a driver of I2C devices",
    "kernel::amba::Driver": "a driver of AMBA devices",
    "kernel::gpio::Chip": "a GPIO chip",
}
MAX_NOTES = 12


class Line(NamedTuple):
    """A sentence, and the place that it is from."""

    text: str
    place: Span | None = None


class Decision(NamedTuple):
    """Whether the module is built, and the lines that decide it."""

    value: str | None
    """`m`, `y`, empty (not built), or None (not known)."""
    told: str
    lines: tuple[Line, ...]
    obstacles: tuple[Line, ...]
    """What keeps it from being built, one a line."""


class Diagnosis(NamedTuple):
    """One module."""

    name: str
    main: str
    what: tuple[Line, ...]
    binds: tuple[Line, ...]
    build: Decision
    kernel: tuple[Line, ...]
    scripts: tuple[Line, ...]
    findings: tuple[Finding, ...]
    undecided: tuple[Line, ...]
    """What was not evaluated or not read."""
    problems: tuple[str, ...]
    """What should have been read and cannot be."""
    files: Mapping[str, SourceFile]

    @property
    def works(self) -> bool:
        """Nothing that was found keeps it from working."""
        return self.build.value != "" and not self.findings


def diagnose(
    layout: ModuleLayout, program: Program, files: Mapping[str, SourceFile], book: RuleBook, asked: Asked
) -> Diagnosis:
    """Look at everything around a module."""
    facts = facts_of(program, files, layout.shown)
    seen = look_around(layout, facts, book.drivers, asked)
    around = seen.around
    notes = [Line(note.text, note.span) for note in seen.notes]
    notes += [Line(text) for text in (seen.symbols.notes if seen.symbols is not None else ())]
    problems = [r.text for r in around.build.reasons if "cannot be read" in r.text]
    return Diagnosis(
        name=facts.name or around.build.object or layout.name,
        main=layout.shown,
        what=tuple(_what(program, facts)),
        binds=tuple(_binds(seen)),
        build=Decision(
            around.build.value, _told(around.build), tuple(_deciding(seen)), tuple(_obstacles(seen))
        ),
        kernel=tuple(_kernel(seen, asked)),
        scripts=tuple(_scripts(seen)),
        findings=worded(seen, book.checks),
        undecided=tuple(notes[:MAX_NOTES]) + _more(len(notes) - MAX_NOTES),
        problems=tuple([*seen.problems, *problems]),
        files=around.sources.files,
    )


def _more(count: int) -> tuple[Line, ...]:
    return (Line(f"and {count} more"),) if count > 0 else ()


def _what(program: Program, facts: Facts) -> list[Line]:
    place = module_place(facts.files[facts.main])
    name = f"`{facts.name}`" if facts.name else "without a name that can be read"
    kinds = [_TRAITS[impl.trait] for impl in program.impls if impl.trait in _TRAITS]
    made_of = f"; {', '.join(dict.fromkeys(kinds))}" if kinds else "; nothing but its `init` and `drop`"
    count = len(facts.files)
    parts = f", {count} files" if count > 1 else ""
    return [Line(f"a kernel module in Rust, {name}{parts}{made_of}", place)]


def _binds(seen: Seen) -> list[Line]:
    facts = seen.around.facts
    found = [Line(f"PCI device {told(id)}", id_place(facts, id[1])) for id in facts.ids]
    for entry in seen.registered:
        name = f"`{entry.name}`" if entry.name is not None else "of a name that is not written out"
        kind = "misc device" if entry.kind == "miscdev" else "character device with a dynamic major number"
        found.append(Line(f"a {kind}, {name}", entry.span))
    for other in seen.others:
        if other.value == "m":
            text = f"{other.driver}, a module, claims {told(other.id)} too: what is loaded first has it"
            found.append(Line(text, other.claim))
    return found or [Line("no table of PCI ids and no device that is known here: it runs when it is loaded")]


def _told(build: Build) -> str:
    name = f", {build.object}.ko" if build.value == "m" else ""
    if build.value is None and not build.kbuild:
        return "not known: no Kbuild and no Makefile stand beside it"
    return f"{_BUILT[build.value]}{name}"


def _deciding(seen: Seen) -> list[Line]:
    found = []
    for goal in seen.around.build.lines:
        file = seen.around.sources.files.get(goal.line.path)
        text = " ".join(file.text(goal.line.start, goal.line.end).split())[:90] if file is not None else ""
        value = "not known" if goal.value is None or not goal.sure else goal.value or "n"
        symbol = f": CONFIG_{goal.symbol} is {value}" if goal.symbol else ""
        found.append(Line(f"`{text}`{symbol}", goal.line))
    return found


def _obstacles(seen: Seen) -> list[Line]:
    return [Line(_obstacle(seen, reason), reason.place) for reason in seen.around.build.reasons]


def _obstacle(seen: Seen, reason: Reason) -> str:
    """A reason, with what Kconfig says that its symbol needs."""
    symbol = seen.symbols.found.get(reason.symbol) if seen.symbols is not None else None
    if not reason.symbol or seen.symbols is None or seen.symbols.problem:
        return reason.text
    if symbol is None:
        return f"{reason.text}: no Kconfig file of the tree defines {reason.symbol}"
    top = seen.around.tree.top
    place = place_of(seen.around.sources, top, symbol) if top is not None else None
    where = f" ({seen.around.sources.line_of(place)})" if place is not None else ""
    if symbol.unmet:
        return f"{reason.text}: it needs {', and '.join(symbol.unmet)}{where}"
    return f"{reason.text}: nothing else is missing, so it can be set{where}"


def _kernel(seen: Seen, asked: Asked) -> list[Line]:
    tree, sources = seen.around.tree, seen.around.sources
    if tree.top is None:
        found = [Line("no kernel tree is known: none is above the module, and no Makefile names one")]
    else:
        shown = sources.layout.name_of(tree.top)
        how = "which it lies in" if tree.inside else "named by this line"
        if asked.kernel is not None:
            how = "as it was given"
        there = "" if sources.is_folder(tree.top) else "; it is not there"
        found = [Line(f"the tree {shown}, {how}{there}", tree.named)]
    return [*found, _configured(tree)]


def _configured(tree: Tree) -> Line:
    configuration = tree.configuration
    if configuration is None:
        return Line("no configuration: what it decides is not known")
    rust = "CONFIG_RUST=y" if configuration.value("RUST") == "y" else "CONFIG_RUST is not set"
    return Line(f"configured by {configuration.path}: {rust}", configuration.lines.get("RUST"))


def _scripts(seen: Seen) -> list[Line]:
    found = []
    for script in seen.scripts:
        if not is_its_script(seen.around, script):
            continue
        found += [Line(f"{load.verb} {load.name}", load.span) for load in script.loads]
        for node in script.nodes:
            how = f"major {node.major}" if node.major is not None else "a major that is not known"
            if node.found_by is not None:
                how = f"the major of `{node.found_by}`"
            found.append(Line(f"makes {node.path} with {how}", node.span))
    return found
