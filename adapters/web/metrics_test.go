package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// exposed is what /metrics says of figures.
func exposed(t *testing.T, read func(context.Context) (Figures, error)) string {
	t.Helper()
	s := &Server{Options: Options{Figures: read, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}}
	pages := httptest.NewServer(s.handler())
	defer pages.Close()
	status, body := get(t, "GET", pages.URL+"/metrics")
	if status != 200 {
		t.Fatalf("%d %s", status, body)
	}
	return body
}

func someFigures(context.Context) (Figures, error) {
	return Figures{LastStep: time.UnixMilli(1798000000500), Deliveries: []Delivery{
		{Network: "slack", Sent: 7, Late: 2, Retried: 3, Failed: 1, Skipped: 4, Due: 5, Lag: 1500 * time.Millisecond},
		{Network: "matrix"},
	}}, nil
}

func TestMetrics(t *testing.T) {
	body := exposed(t, someFigures)
	for _, want := range []string{
		"entente_runner_last_step_timestamp_seconds 1.7980000005e+09",
		`entente_deliveries_sent_total{network="slack"} 7`,
		`entente_deliveries_sent_total{network="matrix"} 0`,
		`entente_deliveries_late_total{network="slack"} 2`,
		`entente_deliveries_retried_total{network="slack"} 3`,
		`entente_deliveries_failed_total{network="slack"} 1`,
		`entente_deliveries_skipped_total{network="slack"} 4`,
		`entente_deliveries_due{network="slack"} 5`,
		`entente_deliveries_lag_seconds{network="slack"} 1.5`,
		"process_resident_memory_bytes", "go_goroutines",
	} {
		if !strings.Contains(body, "\n"+want) {
			t.Errorf("no %s", want)
		}
	}
	body = exposed(t, func(context.Context) (Figures, error) { return Figures{}, errors.New("locked") })
	if strings.Contains(body, "\nentente_") {
		t.Errorf("figures that could not be read are shown:\n%s", body)
	}
}
