"""A real browser on the served test site. Data for it is committed: the server is another process."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.process import of_process

URL = of_process("TDKT_TEST_URLS")
ARTIFACTS = Path(os.environ.get("TDKT_ARTIFACTS", ".bench/artifacts"))
# Known errors of the framework's own scripts, seen without this app too: the oldest platform selects the text of
# whatever has the focus after a Tab, text box or not; version 15's chart is redrawn while it is drawn.
FRAMEWORK_ERRORS = (
	"document.activeElement.select is not a function",
	"Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.",
)
# A busy machine may take its time.
expect.set_options(timeout=30_000)
PASSWORD = "Thi-dua-2025-xa-Cat-Ne!"
# Without these the browser looks for its maker's servers at every start.
CHROMIUM = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
	program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
	assert program, "no Chromium on this machine"
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
		yield browser
		browser.close()


@pytest.fixture
def sign_in(browser: Browser, request) -> Iterator[Callable[..., Page]]:
	"""`sign_in("officer@test.example")` returns a page of that user's own window, signed in through the login page.

	At the end every page is kept as a picture, and a script error on any of them fails the test.
	"""
	contexts: list[BrowserContext] = []
	errors: list[str] = []

	def open_window(user: str, width: int = 1280, height: int = 900, **more) -> Page:
		context = browser.new_context(
			base_url=URL,
			viewport={"width": width, "height": height},
			locale="vi-VN",
			accept_downloads=True,
			**more,
		)
		contexts.append(context)
		page = context.new_page()
		page.set_default_timeout(60_000)
		page.on("pageerror", lambda error: errors.append(f"{user} {page.url}: {error}"))
		page.goto("/login")
		page.fill("#login_email", user)
		page.fill("#login_password", PASSWORD)
		page.click(".form-login .btn-login")
		page.wait_for_url(re.compile(r"/(app|desk|thi-dua|me)"))
		return page

	yield open_window
	ARTIFACTS.mkdir(parents=True, exist_ok=True)
	for number, context in enumerate(contexts):
		for page in context.pages:
			page.screenshot(path=ARTIFACTS / f"{request.node.name}-{number}.png")
		context.close()
	ours = [error for error in errors if not error.endswith(FRAMEWORK_ERRORS)]
	assert not ours, "\n".join(ours)
