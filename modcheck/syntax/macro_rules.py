"""Definitions by `macro_rules!` in, and what an invocation stands for out, as text that is parsed again.

Source: The Rust Reference, Macros By Example. A fragment (`$x:expr`, `$t:ty`) is taken up to the next token
that cannot belong to it; hygiene is not kept. What does not match any rule, or grows beyond the bounds, is
not expanded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

MAX_TOKENS = 20_000
"""Of a definition, an invocation, or what is made of it."""
_TOKEN = re.compile(
    r"""\s+|//[^\n]*|/\*.*?\*/
    |(?P<token>b?c?r\#*".*?"\#*|[bc]?"(?:\\.|[^"\\])*"|b?'(?:\\[^']*|[^\\'])'|'\w+|\w+
    |\$|::|->|=>|<-|==|!=|<=|>=|&&|\|\||\.\.=|\.\.\.|\.\.|[-+*/%^&|]=|.)""",
    re.VERBOSE | re.DOTALL,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_WORD = re.compile(r"[A-Za-z_]\w*$")
_LITERAL = re.compile(r"""[bcr]*["']|\d""")
_ENDS = {
    "expr": {",", ";", "=>"},
    "ty": {",", ";", "=>", "=", "|", ":", "{", ">", "as", "where"},
    "path": {",", ";", "=>", "=", "|", ":", "{", ">", "as", "where"},
    "pat": {",", "=>", "=", "if", "in"},
    "pat_param": {",", "=>", "=", "if", "in", "|"},
    "stmt": {";"},
    "meta": set(),
    "item": set(),
}


class Group(NamedTuple):
    """Tokens in brackets; `""` for those that a fragment took together."""

    open: str
    inner: tuple[Tree, ...]


Tree = str | Group


class Rule(NamedTuple):
    """What is matched, and what it becomes."""

    pattern: tuple[Tree, ...]
    body: tuple[Tree, ...]


Bound = dict[str, object]
"""A variable → its trees, or a list of such for each round of a repetition."""


def read_rules(text: str) -> tuple[Rule, ...]:
    """The rules between the braces of a definition; none if they cannot be read."""
    trees = trees_of(text)
    rules: list[Rule] = []
    position = 0
    while trees is not None and position + 2 < len(trees) + 1:
        part = trees[position : position + 4]
        left, arrow, right = (*part, "", "", "")[:3]
        if not isinstance(left, Group) or arrow != "=>" or not isinstance(right, Group):
            break
        rules.append(Rule(left.inner, right.inner))
        position += 3 + (len(part) > 3 and part[3] == ";")
    return tuple(rules)


def expand(rules: Sequence[Rule], text: str) -> str | None:
    """What an invocation with these tokens stands for."""
    trees = trees_of(text)
    if trees is None:
        return None
    for rule in rules:
        bound: Bound = {}
        if _match(rule.pattern, trees, 0, bound) == len(trees):
            made: list[str] = []
            _write(rule.body, bound, made)
            return _text(made) if len(made) <= MAX_TOKENS else None
    return None


def _text(tokens: list[str]) -> str:
    """`<<` and `>>` were read as two tokens each, as types have them."""
    shifts = {("<", "<"), (">", ">"), ("<", "<="), (">", ">=")}
    spaces = ["" if pair in shifts else " " for pair in pairwise(tokens)]
    return "".join(chain.from_iterable(zip_longest(tokens, spaces, fillvalue="")))


def trees_of(text: str) -> tuple[Tree, ...] | None:
    """Tokens with their brackets matched; None if they are not."""
    stack: list[tuple[str, list[Tree]]] = [("", [])]
    for count, match in enumerate(_TOKEN.finditer(text)):
        token = match["token"]
        if count > MAX_TOKENS:
            return None
        if token is None:
            continue
        if token in _CLOSING:
            stack.append((token, []))
        elif token in (")", "]", "}"):
            opened, inner = stack.pop()
            if _CLOSING.get(opened) != token:
                return None
            stack[-1][1].append(Group(opened, tuple(inner)))
        else:
            stack[-1][1].append(token)
    return tuple(stack[0][1]) if len(stack) == 1 else None


