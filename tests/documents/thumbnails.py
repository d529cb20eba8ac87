"""First pages of all papers as pictures, and docs/mau-in/README.md that shows them: `python -m tests.documents.thumbnails`.

The pictures are also what the tests compare the papers with: look at them before they are committed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "mau-in"
DPI, _GREYS = 45, 16
TITLES = {
	"emulation_plan": "Kế hoạch thi đua của năm",
	"campaign_launch": "Kế hoạch phát động một phong trào",
	"campaign_registration": "Bản đăng ký thi đua",
	"achievement_report": "Báo cáo thành tích",
	"short_achievement_report": "Báo cáo tóm tắt thành tích",
	"award_nomination": "Tờ trình đề nghị khen thưởng, kèm danh sách",
	"appraisal_sheet": "Phiếu thẩm định",
	"consultation_notice": "Thông báo lấy ý kiến công khai",
	"meeting_invitation": "Giấy mời họp Hội đồng",
	"ballot_paper": "Phiếu bầu",
	"vote_count_minutes": "Biên bản kiểm phiếu",
	"council_minutes": "Biên bản họp Hội đồng",
	"award_decision": "Quyết định khen thưởng, kèm danh sách",
	"amending_decision": "Quyết định sửa đổi",
	"annulling_decision": "Quyết định hủy bỏ",
	"certificate": "Giấy khen",
	"reward_receipts": "Danh sách nhận tiền thưởng",
	"ceremony_script": "Kịch bản trao thưởng",
	"campaign_review": "Báo cáo của đơn vị về phong trào",
	"consolidated_report": "Báo cáo sơ kết, tổng kết",
	"award_register": "Sổ theo dõi khen thưởng",
}
_INTRO = """# Mẫu các văn bản in

Trang đầu của từng văn bản, in từ số liệu mẫu. Trang này và các hình do lệnh `python -m tests.documents.thumbnails` sinh
ra, không sửa bằng tay. Mọi văn bản có bản PDF và, trừ giấy khen, bản Word; thể thức theo Nghị định số 30/2020/NĐ-CP. Muốn dùng mẫu Word
riêng của xã: mở **Mẫu Word** ở trang làm việc, chọn văn bản, tải tệp Word có sẵn mọi trường về sửa rồi đính kèm.
"""


def drawn(pdf: Path, target: Path) -> Image.Image:
	"""The first page in greys."""
	command = ["pdftoppm", "-r", DPI, "-gray", "-png", "-singlefile", pdf, target]
	subprocess.run([str(part) for part in command], check=True, capture_output=True)
	return Image.open(target.with_suffix(".png")).convert("L")


def index() -> str:
	parts = (f"## {title}\n\n![{title}]({name}.png)\n" for name, title in TITLES.items())
	return "\n".join((_INTRO, *parts))


def main() -> int:
	from tests.documents.conftest import jinja
	from tests.documents.papers import Papers

	FOLDER.mkdir(parents=True, exist_ok=True)
	with tempfile.TemporaryDirectory() as scratch:
		papers = Papers(jinja(), Path(scratch))
		for name in TITLES:
			page = drawn(papers.first_page_of(name).path, Path(scratch) / "page")
			page.quantize(_GREYS).save(FOLDER / f"{name}.png", optimize=True)
	(FOLDER / "README.md").write_text(index(), encoding="utf-8")
	return 0


if __name__ == "__main__":
	sys.exit(main())
