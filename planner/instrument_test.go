package planner

import (
	"slices"
	"testing"
)

func TestInstruments(t *testing.T) {
	for _, tt := range []struct {
		instrument Instrument
		years      int
		mostly     Kind
		leadsTo    []Instrument
	}{
		{IRL, 5, Visit, nil},
		{IRN, 5, Workshop, nil},
		{IRP, 5, Meeting, nil},
		{IRC, 0, Committee, nil},
		{IEA, 2, Visit, []Instrument{IRP, IRN}},
	} {
		i := tt.instrument
		if !i.Valid() || i.Years() != tt.years || i.Kinds()[0] != tt.mostly || !slices.Equal(i.LeadsTo(), tt.leadsTo) {
			t.Errorf("%s: %d years, %v, leads to %v", i, i.Years(), i.Kinds(), i.LeadsTo())
		}
		for _, kind := range i.Kinds() {
			if !kind.Valid() {
				t.Errorf("%s organises %q", i, kind)
			}
		}
	}
	if n := len(Instruments()); n != 5 {
		t.Errorf("%d instruments", n)
	}
}

func TestParseInstrument(t *testing.T) {
	if got, ok := ParseInstrument("irn"); got != IRN || !ok {
		t.Errorf("got %s, %t", got, ok)
	}
	for _, code := range []string{"", "UMI", "IRNs"} {
		if got, ok := ParseInstrument(code); ok {
			t.Errorf("%q is %s", code, got)
		}
	}
	if got := Instrument("UMI"); got.Kinds() != nil || got.Years() != 0 || got.Valid() {
		t.Errorf("%s is known", got)
	}
}

func TestNewID(t *testing.T) {
	seen := map[EventID]bool{}
	for range 1000 {
		id := NewID[EventID]()
		if len(id) != 26 || seen[id] {
			t.Fatalf("got %q", id)
		}
		seen[id] = true
	}
}

func TestNetwork(t *testing.T) {
	id := RoomID("matrix:!abc:example.org")
	if Network(id) != "matrix" || Native(id) != "!abc:example.org" {
		t.Errorf("got %q, %q", Network(id), Native(id))
	}
	if Network(IdentityID("alice")) != "" || Native(IdentityID("alice")) != "" {
		t.Error("an identity without a network has one")
	}
}
