package store

import "fmt"

// ZonePrints are the fingerprints of the zones whose rules the derived
// instants follow, by zone.
func (tx *Tx) ZonePrints() (map[string]string, error) {
	type print struct{ zone, print string }
	list, err := all(tx, func(r row) (p print, err error) {
		err = r.Scan(&p.zone, &p.print)
		return p, err
	}, `SELECT zone, print FROM zone_prints`)
	if err != nil {
		return nil, fmt.Errorf("zone prints: %w", err)
	}
	prints := make(map[string]string, len(list))
	for _, p := range list {
		prints[p.zone] = p.print
	}
	return prints, nil
}

// SaveZonePrint notes that all derived instants of a zone now follow the rules
// of that fingerprint.
func (tx *Tx) SaveZonePrint(zone, print string) error {
	_, err := tx.exec(`
		INSERT INTO zone_prints (zone, print) VALUES ($1, $2)
		ON CONFLICT (zone) DO UPDATE SET print = excluded.print`, zone, print)
	if err != nil {
		return fmt.Errorf("save zone print: %w", err)
	}
	return nil
}

// ZonesInUse are the zones of planned events, dates and reminders.
func (tx *Tx) ZonesInUse() ([]string, error) {
	// Of reminders one after the other in the index, not all rows.
	zones, err := all(tx, scanned[string], `
		WITH RECURSIVE own(zone) AS (
			SELECT min(zone) FROM reminders WHERE state = 'planned' AND zone <> ''
			UNION ALL SELECT (SELECT min(zone) FROM reminders WHERE state = 'planned' AND zone <> '' AND zone > own.zone)
				FROM own WHERE own.zone IS NOT NULL)
		SELECT zone FROM events WHERE state = 'planned'
		UNION SELECT zone FROM occurrences WHERE state = 'planned'
		UNION SELECT zone FROM own WHERE zone IS NOT NULL
		ORDER BY zone`)
	if err != nil {
		return nil, fmt.Errorf("zones in use: %w", err)
	}
	return zones, nil
}
