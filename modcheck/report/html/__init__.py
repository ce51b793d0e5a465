"""Runs, biographies and pages in, one self-contained HTML page out: no network, readable without its
script."""

from modcheck.report.html.page import biographies_to_html, check_to_html, to_html

__all__ = ["biographies_to_html", "check_to_html", "to_html"]
