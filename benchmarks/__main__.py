"""Run all measurements and write their table: `make bench`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import certificates, decisions, portal, reports
from benchmarks.figure import table

_GUIDE = Path(__file__).resolve().parents[1] / "docs" / "hieu-nang.md"
_INTRO = """# Hiệu năng

Bảng này do `make bench` sinh ra, không sửa bằng tay. Mỗi kết quả đứng cạnh một mốc đo trong cùng lần chạy, trên cùng máy;
điều được cam kết là tỷ lệ, không phải số giây.

"""
ALL = (certificates, decisions, reports, portal)


def main(wanted: list[str]) -> int:
	"""`wanted`: names of modules, all of them when empty; only a run of all writes the page."""
	modules = [module for module in ALL if not wanted or module.__name__.rpartition(".")[2] in wanted]
	figures = [figure for module in modules for figure in module.measure()]
	print(table(figures))
	if not wanted:
		_GUIDE.write_text(_INTRO + table(figures), encoding="utf-8")
	return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
