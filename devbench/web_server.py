"""Serve one site on 127.0.0.1 with the framework's development server. Runs inside the bench's environment.

`frappe serve` listens on every network interface; a bench with demo passwords must not.
Usage: python web_server.py PORT SITE   (working directory: the bench's sites folder)
"""

import sys

import werkzeug.serving

_run_simple = werkzeug.serving.run_simple


def _on_loopback(_hostname, *args, **kwargs):
	return _run_simple("127.0.0.1", *args, **kwargs)


if __name__ == "__main__":
	werkzeug.serving.run_simple = _on_loopback
	import frappe.app

	frappe.app.serve(port=int(sys.argv[1]), site=sys.argv[2], no_reload=True, sites_path=".")
