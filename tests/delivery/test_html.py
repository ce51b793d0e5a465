"""The page in Chromium: what is on it, the filter, keys, contrast, print, without its script, with
strangers' texts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modcheck.cli.output import Asked, rendered
from modcheck.report.html import check_to_html, to_html
from modcheck.report.run import Run
from tests.browser import browser, console, look, missing
from tests.delivery.test_formats import EVIL, evil
from tests.running import B, C, D, analysed

Driver = Any

# Of every visible text: its contrast with what lies behind it, if it is too low (WCAG 2.2, 1.4.3).
CONTRAST = """
const channel = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parts = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
const opaque = (c) => c.length >= 3 && (c.length < 4 || c[3] > 0);
function behind(element) {
  for (let at = element; at; at = at.parentElement) {
    if (at.tagName === 'g' && at.querySelector(':scope > rect')) {
      return parts(getComputedStyle(at.querySelector(':scope > rect')).fill);
    }
    const colour = parts(getComputedStyle(at).backgroundColor);
    if (opaque(colour)) return colour;
  }
  return [255, 255, 255];
}
const bad = [];
let seen = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim()) continue;
  if (['SCRIPT', 'STYLE', 'title'].includes(element.tagName)) continue;
  if (!element.checkVisibility({ visibilityProperty: true })) continue;
  const style = getComputedStyle(element);
  const front = parts(element.closest('svg') ? style.fill : style.color);
  const [a, b] = [light(front), light(behind(element))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  seen += 1;
  if (ratio < (large ? 3 : 4.5)) bad.push(`${element.tagName}.${element.className}: ${ratio.toFixed(2)}`);
}
return [seen, [...new Set(bad)]];
"""


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    absent = missing()
    if absent:
        pytest.skip(f"not installed: {absent} (Debian: chromium, chromium-driver)")
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All findings of the story's second version."""
    path = tmp_path_factory.mktemp("html") / "b.html"
    path.write_text(rendered(Asked("html"), Run((analysed(B),), 0.0)), encoding="utf-8")
    return path


def found(driver: Driver, selector: str) -> list[Any]:
    return list(driver.find_elements("css selector", selector))


def shown(driver: Driver) -> list[str]:
    return [article.get_attribute("id") for article in found(driver, "article") if article.is_displayed()]


def choose(driver: Driver, name: str, value: str) -> None:
    driver.execute_script(
        "const s = document.getElementById(arguments[0]); s.value = arguments[1];"
        "s.dispatchEvent(new Event('change', {bubbles: true}));", f"by-{name}", value,
    )  # fmt: skip


def test_everything_is_on_the_page(driver: Driver, page: Path) -> None:
    look(driver, page)
    findings = analysed(B).judgement.findings
    assert [article.split("-")[1] for article in shown(driver)] == [f.fingerprint for f in findings]
    stale = next(n for n, f in enumerate(findings, 1) if f.rule == "stale_handler")
    article = f"article:nth-of-type({stale})"
    lanes = [cell.get_attribute("textContent") for cell in found(driver, f"{article} .timeline th.lane")]
    assert {"probe", "open", "stop", "remove", "irq", "start_xmit"} <= set(lanes)
    assert len(found(driver, f"{article} .timeline tr.event")) == 7
    assert found(driver, f"{article} .carets") and found(driver, f"{article} svg.graph g.life.ours")
    assert [cell.text for cell in found(driver, f"{article} .registers tr:last-child td.changed")] == ["0x0"]
    assert "Box::from_raw(old)" in found(driver, article)[0].text
    assert console(driver) == []
    loaded = driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert loaded == [], "nothing but the page itself"


def test_links_lead_to_findings(driver: Driver, page: Path) -> None:
    look(driver, page)
    for link in found(driver, "nav a"):
        assert found(driver, f"[id='{link.get_attribute('href').partition('#')[2]}']")


def test_the_filter(driver: Driver, page: Path) -> None:
    look(driver, page)
    findings = analysed(B).judgement.findings
    choose(driver, "level", "warning")
    assert len(shown(driver)) == sum(f.level.value == "warning" for f in findings) > 0
    choose(driver, "callback", "remove")
    both = [f for f in findings if f.level.value == "warning" and f.callback == "remove"]
    assert len(shown(driver)) == len(both) > 0
    assert found(driver, "#shown")[0].text == f"{len(both)} of {len(findings)} shown"
    rows = [row for row in found(driver, "nav tbody tr") if row.is_displayed()]
    assert len(rows) == len(both)
    choose(driver, "level", "")
    choose(driver, "callback", "")
    choose(driver, "resource", "the interrupt handler")
    assert shown(driver) and len(shown(driver)) == sum(
        f.resource == "the interrupt handler" for f in findings
    )
    assert console(driver) == []


