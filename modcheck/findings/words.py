"""A group of breaks in, a worded `Finding` out: message, help and symptom from the check's page, the
primary place, labels, and the fingerprint."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from modcheck.engine.catalog import place_of_callback
from modcheck.engine.machine import Machine
from modcheck.engine.search import Found
from modcheck.environment import ONCE_MORE
from modcheck.findings.causes import Group
from modcheck.findings.group import DISABLED
from modcheck.findings.places import places_of, subjects_of
from modcheck.findings.replay import Replayed
from modcheck.findings.symptoms import fitting
from modcheck.ir import Program
from modcheck.judgement import Blame, Consequence, Finding, Level, TraceStep, Verdict
from modcheck.source import SourceFile, Span

_UNNAMED = "what was acquired"
_CALLED_BY = {"down": "stop", "up": "open", "insmod": "probe", "rmmod": "remove"}


def word(
    program: Program,
    machine: Machine,
    item: Group,
    verdict: Verdict,
    replayed: Replayed,
    files: dict[str, SourceFile],
) -> Finding:
    """Word one finding."""
    rule = "leak_on_stop" if item.rule == "retained" else item.rule
    page = machine.catalog.book.checks[rule]
    members = _distinct(item)
    callback = _callback(item)
    place = _place(program, machine, item, rule, callback)
    filled = _Words(machine, item, members, callback, program, files, place)
    breaks = page if item.told is None else machine.catalog.book.checks[item.told.rule]
    level = _level(item, breaks.tier, verdict)
    retained = item.rule == "retained"
    return Finding(
        rule=rule,
        level=level,
        verdict=verdict,
        blame=Blame.DRIVER,
        message=filled.retained() if retained else filled.fill(page.message),
        place=place,
        label=filled.label(rule),
        callback=callback,
        resource=filled.resource().replace(_UNNAMED, ""),
        symptom=_symptom(item, [filled.fill(line) for line in filled.fitting(breaks.symptom)], replayed),
        help=filled.fill(page.help),
        fingerprint=_fingerprint(rule, callback, members, place, files),
        events=item.first.witness.events,
        choices=item.first.witness.choices,
        profile=machine.profile.value,
        trace=_relevant(replayed.trace, {rule, *(found.broken.rule for found in item.consequences)}),
        related=_related(item, place, rule, machine, files),
        consequences=_consequences(program, item, machine),
        assumptions=tuple(sorted(item.first.assumed)),
        subjects=subjects_of(item),
        places=places_of(machine, item, replayed, place, callback),
    )


def _several(resource: str) -> bool:
    """Is the noun a plural: `the BAR regions`, `the OPPs of a device`?"""
    head = re.split(r" (?:of|in|from) ", resource)[0]
    return " and " in resource or head.endswith("s") and not head.endswith(("ss", "us"))


def _symptom(item: Group, told: list[str], replayed: Replayed) -> tuple[str, ...]:
    """What the page says that dmesg tells; of a callback that only refuses, what of it the run printed."""
    if item.rule == "retained" or _still_decodes(item):
        return ()
    if item.first.broken.subject.endswith(ONCE_MORE):
        printed = {step.text for step in replayed.trace if step.kind == "log"}
        return tuple(line for line in told if line in printed)
    return tuple(told)


def _relevant(trace: tuple[TraceStep, ...], rules: set[str]) -> tuple[TraceStep, ...]:
    """The story without what else breaks on the way."""
    return tuple(
        step
        for step in trace
        if step.kind != "broken"
        or (step.text.partition(":")[0] in rules and not step.text.endswith("retained"))
    )


def _distinct(item: Group) -> list[Found]:
    seen: dict[str, Found] = {}
    for found in (item.first, *item.same):
        seen.setdefault(found.broken.subject, found)
    return list(seen.values())


def _callback(item: Group) -> str:
    """The driver's callback that broke; an event is named by the callback it made the framework call."""
    if item.rule == "leak_on_stop":
        return "stop"
    name = item.first.broken.callback or item.first.witness.events[-1]
    return _CALLED_BY.get(name, name)


