"""The PDF engine reads data: URLs and our fonts, and nothing else."""

from __future__ import annotations

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tdkt_app.documents import engine, fetcher, fonts

FONTS = f"{fetcher.BASE_URL.rstrip('/')}{fonts.URL_PATH}"


def content_of(reply) -> bytes:
	return (reply["file_obj"] if isinstance(reply, dict) else reply).read()


@pytest.mark.parametrize(
	"url",
	[
		"http://127.0.0.1/",
		"https://documents.invalid/assets/tdkt_app/fonts/tinos/Tinos-Bold.woff2",
		"http://documents.invalid:80/assets/tdkt_app/fonts/tinos/Tinos-Bold.woff2",
		"http://user@documents.invalid/assets/tdkt_app/fonts/tinos/Tinos-Bold.woff2",
		"ftp://127.0.0.1/x",
		"file:///etc/hostname",
		f"file://{fonts.FOLDER}/Tinos-Bold.woff2",
		"//documents.invalid/assets/tdkt_app/fonts/tinos/Tinos-Bold.woff2",
		"/etc/hostname",
		f"{FONTS}../../../hooks.py",
		f"{FONTS}%2e%2e/%2e%2e/%2e%2e/hooks.py",
		f"{FONTS}..%2fTinos-Bold.woff2/../../../../modules.txt",
		f"{FONTS}README.md",
		f"{FONTS}",
		f"{FONTS}/etc/hostname",
		"http://documents.invalid/files/logo.png",
		"http://documents.invalid/private/files/bien-ban.pdf",
		"http://documents.invalid/assets/frappe/images/frappe-framework-logo.svg",
		"javascript:alert(1)",
		"",
	],
)
def test_everything_else_is_refused(url):
	with pytest.raises(fetcher.Refused):
		fetcher.fetch(url)


def test_a_font_that_leads_out_of_its_folder_is_refused(tmp_path, monkeypatch):
	secret = tmp_path / "secret"
	secret.write_text("secret")
	(tmp_path / "fonts").mkdir()
	(tmp_path / "fonts" / "Tinos-Bold.woff2").symlink_to(secret)
	monkeypatch.setattr(fonts, "FOLDER", tmp_path / "fonts")
	with pytest.raises(fetcher.Refused):
		fetcher.fetch(f"{FONTS}Tinos-Bold.woff2")


@pytest.mark.parametrize("face", fonts.FACES)
def test_our_fonts_are_read(face):
	assert content_of(fetcher.fetch(f"{FONTS}Tinos-{face}.woff2"))[:4] == b"wOF2"


@pytest.mark.parametrize("url", ["data:text/plain;base64,xJDDrG5o", "data:,%C4%90%C3%ACnh"])
def test_data_urls_are_read(url):
	assert content_of(fetcher.fetch(url)).decode() == "Đình"


def test_the_engine_opens_no_file_and_no_connection(tmp_path, paper, layout):
	"""Every element of HTML, CSS and SVG that can name a source, in one document."""
	secret = tmp_path / "secret.txt"
	secret.write_text("mật khẩu")
	asked = []

	class Witness(BaseHTTPRequestHandler):
		def do_GET(self):
			asked.append(self.path)
			self.send_response(200)
			self.end_headers()

	server = HTTPServer(("127.0.0.1", 0), Witness)
	threading.Thread(target=server.serve_forever, daemon=True).start()
	try:
		sources = [secret.as_uri(), f"http://127.0.0.1:{server.server_port}/x"]
		document = "".join(
			f"""
			<link rel="stylesheet" href="{source}"><link rel="attachment" href="{source}">
			<style>@import url("{source}"); @font-face {{ font-family: X; src: url("{source}"), local("DejaVu Sans") }}
			.x {{ background: url("{source}"); content: url("{source}"); list-style: url("{source}") }}</style>
			<img src="{source}"><object data="{source}"></object><embed src="{source}"><a rel="attachment" href="{source}">a</a>
			<iframe src="{source}"></iframe><p class="x" style="background: url('{source}')">Đoạn</p>
			<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
			<image href="{source}" xlink:href="{source}" width="9" height="9"/><use href="{source}#a"/></svg>
			<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Cimage
			href='{source}' width='9' height='9'/%3E%3C/svg%3E">
			"""
			for source in sources
		)
		result = paper(layout(document))
		with suppress(engine.ForeignFace):  # a base moves the addresses of our fonts, too
			engine.render(layout("".join(f'<base href="{source}"><img src="y">' for source in sources)))
	finally:
		server.shutdown()
		server.server_close()
	assert asked == []
	assert "mật khẩu" not in result.text
	assert "0 embedded files" in result.attachments()
