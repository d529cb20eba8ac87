"""The QR code on a paper that leads to the public check page. Knows nothing of Frappe."""

from __future__ import annotations


def data_uri(address: str) -> str:
	"""The address as a QR code, a PNG in a data URI: Word takes no SVG."""
	import segno

	return segno.make(address, error="m").png_data_uri(scale=6, border=2)
