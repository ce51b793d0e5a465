"""The text of a rule file in; refused if it is nested so deeply that the parser's stack would overflow.

No rule needs such text, and the parser (native code) would take the whole process with it.
"""

from __future__ import annotations

import io
import tokenize

from modcheck.errors import RuleError

MAX_BRACKETS = 40
MAX_INDENTS = 20
MAX_CHAIN = 300
"""Tokens in a row without a comma: each may be one more level (`1+1+1`, `f()()()`, `not not x`)."""
MAX_ELIFS = 200
MAX_FSTRING = 300
_FLAT = frozenset({tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING})


def check_shape(data: bytes, shown: str) -> None:
    """`RuleError` with the line if the text is too deep, or no text that can be cut into tokens."""
    shape = _Shape()
    try:
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            if not shape.takes(token):
                raise RuleError("nested too deeply for a rule file", place=f"{shown}:{token.start[0]}")
    except (tokenize.TokenError, SyntaxError, UnicodeDecodeError) as error:
        raise RuleError(f"the rule file is not valid Python: {error}", place=shown) from error


def _is_long_format(token: tokenize.TokenInfo) -> bool:
    text = token.string
    return token.type == tokenize.STRING and "f" in text[:2].lower() and len(text) > MAX_FSTRING


class _Shape:
    """How deep the text is at one token."""

    def __init__(self) -> None:
        self.chains = [0]
        self.indents = 0
        self.elifs = 0

    def takes(self, token: tokenize.TokenInfo) -> bool:
        """Count one token; `False` if that is too much."""
        self.indents += (token.type == tokenize.INDENT) - (token.type == tokenize.DEDENT)
        self.elifs += token.string == "elif"
        if token.type == tokenize.NEWLINE:
            self.chains = [0]
        elif token.string == ",":
            self.chains[-1] = 0
        elif token.type not in _FLAT:
            self._chain(token.string)
        deep = len(self.chains) > MAX_BRACKETS or self.chains[-1] > MAX_CHAIN or _is_long_format(token)
        return not deep and self.indents <= MAX_INDENTS and self.elifs <= MAX_ELIFS

    def _chain(self, text: str) -> None:
        self.chains[-1] += 1
        if text in ("(", "[", "{"):
            self.chains.append(0)
        elif text in (")", "]", "}") and len(self.chains) > 1:
            self.chains.pop()
