"""Giấy khen on paper: full sheets, or texts onto pre-printed blanks. Knows nothing of Frappe."""
