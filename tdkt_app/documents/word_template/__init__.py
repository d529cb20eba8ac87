"""A commune's own Word file with merge fields, checked when it is uploaded and filled in by docxtpl. Knows nothing of Frappe.

package.py       is it a plain .docx: no macros, nothing fetched from elsewhere
merge_fields.py  what may be merged, by the sheets that the print formats use
language.py      the little of Jinja that a template may use, checked word by word before anything runs
filling.py       the file with its fields filled in
"""

from tdkt_app.documents.word_template.filling import fill, problems_of
from tdkt_app.documents.word_template.language import Problem
from tdkt_app.documents.word_template.package import Refused, check_package

__all__ = ["Problem", "Refused", "check_package", "fill", "problems_of"]
