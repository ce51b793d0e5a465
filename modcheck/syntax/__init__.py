"""`SourceFile` in, `SyntaxTree` with faults out; never raises on input."""

from modcheck.syntax.node import Fault, Node, SyntaxTree
from modcheck.syntax.parse import parse, parse_fragment

__all__ = ["Fault", "Node", "SyntaxTree", "parse", "parse_fragment"]
