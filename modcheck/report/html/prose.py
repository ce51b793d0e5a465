"""The Markdown of a check's page in, HTML out: headings, paragraphs, lists and blocks of code."""

from __future__ import annotations

from collections.abc import Iterator

from modcheck.report.html.elements import block, element, prose


def to_prose(markdown: str, level: int = 2) -> str:
    """HTML, with headings from `level` on."""
    return "\n".join(_blocks(markdown.strip("\n").split("\n"), level))


def _blocks(lines: list[str], level: int) -> Iterator[str]:
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.startswith("```"):
            end = _fence_end(lines, position)
            body = "\n".join(lines[position + 1 : end])
            yield element("pre", element("code", block(body)), tabindex="0")
            position = end + 1
        elif line.startswith("#"):
            depth = len(line) - len(line.lstrip("#"))
            yield element(f"h{min(6, level + depth - 2)}", prose(line.lstrip("# ")))
            position += 1
        elif not line.strip():
            position += 1
        else:
            end = position
            while end < len(lines) and lines[end].strip() and not lines[end].startswith(("#", "```")):
                end += 1
            yield _paragraph(lines[position:end])
            position = end


def _fence_end(lines: list[str], start: int) -> int:
    for number in range(start + 1, len(lines)):
        if lines[number].startswith("```"):
            return number
    return len(lines)


def _paragraph(lines: list[str]) -> str:
    if not lines[0].startswith("- "):
        return element("p", prose(" ".join(line.strip() for line in lines)))
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:])
        else:
            items[-1] += f" {line.strip()}"
    return element("ul", "".join(element("li", prose(item)) for item in items))
