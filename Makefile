# Every target says what it does; `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
NODE := node_modules/.bin/node
# not plain --watch: it would see what Next makes and loads, and start the server anew in the middle of each page
WATCH := $(foreach folder,apps/server/src packages,--watch-path=$(CURDIR)/$(folder))
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

.PHONY: help setup start test check build-backend build-frontend build-agent build-all dev dev-backend dev-frontend clean clean-logs check-env verify-world verify-audit

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | while IFS=: read -r name text; do printf '  make %-15s %s\n' "$$name" "$${text#*\#\# }"; done

setup: ## Install missing Debian packages and npm packages; start libvirtd where nothing runs it
	@tools/setup/setup

start: ## Set up, build the pages, then serve on PORT (8080)
	@exec tools/setup/start

test: ## Set up what the tests need and run all of them
	@exec tools/setup/test

check: ## Types, lint, format, layers and fast tests, in under 3 minutes
	@tools/setup/check

build-backend: ## The server runs from its sources: check its types
	@tsc -p tsconfig.json

build-frontend: ## Build the pages, if they changed
	@tools/setup/build-pages

build-agent: ## The program inside guests: this version has none
	@echo 'This version of LIMEN has no guest agent of its own to build; guests use qemu-guest-agent.'

build-all: build-backend build-frontend build-agent ## All three

dev: ## Everything with reload
	@LIMEN_DEV=1 exec tools/setup/start $(WATCH)

dev-backend: ## The server alone, with reload
	@LIMEN_SERVE_WEB=0 exec tools/setup/start $(WATCH)

dev-frontend: ## The pages with reload, behind the server
	@LIMEN_DEV=1 exec tools/setup/start

check-env: ## Say what is missing for `make start`
	@tools/setup/check-env

verify-world: ## Compare database, libvirt and storage pools
	@$(NODE) apps/server/src/world/verify-world.ts

verify-audit: ## Check that no line of the audit log was changed or removed
	@$(NODE) apps/server/src/audit/verify-audit.ts

clean: ## Remove what builds and tests made in this folder (not LIMEN's home)
	@rm -rf .limen e2e/out bench/out apps/web/.next

clean-logs: ## Empty the private PostgreSQL's log
	@home=$${LIMEN_HOME:-/var/lib/limen}; if [ -f "$$home/postgres/log" ]; then : > "$$home/postgres/log"; fi
