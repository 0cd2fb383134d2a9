# Every target says what it does; `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
NODE := node_modules/.bin/node
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

.PHONY: help setup start test check build-backend clean clean-logs check-env verify-world

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

setup: ## Install missing Debian packages and npm packages; start libvirtd where nothing runs it
	@tools/setup/setup

start: setup ## Set up, then serve on PORT (8080)
	@exec $(NODE) apps/server/src/main.ts

test: ## Set up what the tests need and run all of them
	@tools/setup/test

check: ## Types, lint, format, fast tests
	@npm run --silent check

build-backend: ## The server runs from its sources: check its types
	@tsc -p tsconfig.json

check-env: ## Say what is missing for `make start`
	@tools/setup/check-env

verify-world: ## Compare database, libvirt and storage pools
	@$(NODE) apps/server/src/world/verify-world.ts

clean: ## Remove what builds and tests made in this folder (not LIMEN's home)
	@rm -rf .limen e2e/out bench/out

clean-logs: ## Empty the private PostgreSQL's log
	@home=$${LIMEN_HOME:-/var/lib/limen}; if [ -f "$$home/postgres/log" ]; then : > "$$home/postgres/log"; fi
