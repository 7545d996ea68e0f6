package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Delivery is how a network is served, since the start and now.
type Delivery struct {
	Network string
	Sent    int64
	Late    int64
	Retried int64
	Failed  int64
	Skipped int64
	Due     int           // should have been sent by now
	Lag     time.Duration // for how long the first of those has been waiting
}

// Figures are what /metrics shows of Entente itself.
type Figures struct {
	Deliveries []Delivery
	LastStep   time.Time // when the runner last looked at what is due
}

// metricsWithin is how long the figures of one request may take.
const metricsWithin = 3 * time.Second

// collector makes metrics of the figures when they are asked for.
type collector struct {
	read     func(context.Context) (Figures, error)
	log      *slog.Logger
	lastStep *prometheus.Desc
	networks []networkMetric
}

// networkMetric is one metric that each network has.
type networkMetric struct {
	*prometheus.Desc
	kind  prometheus.ValueType
	value func(Delivery) float64
}

func newCollector(read func(context.Context) (Figures, error), log *slog.Logger) *collector {
	c := &collector{read: read, log: log,
		lastStep: prometheus.NewDesc("entente_runner_last_step_timestamp_seconds", "When the runner last looked at what is due, or did a part of it.", nil, nil)}
	add := func(name, help string, kind prometheus.ValueType, value func(Delivery) float64) {
		desc := prometheus.NewDesc("entente_deliveries_"+name, help, []string{"network"}, nil)
		c.networks = append(c.networks, networkMetric{desc, kind, value})
	}
	add("due", "Messages that should have been sent by now.", prometheus.GaugeValue, func(d Delivery) float64 { return float64(d.Due) })
	add("lag_seconds", "For how long the first of those has been waiting.", prometheus.GaugeValue, func(d Delivery) float64 { return d.Lag.Seconds() })
	add("sent_total", "Messages sent.", prometheus.CounterValue, func(d Delivery) float64 { return float64(d.Sent) })
	add("late_total", "Messages sent and marked as late.", prometheus.CounterValue, func(d Delivery) float64 { return float64(d.Late) })
	add("retried_total", "Tries that sent nothing and are made again.", prometheus.CounterValue, func(d Delivery) float64 { return float64(d.Retried) })
	add("failed_total", "Messages given up.", prometheus.CounterValue, func(d Delivery) float64 { return float64(d.Failed) })
	add("skipped_total", "Messages that no longer held when their turn came.", prometheus.CounterValue, func(d Delivery) float64 { return float64(d.Skipped) })
	return c
}

// Describe implements prometheus.Collector.
func (c *collector) Describe(to chan<- *prometheus.Desc) {
	to <- c.lastStep
	for _, m := range c.networks {
		to <- m.Desc
	}
}

// Collect implements prometheus.Collector. Figures that cannot be read are left
// out: the alert rules notice that.
func (c *collector) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), metricsWithin)
	defer cancel()
	figures, err := c.read(ctx)
	if err != nil {
		c.log.Warn("figures not read", "error", err)
		return
	}
	if !figures.LastStep.IsZero() {
		to <- prometheus.MustNewConstMetric(c.lastStep, prometheus.GaugeValue, float64(figures.LastStep.UnixMilli())/1000)
	}
	for _, d := range figures.Deliveries {
		for _, m := range c.networks {
			to <- prometheus.MustNewConstMetric(m.Desc, m.kind, m.value(d), d.Network)
		}
	}
}

// metrics serves the figures, and those of the process, to Prometheus.
func (s *Server) metrics() http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(newCollector(s.Figures, s.Log), collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}
