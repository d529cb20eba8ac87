"""Every English string of the app that Frappe shows translated, read from the files without a site.

Frappe looks a string up by its text, with a context by "text:context"; see `Source.key`.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SKIPPED_FOLDERS = {"node_modules", "dist", "__pycache__", "translations", "catalogue"}
SCRIPT_SUFFIXES = {".js", ".ts", ".vue", ".html", ".jinja", ".md"}

# Text of a standard document, by its "doctype".
DOCUMENT_TEXT: dict[str, tuple[str, ...]] = {
	"Custom HTML Block": ("custom_block_name",),
	"Dashboard": ("dashboard_name",),
	"Dashboard Chart": ("chart_name",),
	"DocType": ("name", "description"),
	"Form Tour": ("title",),
	"Module Onboarding": ("title", "subtitle", "success_message"),
	"Notification": ("subject",),
	"Number Card": ("label",),
	"Onboarding Step": ("title", "description", "action_label"),
	"Page": ("title",),
	"Print Format": ("name",),
	"Report": ("report_name",),
	"Web Form": ("title", "introduction_text", "button_label", "success_title", "success_message"),
	"Workspace": ("label", "title"),
}

# Text of the rows of a standard document, by the name of their table.
ROW_TEXT: dict[str, tuple[str, ...]] = {
	"actions": ("label", "group"),
	"charts": ("label",),
	"columns": ("label",),
	"fields": ("label", "description", "placeholder"),
	"filters": ("label",),
	"links": ("label", "group"),
	"number_cards": ("label",),
	"quick_lists": ("label",),
	"shortcuts": ("label", "format"),
	"states": ("title",),
	"steps": ("title", "description"),
	"web_form_fields": ("label", "description"),
}
ROWS_WITH_OPTIONS = {"fields", "filters", "web_form_fields"}
SERIES_OPTION = re.compile(r"\.#+|\.Y{2,4}\.")

PYTHON_MARKERS = {"_", "_lt"}
SCRIPT_CALL = re.compile(r"(?<![\w$])_{1,2}\(")
LITERAL = re.compile(r"""\s*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)\s*""", re.DOTALL)
CONTEXT_ARGUMENT = re.compile(r"\s*context\s*=")
OPENING, CLOSING = "([{", ")]}"

QUOTED_WORDS = re.compile(r"“[^”]*”|\"[^\"]*\"")
VIETNAMESE_LETTER = re.compile(r"[àáãèéìíòóõùúýăâđêôơưĩũ\u1ea0-\u1ef9]", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Source:
	file: str
	text: str
	context: str = ""

	@property
	def key(self) -> tuple[str, str]:
		return self.text, self.context


def sources_of(package: Path) -> list[Source]:
	"""Strings of every file below `package`, each once per file; those without a letter, or Vietnamese already, left out."""
	found = {
		Source(str(path.relative_to(package.parent)), text, context)
		for path in files_of(package)
		for text, context in strings_of_file(path)
		if is_english(text)
	}
	return sorted(found)


def files_of(package: Path) -> Iterator[Path]:
	for path in sorted(package.rglob("*")):
		if path.is_file() and not SKIPPED_FOLDERS.intersection(path.relative_to(package).parts):
			yield path


def strings_of_file(path: Path) -> Iterator[tuple[str, str]]:
	if path.suffix == ".json":
		yield from ((text, "") for text in document_strings(json.loads(path.read_text("utf-8"))))
	elif path.suffix == ".py":
		yield from python_strings(path.read_text("utf-8"))
		yield from ((text, "") for text in named_values(path))
	elif path.suffix in SCRIPT_SUFFIXES:
		yield from script_strings(path.read_text("utf-8"))


def is_english(text: str) -> bool:
	"""False for Vietnamese and for what has no letter. An English sentence may quote Vietnamese words."""
	words = re.findall(r"[^\W\d_]+", QUOTED_WORDS.sub("", text)) or re.findall(r"[^\W\d_]+", text)
	vietnamese = [word for word in words if VIETNAMESE_LETTER.search(word)]
	return bool(words) and 3 * len(vietnamese) < len(words)


# Standard documents


def document_strings(document: object) -> Iterator[str]:
	"""Strings of one exported document, or of a list of them (a fixture file)."""
	if isinstance(document, list):
		for one in document:
			yield from document_strings(one)
		return
	if not isinstance(document, Mapping) or document.get("doctype") not in DOCUMENT_TEXT:
		return
	yield from _texts(document, DOCUMENT_TEXT[document["doctype"]])
	for table, names in ROW_TEXT.items():
		for row in document.get(table) or ():
			yield from _texts(row, names)
			if table in ROWS_WITH_OPTIONS and row.get("fieldtype") == "Select":
				yield from options(row)
	if document["doctype"] == "Workspace":
		yield from _block_texts(json.loads(document.get("content") or "[]"))


def options(field: Mapping[str, object]) -> Iterator[str]:
	"""Options of a Select field; naming series are codes."""
	for option in str(field.get("options") or "").split("\n"):
		if option.strip() and not SERIES_OPTION.search(option):
			yield option.strip()


def _block_texts(blocks: Iterable[Mapping]) -> Iterator[str]:
	"""Headings and paragraphs written into a workspace."""
	for block in blocks:
		text = re.sub(r"<[^>]+>", "", block.get("data", {}).get("text") or "").strip()
		if text:
			yield text


def _texts(row: Mapping, names: Iterable[str]) -> Iterator[str]:
	for name in names:
		text = row.get(name)
		if isinstance(text, str) and text.strip():
			yield text


# Python


def python_strings(code: str) -> Iterator[tuple[str, str]]:
	"""First argument and context of each `_()` and `_lt()`, also as an attribute (`frappe._`)."""
	for call in _calls(ast.parse(code)):
		if _called_name(call) in PYTHON_MARKERS and call.args:
			contexts = [_constant(keyword.value) for keyword in call.keywords if keyword.arg == "context"]
			if text := _constant(call.args[0]):
				yield text, contexts[0] or "" if contexts else ""


def named_values(path: Path) -> Iterator[str]:
	"""Strings that are shown translated by their value: states, actions, roles, terms of the rules."""
	tree = ast.parse(path.read_text("utf-8"))
	if path.name == "states.py":
		yield from _class_constants(tree, lambda _class: True)
	if path.parent.name == "rules":
		yield from _class_constants(tree, _is_enum)
	if path.name == "roles.py" and path.parent.name != "setup":
		yield from _module_constants(tree)
	if path.name == "workflows.py":
		for call in _calls(tree):
			if _called_name(call) == "Transition":
				yield from filter(None, map(_constant, call.args))


def _class_constants(tree: ast.AST, wanted) -> Iterator[str]:
	for one in ast.walk(tree):
		if isinstance(one, ast.ClassDef) and wanted(one):
			yield from _module_constants(one)


def _module_constants(scope: ast.Module | ast.ClassDef) -> Iterator[str]:
	for statement in scope.body:
		if isinstance(statement, ast.Assign):
			if text := _constant(statement.value):
				yield text


def _is_enum(one: ast.ClassDef) -> bool:
	return any(getattr(base, "id", getattr(base, "attr", "")).endswith("Enum") for base in one.bases)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
	return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called_name(call: ast.Call) -> str:
	return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _constant(node: ast.AST) -> str | None:
	if isinstance(node, ast.Constant) and isinstance(node.value, str):
		return node.value
	return None


# JavaScript and Jinja


def script_strings(code: str) -> Iterator[tuple[str, str]]:
	"""First argument and context of each `__()` and `_()`; joined literals count as one string.

	The context is the third argument in JavaScript and `context=` in Jinja.
	"""
	for match in SCRIPT_CALL.finditer(code):
		arguments = list(_arguments(code, match.end()))
		text = _joined_literals(arguments[0]) if arguments else None
		if text:
			yield text, _script_context(arguments[1:])


def _script_context(arguments: list[str]) -> str:
	for place, argument in enumerate(arguments, 1):
		named = CONTEXT_ARGUMENT.match(argument)
		if named:
			return _joined_literals(argument[named.end() :]) or ""
		if place == 2:
			return _joined_literals(argument) or ""
	return ""


def _arguments(code: str, start: int) -> Iterator[str]:
	"""Source text of the arguments of a call whose parenthesis ends before `start`."""
	depth, begin, position = 0, start, start
	while position < len(code):
		literal = LITERAL.match(code, position) if code[position] in "\"'`" else None
		if literal:
			position = literal.end(1)
			continue
		if code[position] in CLOSING and depth == 0:
			if code[begin:position].strip():
				yield code[begin:position]
			return
		if code[position] == "," and depth == 0:
			yield code[begin:position]
			begin = position + 1
		depth += (code[position] in OPENING) - (code[position] in CLOSING)
		position += 1


def _joined_literals(argument: str) -> str | None:
	"""`"a" + "b"` → "ab"; None when anything else stands in the argument."""
	parts, position = [], 0
	while True:
		literal = LITERAL.match(argument, position)
		if not literal:
			return None
		parts.append(_unescaped(literal.group(1)[1:-1]))
		position = literal.end()
		if position == len(argument):
			return "".join(parts)
		if argument[position] != "+":
			return None
		position += 1


def _unescaped(text: str) -> str:
	return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), text)
