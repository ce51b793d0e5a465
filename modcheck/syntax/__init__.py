"""`SourceFile` in, `SyntaxTree` with faults out; never raises on input."""

from modcheck.syntax.load import INCLUDED, load_files, load_trees
from modcheck.syntax.macro_rules import Rule, expand, pasted, read_rules
from modcheck.syntax.node import Fault, Node, SyntaxTree
from modcheck.syntax.parse import convert_text, parse, parse_fragment
from modcheck.syntax.pin_init import PinInit, parse_pin_init
from modcheck.syntax.registers import expand_registers

__all__ = [
    "INCLUDED",
    "Fault",
    "Node",
    "PinInit",
    "Rule",
    "SyntaxTree",
    "convert_text",
    "expand",
    "expand_registers",
    "load_files",
    "load_trees",
    "parse",
    "parse_fragment",
    "parse_pin_init",
    "pasted",
    "read_rules",
]
