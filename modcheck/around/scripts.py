"""The scripts beside a module in, what they load and which device nodes they make out. Nothing is run.

A word is known if it is written out, or made of variables that are set once to what is written out. Where a
script writes another one (a here-document, `echo "mknod …" >> rcS`), what it writes is read too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from modcheck.around.sources import Note, Sources
from modcheck.around.words import Words
from modcheck.source import SourceFile, Span

if TYPE_CHECKING:
    from modcheck.syntax import Node

MAX_BYTES = 64 * 1024
MAX_SCRIPTS = 16
MAX_NESTED = 8
"""Scripts written by scripts."""
_SHEBANG = re.compile(rb"#![^\n]*\b(?:ba|da|a)?sh\b")
_LOADS = ("insmod", "modprobe", "rmmod")
_WORTH = re.compile(rb"\b(?:mknod|insmod|modprobe|rmmod)\b|/proc/devices")
_RUNNERS = ("sudo", "busybox", "exec", "command")


class Load(NamedTuple):
    """A module that is put in or taken out."""

    verb: str
    name: str
    """As written: `./completion.ko`, `completion`."""
    span: Span

    @property
    def module(self) -> str:
        """The module's name as the kernel has it: without folder and `.ko`, `-` as `_`."""
        return self.name.rpartition("/")[2].removesuffix(".ko").replace("-", "_")


class DeviceNode(NamedTuple):
    """A `mknod` of a character device."""

    path: str
    major: str | None
    """The number that is written; None if it is computed."""
    found_by: str | None
    """The name that the number is looked up by in /proc/devices; None if it is not known."""
    span: Span


class Lookup(NamedTuple):
    """A name that is looked for in /proc/devices."""

    name: str
    span: Span


class Script(NamedTuple):
    """What is known of one script."""

    path: str
    loads: tuple[Load, ...]
    nodes: tuple[DeviceNode, ...]
    lookups: tuple[Lookup, ...]
    notes: tuple[Note, ...]


def scripts_beside(sources: Sources) -> list[Script]:
    """The scripts in the module's folder that load a module or make a node."""
    found: list[Script] = []
    for name in sources.names(sources.folder):
        if "." in name and not name.endswith(".sh"):
            continue
        path = Path(sources.folder / name)
        if sources.is_folder(path):
            continue
        file = sources.read(path, MAX_BYTES)
        if isinstance(file, SourceFile) and (name.endswith(".sh") or _SHEBANG.match(file.data)):
            if _WORTH.search(file.data):
                found.append(read_script(file))
            if len(found) == MAX_SCRIPTS:
                break
    return found


def read_script(file: SourceFile) -> Script:
    """What one script does with modules and nodes."""
    reader = _Reader(file)
    reader.read(file)
    return Script(
        file.path, tuple(reader.loads), tuple(reader.nodes), tuple(reader.lookups), tuple(reader.notes)
    )


