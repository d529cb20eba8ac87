"""What axe-core says about the page that is open."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_GRAVE = ("serious", "critical")


def grave_violations(page: Page) -> list[str]:
	"""One line per place with a serious or critical violation."""
	found = Axe().run(page).response["violations"]
	return [
		f"{page.url} {violation['id']} ({violation['impact']}): {node['html'][:200]}"
		for violation in found
		if violation["impact"] in _GRAVE
		for node in violation["nodes"]
	]
