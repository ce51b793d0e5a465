"""A text in; refused with `RuleError` if it could not stand in a rule file."""

from __future__ import annotations

import libcst as cst

from modcheck.contracts.data import literals_of
from modcheck.contracts.functions import read_module
from modcheck.contracts.rulebook import RuleBook
from modcheck.contracts.shape import check_shape


def check_text(text: str, prefix: str) -> None:
    """Read a text as the rule file of a module, and forget what it said."""
    check_shape(text.encode(), prefix)
    module = cst.MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    literals_of(module, prefix)
    read_module(RuleBook(), module, prefix, prefix)
