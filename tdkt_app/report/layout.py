"""What stands around the rows of a report: columns, figures, bars."""

from __future__ import annotations

from collections.abc import Sequence


def column(fieldname: str, label: str, fieldtype: str, width: int, **more: str | int) -> dict:
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}


def figure(label: str, value: float, indicator: str, datatype: str = "Int") -> dict:
	"""One number of the summary above the table."""
	return {"label": label, "value": value, "datatype": datatype, "indicator": indicator}


def bars(
	labels: Sequence[str], datasets: Sequence[tuple[str, Sequence[float]]], stacked: bool = False
) -> dict | None:
	"""A bar chart, `datasets` as (name, a value for each label); None when there is nothing to draw."""
	if not labels:
		return None
	drawn = {
		"data": {
			"labels": list(labels),
			"datasets": [{"name": name, "values": list(values)} for name, values in datasets],
		},
		"type": "bar",
	}
	return {**drawn, "barOptions": {"stacked": 1}} if stacked else drawn
