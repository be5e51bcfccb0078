"""The pages in a real browser: nothing red, nothing in the console, one language, the figures of the commands."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.app.spoken import SWITCH, in_chinese, in_english
from tests.cli.running import run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTH = 1280
PAGES = ("person", "scorecard", "compare", "fairness")
PICTURES = os.environ.get("MOYANG_PICTURES")  # a folder: where somebody who wants to look at the pages has them put

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="browser absent")]


@pytest.fixture(scope="module")
def address(demo: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    call = [sys.executable, "-m", "moyang_score", "app", "--demo", str(demo), "--port", str(port), "--quiet"]
    with subprocess.Popen(call, cwd=demo) as server:
        try:
            for _ in range(150):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="browser absent")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A window of its own, whose complaints are kept."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 900})
    found = context.new_page()
    found.complaints = []
    found.on("console", lambda one: found.complaints.append(one.text) if one.type in {"error", "warning"} else None)
    found.on("pageerror", lambda one: found.complaints.append(str(one)))
    found.on("requestfailed", lambda one: found.complaints.append(one.url))
    found.on("response", lambda one: found.complaints.append(one.url) if one.status >= 400 else None)
    yield found
    context.close()


def look(page: Any, address: str, name: str, language: str, places: Any) -> str:
    """Open a page, wait until it stands still, and return what can be read on it."""
    page.goto(f"{address}/?page={name}&lang={language}")
    page.wait_for_selector(".my-banner", timeout=60_000)
    if name == "person":
        page.get_by_label("标识码" if language == "zh" else "Token").fill(places.example)
        page.keyboard.press("Enter")
        page.wait_for_selector(".my-score", timeout=60_000)
    rest(page)
    if PICTURES:
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": WIDTH, "height": min(height + 10, 9_000)})
        page.wait_for_timeout(1_500)
        page.screenshot(path=Path(PICTURES) / f"{name}-{language}.png")
    return str(page.evaluate("document.body.innerText"))


def rest(page: Any) -> None:
    """Wait until nothing is running, and the page has not changed for a while."""
    before, since = "", time.monotonic()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page.wait_for_timeout(250)
        state = page.get_attribute("[data-testid=stApp]", "data-test-script-state") or ""
        now = state + str(page.evaluate("document.body.innerHTML.length"))
        if now != before or state == "running":
            before, since = now, time.monotonic()
        if time.monotonic() - since > 1.5:
            return


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_is_whole_quiet_and_in_one_language(page, address, places, name, language) -> None:
    text = look(page, address, name, language, places)

    assert page.complaints == []
    assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= WIDTH
    for one in SWITCH:
        text = text.replace(one, "", 1)
    # commands and digests belong to no language; an icon is a word of its font
    code = page.evaluate(
        "[...document.querySelectorAll('code, [data-testid=stIconMaterial]')].map(one => one.innerText)"
    )
    for one in code:
        text = text.replace(one, "")
    if language == "en":
        assert in_chinese(text) == []
    else:
        assert in_english(text) == set()
        assert in_chinese(text)


def test_the_score_on_the_page_is_that_of_the_command(page, address, places, demo) -> None:
    call = ["explain", places.cards[0], "--trust", places.trust, "--data", places.data, "--id", "token"]
    told = json.loads(run(demo, *call, "--row", places.example, "--json").stdout)

    look(page, address, "person", "en", places)

    assert page.inner_text(".my-score") == str(told["score"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_rows_of_the_gap_on_the_page_add_up_to_it(page, address, places, language) -> None:
    look(page, address, "fairness", language, places)

    found = page.evaluate(
        "[...document.querySelectorAll('table')].map(one => ["
        "[...one.querySelectorAll('.my-gap')].map(each => [each.title, each.textContent]),"
        "[...one.querySelectorAll('.my-gap-total')].map(each => [each.title, each.textContent])])"
    )
    tables = [(rows, totals[0]) for rows, totals in found if totals]
    assert tables
    for rows, (exact, shown) in tables:
        assert len(rows) > 1
        assert sum(Fraction(one) for one, _ in rows) == Fraction(exact)
        assert abs(sum(Fraction(one) for _, one in rows) - Fraction(shown)) <= Fraction(len(rows) + 1, 200)


def test_the_switch_changes_the_language_and_keeps_the_person(page, address, places) -> None:
    look(page, address, "person", "en", places)
    score = page.inner_text(".my-score")

    page.get_by_text("中文", exact=True).click()
    page.wait_for_selector("text=没有登录保护", timeout=30_000)
    rest(page)

    assert page.inner_text(".my-score") == score
    assert re.search(r"lang=zh", page.url)
    assert places.example not in page.url
