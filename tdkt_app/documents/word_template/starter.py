"""The merge fields of a document as a list for reading, and as a Word file to start a template from."""

from __future__ import annotations

import io
from collections.abc import Iterator

from tdkt_app.documents.word_template.merge_fields import Group, Many, Node, Text


def lines(fields: Group) -> list[dict]:
	"""{"label", "kind", "depth", "write"} for each field, in reading order; a list comes with its loop."""
	return [line for name, node in fields.parts.items() for line in _lines(name, node, 0)]


def file_of(fields: Group, title: str) -> bytes:
	"""A Word file with all fields: each with its name in a paragraph of its own, loops around what is repeated."""
	from docx import Document
	from docx.shared import Pt

	document = Document()
	document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Times New Roman", Pt(13)
	document.add_heading(title, level=1)
	for line in lines(fields):
		if line["kind"] == "field":
			document.add_paragraph(f"{line['label']}: {line['write']}")
		elif line["kind"] == "group":
			document.add_heading(line["label"], level=2)
		else:
			document.add_paragraph(line["write"])
	file = io.BytesIO()
	document.save(file)
	return file.getvalue()


def row_name(path: str) -> str:
	"""What a row of a list is called: "sheet.awards" → "award", "sheet.called" → "called_row"."""
	name = path.rpartition(".")[2]
	return name[:-1] if name.endswith("s") else f"{name}_row"


def _lines(path: str, node: Node, depth: int) -> Iterator[dict]:
	if isinstance(node, Text):
		yield _line(node.label, "field", depth, f"{{{{ {path} }}}}")
	elif isinstance(node, Group):
		yield _line(node.label, "group", depth, "")
		for name, part in node.parts.items():
			yield from _lines(f"{path}.{name}", part, depth + 1)
	else:
		yield from _of_list(path, node, depth)


def _of_list(path: str, node: Many, depth: int) -> Iterator[dict]:
	yield _line(node.label, "list", depth, f"{{%p for {row_name(path)} in {path} %}}")
	if isinstance(node.of, Group):
		for name, part in node.of.parts.items():
			yield from _lines(f"{row_name(path)}.{name}", part, depth + 1)
	else:
		yield from _lines(row_name(path), node.of, depth + 1)
	yield _line("", "end", depth, "{%p endfor %}")


def _line(label: str, kind: str, depth: int, write: str) -> dict:
	return {"label": label, "kind": kind, "depth": depth, "write": write}
