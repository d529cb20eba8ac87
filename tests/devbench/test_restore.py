"""The restored framework has upstream's names, and only from the wheel that was compared with upstream."""

import pytest

from devbench import restore


@pytest.mark.parametrize(
	("renamed", "upstream"),
	[
		("criscostack/utils/brik_helper.py", "frappe/utils/bench_helper.py"),
		("CriscoTestCase", "FrappeTestCase"),
		("CRISCOSTACK_HARD_LINK_ASSETS", "FRAPPE_HARD_LINK_ASSETS"),
		("criscostackclient.CriscoClient", "frappeclient.FrappeClient"),
		("Criscoerp and criscoerp", "ERPNext and erpnext"),
		("Ein Bloggrubrik", "Ein Bloggrubrik"),
	],
)
def test_names_return_to_upstream_spelling(renamed, upstream):
	assert restore.original_name(renamed) == upstream


def test_another_wheel_is_refused_and_nothing_written(tmp_path):
	wheel = tmp_path / "criscostack-1.0.0-py3-none-any.whl"
	wheel.write_bytes(b"not the wheel")
	with pytest.raises(restore.WrongPackage, match="SHA-256"):
		restore.restore(wheel, tmp_path / "out")
	assert not (tmp_path / "out").exists()
