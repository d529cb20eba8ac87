"""Every paper rendered once for all tests: HTML, PDF, and all Word files printed by one start of LibreOffice."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from fontTools.ttLib import TTFont
from jinja2.sandbox import SandboxedEnvironment

from tdkt_app.documents import engine, fonts, word
from tdkt_app.documents.certificates.printing import print_certificates
from tdkt_app.documents.certificates.standard import STANDARD
from tdkt_app.documents.word import styles
from tests.documents.conftest import PACKAGE, Paper
from tests.documents.samples import (
	CERTIFICATE,
	CERTIFICATE_FIXED,
	FORMAT_OF,
	LONG,
	SAMPLES,
	emptied,
	with_text,
)

HOSTILE = "<script>alert('x')</script><img src=\"file:///etc/hostname\">{{ 7 * 7 }} O'Brien & “Con”"
NAME = "Nguyễn" + "ưỡngẵ" * 23  # 121 letters, no blank to break them at
VARIANTS: dict[str, Callable] = {
	"sample": lambda doc: doc,
	"hostile": lambda doc: with_text(doc, f"{HOSTILE} {NAME}"),
	"empty": emptied,
}


class Papers:
	def __init__(self, environment: SandboxedEnvironment, folder: Path):
		self.environment, self.folder = environment, folder
		self._html: dict[tuple[str, str], str] = {}

	def html(self, name: str, variant: str = "sample") -> str:
		"""`name` of SAMPLES or LONG."""
		if (name, variant) not in self._html:
			print_format, make = LONG[name] if name in LONG else (FORMAT_OF.get(name, name), SAMPLES[name])
			source = (
				PACKAGE / "templates/documents/award_register.html"
				if name == "award_register"
				else PACKAGE / "print_format" / print_format / f"{print_format}.html"
			)
			document = VARIANTS[variant](make())
			template = self.environment.from_string(source.read_text())
			self._html[name, variant] = template.render(doc=document, sheet=self._register(document))
		return self._html[name, variant]

	def _register(self, document):
		return self.environment.globals["award_register_sheet"](document) if "rows" in document else None

	def pdf(self, name: str, variant: str = "sample") -> Paper:
		return self.printed(self.html(name, variant))

	@cached_property
	def certificate(self) -> Paper:
		"""A whole sheet; it is drawn and has no HTML."""
		path = self.folder / "certificate.pdf"
		path.write_bytes(print_certificates([CERTIFICATE], STANDARD, fixed=CERTIFICATE_FIXED).pdf)
		return Paper(path)

	def first_page_of(self, name: str) -> Paper:
		"""A paper of the guide."""
		return self.certificate if name == "certificate" else self.pdf(name)

	def printed(self, html: str) -> Paper:
		"""The PDF of marked HTML; the same HTML is printed once."""
		path = self.folder / f"{hashlib.sha256(html.encode()).hexdigest()[:24]}.pdf"
		if not path.exists():
			path.write_bytes(engine.render(html))
		return Paper(path)

	def office(self, name: str) -> Paper:
		"""The Word file of a paper as LibreOffice prints it."""
		return Paper(self._by_office / f"{name}.pdf")

	@cached_property
	def _by_office(self) -> Path:
		made = self.folder / "word"
		made.mkdir(exist_ok=True)
		sources = [made / f"{name}.docx" for name in (*SAMPLES, *LONG)]
		for source in sources:
			source.write_bytes(word.render(self.html(source.stem)))
		profile = f"-env:UserInstallation=file://{self.folder}/office"
		command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", made, *sources]
		environment = {**os.environ, "FONTCONFIG_FILE": str(self._faces)}
		subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
		return made

	@cached_property
	def _faces(self) -> Path:
		"""Fonts for LibreOffice: the metric twin of Times New Roman alone, whatever the machine has, so that lines break alike."""
		folder = self.folder / "faces"
		folder.mkdir()
		for face in fonts.FACES:
			with TTFont(fonts.FOLDER / f"{fonts.FAMILY}-{face}.woff2") as font:
				font.flavor = None
				font.save(folder / f"{face}.ttf")
		settings = folder / "fonts.conf"
		settings.write_text(
			f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir>"
			f"<alias binding='same'><family>{styles.FACE}</family><prefer><family>{fonts.FAMILY}</family></prefer></alias>"
			"</fontconfig>"
		)
		return settings
