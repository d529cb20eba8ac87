"""One package under two names: every import gives the very same object."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import pytest


def test_class_of_a_document_is_one_class(site):
	import frappe

	from tdkt_app.doctype.achievement.achievement import Achievement

	assert type(frappe.new_doc("Achievement")) is Achievement


@pytest.mark.parametrize(
	"path", ["", ".doctype.honoree.honoree", ".report.award_register.award_register", ".states"]
)
def test_both_names_are_the_same_module(site, path):
	assert importlib.import_module(f"tdkt_app.tdkt_app{path}") is importlib.import_module(f"tdkt_app{path}")


def test_aliased_module_keeps_its_own_name_and_spec(site):
	module = importlib.import_module("tdkt_app.tdkt_app.emulation.periods")
	assert (module.__name__, module.__spec__.name) == (
		"tdkt_app.emulation.periods",
		"tdkt_app.emulation.periods",
	)


def test_frappe_finds_the_module_folder(site):
	import frappe

	assert frappe.get_module_path("TDKT App").rstrip("/").endswith("/tdkt_app")
	assert not frappe.get_module_path("TDKT App").rstrip("/").endswith("/tdkt_app/tdkt_app")


def test_missing_module_is_reported_under_the_name_asked_for(site):
	with pytest.raises(ModuleNotFoundError) as error:
		importlib.import_module("tdkt_app.tdkt_app.no_such_module")
	assert error.value.name == "tdkt_app.tdkt_app.no_such_module"


def test_missing_library_of_a_module_is_not_hidden(site, monkeypatch):
	"""A hidden ImportError lets a migrate of newer platforms drop the document type."""
	monkeypatch.setitem(sys.modules, "tdkt_app.states", None)
	monkeypatch.delitem(sys.modules, "tdkt_app.doctype.award_decision.recipients", raising=False)
	with pytest.raises(ModuleNotFoundError) as error:
		importlib.import_module("tdkt_app.tdkt_app.doctype.award_decision.recipients")
	assert error.value.name == "tdkt_app.states"


def test_alias_does_not_nest(site):
	with pytest.raises(ModuleNotFoundError):
		importlib.import_module("tdkt_app.tdkt_app.tdkt_app")


def test_every_controller_can_be_imported(site):
	import tdkt_app.doctype

	for module in pkgutil.walk_packages(tdkt_app.doctype.__path__, "tdkt_app.doctype."):
		assert importlib.import_module(module.name)
