"""`SyntaxTree`s in, a `Program` of control-flow graphs out."""

from modcheck.ir.items import lower
from modcheck.ir.program import Impl, Program, TypeDef
from modcheck.ir.text import render
from modcheck.ir.verify import verify

__all__ = ["Impl", "Program", "TypeDef", "lower", "render", "verify"]
