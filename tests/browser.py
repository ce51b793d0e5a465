"""Chromium for tests and pictures: pages are opened from files, with nothing to talk to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    "--hide-scrollbars",
)  # fmt: skip


def missing() -> str:
    """What is not installed; nothing if all is there."""
    return ", ".join(name for name in ("chromium", "chromedriver") if shutil.which(name) is None)


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A browser that ends with the block."""
    options = Options()
    options.binary_location = str(shutil.which("chromium"))
    for argument in QUIET:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    try:
        yield driver
    finally:
        driver.quit()


def look(
    driver: webdriver.Chrome,
    page: Path,
    width: int = 1100,
    height: int = 1000,
    dark: bool = False,
    media: str = "",
) -> None:
    """Open a page in a window of that size, with that taste."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    taste = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [taste], "media": media})
    driver.get(page.resolve().as_uri())


def console(driver: webdriver.Chrome) -> list[dict[str, Any]]:
    """What the page complained of since it was asked last."""
    return list(driver.get_log("browser"))  # type: ignore[no-untyped-call]
