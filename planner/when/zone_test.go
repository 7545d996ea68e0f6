package when

import (
	"testing"
	"time"

	"entente/planner"
)

func TestParseZone(t *testing.T) {
	for text, want := range map[string]string{
		"Europe/Paris": "Europe/Paris", "europe/paris": "Europe/Paris", "America/Argentina/Buenos_Aires": "America/Argentina/Buenos_Aires",
		"UTC": "UTC", "utc": "UTC", "Etc/GMT+12": "Etc/GMT+12", "anywhere on Earth": "Etc/GMT+12",
		"Hanoi": "Asia/Ho_Chi_Minh", "Hà Nội": "Asia/Ho_Chi_Minh", "HANOÏ": "Asia/Ho_Chi_Minh", "Kyoto": "Asia/Tokyo",
		"Montréal": "America/Montreal", "montreal": "America/Montreal", "Lyon": "Europe/Paris", "Rio": "America/Sao_Paulo",
		"Bonn": "Europe/Berlin", "heure de Hanoï": "Asia/Ho_Chi_Minh", "Paris time": "Europe/Paris", "heure du Japon": "Asia/Tokyo",
		"Vietnam": "Asia/Ho_Chi_Minh", "Le Caire": "Africa/Cairo", "New York": "America/New_York", "Kathmandu": "Asia/Kathmandu",
		"JST": "Asia/Tokyo", "St John's": "America/St_Johns", "Calcutta": "Asia/Kolkata", "Asia/Calcutta": "Asia/Calcutta",
	} {
		for _, lang := range []planner.Lang{planner.English, planner.French} {
			if got, err := ParseZone(text, march10(lang)); err != nil || got != want {
				t.Errorf("%s (%s): %q, %v; want %s", text, lang, got, err, want)
			}
		}
	}
	for text, want := range map[string]string{
		"Gotham": "! zone.unknown [Gotham]", "Mars/Olympus": "! zone.unknown [Mars/Olympus]", "Local": "! zone.unknown [Local]",
		"": "! zone.unknown []", "UTC+2": "! zone.not_a_place [UTC+2]", "Paris London": "! zone.unknown [Paris London]",
		"IST": "? when.which_zone [IST]: Asia/Kolkata | Europe/Dublin | Asia/Jerusalem",
		"CET": "? when.which_zone [CET]: Europe/Paris | Africa/Algiers",
	} {
		zone, err := ParseZone(text, march10(planner.English))
		if got := describe(Reading{}, err); got != want {
			t.Errorf("%s: %q, %s; want %s", text, zone, got, want)
		}
	}
}

func TestZoneOf(t *testing.T) {
	for place, want := range map[string]string{
		"Hanoi": "Asia/Ho_Chi_Minh", "CIRM, Marseille": "Europe/Paris", "room 12, IMPA, Rio de Janeiro": "America/Sao_Paulo",
		"Salle des Étoiles, Lyon": "Europe/Paris", "nowhere": "", "": "", "Hanoi room": "",
	} {
		if got, ok := ZoneOf(place); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", place, got, ok, want)
		}
	}
}

// TestCitiesAreInTheirZones checks the data: every zone exists, and two zones
// said by one name keep the same time.
func TestCitiesAreInTheirZones(t *testing.T) {
	byName := map[string]string{}
	for _, zone := range planner.ZoneNames() {
		name := SayZone(zone, planner.English)
		print, err := planner.Fingerprint(zone, 2026)
		if err != nil {
			t.Errorf("%s: %v", zone, err)
		}
		if other := byName[name]; other != "" && other != print {
			t.Errorf("%s is called %s, as another zone is", zone, name)
		}
		byName[name] = print
	}
	for name, list := range places().byName {
		for _, place := range list {
			if _, err := planner.Zone(place.zone); err != nil {
				t.Errorf("%s %v: %v", name, place.rest, err)
			}
		}
	}
}

func TestAbbreviationsAreTrueSometime(t *testing.T) {
	for name, abbr := range abbreviations {
		for i, zone := range abbr.zones {
			periods, err := planner.ZonePeriods(zone, time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC))
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			found := abbr.ambiguous || len(abbr.zones) == 1
			for _, p := range periods {
				found = found || p.Offset == 60*abbr.offset
			}
			if !found {
				t.Errorf("%s: %s (choice %d) never has that offset", name, zone, i)
			}
		}
	}
}
