package planner

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"
	"time"
)

// Whoever replaces the data has to say which version it is.
func TestZoneDataIsTheVersionThatItSays(t *testing.T) {
	sum := sha256.Sum256(zoneData)
	const of2025c = "8f55634d05f8bca1f7bc7c69c5933428c69357e0bdf565e5ba224e3f88ff12e8"
	if got := hex.EncodeToString(sum[:]); ZoneDataVersion() != "2025c" || got != of2025c {
		t.Errorf("zoneinfo.zip has sum %s and is called %s", got, ZoneDataVersion())
	}
}

func TestZone(t *testing.T) {
	for _, name := range []string{"Europe/Paris", "America/Argentina/Ushuaia", "Etc/GMT+12", "Asia/Ho_Chi_Minh", "UTC"} {
		zone, err := Zone(name)
		if err != nil || zone.String() != name {
			t.Errorf("%s: got %v, %v", name, zone, err)
		}
		again, _ := Zone(name)
		if again != zone {
			t.Errorf("%s was parsed twice", name)
		}
	}
	for name, why := range map[string]string{
		"": "zone.not_a_place", "Local": "zone.not_a_place", "CET": "zone.not_a_place", "EST5EDT": "zone.not_a_place",
		"IST": "zone.not_a_place", "GMT": "zone.not_a_place", "utc": "zone.not_a_place",
		"Europe/Lyon": "zone.unknown", "europe/paris": "zone.unknown", "Europe/": "zone.unknown", "../etc/passwd": "zone.unknown",
	} {
		_, err := Zone(name)
		refused(t, err, why)
	}
}

func TestZoneNames(t *testing.T) {
	names := ZoneNames()
	if len(names) < 500 || !slices.IsSorted(names) {
		t.Errorf("%d names", len(names))
	}
	for _, name := range names {
		if _, err := Zone(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFingerprint(t *testing.T) {
	print := func(zone string, year int) string {
		t.Helper()
		s, err := Fingerprint(zone, year)
		if err != nil || len(s) != 24 {
			t.Fatalf("%s: %q, %v", zone, s, err)
		}
		return s
	}
	if print("Europe/Paris", 2026) != print("Europe/Berlin", 2026) {
		t.Error("Paris and Berlin keep the same hours, but differ")
	}
	if print("Europe/Paris", 2026) == print("Europe/London", 2026) {
		t.Error("Paris and London do not differ")
	}
	if print("Africa/Casablanca", 2026) == print("Africa/Casablanca", 2027) {
		t.Error("the year makes no difference")
	}
	_, err := Fingerprint("CET", 2026)
	refused(t, err, "zone.not_a_place")
}

func TestZonePeriods(t *testing.T) {
	periods, err := ZonePeriods("Europe/Paris", instant(t, "2051-01-01T00:00:00Z"), instant(t, "2053-06-01T00:00:00Z"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range periods {
		got = append(got, p.Name+" "+p.Start.Format(time.DateOnly))
	}
	want := []string{"CET 2051-01-01", "CEST 2051-03-26", "CET 2051-10-29", "CEST 2052-03-31", "CET 2052-10-27", "CEST 2053-03-30"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
