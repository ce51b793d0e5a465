"""A biography in, its timeline out: a table with a lane for each callback, in which the running ones are
filled."""

from __future__ import annotations

from modcheck.explain import Biography, Event, Moment
from modcheck.report.biography import moment_told, registers_told, shown_moments
from modcheck.report.html.elements import code, element, prose, text
from modcheck.report.snippets import Files, short, source_line

_VERBS = {
    "acquire": "acquires",
    "release": "gives back",
    "lost": "lost:",
    "broken": "broken:",
    "choice": "goes wrong:",
    "asked": "asks for",
    "write": "writes",
    "read": "reads",
    "end": "stops:",
    "enter": "begins",
    "leave": "returns",
}


def timeline(told: Biography, files: Files, name: str) -> str:
    """The table; `name` makes its ids unique on the page."""
    lanes = list(
        dict.fromkeys(m.step.callback for event in told.events for m in event.moments if m.step.callback)
    )
    head = element("th", "#", scope="col")
    head += "".join(element("th", element("span", text(lane)), scope="col", class_="lane") for lane in lanes)
    head += element("th", "what happens", scope="col") + element("th", "where", scope="col")
    running: list[str] = []
    rows = []
    for number, event in enumerate(told.events, 1):
        rows.append(_event_row(number, event, len(lanes)))
        running.clear()
        short_story = set(map(id, shown_moments(event)))
        for moment in event.moments:
            if moment.step.kind == "enter":
                running.append(moment.step.callback)
            minor = id(moment) not in short_story and moment.step.kind != "enter"
            rows.append(_row(moment, lanes, running, files, minor))
            if moment.step.kind == "leave" and running:
                running.pop()
    toggle = f'<input type="checkbox" id="all-{text(name)}" class="all">'
    toggle += element(
        "label", "all steps, with those that other resources and registers take", for_=f"all-{name}"
    )
    table = element("table", element("thead", element("tr", head)) + element("tbody", "\n".join(rows)))
    scroll = element("div", table, class_="scroll timeline", tabindex="0", role="region",
                     aria_label="timeline, a lane for each callback")  # fmt: skip
    return toggle + scroll


def _event_row(number: int, event: Event, lanes: int) -> str:
    fails = f" ({', '.join(event.fails)})" if event.fails else ""
    title = element("span", prose(f"{event.text}{fails}"), class_="event-name")
    registers = registers_told(event)
    if registers:
        title += element("span", f"registers then: {code(registers)}", class_="event-registers")
    if event.held:
        items = "".join(element("li", prose(noun)) for noun in event.held)
        summary = element("summary", f"{len(event.held)} kinds of things held then")
        title += element("details", summary + element("ul", items))
    cells = element("th", str(number), scope="row") + element("td", title, colspan=str(lanes + 2))
    return element("tr", cells, class_="event")


def _row(moment: Moment, lanes: list[str], running: list[str], files: Files, minor: bool) -> str:
    step = moment.step
    cells = "<td></td>"
    for lane in lanes:
        state = "here" if step.callback == lane else "runs" if lane in running else ""
        cells += f'<td class="lane {state}"></td>' if state else '<td class="lane"></td>'
    where = short(step.place, files)
    line = source_line(step.place, files)
    place = element("span", text(where), class_="path") + (f" {code(line)}" if line else "")
    cells += element("td", _told(moment), class_="what") + element("td", place, class_="where")
    classes = [step.kind, *(["ours"] if moment.concerned else []), *(["minor"] if minor else [])]
    return element("tr", cells, class_=" ".join(classes))


def _told(moment: Moment) -> str:
    step = moment.step
    callback = element("span", f"{text(step.callback or 'the kernel')} ", class_="callback")
    times = f" ({moment.times} times)" if moment.times > 1 else ""
    if step.kind == "log":
        return f"{callback}{element('samp', text(step.text))}{times}"
    if step.kind in ("enter", "leave"):
        return f"{code(step.callback)} {element('b', _VERBS[step.kind])}"
    told = moment_told(moment)
    shown = code(told) if step.kind in ("read", "write") else prose(told)
    return f"{callback}{element('b', _VERBS.get(step.kind, text(step.kind)))} {shown}{times}"