def _match(pattern: Sequence[Tree], trees: Sequence[Tree], start: int, bound: Bound) -> int | None:
    """Match a pattern from `start` on; where it ends, or None."""
    position: int | None = start
    index = 0
    while index < len(pattern) and position is not None:
        part = pattern[index]
        if part == "$" and index + 1 < len(pattern):
            position, index = _variable(pattern, index, trees, position, bound)
        elif isinstance(part, Group):
            position = _group(part, trees, position, bound)
            index += 1
        else:
            position = position + 1 if position < len(trees) and trees[position] == part else None
            index += 1
    return position


def _group(part: Group, trees: Sequence[Tree], position: int, bound: Bound) -> int | None:
    found = trees[position] if position < len(trees) else None
    if not isinstance(found, Group) or found.open != part.open:
        return None
    return position + 1 if _match(part.inner, found.inner, 0, bound) == len(found.inner) else None


def _variable(
    pattern: Sequence[Tree], index: int, trees: Sequence[Tree], position: int, bound: Bound
) -> tuple[int | None, int]:
    """`$name:kind` or `$( … ) separator repeat`."""
    after = pattern[index + 1]
    if isinstance(after, Group):
        separator, repeat, index = _repetition(pattern, index + 2)
        return _rounds(after.inner, separator, repeat, trees, position, bound), index
    kind = pattern[index + 3] if index + 3 < len(pattern) and pattern[index + 2] == ":" else ""
    end = _fragment(str(kind), trees, position)
    if end is None:
        return None, index
    bound[after] = tuple(trees[position:end]), str(kind)
    return end, index + 4


def _repetition(pattern: Sequence[Tree], index: int) -> tuple[str, str, int]:
    """The separator and the repeat of a repetition, and what follows them."""
    first = pattern[index] if index < len(pattern) else "*"
    second = pattern[index + 1] if index + 1 < len(pattern) else ""
    if first in ("*", "+", "?") and second not in ("*", "+"):
        return "", str(first), index + 1
    return str(first), str(second), index + 2


def _rounds(
    inner: Sequence[Tree], separator: str, repeat: str, trees: Sequence[Tree], position: int, bound: Bound
) -> int | None:
    rounds: list[Bound] = []
    while position < len(trees) and not (repeat == "?" and rounds):
        start = position
        if separator and rounds:
            if trees[position] != separator:
                break
            start += 1
        one: Bound = {}
        end = _match(inner, trees, start, one)
        if end is None or end == position:
            break
        rounds.append(one)
        position = end
    if repeat == "+" and not rounds:
        return None
    for name in _names(inner):
        bound[name] = [one.get(name, ()) for one in rounds]
    return position


def _names(pattern: Sequence[Tree]) -> list[str]:
    """The variables of a pattern."""
    found: list[str] = []
    for index, part in enumerate(pattern):
        if isinstance(part, Group):
            found += _names(part.inner)
        elif part == "$" and index + 1 < len(pattern) and isinstance(pattern[index + 1], str):
            found.append(str(pattern[index + 1]))
    return found


def _fragment(kind: str, trees: Sequence[Tree], position: int) -> int | None:
    """Where a fragment that begins at `position` ends."""
    if kind == "vis":
        return _visibility(trees, position)
    if position >= len(trees):
        return None
    first = trees[position]
    if kind == "tt":
        return position + 1
    if kind == "ident":
        return position + 1 if isinstance(first, str) and _WORD.match(first) else None
    if kind == "lifetime":
        return position + 1 if isinstance(first, str) and first[0] == "'" else None
    if kind == "block":
        return position + 1 if isinstance(first, Group) and first.open == "{" else None
    if kind == "literal":
        return _literal(trees, position)
    return _until(_ENDS[kind], trees, position) if kind in _ENDS else None


