"""One package, two names.

Frappe derives the Python package of a module from the app's and the module's name: module "TDKT App" of this app is
looked for in `tdkt_app.tdkt_app`. The documents of this app live in `tdkt_app` itself. Registering the package a
second time in `sys.modules` would let Frappe find them, but everything below would be imported twice: two classes of
one document, so `isinstance` fails, module state doubles and patches miss. The finder below therefore answers every
import below `tdkt_app.tdkt_app` with the very module object of its flat name.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


def install(package: str) -> None:
	"""Make `<package>.<package>` and all below it other names of `package`. Calling it again changes nothing."""
	alias = f"{package}.{package}"
	if any(isinstance(finder, _AliasFinder) and finder.alias == alias for finder in sys.meta_path):
		return
	module = sys.modules[package]
	sys.modules[alias] = module
	setattr(module, package, module)
	sys.meta_path.insert(0, _AliasFinder(package, alias))


class _AliasFinder(MetaPathFinder, Loader):
	"""Finds `<alias>.x.y` as the module already known as `<package>.x.y`."""

	def __init__(self, package: str, alias: str):
		self.package = package
		self.alias = alias

	def find_spec(
		self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
	) -> ModuleSpec | None:
		if not fullname.startswith(f"{self.alias}."):
			return None
		flat_name = self.package + fullname[len(self.alias) :]
		if f"{flat_name}.".startswith(f"{self.alias}."):
			# Developer mode leaves an empty folder tdkt_app/tdkt_app behind; a walk over all modules would go
			# round in it for ever.
			raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
		try:
			module = importlib.import_module(flat_name)
		except ModuleNotFoundError as error:
			if error.name == flat_name:
				return None  # Python then reports the name that was asked for
			raise  # a library the module needs is missing: never hide that
		spec = ModuleSpec(fullname, self, origin=getattr(module, "__file__", None))
		spec.loader_state = (module, module.__spec__)
		return spec

	def create_module(self, spec: ModuleSpec) -> ModuleType:
		return spec.loader_state[0]

	def exec_module(self, module: ModuleType) -> None:
		"""Nothing to run: give the module back the spec that the import system has just put the alias's over."""
		module.__spec__ = module.__spec__.loader_state[1]
