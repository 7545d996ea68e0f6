package planner

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// zoneData is the IANA time-zone database, compiled, as it comes with Go
// 1.26.8 (lib/time/zoneinfo.zip); it is in the public domain. The machine's
// own files are never read, so that all processes agree.
//
//go:embed zoneinfo.zip
var zoneData []byte

const zoneDataVersion = "2025c"

// ZoneDataVersion names the release of the IANA database that is built in.
func ZoneDataVersion() string { return zoneDataVersion }

// zoneFiles is the directory of zoneData, by name; read once, never changed.
var zoneFiles = sync.OnceValue(func() map[string]*zip.File {
	archive, err := zip.NewReader(bytes.NewReader(zoneData), int64(len(zoneData)))
	if err != nil {
		panic(fmt.Sprintf("built-in time-zone data: %v", err))
	}
	files := make(map[string]*zip.File, len(archive.File))
	for _, f := range archive.File {
		if isZoneName(f.Name) {
			files[f.Name] = f
		}
	}
	return files
})

// parsedZones holds the zones that were asked for: name to *time.Location.
// A parsed zone never changes, so it does not matter who parses it first.
var parsedZones sync.Map

// Zone is the time zone called name in the IANA database that is built in.
// Only full names ("Europe/Paris", "Etc/GMT+12") and "UTC" are accepted: an
// abbreviation (IST, CET) can mean several zones, and "Local" depends on the
// machine. The error is a [*Refusal].
func Zone(name string) (*time.Location, error) {
	if name == "UTC" {
		return time.UTC, nil
	}
	if zone, ok := parsedZones.Load(name); ok {
		return zone.(*time.Location), nil
	}
	file, ok := zoneFiles()[name]
	switch {
	case !ok && strings.Contains(name, "/"):
		return nil, &Refusal{Why: "zone.unknown", Words: name}
	case !ok:
		return nil, &Refusal{Why: "zone.not_a_place", Words: name}
	}
	zone, err := parseZone(file)
	if err != nil {
		return nil, fmt.Errorf("built-in time zone %s: %w", name, err)
	}
	parsedZones.Store(name, zone)
	return zone, nil
}

// ZoneNames lists the accepted names in alphabetical order.
func ZoneNames() []string {
	names := make([]string, 0, len(zoneFiles()))
	for name := range zoneFiles() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Fingerprint is a hash of the rules of zone for the ten years from the start
// of fromYear (UTC): its offsets, abbreviations and when they change. Where a
// kept fingerprint differs, the zone's future instants are computed anew.
func Fingerprint(zone string, fromYear int) (string, error) {
	from := time.Date(fromYear, time.January, 1, 0, 0, 0, 0, time.UTC)
	periods, err := ZonePeriods(zone, from, from.AddDate(10, 0, 0))
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	for _, p := range periods {
		fmt.Fprintln(hash, p.Start.Unix(), p.Offset, p.Name)
	}
	return hex.EncodeToString(hash.Sum(nil)[:12]), nil
}

func isZoneName(name string) bool {
	return name == "UTC" || strings.Contains(name, "/") && !strings.HasSuffix(name, "/")
}

func parseZone(file *zip.File) (*time.Location, error) {
	r, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return time.LoadLocationFromTZData(file.Name, data)
}