def _visibility(trees: Sequence[Tree], position: int) -> int:
    if position < len(trees) and trees[position] == "pub":
        position += 1
        after = trees[position] if position < len(trees) else None
        position += isinstance(after, Group) and after.open == "("
    return position


def _literal(trees: Sequence[Tree], position: int) -> int | None:
    if trees[position] == "-":
        position += 1
    first = trees[position] if position < len(trees) else None
    known = isinstance(first, str) and (_LITERAL.match(first) or first in ("true", "false"))
    return position + 1 if known else None


_OPENS = {"dyn", "mut", "const", "impl", "for", "fn", "unsafe", "extern", "as", "where"}
"""Words after which a type goes on."""


def _next_type(before: Tree, part: Tree) -> bool:
    """Two words side by side, as in `u8 u16`, are two types."""
    ended = isinstance(before, Group) or before == ">" or bool(_WORD.match(before)) and before not in _OPENS
    return ended and isinstance(part, str) and bool(_WORD.match(part))


def _until(ends: set[str], trees: Sequence[Tree], position: int) -> int | None:
    """Up to a token that cannot belong to it; `<` and `>` of types hide commas."""
    start, depth = position, 0
    while position < len(trees):
        part = trees[position]
        if not depth and (part in ends or ("{" in ends and isinstance(part, Group) and part.open == "{")):
            break
        if "{" in ends:
            if not depth and position > start and _next_type(trees[position - 1], part):
                break
            depth += (part == "<") - (part == ">" and depth > 0)
        position += 1
    return position if position > start else None


def _write(body: Sequence[Tree], bound: Bound, made: list[str]) -> None:
    """The body with the variables replaced."""
    index = 0
    while index < len(body) and len(made) <= MAX_TOKENS:
        part = body[index]
        after = body[index + 1] if index + 1 < len(body) else None
        if part == "$" and isinstance(after, Group):
            separator, _, index = _repetition(body, index + 2)
            _write_rounds(after.inner, separator, bound, made)
            continue
        if part == "$" and isinstance(after, str) and after in bound:
            _write_bound(bound[after], made)
            index += 2
            continue
        if part == "$" and after == "crate":
            index += 1
            continue
        if part == "#" and isinstance(after, Group) and after.inner[:2] == ("doc", "="):
            index += 2
            continue
        if isinstance(part, Group):
            made.append(part.open)
            _write(part.inner, bound, made)
            made.append(_CLOSING[part.open])
        else:
            made.append(part)
        index += 1


def _write_rounds(inner: Sequence[Tree], separator: str, bound: Bound, made: list[str]) -> None:
    lists = {name: bound[name] for name in _names(inner) if isinstance(bound.get(name), list)}
    rounds = max((len(found) for found in lists.values() if isinstance(found, list)), default=0)
    for number in range(rounds):
        one: Bound = {
            name: found[number]
            for name, found in lists.items()
            if isinstance(found, list) and number < len(found)
        }
        if separator and number:
            made.append(separator)
        _write(inner, {**bound, **one}, made)


def _write_bound(found: object, made: list[str]) -> None:
    """What a variable stands for; an expression of several tokens stays one."""
    if not isinstance(found, tuple) or len(found) != 2:
        return
    trees, kind = found
    whole = kind == "expr" and len(trees) > 1
    made += ["("] * whole
    _write(trees, {}, made)
    made += [")"] * whole


_PASTED = re.compile(r"\[\s*<(.*?)>\s*\]", re.DOTALL)


def pasted(text: str) -> str:
    """What `paste!` makes of its body: `[<a b:upper>]` is one name."""
    return _PASTED.sub(lambda match: _joined(match[1]), text)


def _joined(parts: str) -> str:
    words = re.findall(r"(\w+)((?:\s*:\s*\w+)*)", parts)
    return "".join(_changed(word, how) for word, how in words)


def _changed(word: str, how: str) -> str:
    for change in re.findall(r"\w+", how):
        if change in ("lower", "snake"):
            word = word.lower()
        elif change == "upper":
            word = word.upper()
        elif change == "camel":
            word = "".join(part.capitalize() for part in word.split("_"))
    return word
