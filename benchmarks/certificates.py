"""A thousand giấy khen in one file, against one by one and against the same pages as one bare document."""

from __future__ import annotations

import json
import subprocess
import sys
from html import escape
from pathlib import Path

from benchmarks.figure import Figure, seconds

COUNT, ONE_BY_ONE = 1000, 12
_FIXED = {
	"country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
	"motto": "Độc lập - Tự do - Hạnh phúc",
	"authority": "Chủ tịch Ủy ban nhân dân xã Cát Nê",
	"awards": "TẶNG",
}


def texts(number: int) -> dict[str, str]:
	return {
		"title": "GIẤY KHEN",
		"recipient": f"Ông Nguyễn Đình Ái {number}",
		"place": "Trưởng xóm, xóm Đình, xã Cát Nê",
		"achievement": "Đã có thành tích xuất sắc trong phong trào thi đua “Chung sức xây dựng nông thôn mới” năm 2025",
		"decision": "Quyết định số 12/QĐ-UBND ngày 20 tháng 11 năm 2025 của Chủ tịch Ủy ban nhân dân xã Cát Nê",
		"register": f"Vào sổ khen thưởng số: {number:04}",
		"day": "Cát Nê, ngày 20 tháng 11 năm 2025",
		"position": "CHỦ TỊCH",
		"signer": "Trần Quang Thái",
		"qr": f"https://cat-ne.example/kiem-tra?code={number:026}",
	}


def ours() -> None:
	from tdkt_app.documents.certificates.printing import print_certificates
	from tdkt_app.documents.certificates.standard import STANDARD

	print_certificates([texts(number) for number in range(COUNT)], STANDARD, fixed=_FIXED)


def bare_pages(numbers: range) -> bytes:
	"""What a programmer without this module would write: all texts, the frame and the code of each page as HTML."""
	import segno
	from weasyprint import HTML

	from tdkt_app.documents import fetcher, fonts
	from tdkt_app.documents.certificates.standard import STANDARD

	places = {field.name: field for field in (*STANDARD.fixed, *STANDARD.fields)}
	pages = []
	for number in numbers:
		boxes = []
		for name, text in {**_FIXED, **texts(number)}.items():
			field = places[name]
			at = f"position: absolute; left: {field.left}mm; top: {field.top}mm; width: {field.width}mm"
			if name == "qr":
				boxes.append(f'<img style="{at}" src="{segno.make(text, error="m").svg_data_uri()}">')
			else:
				boxes.append(
					f'<p style="{at}; margin: 0; font-size: {field.size}pt; text-align: {field.align}">{escape(text)}</p>'
				)
		frame = "border: 1.6mm solid #b3001b; position: absolute; inset: 9mm"
		pages.append(f'<section><div style="{frame}"></div>{"".join(boxes)}</section>')
	style = (
		f"{faces()} @page {{ size: 297mm 210mm; margin: 0 }} "
		"section { position: relative; height: 210mm; break-after: page } section:last-child { break-after: auto } "
		f"* {{ font-family: {fonts.FAMILY} }}"
	)
	html = f"<style>{style}</style>{''.join(pages)}"
	return HTML(string=html, base_url=fetcher.BASE_URL, url_fetcher=fetcher.fetch).write_pdf()


def faces() -> str:
	from tdkt_app.documents import fonts

	return " ".join(
		f"@font-face {{ font-family: {fonts.FAMILY}; font-weight: {700 if 'Bold' in face else 400}; "
		f"font-style: {'italic' if 'Italic' in face else 'normal'}; "
		f'src: url("{fonts.URL_PATH}{fonts.FAMILY}-{face}.woff2") format("woff2") }}'
		for face in fonts.FACES
	)


def one_by_one() -> None:
	for number in range(ONE_BY_ONE):
		bare_pages(range(number, number + 1))


def measure() -> list[Figure]:
	alone = seconds(one_by_one, times=1) / ONE_BY_ONE * COUNT
	bare = seconds(lambda: bare_pages(range(COUNT)), times=1)
	mine, peak = _in_own_process()
	return [
		Figure("1.000 giấy khen, so với in từng tờ", "s", mine, 1 / 25, alone, "từng tờ một, ngoại suy"),
		Figure("1.000 giấy khen, so với một tài liệu HTML trần", "s", mine, 1.0, bare, "một tài liệu"),
		Figure("Bộ nhớ khi in 1.000 giấy khen", "MB", peak, 500),
	]


def _in_own_process() -> tuple[float, float]:
	"""Seconds and the most memory in MB, of a process that does nothing else.

	From the kernel's own record: the usage that a process is told of counts its parent's memory too.
	"""
	code = (
		"import json, pathlib; from benchmarks import certificates; from benchmarks.figure import seconds\n"
		"taken = seconds(certificates.ours, times=1)\n"
		"status = dict(line.split(':', 1) for line in pathlib.Path('/proc/self/status').read_text().splitlines())\n"
		"print(json.dumps([taken, int(status['VmHWM'].split()[0]) / 1024]))"
	)
	repo = Path(__file__).resolve().parents[1]
	run = subprocess.run([sys.executable, "-c", code], cwd=repo, check=True, capture_output=True, text=True)
	return tuple(json.loads(run.stdout))
