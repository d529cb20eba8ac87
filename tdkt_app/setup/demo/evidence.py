"""Small real files for the demo: a picture and a one-page PDF, each its own so that no two papers share a file."""

from __future__ import annotations

import hashlib
import io

from tdkt_app.wording.vietnamese import unaccent

_PICTURE_SIZE = (320, 200)


def picture(seed: str) -> bytes:
	"""A PNG landscape whose colours and hills come from the seed."""
	from PIL import Image, ImageDraw

	numbers = hashlib.sha256(seed.encode()).digest()
	width, height = _PICTURE_SIZE
	image = Image.new("RGB", _PICTURE_SIZE, (150 + numbers[0] % 90, 190 + numbers[1] % 50, 235))
	draw = ImageDraw.Draw(image)
	for step, layer in enumerate(range(2, 8, 2)):
		top = height - 110 + 35 * step
		ridge = [(x, top - numbers[layer + (x // 40) % 20] % 40) for x in range(0, width + 40, 40)]
		green = (60 - 12 * step, 140 - 22 * step + numbers[layer] % 20, 70)
		draw.polygon([(0, height), *ridge, (width, height)], fill=green)
	draw.ellipse((width - 70, 20, width - 30, 60), fill=(250, 220, 90))
	data = io.BytesIO()
	image.save(data, "PNG")
	return data.getvalue()


def one_page_pdf(lines: list[str]) -> bytes:
	"""A valid PDF of one A4 page with the lines in Helvetica, which has no Vietnamese letters: marks are left out."""
	text = "\n".join(f"({_pdf_string(line)}) Tj T*" for line in lines)
	stream = f"BT /F1 12 Tf 60 780 Td 18 TL\n{text}\nET".encode("latin-1")
	objects = [
		b"<< /Type /Catalog /Pages 2 0 R >>",
		b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
		b" /Resources << /Font << /F1 5 0 R >> >> >>",
		b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
		b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	]
	body, offsets = b"%PDF-1.4\n", []
	for number, content in enumerate(objects, 1):
		offsets.append(len(body))
		body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
	table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
	size = len(objects) + 1
	trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
	return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def _pdf_string(line: str) -> str:
	plain = unaccent(line).encode("ascii", "ignore").decode()
	return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
