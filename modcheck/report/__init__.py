"""`Judgement`s in, text out: one renderer a format, pure functions."""

from modcheck.report.data import to_json
from modcheck.report.table import render_obligations
from modcheck.report.text import printable, render_text

__all__ = ["printable", "render_obligations", "render_text", "to_json"]
