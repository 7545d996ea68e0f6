package matrix

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"

	"github.com/rs/zerolog"
)

// zerologTo makes a logger for the SDK that ends in ours. What is an error to
// the SDK is a warning here, and a warning a detail, since whatever concerns
// the program comes back as an error of the call too.
func zerologTo(log *slog.Logger) zerolog.Logger {
	return zerolog.New(slogWriter{log}).Level(zerolog.WarnLevel)
}

type slogWriter struct{ log *slog.Logger }

func (w slogWriter) Write(line []byte) (int, error) {
	return w.WriteLevel(zerolog.WarnLevel, line)
}

// WriteLevel takes one line of zerolog's, a JSON object.
func (w slogWriter) WriteLevel(level zerolog.Level, line []byte) (int, error) {
	to := slog.LevelDebug
	if level >= zerolog.ErrorLevel {
		to = slog.LevelWarn
	}
	ctx := context.Background()
	if !w.log.Enabled(ctx, to) {
		return len(line), nil
	}
	var fields map[string]any
	if err := json.Unmarshal(line, &fields); err != nil {
		return 0, err
	}
	message, _ := fields[zerolog.MessageFieldName].(string)
	for _, unwanted := range []string{
		zerolog.MessageFieldName, zerolog.LevelFieldName, zerolog.TimestampFieldName,
		"req_body", // holds what people wrote
	} {
		delete(fields, unwanted)
	}
	attrs := make([]slog.Attr, 0, len(fields))
	for name, value := range fields {
		attrs = append(attrs, slog.Any(name, value))
	}
	slices.SortFunc(attrs, func(a, b slog.Attr) int { return strings.Compare(a.Key, b.Key) })
	w.log.LogAttrs(ctx, to, "mautrix: "+message, attrs...)
	return len(line), nil
}
