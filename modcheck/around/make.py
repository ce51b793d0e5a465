"""A makefile as kbuild reads it in, what it lists out: objects and folders, with the line of each and what is
not decided. Nothing is run.

GNU make manual, "How make Parses a Makefile": logical lines, conditional directives, assignments, includes;
recipes are passed over. tree-sitter's grammar for make is not used: it takes `obj-$(CONFIG_X) += x.o` for
a rule, and finds an error in 2570 of the 2986 makefiles of Linux 6.12.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from modcheck.around.sources import Note, Sources
from modcheck.around.statements import assignment_of, sides_of
from modcheck.around.variables import Expander, NotKnown
from modcheck.source import LogicalLine, SourceFile, Span, logical_lines

MAX_INCLUDES = 40
MAX_CONDITIONS = 100
"""Conditions in conditions."""
_DEFINE = re.compile(r"(?:override\s+)?define\b")
_LIST = re.compile(r".*-(?:y|m|objs|\$\(CONFIG_\w+\))")
_NO_RULES = ("export", "unexport", "vpath", "undefine")
_BY_SYMBOL = re.compile(r"([\w.-]+)-\$[({](CONFIG_\w+)[)}]")
"""A list whose name says for which configuration it is: it keeps that name here."""
_CONDITION = re.compile(r"(ifeq|ifneq|ifdef|ifndef)\b(.*)", re.DOTALL)
_INCLUDE = re.compile(r"(-include|sinclude|include)\s+(.*)", re.DOTALL)


class Chunk(NamedTuple):
    """A part of a variable's value: one assignment."""

    text: str
    simple: bool
    """Expanded where it was assigned (`:=`)."""
    line: Span
    sure: bool
    """Every condition around it is decided."""
    unless: Span | None = None
    """The condition that keeps make from reading it."""
    unknown: str = ""
    """Of one that is expanded where it was assigned: what is not known of it."""


class Listed(NamedTuple):
    """A word of a list, as `foo.o` in `obj-m := foo.o`."""

    word: str
    line: Span
    sure: bool
    unless: Span | None = None
    """The condition that leaves it out."""


class Makefile:
    """What was read of a makefile and of what it includes."""

    def __init__(
        self, sources: Sources, top: Path | None, known: Mapping[str, str], empty: Callable[[str], bool]
    ) -> None:
        self.sources = sources
        self.top = top
        """The tree that the makefile belongs to; what it includes must lie in it."""
        self.known = known
        """Variables that the caller of make sets, as CONFIG_…"""
        self.empty = empty
        """Is a variable that nothing sets known to be empty?"""
        self.variables: dict[str, list[Chunk]] = {}
        self.left_out: dict[str, list[Chunk]] = {}
        """Assignments in branches that do not hold."""
        self.expander = Expander(self.lookup)
        self.by_prefix: dict[str, list[str]] = {}
        """What stands before `-$(CONFIG_…)` in names of lists → those names."""
        self._notes: dict[Note, None] = {}
        self.includes = 0
        self.recipes: list[tuple[str, Span]] = []

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is not decided, each once."""
        return tuple(self._notes)

    def lists(self, wanted: Callable[[str], bool]) -> dict[str, list[Listed]]:
        """The words of each variable whose name is wanted; what cannot be evaluated becomes a note."""
        names = dict.fromkeys([*self.variables, *self.left_out])
        return {name: self._words(name) for name in names if wanted(name)}

    def _words(self, name: str) -> list[Listed]:
        found = [
            Listed(word, chunk.line, chunk.sure, chunk.unless)
            for chunk in self.left_out.get(name, [])
            for word in chunk.text.split()
            if _is_plain(word)
        ]
        for chunk in self.variables.get(name, []):
            try:
                if chunk.unknown:
                    raise NotKnown(chunk.unknown)
                text = chunk.text if chunk.simple else self.expand(chunk.text)
            except NotKnown as reason:
                found += self._known_words(chunk)
                self.note(chunk.line, f"{reason} is not evaluated")
                continue
            found += [Listed(word, chunk.line, chunk.sure) for word in text.split()]
        return found

    def _known_words(self, chunk: Chunk) -> list[Listed]:
        """The words without references of a text that has some: `main.o $(EXTRA)`."""
        return [Listed(word, chunk.line, chunk.sure) for word in chunk.text.split() if _is_plain(word)]

    def expand(self, text: str) -> str:
        """The text with its references replaced."""
        return self.expander.expand(text)

    def lookup(self, name: str) -> str:
        """The value of a variable, unexpanded but for what was expanded when it was assigned."""
        if name in self.known:
            return self.known[name].replace("$", "$$")
        if name in self.variables:
            chunks = self.variables[name]
            unknown = next((chunk.unknown for chunk in chunks if chunk.unknown), "")
            if unknown:
                raise NotKnown(unknown)
            if not all(chunk.sure for chunk in chunks):
                raise NotKnown(f"`$({name})`, which a condition decides,")
            return " ".join(c.text.replace("$", "$$") if c.simple else c.text for c in chunks)
        if self.empty(name):
            return ""
        gathered = self._gathered(name)
        if gathered is not None:
            return gathered
        raise NotKnown(f"`$({name})`")

    def _gathered(self, name: str) -> str | None:
        """What lists by symbol (`foo-$(CONFIG_X)`) come to under the name that their values give them."""
        prefix, _, value = name.rpartition("-")
        lists = self.by_prefix.get(prefix, [])
        if value not in ("y", "m") or not lists:
            return None
        chosen = [other for other in lists if self.expand(other.removeprefix(f"{prefix}-")) == value]
        return " ".join(chunk.text for other in chosen for chunk in self.variables[other])

    def note(self, span: Span, text: str) -> None:
        """Keep a note, each once."""
        self._notes[Note(span, text)] = None


def _is_plain(word: str) -> bool:
    return "$" not in word and "," not in word and ")" not in word and "(" not in word


class _Condition(NamedTuple):
    """A condition around a line."""

    held: bool | None
    """Does the branch hold that the line is in? None: not known."""
    before: bool | None
    """Does this branch or one before it?"""
    line: Span
    why: str = ""
    """Of one that is not decided: what is not known."""


class _Offsets:
    """Offsets of bytes for offsets of characters, asked for in ascending order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.character, self.byte = 0, 0

    def of(self, character: int) -> int:
        """The byte that a character begins at."""
        if character < self.character:
            self.character, self.byte = 0, 0
        self.byte += len(self.text[self.character : character].encode())
        self.character = character
        return self.byte


