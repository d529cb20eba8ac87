"""Packaging of the Frappe app. bench reads the name from here, word for word."""

import re
from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
VERSION = re.search(
	r'^__version__ = "(.+)"$', (HERE / "tdkt_app/__init__.py").read_text(encoding="utf-8"), re.M
)

setup(
	name="tdkt_app",
	version=VERSION.group(1),
	description="Emulation and commendation of a commune People's Committee, on Frappe",
	license="MIT",
	python_requires=">=3.10",
	packages=find_packages(include=["tdkt_app", "tdkt_app.*"]),
	package_data={"tdkt_app": ["**/*"]},
	zip_safe=False,
	install_requires=[
		# WeasyPrint 59 of the oldest platform calls an interface that pydyf 0.11 dropped.
		'pydyf==0.10.0; python_version<"3.14"',
		# Certificates: texts at given places, a thousand pages in seconds.
		"reportlab==5.1.0",
		# QR codes on certificates.
		"segno==1.6.6",
		# Documents as editable Word files.
		"python-docx==1.2.0",
		# A commune's own Word file, its merge fields filled in.
		"docxtpl==0.20.2",
		# Working days: public holidays of Vietnam, lunar ones included.
		"holidays==0.83",
	],
)
