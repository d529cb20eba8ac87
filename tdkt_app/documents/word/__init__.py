"""A marked HTML document becomes a Word file with real styles, by python-docx. Knows nothing of Frappe.

There is no second set of layouts: what a print format writes with the macros of NĐ 30 is read part by part, and each
part gets the style of its name. A changed print format changes the Word file with it.
"""

from __future__ import annotations

import io
from datetime import datetime, timezone

from tdkt_app.documents.engine import BEGIN, END
from tdkt_app.documents.word.blocks import Writer


def render(html: str) -> bytes:
	"""The .docx of the marked document inside `html` (a whole print view or the document alone).

	Nothing is read from the network or the disk: pictures count only as data URIs.
	"""
	from lxml import html as reader

	document = html.partition(BEGIN)[2].partition(END)[0]
	writer = Writer()
	for root in reader.fragments_fromstring(document):
		if not isinstance(root, str) and root.tag == "article":
			writer.article(root)
	_describe(writer, reader.fragment_fromstring(document, create_parent="div").findtext(".//title") or "")
	file = io.BytesIO()
	writer.document.save(file)
	return file.getvalue()


def _describe(writer: Writer, title: str) -> None:
	"""Title and time; the library's own name does not belong there."""
	properties = writer.document.core_properties
	properties.title, properties.author, properties.comments = title[:255], "", ""
	properties.created = properties.modified = datetime.now(timezone.utc)
