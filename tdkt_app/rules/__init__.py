"""The law as code: dataclasses in, findings out. Pure Python, no framework."""
