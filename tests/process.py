"""Which of the test processes that work side by side this one is."""

import os


def of_process(variable: str) -> str:
	"""This process's word of an environment variable that has one for each; "" when the variable is not set.

	The number comes from pytest-xdist ("gw0", "gw1", …); a single process has the first word.
	"""
	words = os.environ.get(variable, "").split()
	number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
	return words[number] if words else ""
