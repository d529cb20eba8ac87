"""English that reaches the screen without passing a translation, read from the files without a site.

`source_strings` finds what is marked for translation; this module finds what nobody marked: texts under the keys that name
a text, messages, plain text and spoken attributes of templates.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.translations.source_strings import files_of, is_english

# Keys and arguments whose value a person reads.
TEXT_KEYS = frozenset(
	(
		"button_label", "description", "dialog_title", "empty_message", "help", "indicator_label", "label", "message",
		"placeholder", "primary_action_label", "secondary_action_label", "subject", "subtitle", "title", "tooltip",
	)
)  # fmt: skip
MESSAGE_CALLS = frozenset(("throw", "msgprint", "show_alert", "set_intro", "confirm", "set_headline_alert"))
ERRORS = frozenset(("PermissionError", "ValidationError", "DoesNotExistError"))
SPOKEN_ATTRIBUTES = frozenset(("alt", "aria-label", "placeholder", "title"))
SILENT_TAGS = frozenset(("script", "style", "code", "svg"))

SCRIPT_PROPERTY = re.compile(
	r"(?<![\w.$])(?:"
	+ "|".join(sorted(TEXT_KEYS))
	+ r")\s*:\s*(?:\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)')"
)
SCRIPT_MESSAGE = re.compile(
	r"\b(?:"
	+ "|".join(sorted(MESSAGE_CALLS))
	+ r"|add_custom_button|add_inner_button|set_primary_action|add_action_item)"
	r"\(\s*(?:\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)')"
)
JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# A text needs a word of the language; "px", "A4" or a code are none.
WORD = re.compile(r"[A-Za-z]{3,}")
CODE = re.compile(r"[a-z0-9]+(?:[_.:/-][a-z0-9]+)+|[a-z]+|\w+,.*")  # the last: the filter of an indicator
# The same in Vietnamese: names of formats, and a field that no person fills in.
SAME_IN_BOTH = frozenset(("PDF", "Word", "Excel", "Website"))


def unmarked_of(package: Path, left_out: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
	"""(file, text) of every English text below `package` that is shown as it stands."""
	found = set()
	for path in files_of(package):
		place = str(path.relative_to(package.parent))
		if any(place.startswith(folder) for folder in left_out):
			continue
		found |= {(place, text) for text in unmarked_in(path)}
	return sorted(found)


def unmarked_in(path: Path) -> Iterator[str]:
	code = path.read_text("utf-8") if path.suffix in (".py", ".js", ".html") else ""
	readers = {".py": python_texts, ".js": script_texts, ".html": template_texts}
	if path.suffix in readers:
		yield from filter(is_text, readers[path.suffix](code))


def is_text(text: str) -> bool:
	if text in SAME_IN_BOTH:
		return False
	return bool(WORD.search(text)) and not CODE.fullmatch(text.strip()) and is_english(text)


def python_texts(code: str) -> Iterator[str]:
	"""Values under the keys of texts, and messages; `_()` around them hides them from here."""
	for node in ast.walk(ast.parse(code)):
		if isinstance(node, ast.Dict):
			for key, value in zip(node.keys, node.values, strict=True):
				if isinstance(key, ast.Constant) and key.value in TEXT_KEYS:
					yield from _literal(value)
		elif isinstance(node, ast.Call):
			name = getattr(node.func, "id", getattr(node.func, "attr", ""))
			if name in MESSAGE_CALLS | ERRORS and node.args:
				yield from _literal(node.args[0])
			if name in MESSAGE_CALLS:
				yield from (
					text for word in node.keywords if word.arg == "title" for text in _literal(word.value)
				)
			if name == "_" and node.args and isinstance(node.args[0], ast.JoinedStr):
				yield from _literal(node.args[0])


def _literal(node: ast.AST) -> Iterator[str]:
	if isinstance(node, ast.Constant) and isinstance(node.value, str):
		yield node.value
	elif isinstance(node, ast.JoinedStr):
		yield "".join(part.value for part in node.values if isinstance(part, ast.Constant))


def script_texts(code: str) -> Iterator[str]:
	"""Properties and messages as literals, and the text between the tags of template strings."""
	for pattern in (SCRIPT_PROPERTY, SCRIPT_MESSAGE):
		for match in pattern.finditer(code):
			yield match[1] or match[2] or ""
	for template in _template_strings(code):
		if "<" in template:
			yield from template_texts(template)


def _template_strings(code: str) -> Iterator[str]:
	"""Each `…` without its values; template strings within a value come on their own."""
	open_strings: list[list[str]] = []  # of the innermost: its text so far
	braces: list[int] = []  # open braces within each value
	position = 0
	while position < len(code):
		sign, pair = code[position], code[position : position + 2]
		in_text = len(open_strings) > len(braces)
		if in_text and sign == "\\":
			open_strings[-1].append(code[position + 1 : position + 2])
			position += 1
		elif sign == "`" and in_text:
			yield "".join(open_strings.pop())
		elif sign == "`":
			open_strings.append([])
		elif in_text and pair == "${":
			braces.append(0)
			position += 1
		elif in_text:
			open_strings[-1].append(sign)
		elif braces and sign == "{":
			braces[-1] += 1
		elif braces and sign == "}":
			if braces[-1] == 0:
				braces.pop()
			else:
				braces[-1] -= 1
		position += 1


def template_texts(html: str) -> Iterator[str]:
	"""Text nodes and spoken attributes of a template without what Jinja puts there."""
	reader = _TextReader()
	reader.feed(JINJA.sub("", html))
	reader.close()
	yield from reader.texts


class _TextReader(HTMLParser):
	def __init__(self):
		super().__init__()
		self.texts: list[str] = []
		self.silent = 0

	def handle_starttag(self, tag, attrs):
		self.silent += tag in SILENT_TAGS
		self.texts += [value.strip() for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

	def handle_endtag(self, tag):
		self.silent -= tag in SILENT_TAGS and self.silent > 0

	def handle_data(self, data):
		if not self.silent and data.strip():
			self.texts.append(" ".join(data.split()))
