"""Development bench: a real Frappe, MariaDB and Redis for this checkout, under `.bench/`.

Run as `python3 -m devbench help`. Needs Python 3.11+ and its standard library only.
"""
