"""The pictures in docs/images, taken anew: `python -m tests.screenshots`. They need Chromium."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from selenium import webdriver

from modcheck.cli.stories import Told
from modcheck.explain import biography
from modcheck.report.html import biographies_to_html, to_html
from modcheck.report.run import Run
from tests.browser import browser, look, missing
from tests.running import ROOT, B, C, analyse_shown

IMAGES = ROOT / "docs" / "images"


def save(driver: webdriver.Chrome, name: str) -> None:
    """With few colours, for pictures stay in the repository for ever."""
    picture = Image.open(io.BytesIO(driver.get_screenshot_as_png()))
    picture.convert("RGB").quantize(48).save(IMAGES / name, optimize=True)


def main() -> None:
    absent = missing()
    if absent:
        raise SystemExit(f"not installed: {absent}")
    IMAGES.mkdir(exist_ok=True)
    analysis = analyse_shown(B)
    stale = next(f for f in analysis.judgement.findings if f.rule == "stale_handler")
    with tempfile.TemporaryDirectory() as folder, browser() as driver:
        every, one = Path(folder, "every.html"), Path(folder, "one.html")
        every.write_text(to_html(Run((analyse_shown(C),), 0.0), "0.1.0"), encoding="utf-8")
        one.write_text(
            biographies_to_html([Told(analysis, biography(analysis, stale))], "0.1.0"), encoding="utf-8"
        )
        look(driver, every, height=760)
        save(driver, "findings.png")
        look(driver, one, height=1000)
        driver.execute_script("document.querySelector('h3').scrollIntoView()")
        save(driver, "timeline.png")
        look(driver, one, height=620, dark=True)
        driver.execute_script(
            "document.querySelectorAll('h3')[1].scrollIntoView(); document.querySelector('g.life').focus()"
        )
        save(driver, "resources_dark.png")
        look(driver, one, width=390, height=760)
        driver.execute_script("document.querySelector('h3').scrollIntoView()")
        save(driver, "narrow.png")
        look(driver, one, height=1000, media="print")
        save(driver, "print.png")
    for path in sorted(IMAGES.glob("*.png")):
        print(f"{path.relative_to(ROOT)} {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
