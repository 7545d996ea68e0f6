package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"entente/adapters/web"
)

// alertRules are what Prometheus reads of docs/alerts.yaml.
type alertRules struct {
	Groups []struct {
		Name  string
		Rules []struct {
			Alert, Expr, For    string
			Labels, Annotations map[string]string
		}
	}
}

// TestAlertRules: the rules are whole, and name metrics that /metrics shows.
func TestAlertRules(t *testing.T) {
	text, err := os.ReadFile("docs/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rules alertRules
	if err := yaml.UnmarshalWithOptions(text, &rules, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	shown, named := shownMetrics(t), regexp.MustCompile(`\bentente_\w+`)
	for _, rule := range rules.Groups[0].Rules {
		if rule.Alert == "" || rule.Labels["severity"] == "" || rule.Annotations["summary"] == "" {
			t.Errorf("%q lacks something: %+v", rule.Alert, rule)
		}
		if strings.Count(rule.Expr, "(") != strings.Count(rule.Expr, ")") {
			t.Errorf("%s: %s", rule.Alert, rule.Expr)
		}
		for _, name := range named.FindAllString(rule.Expr, -1) {
			if !strings.Contains(shown, "\n"+name) {
				t.Errorf("%s: %s is not shown at /metrics", rule.Alert, name)
			}
		}
	}
}

// shownMetrics is what /metrics shows where there is one network.
func shownMetrics(t *testing.T) string {
	t.Helper()
	server, err := web.New(web.Options{Listen: "127.0.0.1:0", Log: slog.New(slog.DiscardHandler),
		Figures: func(context.Context) (web.Figures, error) {
			return web.Figures{LastStep: time.Now(), Deliveries: []web.Delivery{{Network: "slack"}}}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	response, err := http.Get("http://" + server.Address() + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