class Reader:
    """Reads the lines of one file into a `Makefile`."""

    def __init__(self, into: Makefile, file: SourceFile, folder: Path, trail: tuple[str, ...] = ()) -> None:
        self.into = into
        self.file = file
        self.folder = folder
        self.trail = (*trail, file.path)
        self.conditions: list[_Condition] = []
        self.in_rule = False
        self.define = 0

    def read(self) -> Makefile:
        """All lines."""
        text = self.file.text(0, len(self.file.data))
        offsets = _Offsets(text)
        for line in logical_lines(text):
            span = self._span(line, offsets)
            if len(self.conditions) > MAX_CONDITIONS:
                self.into.note(span, "conditions that are nested too deeply: the rest is not read")
                break
            self._line(line, span)
        return self.into

    def _span(self, line: LogicalLine, offsets: _Offsets) -> Span:
        bare = line.text.strip()
        start = line.start + (line.text.find(bare) if bare else 0)
        return Span(self.file.path, offsets.of(start), offsets.of(start + len(bare)))

    def _line(self, line: LogicalLine, span: Span) -> None:
        if line.text.startswith("\t") and self.in_rule:
            if self._active() is not False:
                self.into.recipes.append((line.text.strip(), span))
            return
        bare = line.text.strip()
        if self.define or _DEFINE.match(bare):
            self.define += 1 if _DEFINE.match(bare) else -(bare == "endef")
        elif bare and not self._conditional(bare, span):
            self._statement(bare, span)

    def _statement(self, bare: str, span: Span) -> None:
        include, assignment = _INCLUDE.fullmatch(bare), assignment_of(bare)
        if self._active() is False:
            if assignment is not None:
                self._leave_out(assignment.name, assignment.text, span)
        elif include is not None:
            self._include(include[1], include[2], span)
        elif assignment is not None:
            self._assign(assignment.name, assignment.how, assignment.text, span)
            self.in_rule = False
        elif bare.split()[0] not in _NO_RULES:
            self.in_rule = ":" in bare

    def _active(self) -> bool | None:
        states = [condition.held for condition in self.conditions]
        return False if False in states else None if None in states else True

    def _leave_out(self, name: str, text: str, span: Span) -> None:
        symbol = _BY_SYMBOL.fullmatch(name)
        name = f"{symbol[1]}-$({symbol[2]})" if symbol is not None else name
        unless = next(condition.line for condition in self.conditions if condition.held is False)
        self.into.left_out.setdefault(name, []).append(Chunk(text, True, span, True, unless))

    def _conditional(self, bare: str, span: Span) -> bool:
        word = bare.split(None, 1)[0]
        if word == "endif":
            if self.conditions:
                self.conditions.pop()
            return True
        if word == "else":
            if self.conditions:
                self._else(bare[4:].strip(), span)
            return True
        found = _CONDITION.fullmatch(bare)
        if found is None:
            return False
        held, why = self._holds(found[1], found[2].strip()) if self._active() is not False else (False, "")
        self.conditions.append(_Condition(held, held, span, why))
        return True

    def _else(self, rest: str, span: Span) -> None:
        _, before, line, why = self.conditions.pop()
        found = _CONDITION.fullmatch(rest)
        holds: bool | None = self._active() is not False and before is not True
        if holds and found is not None:
            holds, why = self._holds(found[1], found[2].strip())
        if before is None and holds is True:
            holds = None
        after = True if True in (before, holds) else None if None in (before, holds) else False
        self.conditions.append(_Condition(holds, after, span if found is not None else line, why))

    def _holds(self, kind: str, rest: str) -> tuple[bool | None, str]:
        """Whether a condition holds; None, and why not, if that is not known."""
        try:
            if kind in ("ifdef", "ifndef"):
                return bool(self.into.lookup(self.into.expand(rest))) is (kind == "ifdef"), ""
            left, right = sides_of(rest)
            return (self.into.expand(left) == self.into.expand(right)) is (kind == "ifeq"), ""
        except NotKnown as reason:
            return None, str(reason)

    def _tell_conditions(self) -> None:
        """The conditions around this line that are not decided; of those that lists do not depend on,
        nothing is said."""
        for condition in self.conditions:
            if condition.held is None:
                self.into.note(
                    condition.line, f"{condition.why} is not evaluated: this condition is not decided"
                )

    def _assign(self, name: str, how: str, text: str, span: Span) -> None:
        into, sure = self.into, self._active() is True
        symbol = _BY_SYMBOL.fullmatch(name)
        try:
            name = f"{symbol[1]}-$({symbol[2]})" if symbol is not None else into.expand(name)
        except NotKnown:
            return  # flags of the compiler, and the like
        if not sure and _LIST.fullmatch(name):
            self._tell_conditions()
        if how == "!=":
            text, how = f"$(shell {text})", "="
        if how == "?=" and (name in into.variables or name in into.known):
            return
        old = into.variables.get(name, [])
        if symbol is not None and not old:
            into.by_prefix.setdefault(symbol[1], []).append(name)
        simple = how in (":=", "::=", ":::=") or (how == "+=" and bool(old) and old[0].simple)
        chunk = self._chunk(text, simple, span, sure)
        if how == "+=" or not sure:
            into.variables.setdefault(name, []).append(chunk)
        else:
            into.variables[name] = [chunk]

    def _chunk(self, text: str, simple: bool, span: Span, sure: bool) -> Chunk:
        """What is assigned; expanded at once if it is simple."""
        unknown = ""
        if simple:
            try:
                text = self.into.expand(text)
            except NotKnown as reason:
                unknown = str(reason)  # told where it is used
        return Chunk(text.replace("\\#", "#"), simple, span, sure, None, unknown)

    def _include(self, word: str, rest: str, span: Span) -> None:
        into = self.into
        try:
            names = into.expand(rest).split()
        except NotKnown as reason:
            into.note(span, f"{reason} is not evaluated: what is included here is not read")
            return
        for name in names:
            into.includes += 1
            problem = self._included(name, word != "include", span)
            if problem:
                into.note(span, f"{name} is included here, {problem}")

    def _included(self, name: str, optional: bool, span: Span) -> str:
        """Read an included file; else why it is not read."""
        from os.path import abspath

        path = Path(abspath(self.folder / name))
        top = self.into.top or self.into.sources.folder
        if not path.is_relative_to(top):
            return "but lies outside of the tree and is not read"
        if self.into.includes > MAX_INCLUDES:
            return "but that is too much to be read"
        found = self.into.sources.read(path)
        if found is None:
            return "" if optional else "but is not there"
        if not isinstance(found, SourceFile):
            return f"but cannot be read: {found.reason}"
        if found.path in self.trail:
            return "and includes itself"
        if self._active() is None:
            return "under a condition that is not decided, and is not read"
        Reader(self.into, found, self.folder, self.trail).read()
        return ""
