"""`Judgement`s in, text out: one renderer a format, pure functions."""

from modcheck.report.data import to_json
from modcheck.report.text import printable, render_text

__all__ = ["printable", "render_text", "to_json"]
