import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt

from tdkt_app.documents.certificates.sheet import QR, Field, Sheet
from tdkt_app.documents.certificates.standard import fixed_part, name_of_award

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# What printers and readers can do, in mm and points.
_PAPER, _LETTERS, _MOST_LINES, _SMALLEST_CODE = (90, 450), (5, 80), 12, 15


class CertificateSheet(Document):
	def validate(self):
		self.check_paper()
		self.check_each_text_once()
		for row in self.texts:
			self.check_place(row)
			self.check_letters(row)
		self.keep_one_default()

	def check_paper(self):
		for fieldname in ("paper_width", "paper_height"):
			if not _PAPER[0] <= flt(self.get(fieldname)) <= _PAPER[1]:
				label = _(self.meta.get_label(fieldname))
				frappe.throw(_("{0} must be from {1} to {2} mm.").format(label, *_PAPER))

	def check_each_text_once(self):
		named = [row.field_name for row in self.texts]
		for row in self.texts:
			if named.count(row.field_name) > 1:
				frappe.throw(_("Row {0}: “{1}” stands twice.").format(row.idx, _(row.field_name)))

	def check_place(self, row):
		right, top = flt(row.left_mm) + flt(row.width_mm), flt(row.top_mm)
		inside = (
			flt(row.left_mm) >= 0 and right <= flt(self.paper_width) and 0 <= top < flt(self.paper_height)
		)
		if not inside or flt(row.width_mm) <= 0:
			frappe.throw(
				_("Row {0}: “{1}” does not lie on the paper of {2} × {3} mm.").format(
					row.idx, _(row.field_name), flt(self.paper_width), flt(self.paper_height)
				)
			)
		if row.field_name == QR and flt(row.width_mm) < _SMALLEST_CODE:
			frappe.throw(_("Row {0}: a code below {1} mm cannot be read.").format(row.idx, _SMALLEST_CODE))

	def check_letters(self, row):
		least, most = _LETTERS
		if not least <= flt(row.smallest_pt) <= flt(row.size_pt) <= most:
			frappe.throw(
				_("Row {0}: sizes go from {1} to {2} points, the smallest first.").format(
					row.idx, least, most
				)
			)
		if not 1 <= cint(row.max_lines) <= _MOST_LINES:
			frappe.throw(_("Row {0}: from 1 to {1} lines.").format(row.idx, _MOST_LINES))
		if not _COLOUR.fullmatch(cstr(row.colour) or "#000000"):
			frappe.throw(_("Row {0}: a colour is written like #B3001B.").format(row.idx))

	def keep_one_default(self):
		if self.is_default:
			table = frappe.qb.DocType("Certificate Sheet")
			frappe.qb.update(table).set(table.is_default, 0).where(table.name != cstr(self.name)).run()

	def as_sheet(self) -> Sheet:
		"""For the printer, shifted by what it is off."""
		width, height = flt(self.paper_width), flt(self.paper_height)
		fields = tuple(self._field(row) for row in self.texts)
		if not self.prints_fixed_part:
			return Sheet(width, height, fields)
		return Sheet(width, height, (name_of_award(width), *fields), *fixed_part(width, height))

	def _field(self, row) -> Field:
		return Field(
			row.field_name,
			flt(row.left_mm) + flt(self.offset_left),
			flt(row.top_mm) + flt(self.offset_top),
			flt(row.width_mm),
			size=flt(row.size_pt),
			smallest=flt(row.smallest_pt),
			lines=cint(row.max_lines),
			bold=bool(row.bold),
			italic=bool(row.italic),
			capitals=bool(row.capitals),
			align=cstr(row.alignment).lower() or "center",
			colour=row.colour or "#000000",
		)
