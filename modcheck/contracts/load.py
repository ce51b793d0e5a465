"""The folder rules/ in, a `RuleBook` out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import libcst as cst

from modcheck.contracts.data import Literals, literals_of
from modcheck.contracts.functions import read_module
from modcheck.contracts.generations import generations
from modcheck.contracts.rulebook import LEARNED, CheckPage, RuleBook
from modcheck.contracts.shape import check_shape
from modcheck.errors import RuleError
from modcheck.ir.names import Externals

MAX_BYTES = 256 * 1024
_NOT_FORESEEN = (
    LookupError, AttributeError, TypeError, ValueError, AssertionError, RecursionError, SyntaxError,
)  # fmt: skip


@contextmanager
def _blaming(shown: str) -> Iterator[None]:
    """What the reader stumbles over is the rule file's fault, and the author is told which file it is."""
    try:
        yield
    except _NOT_FORESEEN as error:
        reason = f"{type(error).__name__} {error}"[:120]
        raise RuleError(f"outside what is read: {reason}", place=shown) from error


def read_rules(folder: Path, generation: str = "camp", learned: bool = True) -> RuleBook:
    """Read every rule file of `folder`; `generation` names the folder under kernel/."""
    book = RuleBook()
    merged: dict[str, Literals] = {}
    for path, prefix in _files(folder, generation, learned):
        shown = str(path.relative_to(folder))
        with _blaming(shown):
            _read(book, path, prefix, shown, merged)
    merged.setdefault("paths", {}).update(dict.fromkeys([*book.program.types, *book.program.functions], 1))
    with _blaming(str(folder)):
        _share(book, merged)
    for path in sorted((folder / "checks").glob("*.py")):
        with _blaming(f"checks/{path.name}"):
            page = _check(path)
        book.checks[page.id] = page
    return book


def _share(book: RuleBook, merged: dict[str, Literals]) -> None:
    """The tables that all files write together."""
    book.externals = Externals(
        prelude={str(k): str(v) for k, v in merged.get("prelude", {}).items()},
        aliases={str(k): str(v) for k, v in merged.get("aliases", {}).items()},
        transparent=frozenset(str(k) for k in merged.get("transparent", {})),
        formats={str(k): int(str(v)) for k, v in merged.get("formats", {}).items()},
        id_tables=frozenset(str(k) for k in merged.get("id_tables", {})),
        static_macros={str(k): str(v) for k, v in merged.get("static_macros", {}).items()},
        register_macros=frozenset(str(k) for k in merged.get("register_macros", {})),
        without_items=frozenset(str(k) for k in merged.get("without_items", {})),
        effectless_macros=frozenset(str(k) for k in merged.get("effectless_macros", {})),
        macro_rules={str(k): str(v) for k, v in merged.get("macro_rules", {}).items()},
        block_macros=frozenset(str(k) for k in merged.get("block_macros", {})),
        init_macros=frozenset(str(k) for k in merged.get("init_macros", {})),
        like_argument=frozenset(str(k) for k in merged.get("like_argument", {})),
        gives={str(k): str(v) for k, v in merged.get("gives", {}).items()},
        module_macros={str(k): str(v) for k, v in merged.get("module_macros", {}).items()},
        words={str(k): str(v) for k, v in merged.get("words", {}).items()},
        constants={str(k): int(str(v)) for k, v in merged.get("constants", {}).items()},
        paths=frozenset(merged.get("paths", {})),
    )
    callbacks = merged.get("callbacks", {})
    book.callbacks = {str(k): tuple(map(str, v)) for k, v in callbacks.items() if isinstance(v, list)}
    book.file_trait = str(merged.get("file_operations", {}).get("trait", ""))
    book.default_device = str(merged.get("default_device", {}).get("name", ""))
    drivers = merged.get("built_in_drivers", {})
    book.drivers = {str(k): dict(v) for k, v in drivers.items() if isinstance(v, dict)}
    book.handed_over = {str(k): str(v) for k, v in merged.get("handed_over", {}).items()}
    book.only_for = {str(k): str(v) for k, v in merged.get("only_for", {}).items()}
    book.guards = {str(k): list(map(str, v)) for k, v in merged.get("guards", {}).items()}
    replaces = merged.get("replaces", {})
    book.replaces = {str(k): list(map(str, v)) for k, v in replaces.items() if isinstance(v, list)}
    book.own = {str(k): 1 for k in merged.get("own", {})}
    book.checked = {str(k): 1 for k in merged.get("checked", {})}
    book.resources = {str(k): dict(v) for k, v in merged.get("resources", {}).items() if isinstance(v, dict)}


