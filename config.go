package main

import (
	_ "embed"
	"log/slog"
	"strconv"
	"strings"
	"time"
)

// exampleConfig is config.example.yaml: every key with its default and a
// sentence. Tests load it and compare it with [Default] and [Config].
//
//go:embed config.example.yaml
var exampleConfig []byte

// Config is what a configuration file says. config.example.yaml explains its
// keys. A [Secret] stands in no file: [Load] reads it from where the file says.
type Config struct {
	Database       DatabaseConfig       `yaml:"database"`
	Log            LogConfig            `yaml:"log"`
	Web            WebConfig            `yaml:"web"`
	Admins         []string             `yaml:"admins"`
	Observers      []string             `yaml:"observers"`
	Collaborations CollaborationsConfig `yaml:"collaborations"`
	Delivery       DeliveryConfig       `yaml:"delivery"`
	Retention      RetentionConfig      `yaml:"retention"`
	Knowledge      KnowledgeConfig      `yaml:"knowledge"`
	Slack          []SlackConfig        `yaml:"slack"`
	Matrix         []MatrixConfig       `yaml:"matrix"`
}

// DatabaseConfig says where everything is kept.
type DatabaseConfig struct {
	URL     string `yaml:"url"` // "sqlite:FILE" or "postgres://…"
	URLEnv  string `yaml:"url_env"`
	URLFile string `yaml:"url_file"`
	// Secret is the URL to open: URL, or what URLEnv or URLFile hold.
	Secret Secret `yaml:"-"`
}

// LogConfig says what is logged, to standard error.
type LogConfig struct {
	Level  slog.Level `yaml:"level"`
	Format string     `yaml:"format"` // text or json
}

// WebConfig says where the web pages are served.
type WebConfig struct {
	Listen string `yaml:"listen"` // empty: nowhere
}

// CollaborationsConfig says who may add a collaboration.
type CollaborationsConfig struct {
	Add string `yaml:"add"` // anybody or admins
}

// DeliveryConfig says how reminders are sent.
type DeliveryConfig struct {
	// Lease is how long the outcome of one sending is awaited before the
	// message is looked up in the conversation and, if missing, sent again.
	Lease Duration `yaml:"lease"`
}

// RetentionConfig says how long is kept what serves only for a while.
type RetentionConfig struct {
	Inbox      Duration `yaml:"inbox"`
	Deliveries Duration `yaml:"deliveries"`
	Dialogs    Duration `yaml:"dialogs"`
}

// KnowledgeConfig says what is known besides what is built in.
type KnowledgeConfig struct {
	Dir string `yaml:"dir"` // folder of facts; empty: none
}

// SlackConfig is one Slack workspace.
type SlackConfig struct {
	Name              string `yaml:"name"`
	BotTokenEnv       string `yaml:"bot_token_env"`
	BotTokenFile      string `yaml:"bot_token_file"`
	AppTokenEnv       string `yaml:"app_token_env"`
	AppTokenFile      string `yaml:"app_token_file"`
	SigningSecretEnv  string `yaml:"signing_secret_env"`
	SigningSecretFile string `yaml:"signing_secret_file"`
	APIURL            string `yaml:"api_url"`
	BotToken          Secret `yaml:"-"`
	AppToken          Secret `yaml:"-"` // empty when Slack sends by HTTP
	SigningSecret     Secret `yaml:"-"` // empty with Socket Mode
}

// byHTTP says whether Slack sends by HTTP, rather than by Socket Mode.
func (c SlackConfig) byHTTP() bool { return c.SigningSecretEnv != "" || c.SigningSecretFile != "" }

// MatrixConfig is one account on one Matrix homeserver.
type MatrixConfig struct {
	Name            string   `yaml:"name"`
	Homeserver      string   `yaml:"homeserver"`
	User            string   `yaml:"user"`
	PasswordEnv     string   `yaml:"password_env"`
	PasswordFile    string   `yaml:"password_file"`
	RecoveryKeyEnv  string   `yaml:"recovery_key_env"`
	RecoveryKeyFile string   `yaml:"recovery_key_file"`
	DataDir         string   `yaml:"data_dir"`
	Allow           []string `yaml:"allow"` // user ids and server names that may invite
	Password        Secret   `yaml:"-"`
	RecoveryKey     Secret   `yaml:"-"` // empty unless the configuration names one
}

// Default is the configuration without a file: an SQLite file in the working
// directory, the web pages on this machine only, and no network.
func Default() Config {
	const day = 24 * time.Hour
	url := "sqlite:entente.db"
	return Config{
		Database:       DatabaseConfig{URL: url, Secret: Secret(url)},
		Log:            LogConfig{Level: slog.LevelInfo, Format: "text"},
		Web:            WebConfig{Listen: "127.0.0.1:8080"},
		Collaborations: CollaborationsConfig{Add: "anybody"},
		Delivery:       DeliveryConfig{Lease: Duration(30 * time.Second)},
		Retention: RetentionConfig{
			Inbox:      Duration(30 * day),
			Deliveries: Duration(365 * day),
			Dialogs:    Duration(7 * day),
		},
	}
}

// What an entry of the two lists starts from.
func defaultSlack() SlackConfig {
	return SlackConfig{Name: "slack", APIURL: "https://slack.com/api/"}
}

func defaultMatrix() MatrixConfig { return MatrixConfig{Name: "matrix", DataDir: "matrix"} }

// Secret is a token or password. However it is printed or logged it reads
// "***"; only string(s) reveals it.
type Secret string

// String is "***".
func (s Secret) String() string { return "***" }

// GoString is "***".
func (s Secret) GoString() string { return "***" }

// MarshalText is "***", for JSON and YAML.
func (s Secret) MarshalText() ([]byte, error) { return []byte("***"), nil }

// LogValue is "***".
func (s Secret) LogValue() slog.Value { return slog.StringValue("***") }

// Duration is a length of time, written as in Go ("90s", "12h") or in days ("30d").
type Duration time.Duration

// UnmarshalText reads a length of time that is longer than zero.
func (d *Duration) UnmarshalText(text []byte) error {
	length, err := time.ParseDuration(string(text))
	if days, isDays := strings.CutSuffix(string(text), "d"); isDays {
		var n int
		n, err = strconv.Atoi(days)
		length = time.Duration(n) * 24 * time.Hour
	}
	if err != nil {
		return err
	}
	*d = Duration(length)
	return nil
}
