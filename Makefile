# Every target says what it does; `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
NODE := node_modules/.bin/node
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

.PHONY: help setup start test check build-backend build-frontend build-all dev dev-backend dev-frontend clean clean-logs check-env verify-world

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

setup: ## Install missing Debian packages and npm packages; start libvirtd where nothing runs it
	@tools/setup/setup

start: setup build-frontend ## Set up, build the pages, then serve on PORT (8080)
	@exec $(NODE) apps/server/src/main.ts

test: ## Set up what the tests need and run all of them
	@tools/setup/test

check: ## Types, lint, format, fast tests
	@npm run --silent check

build-backend: ## The server runs from its sources: check its types
	@tsc -p tsconfig.json

build-frontend: ## Build the pages
	@npm run --silent build -w @limen/web

build-all: build-backend build-frontend ## Both

dev: setup ## Everything with reload
	@LIMEN_DEV=1 exec $(NODE) --watch apps/server/src/main.ts

dev-backend: setup ## The server alone, with reload
	@LIMEN_SERVE_WEB=0 exec $(NODE) --watch apps/server/src/main.ts

dev-frontend: setup ## The pages with reload, behind the server
	@LIMEN_DEV=1 exec $(NODE) apps/server/src/main.ts

check-env: ## Say what is missing for `make start`
	@tools/setup/check-env

verify-world: ## Compare database, libvirt and storage pools
	@$(NODE) apps/server/src/world/verify-world.ts

clean: ## Remove what builds and tests made in this folder (not LIMEN's home)
	@rm -rf .limen e2e/out bench/out apps/web/.next

clean-logs: ## Empty the private PostgreSQL's log
	@home=$${LIMEN_HOME:-/var/lib/limen}; if [ -f "$$home/postgres/log" ]; then : > "$$home/postgres/log"; fi
