"""A module in, the kernel crate beside it out: where its tree is, and which of its files define a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from modcheck.errors import UsageError
from modcheck.source.files import MAX_BYTES
from modcheck.source.looked import Looked
from modcheck.source.modules import ModuleLayout

_TREE = re.compile(r"^[ \t]*(?:KDIR|KERNELDIR|KERNEL_DIR|KSRC)[ \t]*[:?]?=[ \t]*(\S+)", re.MULTILINE)
MAX_FILES = 24
"""Files of the crate that are read for one module."""
MAX_LISTED = 2_000
"""Files that are looked through for names; rust/kernel of Linux has some 300."""


def kernel_crate(layout: ModuleLayout, named: str | None) -> Path | None:
    """The folder rust/kernel of the tree named, or of the one that the module's Makefile names."""
    if named is not None:
        crate = Path(named) / "rust" / "kernel"
        if not layout.looked.is_folder(crate):
            advice = "name the top of a kernel tree"
            raise UsageError("no rust/kernel in this tree", place=named, advice=advice)
        return crate
    if layout.kernel is not None:
        crate = Path(layout.kernel) / "rust" / "kernel"
        return crate if layout.kernel and layout.looked.is_folder(crate) else None
    folder = layout.main.parent
    for candidate in [*_named_by_make(folder, layout.looked), folder / "../linux"]:
        if layout.looked.is_folder(candidate / "rust" / "kernel"):
            return candidate / "rust" / "kernel"
    return None


def _named_by_make(folder: Path, looked: Looked) -> list[Path]:
    found = []
    for name in ("Makefile", "Kbuild"):
        try:
            text = looked.read(folder / name, 65_536).decode("utf-8", "replace")
        except OSError:
            continue
        found += [folder / value for value in _TREE.findall(text) if "$" not in value]
    return found


def files_defining(crate: Path, names: Iterable[str], looked: Looked) -> list[tuple[str, Path]]:
    """(module path, file) of the crate's files that define one of the functions."""
    wanted = [name for name in sorted(set(names)) if name.isidentifier()]
    if not wanted:
        return []
    pattern = re.compile(rb"\bfn\s+(?:" + b"|".join(name.encode() for name in wanted) + rb")\b")
    found: list[tuple[str, Path]] = []
    for path in looked.sources_below(crate, MAX_LISTED):
        try:
            data = looked.read(path, MAX_BYTES)
        except OSError:
            continue
        if pattern.search(data) and len(found) < MAX_FILES:
            found.append((_module_of(crate, path), path))
    return found


def crate_files(crate: Path, looked: Looked) -> list[tuple[str, Path]]:
    """(module path, file) of all files of the crate."""
    return [(_module_of(crate, path), path) for path in looked.sources_below(crate, MAX_LISTED)]


def _module_of(crate: Path, path: Path) -> str:
    relative = path.relative_to(crate).with_suffix("").as_posix().replace("/", "::")
    return "kernel" if relative == "lib" else f"kernel::{relative.removesuffix('::mod')}"
