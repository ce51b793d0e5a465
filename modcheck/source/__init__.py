"""Bytes on disk in, `SourceFile`s and module layouts out; spans are byte offsets."""

from modcheck.source.files import SourceFile, Span, Unreadable, read_bytes, read_source
from modcheck.source.kbuild import LogicalLine, logical_lines
from modcheck.source.kernel import crate_files, files_defining, kernel_crate
from modcheck.source.looked import Answers, Looked, same
from modcheck.source.modules import (
    MODULE_MACRO,
    Found,
    ModuleLayout,
    declared,
    discover,
    find_module,
    find_modules,
    has_module_macro,
)
from modcheck.source.rules import check_ids, rules_folder

__all__ = [
    "MODULE_MACRO",
    "Answers",
    "Found",
    "LogicalLine",
    "Looked",
    "ModuleLayout",
    "SourceFile",
    "Span",
    "Unreadable",
    "check_ids",
    "crate_files",
    "declared",
    "discover",
    "files_defining",
    "find_module",
    "find_modules",
    "has_module_macro",
    "kernel_crate",
    "logical_lines",
    "read_bytes",
    "read_source",
    "rules_folder",
    "same",
]