def _still_decodes(item: Group) -> bool:
    """An access to a function that was disabled, or whose regions were released: nothing is seen of it."""
    rule = item.told.rule if item.told else item.rule
    return rule == "access_after_release" and item.first.broken.subject == DISABLED


def _level(item: Group, tier: str, verdict: Verdict) -> Level:
    if item.rule == "retained":
        return Level.NOTE
    if verdict is Verdict.POSSIBLE:
        return Level.WARNING
    if _still_decodes(item):
        return Level.WARNING
    if item.rule == "panic_while_holding" and item.first.broken.callback in ("irq", "poll", "timer"):
        return Level.ERROR
    return Level(tier)


def _place(program: Program, machine: Machine, item: Group, rule: str, callback: str) -> Span:
    """The place in the driver that is to be mended (or where the story begins)."""
    if item.told is not None:
        return item.told.place
    broken = item.first.broken
    points_at = machine.catalog.book.checks[rule].points_at
    if points_at == "callback":
        found = place_of_callback(machine.catalog, callback)
        if found is not None:
            return found
    if item.rule == "rings_freed_while_live" and item.first.exits:
        return min(item.first.exits)
    site = broken.site if isinstance(broken.site, Span) else None
    if (points_at == "site" or item.rule == "retained") and site is not None:
        return site
    if isinstance(broken.place, Span):
        return broken.place
    return site or place_of_callback(machine.catalog, callback) or _module_span(program)


def _module_span(program: Program) -> Span:
    return Span(program.files[0] if program.files else "", 0, 0)


class _Words:
    """The placeholders of a check's page, filled for one finding."""

    def __init__(
        self,
        machine: Machine,
        item: Group,
        members: list[Found],
        callback: str,
        program: Program,
        files: dict[str, SourceFile],
        place: Span,
    ) -> None:
        self.place = place
        self.machine = machine
        self.item = item
        self.members = members
        self.callback = callback
        self.program = program
        self.files = files

    def resource(self) -> str:
        """The nouns of all subjects."""
        nouns = list(dict.fromkeys(self._noun(found.broken.subject) for found in self.members))
        return nouns[0] if len(nouns) == 1 else f"{', '.join(nouns[:-1])} and {nouns[-1]}"

    def _noun(self, subject: str) -> str:
        kind = subject.partition("@")[0]
        resources = self.machine.catalog.book.resources
        if kind in resources:
            return str(resources[kind]["noun"])
        return subject if " " in subject else _UNNAMED

    def fill(self, template: str) -> str:
        """Replace the placeholders."""
        detail = self.item.told.detail if self.item.told else self.item.first.broken.detail
        detail = detail.removeprefix("panic: ")
        place = self._shown(self._told_place())
        if self._tells_exit() and told_exit(self.item) is None:  # no call failed
            template = template.replace(" at {place}", "")
        resource = self.resource()
        if _several(resource):
            template = template.replace("{resource} is ", "{resource} are ").replace(
                "{resource} was ", "{resource} were "
            )
        text = template.replace("{resource}", resource).replace("{callback}", self.callback or "remove")
        text = text.replace("{place}", place).replace(
            "{driver}", self.program.module_name or self.program.name
        )
        text = text.replace("{bdf}", "0000:00:03.0").replace("{detail}", detail)
        return re.sub(r": $", "", self._called(text)).replace(" (the the ", " (the ")

    def fitting(self, lines: tuple[str, ...]) -> Iterator[str]:
        """Those that dmesg tells of such a resource."""
        kinds = self.machine.catalog.book.resources.values()
        about = self.resource().replace(_UNNAMED, "")
        return fitting(lines, about, [str(kind.get("noun", "")) for kind in kinds])

    def _called(self, text: str) -> str:
        """Callbacks by the names that the generation of the crate has for them."""
        own = {name for impl in self.program.impls for name, _ in impl.functions}
        for name, others in self.machine.catalog.book.callbacks.items():
            there = next((other for other in others if other in own), others[0])
            text = text.replace(f"`{name}`", f"`{there}`")
        return text

    def _told_place(self) -> Span:
        """The place that the message names: the exit of an error path, else the primary place."""
        left = told_exit(self.item)
        return left if left is not None and self._tells_exit() else self.place

    def _tells_exit(self) -> bool:
        page = self.machine.catalog.book.checks.get(self.item.rule)
        return page is not None and page.exits == "told"

    def retained(self) -> str:
        """The note about what stays over stop."""
        resource = self.resource()
        verb = "are" if " and " in resource else "is"
        return (
            f"{resource} acquired since `open` {verb} kept over `stop`; the next `open` or the end drops it"
        )

    def _shown(self, span: Span | None) -> str:
        if span is None:
            return "the end of the callback"
        file = self.files.get(span.path)
        line = file.line_column(span.start)[0] if file is not None else span.start
        return f"{span.path.rpartition('/')[2]}:{line}"

    def label(self, rule: str) -> str:
        """What the caret points at."""
        page = self.machine.catalog.book.checks[rule]
        if self.place == place_of_callback(self.machine.catalog, self.callback):
            return page.label or self._called(f"when `{self.callback}` returns")
        by_place = {"callback": self._called(f"when `{self.callback}` returns"), "site": "acquired here"}
        return page.label or by_place.get(page.points_at, "here")


