# `make run` talks to it in this terminal; `make test` is what must pass.

GO    ?= go
TAGS  := -tags goolm
BUILD := CGO_ENABLED=0 $(GO) build $(TAGS) -trimpath -ldflags "-s -w"
TOOLS := $(CURDIR)/bin/tools

# Counterparts of the tests: e2e/prepare.sh brings what they are made of.
export DENDRITE         := $(TOOLS)/dendrite
export LAB_NODE_MODULES := $(CURDIR)/bin/lab/node_modules

# For what hangs alone: a machine that is busy takes long.
HANGS := -timeout 60m

.PHONY: run build test prepare lint race conversations e2e crash crash-networks simulate bench bench-networks bench-reminders fuzz clean
.DEFAULT_GOAL := build

# Talk to it in this terminal; the database is entente.db, the pages are local.
run: build
	@echo 'Say something, as: help. Ctrl-D leaves. Its pages: http://127.0.0.1:8080/readyz'
	@bin/entente chat --db entente.db --web 127.0.0.1:8080

build:
	$(BUILD) -o bin/entente .

# Everything. Nothing is passed over because its counterpart is missing.
test: prepare
	$(MAKE) lint
	$(MAKE) race
	$(MAKE) conversations
	$(MAKE) e2e
	$(MAKE) fuzz FUZZTIME=20s TARGETS='Fuzz(Endpoint|Frame|Submission|Sync|Event|Lex|Occurrences|ReadPlan)'

# Debian packages (as root), npm packages, Dendrite and staticcheck, once.
prepare:
	e2e/prepare.sh
	$(GO) build -C e2e -o $(TOOLS)/ github.com/matrix-org/dendrite/cmd/dendrite honnef.co/go/tools/cmd/staticcheck

# Plain `go vet` too: who only has Go builds without our tag.
lint:
	test -z "$$(gofmt -l . | tee /dev/stderr)"
	$(GO) vet ./...
	$(GO) vet $(TAGS) ./...
	$(GO) vet -C e2e $(TAGS) ./...
	$(TOOLS)/staticcheck $(TAGS) ./...
	$(GO) mod tidy -diff
	cd e2e && $(GO) mod tidy -diff

# The tests of all packages, on SQLite and PostgreSQL, with the real servers.
race:
	e2e/with-servers.sh $(GO) test -race $(TAGS) $(HANGS) -skip '^TestConversations' ./...

# What people see, sentence by sentence: one thing after the other, so that the
# race detector, which takes ten times as long, has nothing to find.
conversations:
	e2e/with-servers.sh env CGO_ENABLED=0 $(GO) test -trimpath $(TAGS) $(HANGS) -count=1 -run '^TestConversations' .

# The built binary against the real servers.
e2e:
	e2e/with-servers.sh $(GO) test -C e2e $(TAGS) $(HANGS) -count=1 -short -skip '^TestCrash$$' ./...
	e2e/with-servers.sh $(GO) test -C e2e $(TAGS) $(HANGS) -count=1 -short -run '^TestCrash$$' .

# The long form of what e2e does shortly: 1,000 reminders in 50 rooms of each
# network and database, and 200 kills, ends of the database and freezes; a
# quarter of an hour. It prints the log of them and what was lost and doubled.
crash: prepare
	e2e/with-servers.sh $(GO) test -C e2e $(TAGS) -count=1 -timeout 40m -run 'TestCrash$$|TestReleaseHasNoHooks' -v .

# The long form of what e2e does shortly: 20 kills, 20 lost answers, 20 cut
# connections and 10 limits on each network; some minutes. Then the proof that
# it can fail: the same, shortly, with the look-up taken out.
crash-networks: prepare
	e2e/with-servers.sh $(GO) test -C e2e $(TAGS) -count=1 -timeout 20m -run TestExactlyOnce -v .
	e2e/with-servers.sh e2e/without-lookup.sh -short

# Three years in a minute or two: 24 people in as many zones, and a bot that is
# dropped several hundred times; and two years of digests. `make race` plays a
# month of each.
SEED ?= 20260101
simulate:
	$(GO) test $(TAGS) -count=1 -v ./bot/simulation -years 3 -seed $(SEED)

# One package at a time: they would slow each other down.
bench:
	$(GO) test $(TAGS) -p 1 -run '^$$' -bench . -benchmem ./...

# The built binary beside bare echo bots of the same SDKs: docs/performance.md.
MESSAGES ?= 300
bench-networks bench-reminders: export ENTENTE_TEST_MEMORY := # on the disk, as where it runs
bench-networks: prepare
	e2e/with-servers.sh $(GO) test -C e2e $(TAGS) -count=1 -timeout 30m -v -run '^TestSpeed' . -messages $(MESSAGES)

# How punctual reminders are, and what a million of them cost that wait, with the
# built binary and a terminal that answers at once: docs/performance.md. Five
# minutes; or a part: make bench-reminders ONLY=PostgreSQL/burst
ONLY ?=
bench-reminders: prepare
	e2e/with-servers.sh $(GO) test -C e2e $(TAGS) -count=1 -timeout 30m -v -run '^TestPunctual$$/$(ONLY)' . -punctual

# Every fuzz target for a while; `make test` takes those of what networks
# send, and of words, plan sentences and recurrence.
FUZZTIME ?= 5m
TARGETS  ?= Fuzz\w+
fuzz:
	grep -roE --include='*_test.go' '^func $(TARGETS)\(' . | sed -E 's|/[^/]*:func | |; s|\($$||' | sort | while read -r dir target; do \
	  GO="$(GO)" e2e/fuzz.sh "$$dir" "$$target" $(FUZZTIME) $(TAGS) || exit 1; done

clean:
	rm -rf bin
