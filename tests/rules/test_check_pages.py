"""Each file in rules/checks is data with a page: the fields, the sections and the placeholders are right."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from modcheck.environment import PRIMITIVES
from tests.running import rule_book

CHECKS = Path(__file__).resolve().parents[2] / "rules" / "checks"
PAGES = sorted(CHECKS.glob("*.py"))

FIELDS = ["title", "tier", "group", "message", "help", "symptom", "references"]
OPTIONAL = {
    "points_at": {"site", "callback"},
    "label": None,
    "one_per": {"callback"},
    "exits": {"listed", "told"},
    "judged": None,
}
"""Fields that a page may have after the others, and their values other than the usual one."""
SECTIONS = ["What it does", "Why is this bad?", "Example", "Instead", "Known limits"]
TIERS = {"error", "warning", "note"}
GROUPS = {"leaks", "ownership", "order", "device", "misuse", "context", "around"}

PLACEHOLDERS = {"resource", "callback", "place", "detail"}
SYMPTOM_PLACEHOLDERS = PLACEHOLDERS | {"driver", "bdf"}

BLOCK = re.compile(r"\A```(\w+)\n(.*)\n```\Z", re.DOTALL)
LANGUAGES = {"around": {"make", "sh", "text"}}
"""What the examples of a group are written in, if not in Rust."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def statements(page: Path) -> list[ast.stmt]:
    return ast.parse(page.read_text(encoding="utf-8"), filename=page.name).body


def fields_of(page: Path) -> dict[str, Any]:
    """Name to value of each assignment, in the file's order; refuses what is not `name = literal`."""
    fields = {}
    for statement in statements(page)[1:]:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                fields[name] = ast.literal_eval(value)
            case _:
                pytest.fail(f"line {statement.lineno} of {page.name} is no assignment of a literal")
    return fields


def sections_of(page: Path) -> dict[str, str]:
    """Heading to text, in the file's order."""
    docstring = ast.get_docstring(ast.parse(page.read_text(encoding="utf-8"))) or ""
    before, *parts = re.split(r"^## (.*)\n", docstring, flags=re.MULTILINE)
    assert before == "", f"{page.name} has text before its first heading"
    return {heading: text.strip() for heading, text in zip(parts[::2], parts[1::2], strict=True)}


def code_lines(text: str, group: str) -> list[str]:
    block = BLOCK.match(text)
    assert block, "the section is one block of code and nothing else"
    assert block[1] in LANGUAGES.get(group, {"rust"})
    return block[2].splitlines()


def placeholders(template: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(template) if name is not None)


def assert_phrase(text: str) -> None:
    """A phrase as rustc writes it: one line, lower-case start, no final stop, back-quotes in pairs."""
    assert text.strip() == text and "\n" not in text
    assert not text[0].isupper(), "it starts in lower case"
    assert not text.endswith("."), "it has no final stop"
    assert text.count("`") % 2 == 0, "a back-quote is not closed"


def test_there_are_pages() -> None:
    assert PAGES


@each_page
def test_name_is_an_id(page: Path) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", page.stem)


@each_page
def test_fields_are_literals_and_complete(page: Path) -> None:
    fields = list(fields_of(page))
    assert fields[: len(FIELDS)] == FIELDS
    assert fields[len(FIELDS) :] == [name for name in OPTIONAL if name in fields]


@each_page
def test_fields_have_their_types(page: Path) -> None:
    fields = fields_of(page)
    assert fields["tier"] in TIERS
    assert fields["group"] in GROUPS
    for name in ("title", "message", "help"):
        assert isinstance(fields[name], str) and fields[name]
    for name in ("symptom", "references"):
        assert isinstance(fields[name], list) and all(isinstance(line, str) and line for line in fields[name])
    assert fields["references"], "a rule says where it comes from"
    assert all(values is None or fields.get(name) in {None, *values} for name, values in OPTIONAL.items())


@each_page
def test_what_judges_exists(page: Path) -> None:
    """A name that nothing has would never be reached, and its row never shown."""
    known = {*rule_book().program.functions, *PRIMITIVES}
    for at, by in fields_of(page).get("judged", {}).items():
        assert at and by and set(by) <= known


@each_page
def test_words_are_in_house_style(page: Path) -> None:
    fields = fields_of(page)
    assert_phrase(fields["title"])
    assert_phrase(fields["message"])
    assert "\n" not in fields["help"] and fields["help"].count("`") % 2 == 0
    assert not any("\n" in line for line in fields["symptom"]), "a symptom is a list of single lines"


@each_page
def test_placeholders_are_known(page: Path) -> None:
    fields = fields_of(page)
    assert set(placeholders(fields["message"] + fields["help"])) <= PLACEHOLDERS
    assert set(placeholders("".join(fields["symptom"]))) <= SYMPTOM_PLACEHOLDERS


@each_page
def test_placeholders_are_used_alike(page: Path) -> None:
    """{callback} is a bare name, so the page quotes it; {detail} is a phrase after a colon."""
    fields = fields_of(page)
    words = fields["message"] + " " + fields["help"]
    assert words.count("{callback}") == words.count("`{callback}`")
    assert "{detail}" not in fields["help"]
    assert fields["message"].count("{detail}") == fields["message"].endswith(": {detail}")


@each_page
def test_sections_are_in_order(page: Path) -> None:
    sections = sections_of(page)
    assert list(sections) == SECTIONS
    assert all(sections.values()), "a section is empty"


@each_page
def test_code_is_shown_both_ways(page: Path) -> None:
    sections, group = sections_of(page), fields_of(page)["group"]
    assert 4 <= len(code_lines(sections["Example"], group)) <= 12
    assert code_lines(sections["Instead"], group)