def test_a_path_lights_up(driver: Driver, page: Path) -> None:
    look(driver, page)
    opacity = (
        "const lives = [...document.querySelector('svg.graph').querySelectorAll('g.life')];"
        "return lives.map(life => getComputedStyle(life).opacity);"
    )
    assert set(driver.execute_script(opacity)) == {"1"}
    driver.execute_script("document.querySelector('g.life').focus()")
    values = driver.execute_script(opacity)
    assert values[0] == "1" and set(values[1:]) == {"0.35"}
    driver.execute_script("document.activeElement.blur(); document.querySelector('g.callback').focus()")
    lit = len(found(driver, "svg.graph g.life.lit"))
    assert 0 < lit < len(values)


def test_it_can_be_used_with_keys(driver: Driver, page: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    look(driver, page)
    reached = []
    for _ in range(6):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        active = driver.switch_to.active_element
        reached.append(active.get_attribute("id") or active.get_attribute("class") or active.tag_name)
    assert reached[:5] == ["skip", "by-level", "by-callback", "by-resource", "scroll"]
    outline = driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "where the focus is can be seen"


def test_all_steps_on_demand(driver: Driver, page: Path) -> None:
    look(driver, page)
    minor = [row for row in found(driver, "article:first-of-type tr.minor") if row.is_displayed()]
    assert minor == []
    driver.execute_script("document.querySelector('article .all').click()")
    assert any(row.is_displayed() for row in found(driver, "article:first-of-type tr.minor"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast(driver: Driver, page: Path, dark: bool) -> None:
    look(driver, page, dark=dark)
    driver.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    seen, bad = driver.execute_script(CONTRAST)
    assert seen > 1000 and bad == []


def test_contrast_is_really_measured(driver: Driver, page: Path) -> None:
    look(driver, page)
    driver.execute_script("const s = new CSSStyleSheet(); s.replaceSync('td { color: #aaa; }');"
                          "document.adoptedStyleSheets = [s];")  # fmt: skip
    assert driver.execute_script(CONTRAST)[1] != []


@pytest.mark.parametrize("width", [360, 700, 1100])
def test_nothing_sticks_out(driver: Driver, page: Path, width: int) -> None:
    look(driver, page, width=width)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_print(driver: Driver, page: Path) -> None:
    look(driver, page, media="print", dark=True)
    assert not found(driver, "#filter")[0].is_displayed()
    background = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)", "paper is white"
    assert len(shown(driver)) == len(analysed(B).judgement.findings)


def test_without_its_script(driver: Driver, page: Path) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        look(driver, page)
        assert not found(driver, "#filter")[0].is_displayed()
        assert len(shown(driver)) == len(analysed(B).judgement.findings)
        assert found(driver, ".timeline tr.event")[0].is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_strangers_texts_are_only_texts(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "evil.html"
    path.write_text(to_html(evil(), EVIL), encoding="utf-8")
    look(driver, path)
    assert console(driver) == [], "no alert, no request, no refusal by the page's policy"
    assert len(found(driver, "script")) == 1 and found(driver, "img") == []
    assert "</script><script>alert(1)</script>" in found(driver, "article .message")[0].text


def test_two_modules_a_clean_one_and_a_problem(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "more.html"
    path.write_text(
        to_html(Run((analysed(C), analysed(D)), 0.0, ("x.rs: empty file",)), "1"), encoding="utf-8"
    )
    look(driver, path)
    text = found(driver, "header")[0].text
    assert "0 errors, 0 warnings, 0 notes; 70 promises proved" in text
    assert "could not be analysed: x.rs: empty file" in text
    path.write_text(to_html(Run((analysed(D),), 0.0), "1"), encoding="utf-8")
    look(driver, path)
    assert found(driver, "main")[0].text == "No findings." and console(driver) == []


def test_the_page_of_a_check(driver: Driver, tmp_path: Path) -> None:
    check = next(c for c in analysed(B).judgement.checks if c.id == "stale_handler")
    path = tmp_path / "check.html"
    path.write_text(check_to_html(check), encoding="utf-8")
    look(driver, path)
    heads = [head.text for head in found(driver, "h2")]
    assert heads == ["What it does", "Why is this bad?", "Example", "Instead", "Known limits", "References"]
    assert driver.execute_script(CONTRAST)[1] == [] and console(driver) == []
