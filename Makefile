# Everything is done by devbench/ (Python, standard library only); `make help` lists the targets.
PYTHON ?= python3
TARGETS := run start stop test test-fast bench demo migrate bench-info clean help

.PHONY: $(TARGETS)
.DEFAULT_GOAL := help

$(TARGETS):
	@$(PYTHON) -m devbench $@ $(ARGS)