def _related(
    item: Group, place: Span, rule: str, machine: Machine, files: dict[str, SourceFile]
) -> tuple[tuple[Span, str], ...]:
    found: dict[Span, str] = dict([item.told.other] if item.told and item.told.other else [])
    by_exits = machine.catalog.book.checks[rule].exits
    for other in (item.first, *item.same):
        broken = other.broken
        if isinstance(broken.site, Span) and broken.site != place:
            found.setdefault(broken.site, "acquired here")
        if broken.place is not None and broken.place != place and not by_exits:
            found.setdefault(broken.place, broken.detail or "and here")
    if by_exits:
        for span in exits(item):
            found.setdefault(span, "an exit that leaves it")
    return tuple(sorted(found.items()))


def told_exit(item: Group) -> Span | None:
    """The first exit of those that leave the most behind."""
    members = (item.first, *item.same)
    return max(exits(item), key=lambda span: sum(span in found.exits for found in members), default=None)


def exits(item: Group) -> list[Span]:
    """The places of the failing calls of all paths of a group."""
    spans = {span for found in (item.first, *item.same) for span in found.exits}
    return sorted(spans)


def _consequences(program: Program, item: Group, machine: Machine) -> tuple[Consequence, ...]:
    seen: dict[tuple[str, str], Consequence] = {}
    pages = machine.catalog.book.checks
    for found in item.consequences:
        rule = found.broken.rule
        site = found.broken.site if isinstance(found.broken.site, Span) else None
        text = pages[rule].title if rule in pages else rule
        place = found.broken.place or site
        at_site = rule in pages and pages[rule].points_at == "site"
        seen.setdefault((rule, str(place)), Consequence(rule, site if at_site and site else place, text))
    return tuple(seen.values())


def _fingerprint(
    rule: str, callback: str, members: list[Found], place: Span, files: dict[str, SourceFile]
) -> str:
    """Stable under edits elsewhere: rule, callback, resource kinds and the text of the line."""
    file = files.get(place.path)
    anchor = file.line_text(file.line_column(place.start)[0]).strip() if file is not None else ""
    kinds = sorted(
        {found.broken.subject.partition("@")[0] for found in members if "@" in found.broken.subject}
    )
    raw = "\0".join([rule, callback, *kinds, re.sub(r"\s+", " ", anchor)])
    return hashlib.sha256(raw.encode()).hexdigest()[:16]
