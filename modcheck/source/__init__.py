"""Bytes on disk in, `SourceFile`s and module layouts out; spans are byte offsets."""

from modcheck.source.files import SourceFile, Span, Unreadable, read_source
from modcheck.source.modules import ModuleLayout, find_modules

__all__ = ["ModuleLayout", "SourceFile", "Span", "Unreadable", "find_modules", "read_source"]
