"""What stands around a module in, what is wrong with it out, as the checks of the group `around` have it."""

from __future__ import annotations

import re
from typing import NamedTuple

from modcheck.around.build import Build, Reason
from modcheck.around.builtin import Other, told
from modcheck.around.facts import Facts, id_place, module_place, name_place
from modcheck.around.kbuild import Kbuild, kbuild_file, read_kbuild
from modcheck.around.registered import MISC_MAJOR, Registered
from modcheck.around.scripts import DeviceNode, Load, Script
from modcheck.around.sources import Sources
from modcheck.around.tree import Tree
from modcheck.source import MODULE_MACRO, SourceFile, Span

Related = tuple[tuple[Span, str], ...]
_KBUILD_MAKEFILE = re.compile(rb"^[ \t]*obj-|\bM=|\bSUBDIRS=", re.MULTILINE)
MAX_SIBLINGS = 64


class Trouble(NamedTuple):
    """Something that is wrong around a module."""

    rule: str
    detail: str
    place: Span
    label: str
    subject: str = ""
    """What it is about: a symbol, an object, a node."""
    related: Related = ()
    change: Span | None = None
    """The line to change, if it is another one."""
    advice: str = ""
    """What to do, if more is known than what the page of the check says; `{place}` is the line to change."""


class Around(NamedTuple):
    """What was read around one module."""

    sources: Sources
    facts: Facts
    tree: Tree
    build: Build
    objects: frozenset[str]
    """What the Kbuild of the folder builds, as names of modules."""

    @property
    def main(self) -> SourceFile:
        """The main file."""
        return self.facts.files[self.facts.main]


def module_name(text: str) -> str:
    """A name as the kernel has it: KBUILD_MODNAME has `_` for `-` (Linux scripts/Makefile.lib)."""
    return text.replace("-", "_")


def not_built(around: Around) -> list[Trouble]:
    """The module is on no line, its folder is not entered, or Rust is off."""
    found = []
    for reason in around.build.reasons:
        if not (reason.certain or reason.symbol == "RUST") or _is_no_kbuild(around):
            continue
        found.append(_not_built(around, reason))
    return found


def _is_no_kbuild(around: Around) -> bool:
    """A Makefile that has nothing to do with the kernel says nothing of the module."""
    file = kbuild_file(around.sources, around.sources.folder)
    return not isinstance(file, SourceFile) or not _KBUILD_MAKEFILE.search(file.data)


def _not_built(around: Around, reason: Reason) -> Trouble:
    detail = reason.text
    related: Related = ()
    if reason.symbol == "RUST" and around.tree.configuration is not None:
        detail = f"{reason.text} in {around.tree.configuration.path}"
    place = module_place(around.main)
    if reason.place is not None and reason.place.path != place.path:
        related = ((reason.place, "this line decides it"),)
    return Trouble(
        "module_not_built", detail, place, "this module", around.facts.name, related, reason.place,
        _advice(around, reason),
    )  # fmt: skip


def _advice(around: Around, reason: Reason) -> str:
    if reason.symbol == "RUST":
        where = "at {place} " if reason.place is not None else ""
        return (
            f"{where}set `CONFIG_RUST=y` (`make LLVM=1 menuconfig`: General setup, Rust support; "
            "`make LLVM=1 rustavailable` says what is missing for it), and build the kernel anew"
        )
    if reason.place is not None:
        change = "write `obj-m` in the place of `obj-y`"
        return f"at {{place}} {change if reason.text.startswith('`obj-y`') else 'change the condition'}"
    if around.build.listed:
        return f"add the line that leads to its folder: {reason.text}"
    return _listing(around, around.build.kbuild, around.main.path)


def _listing(around: Around, kbuild: str, source: str) -> str:
    """The line that a Kbuild lacks."""
    stem = source.rpartition("/")[2].removesuffix(".rs")
    if around.tree.external:
        return f"add `obj-m += {stem}.o` to {kbuild}"
    symbol = stem.upper()
    return (
        f"add `obj-$(CONFIG_{symbol}) += {stem}.o` to {kbuild}, and `config {symbol}` to the Kconfig file "
        "beside it"
    )


def unlisted(around: Around) -> list[Trouble]:
    """Other sources in the folder with `module!` that its Kbuild does not list. The first module that is
    listed says so, that each is said once."""
    sources, folder = around.sources, around.sources.folder
    kbuild = read_kbuild(sources, folder, around.tree.setting)
    if not isinstance(kbuild, Kbuild) or kbuild.notes or not around.build.listed:
        return []
    listed = {goal.word for goal in kbuild.goals}
    listed |= {part.word for parts in kbuild.members.values() for part in parts}
    rust = [name for name in sources.names(folder) if name.endswith(".rs")][:MAX_SIBLINGS]
    first = next((name for name in rust if f"{name[:-3]}.o" in listed and _is_module(around, name)), "")
    if first != around.facts.main.rpartition("/")[2] or around.build.line is None:
        return []
    others = [n for n in rust if f"{n[:-3]}.o" not in listed and n != first and _is_module(around, n)]
    related = ((around.build.line.line, "this line is for another module"),)
    found = []
    for name in others:
        file = sources.text(folder / name)
        if file is not None:
            detail = f"no line of {kbuild.path} lists {name[:-3]}.o"
            place = module_place(file)
            advice = _listing(around, kbuild.path, name)
            found.append(
                Trouble("module_not_built", detail, place, "this module", name[:-3], related, None, advice)
            )
    return found


def _is_module(around: Around, name: str) -> bool:
    file = around.sources.text(around.sources.folder / name)
    return file is not None and MODULE_MACRO.search(file.data) is not None