def _files(folder: Path, generation: str, learned: bool) -> list[tuple[Path, str]]:
    found = []
    for sub, prefix in (("core", "core"), ("bindings", "bindings"), ("lifecycle", "bindings")):
        found += [(path, prefix) for path in sorted((folder / sub).glob("*.py"))]
    for name, path in sorted(_of_generation(folder / "kernel", generation).items()):
        if name.startswith(f"{LEARNED}/") and not learned:
            continue
        module = name.removeprefix(f"{LEARNED}/").removesuffix(".py").replace("/", "::")
        found.append((path, "kernel" if module == "kernel" else f"kernel::{module}"))
    return found


def _of_generation(folder: Path, generation: str) -> dict[str, Path]:
    """The files of a generation by name; one that is like another has the other's too, but for those of the
    same name. What was learned from a tree is of that tree alone."""
    like = str(generations(folder / "generations.toml").get(generation, {}).get("like", ""))
    found = _of_generation(folder, like) if like and like != generation else {}
    found = {name: path for name, path in found.items() if not name.startswith(f"{LEARNED}/")}
    own = folder / generation
    return {**found, **{path.relative_to(own).as_posix(): path for path in own.rglob("*.py")}}


def _read(book: RuleBook, path: Path, prefix: str, shown: str, merged: dict[str, Literals]) -> None:
    module = parse_rule_file(path, shown)
    for name, value in literals_of(module, shown).items():
        if isinstance(value, dict):
            merged.setdefault(name, {}).update(value)
        elif isinstance(value, list):
            merged.setdefault(name, {}).update({item: 1 for item in value})
    merged.setdefault("paths", {}).update(dict.fromkeys(_PATH.findall(module.module.code), 1))
    read_module(book, module, prefix, shown)


_PATH = re.compile(r"\bkernel(?:::\w+)+::\w+")
"""What a rule file names of the crate."""


def parse_rule_file(path: Path, shown: str) -> cst.MetadataWrapper:
    """Parse one rule file; refuse what is too large or is no Python."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RuleError("the rule file is too large", place=shown, advice="split it")
        data = path.read_bytes()
        check_shape(data, shown)
        return cst.MetadataWrapper(cst.parse_module(data), unsafe_skip_copy=True)
    except (cst.ParserSyntaxError, UnicodeDecodeError, RecursionError) as error:
        line = getattr(error, "raw_line", "?")
        raise RuleError("the rule file is not valid Python", place=f"{shown}:{line}") from error


def _check(path: Path) -> CheckPage:
    shown = f"checks/{path.name}"
    module = parse_rule_file(path, shown)
    values = literals_of(module, shown, only_literals=True)
    text = module.module.get_docstring() or ""
    try:
        return CheckPage(
            id=path.stem,
            title=str(values["title"]),
            tier=str(values["tier"]),
            group=str(values["group"]),
            message=str(values["message"]),
            help=str(values["help"]),
            symptom=tuple(map(str, values["symptom"])),
            references=tuple(map(str, values["references"])),
            text=text,
            points_at=str(values.get("points_at", "here")),
            label=str(values.get("label", "")),
            one_per=str(values.get("one_per", "subject")),
            exits=str(values.get("exits", "")),
            judged=tuple((str(at), tuple(map(str, by))) for at, by in values.get("judged", {}).items()),
        )
    except KeyError as error:
        raise RuleError(
            f"the check has no {error}", place=shown, advice="see docs/adding-a-rule.md"
        ) from error
