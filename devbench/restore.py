"""Restore Frappe 15.0.0-dev from its renamed copy in the Python package registry.

The wheel `criscostack 1.0.0` (MIT) is Frappe at upstream commit 0cced74766 (5 August 2023) with the
names of the framework replaced. Undoing the replacement in contents, file names and folder names
gives the upstream files back. For evaluation, development and CI only: it lacks three years of
security fixes.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path, PurePosixPath

REQUIREMENT = "criscostack==1.0.0"
SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"
UPSTREAM_COMMIT = "0cced74766 (2023-08-05)"

# Longest first: a name that contains another one is replaced before it.
_NAMES = {
	"brik_helper": "bench_helper",
	"criscostack": "frappe",
	"Criscostack": "Frappe",
	"CRISCOSTACK": "FRAPPE",
	"criscoerp": "erpnext",
	"Criscoerp": "ERPNext",
	"CRISCOERP": "ERPNEXT",
	"crisco": "frappe",
	"Crisco": "Frappe",
	"CRISCO": "FRAPPE",
}
_PATTERN = re.compile("|".join(_NAMES))
_PATTERN_BYTES = re.compile("|".join(_NAMES).encode())
_BINARY = (
	".png",
	".jpg",
	".jpeg",
	".gif",
	".ico",
	".woff",
	".woff2",
	".ttf",
	".eot",
	".otf",
	".pdf",
	".zip",
	".mp3",
	".mp4",
	".db",
	".gz",
)


class WrongPackage(Exception):
	"""The downloaded wheel is not the one whose contents were compared with upstream."""


def original_name(text: str) -> str:
	"""The upstream spelling of a name, path or line of the renamed copy."""
	return _PATTERN.sub(lambda m: _NAMES[m.group()], text)


def restore(wheel: Path, target: Path) -> list[str]:
	"""Write the framework's package folder into `target`; return its Python requirements.

	Args:
	    wheel: the downloaded file; its SHA-256 must be `SHA256`.
	    target: an empty or absent folder that becomes `apps/frappe`'s package parent.
	Returns:
	    the `Requires-Dist` lines of the wheel, in order.
	Raises:
	    WrongPackage: hash differs, or a member of the archive would leave `target`.
	"""
	digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
	if digest != SHA256:
		raise WrongPackage(f"{wheel.name}: SHA-256 is {digest}, expected {SHA256}")
	requirements: list[str] = []
	with zipfile.ZipFile(wheel) as archive:
		for member in archive.infolist():
			path = PurePosixPath(member.filename)
			if member.is_dir():
				continue
			if path.parts[0].endswith(".dist-info"):
				if path.name == "METADATA":
					metadata = archive.read(member).decode().split("\n\n", 1)[0].splitlines()
					requirements = [
						line.partition(": ")[2] for line in metadata if line.startswith("Requires-Dist")
					]
				continue
			if path.is_absolute() or ".." in path.parts:
				raise WrongPackage(f"{wheel.name}: unsafe path {member.filename}")
			content = archive.read(member)
			if path.suffix.lower() not in _BINARY:
				content = _PATTERN_BYTES.sub(lambda m: _NAMES[m.group().decode()].encode(), content)
			out = target / original_name(member.filename)
			out.parent.mkdir(parents=True, exist_ok=True)
			out.write_bytes(content)
	return requirements
