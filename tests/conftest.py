"""Turns every skipped test into a failure when MODCHECK_NO_SKIP=1 is set.

A test skips where a thing it needs is absent (a kernel tree, QEMU). That is right on a laptop and
wrong in CI, where nothing may be absent: there a skip would hide that a test never ran.
"""

import os
from collections.abc import Generator, Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither use nor fill the cache of whoever runs them."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


NO_SKIP = os.environ.get("MODCHECK_NO_SKIP") == "1"


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The words given to pytest.skip, which pytest keeps as the last part of a triple."""
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Change a skip to a failure; an expected failure (xfail) is also `skipped` to pytest and stays."""
    if NO_SKIP and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.longrepr = f"skipped although MODCHECK_NO_SKIP=1: {reason_of(report)}"
        report.outcome = "failed"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report
