"""Pictures as they are stored: upright, of a size for a screen, with nothing in the file but the picture. No framework.

A photo carries the place, the time and the camera it was taken with, and a file that only begins like a picture can
carry anything behind its first bytes. A picture that is drawn anew keeps neither.
"""

from __future__ import annotations

import io

EXTENSIONS = ("jpg", "jpeg", "png")
LONGEST_EDGE = 2000  # pixels
MOST_PIXELS = 40_000_000  # of an upload: above what cameras make, below what fills the memory
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG"}
_QUALITY = 85


def drawn_anew(content: bytes, extension: str, longest_edge: int = LONGEST_EDGE) -> bytes:
	"""The picture alone, at most so many pixels wide and high. ValueError when it is none of that extension."""
	from PIL import Image, ImageOps

	try:
		with Image.open(io.BytesIO(content), formats=(_FORMATS[extension],)) as image:
			if image.width * image.height > MOST_PIXELS:
				raise ValueError("too many pixels")
			upright = ImageOps.exif_transpose(image)
			has_holes = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
			upright = upright.convert("RGBA" if has_holes else "RGB")
	except (OSError, SyntaxError, Image.DecompressionBombError) as error:
		raise ValueError("not a picture") from error
	upright.thumbnail((longest_edge, longest_edge))
	return _saved(upright, _FORMATS[extension])


def _saved(image, picture_format: str) -> bytes:
	from PIL import Image

	alone = Image.new(image.mode, image.size)
	alone.paste(image)
	data = io.BytesIO()
	alone.save(data, picture_format, quality=_QUALITY)
	return data.getvalue()
