"""The body of a `register!` macro in, the items that it stands for out: for each register a struct with its
fields' getters and setters, and a function of the same name that makes one of a number.

Source: the documentation of `kernel::io::register`.
"""

from __future__ import annotations

import re

from modcheck.source import SourceFile
from modcheck.syntax.node import Node
from modcheck.syntax.parse import convert_text

_COMMENT = re.compile(rb"//[^\n]*|/\*.*?\*/|#\s*\[[^\]\n]*\]", re.DOTALL)
_REGISTER = re.compile(
    r"(?:pub(?:\s*\([^)]*\))?\s+)?\b(\w+)\s*\(\s*(u8|u16|u32|u64)\s*\)\s*(?:\[[^\]]*\])?([^{};]*)\{([^{}]*)\}"
)
_PLACE = re.compile(r"^\s*@\s*((?:0x[0-9a-fA-F_]+|[0-9_]+|[-+*()\s]|<<)+?)\s*$")
"""An offset that is a number; others lie at a base that a type names, or where another register lies."""
_FIELD = re.compile(r"(\d+)\s*:\s*(\d+)\s+(\w+)\s*(?:(\??=>)\s*([\w:]+)\s*)?;")
_WORDS = ("bool", "u8", "u16", "u32", "u64", "usize")
MAX_REGISTERS = 1_000


def expand_registers(file: SourceFile, start: int, end: int) -> list[Node]:
    """The items that stand for the bytes `[start, end)`; empty if no register is found. All lie where the
    macro lies."""
    text = _COMMENT.sub(b" ", file.data[start:end]).decode("utf-8", "replace")
    made = [_items(*match.groups()) for match in _REGISTER.finditer(text)][:MAX_REGISTERS]
    root = convert_text("\n".join(made).encode(), file.path) if made else None
    if root is None:
        return []
    for node in root.walk():
        node.start, node.end = start, end
    return root.parts()


def _items(name: str, word: str, place: str, fields: str) -> str:
    offset = _PLACE.match(place)
    at = offset[1] if offset is not None else "kernel::io::register::somewhere()"
    size = int(word[1:]) // 8
    methods = "\n".join(_methods(name, word, *match.groups()) for match in _FIELD.finditer(fields))
    return f"""
struct {name} {{ value: {word}, offset: usize, size: usize }}
fn {name}(value: {word}) -> {name} {{ {name} {{ value: value, offset: {at}, size: {size} }} }}
impl {name} {{
    fn zeroed() -> {name} {{ {name}(0) }}
    fn from_raw(value: {word}) -> {name} {{ {name}(value) }}
    fn from(value: {word}) -> {name} {{ {name}(value) }}
    fn into_raw(&self) -> {word} {{ self.value }}
    fn into(&self) -> {word} {{ self.value }}
    fn at(index: usize) -> {name} {{
        move |value: {word}| {name} {{ value: value, offset: {at} + index * {size}, size: {size} }}
    }}
    fn of() -> {name} {{ {name} }}
    fn try_at(index: usize) -> Option<{name}> {{ Some({name}::at(index)) }}
{methods}
}}"""


def _methods(name: str, word: str, high: str, low: str, field: str, how: str | None, ty: str | None) -> str:
    mask = (1 << max(1, int(high) - int(low) + 1)) - 1
    bits = f"(self.value >> {low}) & {mask}"
    shown, read = word, bits
    if ty == "bool":
        shown, read = "bool", f"{bits} != 0"
    elif ty is not None and ty not in _WORDS:
        result, function = (f"Result<{ty}>", "try_from") if how == "?=>" else (ty, "from")
        shown, read = result, f"{ty}::{function}({bits})"
    bits = f"kernel::io::register::with_bits(self.value, {low}, {mask}, value)"
    made = f"{name} {{ value: {bits}, offset: self.offset, size: self.size }}"
    some = f"{name} {{ value: kernel::io::register::any(), offset: self.offset, size: self.size }}"
    upper = field.upper()
    return f"""
    const {upper}_RANGE: core::ops::RangeInclusive<u8> = {low}..={high};
    const {upper}_MASK: {word} = {mask << int(low)};
    const {upper}_SHIFT: u32 = {low};
    fn {field}(&self) -> {shown} {{ {read} }}
    fn with_{field}(self, value: {ty or word}) -> {name} {{ {made} }}
    fn try_with_{field}(self, value: {ty or word}) -> Result<{name}> {{
        if kernel::io::register::fits() {{ Ok({made}) }} else {{ Err(EOVERFLOW) }}
    }}
    fn with_const_{field}(self) -> {name} {{ {some} }}"""
