"""What the PDF engine may read: data: URLs and the font files of this app. No network, no file:, no site files."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import DataHandler, Request

from tdkt_app.documents import fonts

# Relative addresses of a document are resolved against this; ".invalid" never exists on any network (RFC 2606).
BASE_URL = "http://documents.invalid/"
_HOST = urlsplit(BASE_URL).netloc


class Refused(ValueError):
	"""A document asked the PDF engine for something it may not read."""


def fetch(url: str, *_args: Any, **_kwargs: Any) -> Any:
	"""WeasyPrint's `url_fetcher`: the resource, in the form the installed WeasyPrint wants.

	Raises:
	    Refused: anything but a data: URL or a file of the font folder. WeasyPrint then prints without it.
	"""
	parts = urlsplit(url)
	if parts.scheme == "data":
		with DataHandler().data_open(Request(url)) as reply:
			return _response(url, reply.read(), reply.headers.get_content_type())
	if parts.scheme == "http" and parts.netloc == _HOST:
		return _response(url, _read_font(unquote(parts.path)), "font/woff2")
	raise Refused(f"not allowed in a document: {url}")


def _read_font(path: str) -> bytes:
	"""Bytes of a font file. Names are looked up among the files that ship, so no path can leave the folder."""
	name = path.removeprefix(fonts.URL_PATH)
	shipped = {f"{fonts.FAMILY}-{face}.woff2" for face in fonts.FACES}
	file = fonts.FOLDER / name
	if not path.startswith(fonts.URL_PATH) or name not in shipped or file.is_symlink():
		raise Refused(f"not a font of this app: {path}")
	return file.read_bytes()


def _response(url: str, content: bytes, mime_type: str) -> Any:
	try:
		from weasyprint.urls import URLFetcherResponse
	except ImportError:  # before 68; plain dicts go away in 69
		return {"file_obj": io.BytesIO(content), "mime_type": mime_type}
	return URLFetcherResponse(url, content, {"Content-Type": mime_type})
