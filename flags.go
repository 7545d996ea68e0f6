package main

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
)

// configFile is the configuration that is read, if it is there, when none is named.
const configFile = "config.yaml"

// configFlag is the option of commands that read the configuration.
type configFlag struct {
	Config string `long:"config" value-name:"FILE" env:"ENTENTE_CONFIG" description:"The configuration. Without it: config.yaml in the working directory if it is there, else every default."`
}

// load reads the configuration that the option names.
func (f configFlag) load() (Config, error) {
	if f.Config != "" {
		return Load(f.Config, os.Getenv)
	}
	config, err := Load(configFile, os.Getenv)
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	return config, err
}

// databaseFlags are the options of commands that read a database and nothing
// else of the configuration.
type databaseFlags struct {
	configFlag
	DB string `long:"db" value-name:"FILE" description:"The database: an SQLite file or a postgres:// address. Without it, that of the configuration."`
}

// url is the address of the database that the options name.
func (f databaseFlags) url() (Secret, error) {
	switch {
	case isDatabaseURL(f.DB):
		return Secret(f.DB), nil
	case f.DB != "":
		return Secret("sqlite:" + f.DB), nil
	}
	config, err := f.load()
	return config.Database.Secret, err
}

// sqliteFile is the file of an SQLite database; ok is false for another one.
func sqliteFile(url Secret) (file string, ok bool) {
	return strings.CutPrefix(string(url), "sqlite:")
}

// newLogger is the logger that the configuration asks for.
func newLogger(c LogConfig, w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.Level}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}
