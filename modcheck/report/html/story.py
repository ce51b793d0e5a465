"""One biography in, one article of the page out."""

from __future__ import annotations

from modcheck.explain import Biography, sections
from modcheck.report.biography import owner_told, resource_rows, symptom_told, value_told
from modcheck.report.html.elements import block, code, element, prose, text
from modcheck.report.html.graph import graph
from modcheck.report.html.prose import to_prose
from modcheck.report.html.source import snippet
from modcheck.report.html.timeline import timeline
from modcheck.report.snippets import Files, where
from modcheck.report.text import CHANGES

MAX_RELATED = 8


def article(told: Biography, files: Files, name: str) -> str:
    """The whole story of one finding, or of a resource without one."""
    parts = [
        _head(told, files),
        _part("What happens", timeline(told, files, name)),
        _part("Resources", _resources(told, files)),
        _part("Registers of the device after each event", _registers(told)),
        _part("Who should give it back", _list(owner_told(told, files))),
        _part("What dmesg says", _log(told)),
        _part("What to write", _fix(told)),
        _part("Why", _why(told)),
        _part("Also broken by the same cause", _consequences(told, files)),
    ]
    finding = told.finding
    data = {
        "data_level": finding.level.value if finding is not None else "",
        "data_callback": finding.callback if finding is not None else "",
        "data_resource": finding.resource if finding is not None else told.title,
    }
    return element("article", "\n".join(filter(None, parts)), id=name, class_="finding", **data)


def _part(title: str, content: str) -> str:
    return element("section", element("h3", text(title)) + content) if content else ""


def _head(told: Biography, files: Files) -> str:
    finding = told.finding
    if finding is None:
        first = next((s.place for life in told.concerned for s in life.acquired if s.place is not None), None)
        source = snippet(first, "acquired here", files) if first is not None else ""
        note = element("p", "No finding is about it. This is a life in which nothing fails.")
        return element("h2", text(told.title)) + note + source
    badge = element("span", text(finding.level.value), class_=f"level {finding.level.value}")
    parts = [
        element("h2", f"{badge} {code(finding.rule)}"),
        element("p", prose(finding.message), class_="message"),
    ]
    if finding.events:
        parts.append(element("p", f"events: {text(' → '.join(finding.events))}", class_="events"))
    if finding.change:
        parts.append(element("p", text(CHANGES[finding.change])))
    parts.append(snippet(finding.place, finding.label, files))
    related = [snippet(span, label, files) for span, label in finding.related[:MAX_RELATED]]
    if related:
        summary = element("summary", f"{len(related)} related place{'s' if len(related) != 1 else ''}")
        parts.append(element("details", summary + "".join(related)))
    return "\n".join(parts)


def _resources(told: Biography, files: Files) -> str:
    rows = resource_rows(told, files)
    if not rows:
        return ""
    head = "".join(element("th", word, scope="col") for word in ("resource", "acquired in", "given back in"))
    body = "".join(
        element(
            "tr",
            element("th", prose(row.noun), scope="row")
            + element("td", prose(row.acquired))
            + element("td", prose(row.back)),
            **({"class_": "ours"} if row.concerned else {}),
        )
        for row in rows
    )
    table = element("table", element("thead", element("tr", head)) + element("tbody", body))
    scroll = element("div", table, class_="scroll", tabindex="0", role="region", aria_label="resources")
    return graph(told.lives, told.subjects, "who acquires and gives back what") + scroll


def _registers(told: Biography) -> str:
    names = list(dict.fromkeys(name for event in told.events for name, _ in event.registers))
    if not names:
        return ""
    head = element("th", "event", scope="col")
    head += "".join(element("th", code(name), scope="col") for name in names)
    rows = []
    for number, event in enumerate(told.events, 1):
        values = dict(event.registers)
        cells = element("th", f"{number}. {text(event.text)}", scope="row")
        for name in names:
            value = value_told(values[name]) if name in values else ""
            changed = name in event.changed and number > 1
            cells += (
                element("td", element("b", code(value)), class_="changed")
                if changed
                else element("td", code(value))
            )
        rows.append(element("tr", cells))
    caption = element("caption", "Bold with a mark: changed by the event.")
    table = element(
        "table", caption + element("thead", element("tr", head)) + element("tbody", "".join(rows))
    )
    return element(
        "div", table, class_="scroll registers", tabindex="0", role="region", aria_label="registers"
    )


def _list(lines: list[str]) -> str:
    return element("ul", "".join(element("li", prose(line)) for line in lines)) if lines else ""


def _log(told: Biography) -> str:
    lines = symptom_told(told.finding)
    return element("pre", element("samp", block("\n".join(lines))), tabindex="0") if lines else ""


def _fix(told: Biography) -> str:
    if told.finding is None:
        return ""
    example = element("pre", element("code", block(told.fix.text)), tabindex="0") if told.fix.text else ""
    return element("p", prose(told.finding.help)) + example


def _why(told: Biography) -> str:
    if told.check is None:
        return ""
    why = next((part.text for part in sections(told.check.text) if part.title.startswith("Why")), "")
    return to_prose(why, 4) + _list(list(told.check.references))


def _consequences(told: Biography, files: Files) -> str:
    if told.finding is None:
        return ""
    return _list([f"`{c.rule}` at {where(c.place, files)}: {c.text}" for c in told.finding.consequences])