def unknown_symbol(around: Around, symbol: str, line: Span) -> Trouble:
    """An `obj-$(CONFIG_X)` whose symbol no Kconfig of the tree defines: it is never set."""
    detail = f"no Kconfig file of the tree defines {symbol}"
    related = ((module_place(around.main), "the module that it is for"),)
    advice = f"correct the name, or add `config {symbol}` to a Kconfig file of the tree"
    subject, label = f"CONFIG_{symbol}", "this symbol is never set"
    return Trouble("module_not_built", detail, line, label, subject, related, None, advice)


def shadowed(around: Around, others: list[Other]) -> list[Trouble]:
    """Another driver for one of the module's devices is built into the kernel: it binds them at boot."""
    configuration = around.tree.configuration
    found = []
    for other in others:
        if other.value != "y" or configuration is None or _is_itself(around, other):
            continue
        line = configuration.lines.get(other.symbol)
        related = [(line, "the other driver is built in by this line")] if line is not None else []
        related += [(other.claim, "its own claim of the device")] if other.claim is not None else []
        detail = f"CONFIG_{other.symbol}=y builds in {other.driver}, which claims {told(other.id)} at boot"
        place = id_place(around.facts, other.id[1])
        found.append(
            Trouble(
                "driver_shadowed",
                detail,
                place,
                "the device that it takes",
                f"CONFIG_{other.symbol}",
                tuple(related),
                line,
            )  # fmt: skip
        )
    return found


def _is_itself(around: Around, other: Other) -> bool:
    return module_name(other.driver) in (module_name(around.facts.name), module_name(around.build.object))


def is_its_script(around: Around, script: Script) -> bool:
    """Does the script load this module, or is there no other that it could be for?"""
    names = {module_name(around.facts.name), module_name(around.build.object)}
    return len(around.objects) <= 1 or any(load.module in names for load in script.loads)


def wrong_nodes(around: Around, script: Script, registered: list[Registered]) -> list[Trouble]:
    """Nodes with a fixed number for a dynamic major, or looked up by a name that is not registered."""
    if not registered or not is_its_script(around, script):
        return []
    found = [trouble for node in script.nodes for trouble in _wrong_node(node, registered)]
    shown = {trouble.subject for trouble in found}
    for lookup in script.lookups:
        detail = _not_registered(lookup.name, registered)
        if detail and lookup.name not in shown:
            found.append(_node_trouble(detail, lookup.span, lookup.name, registered))
    return found


def _wrong_node(node: DeviceNode, registered: list[Registered]) -> list[Trouble]:
    if node.major is not None and node.major.isdigit():
        fixed = {MISC_MAJOR for entry in registered if entry.kind == "miscdev"}
        if node.major in fixed:
            return []
        kinds = {entry.kind for entry in registered}
        if kinds == {"miscdev"}:
            detail = f"{node.path} has the major number {node.major}, and misc devices have {MISC_MAJOR}"
        else:
            detail = f"{node.path} has the fixed major number {node.major}, and the driver gets a dynamic one"
        return [_node_trouble(detail, node.span, node.path, registered)]
    if node.found_by is not None:
        detail = _not_registered(node.found_by, registered)
        if detail:
            return [_node_trouble(f"{node.path}: {detail}", node.span, node.found_by, registered)]
    return []


def _not_registered(name: str, registered: list[Registered]) -> str:
    """What is wrong with looking for this name in /proc/devices; empty if nothing is known to be."""
    names = ["misc" if entry.kind == "miscdev" else entry.name for entry in registered]
    if None in names or name in names:
        return ""
    told_names = " and ".join(f"`{known}`" for known in dict.fromkeys(names))
    return f"`{name}` is looked up in /proc/devices, where the driver is {told_names}"


def _node_trouble(detail: str, span: Span, subject: str, registered: list[Registered]) -> Trouble:
    related = tuple((entry.span, "registered here") for entry in registered)
    return Trouble("device_node_mismatch", detail, span, "this node", subject, related)


def wrong_names(around: Around, scripts: list[Script]) -> list[Trouble]:
    """`module!`, the object and the scripts call the module by different names."""
    line, name, object = around.build.line, around.facts.name, around.build.object
    if line is None:
        return []
    found = []
    if name and module_name(name) != module_name(object) and not around.tree.inside:
        detail = f"`module!` says `{name}`, and {around.build.kbuild} builds {object}.ko"
        related = ((line.line, f"builds {object}.ko"),)
        place = name_place(around.main)
        found.append(Trouble("module_name_mismatch", detail, place, "its name in the log", object, related))
    for script in scripts:
        found += [_wrong_load(around, load) for load in _foreign(around, script)]
    return found


def _foreign(around: Around, script: Script) -> list[Load]:
    """The loads of a script of files beside it that the Kbuild does not build, if none is of one that it
    builds."""
    if len(around.objects) != 1:
        return []
    insmods = [load for load in script.loads if load.verb == "insmod"]
    rmmods = [load for load in script.loads if load.verb == "rmmod"]
    others = {load.module for load in script.loads if load.verb != "rmmod"} - around.objects
    found = [load for load in rmmods if len(rmmods) == 1 and load.module not in around.objects | others]
    if not any(load.module in around.objects for load in insmods):
        found += [load for load in insmods if not load.name.startswith("/")]
    return found


def _wrong_load(around: Around, load: Load) -> Trouble:
    line = around.build.line
    built = f"{around.build.object}.ko"
    if load.verb == "rmmod":
        built = around.build.object
    told_load = f"`{load.verb} {load.name}` is for a module that is not built here"
    detail = f"{told_load}: {around.build.kbuild} builds {built}"
    related = ((line.line, f"builds {around.build.object}.ko"),) if line is not None else ()
    return Trouble("module_name_mismatch", detail, load.span, "this name", load.name, related)