class _Reader:
    """Collects the commands of a script and of those that it writes."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.words = Words(file)
        self.found_by: dict[str, str | None] = {}
        """Variable → the name by which its value is looked up in /proc/devices."""
        self.loads: list[Load] = []
        self.nodes: list[DeviceNode] = []
        self.lookups: list[Lookup] = []
        self.notes: list[Note] = []
        self.nested = 0

    def read(self, file: SourceFile) -> None:
        """All commands of a text; offsets are those of the script."""
        from modcheck.syntax.shell import parse_shell

        tree = parse_shell(file)
        self.notes += [Note(fault.span, fault.text) for fault in tree.faults if file is self.file]
        for node in tree.root.walk():
            if node.kind == "variable_assignment":
                self._assign(node)
            elif node.kind == "command":
                self._command(node)
            elif node.kind == "heredoc_body":
                self._written(node.start, node.end)

    def _span(self, node: Node) -> Span:
        return Span(self.file.path, node.start, node.end)

    def _assign(self, node: Node) -> None:
        name, value = node.get("name"), node.get("value")
        if name is None:
            return
        if value is not None and b"/proc/devices" in self.file.data[value.start : value.end]:
            self.found_by[name.text] = self._name_looked_up(value)
        self.words.assign(name.text, value)

    def _command(self, node: Node) -> None:
        words = [part for part in node.parts() if part.kind not in ("variable_assignment", "file_redirect")]
        while words and self.words.text(words[0]) in _RUNNERS:
            words = words[1:]
        if not words:
            return
        verb = (self.words.text(words[0]) or "").rpartition("/")[2]
        self._does(verb, words[1:], node)

    def _does(self, verb: str, arguments: list[Node], node: Node) -> None:
        if verb in _LOADS:
            self._load(verb, arguments)
        elif verb == "mknod":
            self._mknod(node, arguments)
        elif verb in ("echo", "printf"):
            for part in arguments:
                if part.kind in ("string", "raw_string"):
                    self._written(part.start + 1, part.end - 1)
        elif any(self.words.text(part) == "/proc/devices" for part in arguments):
            name = self._name_in(verb, arguments)
            if name is not None:
                self.lookups.append(Lookup(name, self._span(node)))

    def _load(self, verb: str, arguments: list[Node]) -> None:
        named = [part for part in arguments if self.file.data[part.start] != ord("-")]
        if not named:
            return
        name = self.words.text(named[0])
        if name is None:
            self.notes.append(Note(self._span(named[0]), f"what `{verb}` is given here is not known"))
        else:
            self.loads.append(Load(verb, name, self._span(named[0])))

    def _mknod(self, node: Node, arguments: list[Node]) -> None:
        texts = [self.words.text(part) for part in arguments]
        at = next((index for index, text in enumerate(texts) if text in ("c", "u")), 0)
        if at == 0 or at + 1 == len(texts):
            return  # a block device, a pipe, or no command that works
        path, major = texts[at - 1] or "a device node", texts[at + 1]
        found_by = self._found_by(arguments[at + 1])
        if major is None and found_by is None:
            self.notes.append(Note(self._span(arguments[at + 1]), "this major number is not known"))
        self.nodes.append(DeviceNode(path, major, found_by, self._span(node)))

    def _found_by(self, node: Node) -> str | None:
        """The name by which a number was looked up that stands here as a variable or a command."""
        text = self.file.text(node.start, node.end).strip('"')
        if "/proc/devices" in text:
            return self._name_looked_up(node)
        return self.found_by.get(text.strip("${}"))

    def _name_looked_up(self, value: Node) -> str | None:
        for node in value.walk():
            if node.kind == "command":
                words = node.parts()
                verb = (self.words.text(words[0]) or "").rpartition("/")[2] if words else ""
                name = self._name_in(verb, words[1:])
                if name is not None:
                    return name
        return None

    def _name_in(self, verb: str, arguments: list[Node]) -> str | None:
        """The name that awk or grep is told to look for; None if that is not plain."""
        texts = [self.words.text(part) or self.words.loosely(part) for part in arguments]
        if verb == "grep":
            return _plain_name(next((t for t in texts if t is not None and not t.startswith("-")), ""))
        if verb not in ("awk", "gawk", "mawk"):
            return None
        pairs = [text for flag, text in zip(texts, texts[1:], strict=False) if flag == "-v" and text]
        given = {name: value for name, _, value in (pair.partition("=") for pair in pairs)}
        for text in texts:
            found = re.search(r"""\$2\s*==\s*(?:"([^"]+)"|(\w+))|/\^?\s?([\w-]+)\$?/""", text or "")
            if found is not None:
                return found[1] or found[3] or given.get(found[2])
        return None

    def _written(self, start: int, end: int) -> None:
        """Read a text that the script writes as a script, if it does something of interest."""
        if self.nested >= MAX_NESTED or not _WORTH.search(self.file.data, start, end):
            return
        self.nested += 1
        data = self.file.data
        blank = re.sub(rb"[^\n]", b" ", data[:start])
        self.read(SourceFile(self.file.path, blank + data[start:end]))


def _plain_name(pattern: str | None) -> str | None:
    name = (pattern or "").strip("^$ ").removesuffix("\\>").removeprefix("\\<")
    return name if re.fullmatch(r"[\w-]+", name) else None
