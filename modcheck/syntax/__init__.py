"""`SourceFile` in, `SyntaxTree` with faults out; never raises on input."""

from modcheck.syntax.load import load_files, load_trees
from modcheck.syntax.node import Fault, Node, SyntaxTree
from modcheck.syntax.parse import parse, parse_fragment

__all__ = ["Fault", "Node", "SyntaxTree", "load_files", "load_trees", "parse", "parse_fragment"]
