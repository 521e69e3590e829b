# 归途 Guitu. `make help` lists the targets.
SHELL := /bin/bash
GO ?= go
export CGO_ENABLED := 1

# What Fyne needs to build, and what the window is tested with.
BUILD_PACKAGES := gcc pkg-config libgl1-mesa-dev xorg-dev libxxf86vm-dev libwayland-dev libxkbcommon-dev libegl1-mesa-dev
TEST_PACKAGES := xvfb openbox xdotool xclip imagemagick dbus dbus-x11 locales fcitx5 fcitx5-pinyin fcitx5-modules libgl1-mesa-dri x11-utils poppler-utils chromium
# Packages of Go code that do not need a window, and those that do.
CORE := ./internal/... ./intake/... ./shelter/... ./tracing/... ./printing/... ./assets/... ./cmd/demo/... ./cmd/guituctl/...

.PHONY: run test bench screenshots lint help build torture packages-build packages-test

run: packages-build build ## build and open the station; at first with invented people
	bin/guitu

build: packages-build
	@mkdir -p bin
	$(GO) build -tags migrated_fynedo -o bin/ ./cmd/guitu ./cmd/guituctl

test: packages-test build ## everything, the window under Xvfb included
	@GO="$(GO)" CORE="$(CORE)" bash .ci/parts

torture: packages-test build ## repeats and fresh fuzzing: long
	$(GO) test -tags migrated_fynedo -count=20 -timeout 120m -run 'TestDay|TestInputMethod|TestKilled' ./cmd/guitu
	$(GO) test ./shelter -run TestNeverTwoInABed -race-for 30s -count=1
	@for target in ./intake/idcard:FuzzCheck ./intake/idcard:FuzzRecord ./intake/idcard:FuzzAnswer ./intake/idcard:FuzzText ./intake/idcard:FuzzComplete ./intake:FuzzReadList ./internal/picture/phone:FuzzUpload ./internal/picture:FuzzDecode ./internal/vault:FuzzOpen ./intake/clock:FuzzDue ./printing/typeset:FuzzBreak; do \
		$(GO) test -run '^$$' -fuzz "$${target##*:}" -fuzztime 60s "$${target%%:*}" || exit 1; done

bench: packages-test ## measure speed
	$(GO) test -run '^$$' -bench . -benchmem $(CORE) ./ui/...
	$(GO) test -tags migrated_fynedo -run '^$$' -bench . -benchtime 5x ./cmd/guitu

screenshots: packages-test build ## render each page, in Chinese and English, into assets/screenshots
	$(GO) test -tags migrated_fynedo -run TestScreenshots -count=1 -timeout 20m ./cmd/guitu -screenshots $(CURDIR)/assets/screenshots

lint: ## formatting, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt: 以上文件需要格式化"; exit 1; }
	$(GO) vet -tags migrated_fynedo ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 -tags migrated_fynedo ./...

packages-build:
	@bash .ci/packages $(BUILD_PACKAGES)

packages-test:
	@bash .ci/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/' | expand -t 14
