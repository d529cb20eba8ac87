"""Emulation and commendation (thi đua, khen thưởng) of a commune People's Committee."""

__version__ = "0.1.0"

from tdkt_app import _module_alias

_module_alias.install(__name__)
