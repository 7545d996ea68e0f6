package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"entente/adapters/console"
)

// Validate says everything that is wrong with the values of a configuration,
// the secrets apart (see [Load]). The faults have no lines.
func (c *Config) Validate() []Fault {
	var v validation
	v.check(isDatabaseURL(string(c.Database.Secret)), "database.url", "must be sqlite:FILE or postgres://…")
	v.oneOf("log.format", c.Log.Format, "text", "json")
	v.oneOf("collaborations.add", c.Collaborations.Add, "anybody", "admins")
	if c.Web.Listen != "" {
		_, port, err := net.SplitHostPort(c.Web.Listen)
		v.check(err == nil && port != "", "web.listen", `must be HOST:PORT, as 127.0.0.1:8080, or "" for none`)
	}
	v.atLeast("delivery.lease", c.Delivery.Lease, time.Second)
	v.atLeast("retention.inbox", c.Retention.Inbox, time.Hour)
	v.atLeast("retention.deliveries", c.Retention.Deliveries, time.Hour)
	v.atLeast("retention.dialogs", c.Retention.Dialogs, time.Hour)
	v.networks(c)
	v.people(c)
	return v.faults
}

type validation struct{ faults []Fault }

func (v *validation) check(ok bool, key, what string, args ...any) {
	if !ok {
		v.faults = append(v.faults, Fault{Key: key, What: fmt.Sprintf(what, args...)})
	}
}

func (v *validation) oneOf(key, value, a, b string) {
	v.check(value == a || value == b, key, "must be %s or %s, not %q", a, b, value)
}

func (v *validation) atLeast(key string, d Duration, least time.Duration) {
	v.check(time.Duration(d) >= least, key, "must be at least %s", strings.TrimSuffix(least.String(), "0m0s"))
}

var (
	networkName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)
	matrixUser  = regexp.MustCompile(`^@[^:\s]+:[^\s]+$`)
)

// networks checks the entries of all networks. Their names are the first part
// of every room and person in the database, so no two may be the same.
func (v *validation) networks(c *Config) {
	seen := map[string]bool{console.Network: true}
	name := func(key, name string) {
		v.check(networkName.MatchString(name), key, "%q must be small letters, digits and hyphens", name)
		v.check(!seen[name], key, "%q is taken by another network", name)
		seen[name] = true
	}
	for i, s := range c.Slack {
		key := fmt.Sprintf("slack[%d].", i)
		name(key+"name", s.Name)
		v.webAddress(key+"api_url", s.APIURL)
		v.slackWay(key, s, c.Web)
		v.slackAlone(key, s, c.Slack[:i])
	}
	for i, m := range c.Matrix {
		key := fmt.Sprintf("matrix[%d].", i)
		name(key+"name", m.Name)
		v.webAddress(key+"homeserver", m.Homeserver)
		v.check(matrixUser.MatchString(m.User), key+"user", "must be an account, as @entente:example.org")
		v.check(m.DataDir != "", key+"data_dir", "must name a folder")
		for j, other := range m.Allow {
			ok := matrixUser.MatchString(other) || other != "" && !strings.ContainsAny(other, "@ ")
			v.check(ok, fmt.Sprintf("%sallow[%d]", key, j), "must be @name:server, or a server, not %q", other)
		}
	}
}

// slackWay checks that events come in by exactly one way, and can.
func (v *validation) slackWay(key string, s SlackConfig, web WebConfig) {
	if !s.byHTTP() {
		return
	}
	key += setKey("signing_secret", s.SigningSecretEnv)
	v.check(s.AppTokenEnv == "" && s.AppTokenFile == "", key, "stands beside an app token: Slack sends by HTTP or by Socket Mode, not both")
	v.check(web.Listen != "", key, "Slack sends by HTTP: give web.listen an address")
}

// slackAlone checks that the tokens are none of an earlier entry's: Slack
// divides the events of an app among its connections, whosever they are.
func (v *validation) slackAlone(key string, s SlackConfig, earlier []SlackConfig) {
	for i, other := range earlier {
		v.check(s.BotToken == "" || s.BotToken != other.BotToken, key+setKey("bot_token", s.BotTokenEnv),
			"it is the token of slack[%d]: each workspace is one entry", i)
		v.check(s.AppToken == "" || s.AppToken != other.AppToken, key+setKey("app_token", s.AppTokenEnv),
			"it is the token of slack[%d]: each workspace needs an app of its own", i)
		v.check(s.SigningSecret == "" || s.SigningSecret != other.SigningSecret, key+setKey("signing_secret", s.SigningSecretEnv),
			"it is the secret of slack[%d]: each workspace needs an app of its own", i)
	}
}

// setKey is the key that says where a secret is: by its variable if it names one.
func setKey(secret, env string) string {
	if env != "" {
		return secret + "_env"
	}
	return secret + "_file"
}

func isDatabaseURL(address string) bool {
	scheme, rest, _ := strings.Cut(address, ":")
	return rest != "" && (scheme == "sqlite" || scheme == "postgres" || scheme == "postgresql")
}

func (v *validation) webAddress(key, address string) {
	u, err := url.Parse(address)
	ok := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
	v.check(ok, key, "must be an address, as https://example.org")
}

// people checks the identities of those who have a role everywhere.
func (v *validation) people(c *Config) {
	networks := map[string]bool{console.Network: true}
	for _, s := range c.Slack {
		networks[s.Name] = true
	}
	for _, m := range c.Matrix {
		networks[m.Name] = true
	}
	check := func(key string, identities []string) {
		for i, identity := range identities {
			network, id, _ := strings.Cut(identity, ":")
			v.check(networks[network] && id != "", fmt.Sprintf("%s[%d]", key, i),
				"%q must be NETWORK:ID with the name of a network of this file", identity)
		}
	}
	check("admins", c.Admins)
	check("observers", c.Observers)
}

// readSecrets reads every secret from the environment or the file that the
// configuration names for it.
func (c *Config) readSecrets(getenv func(string) string) []Fault {
	var faults []Fault
	read := func(into *Secret, key, env, file string) {
		value, fault := readSecret(key, env, file, getenv)
		if fault != nil {
			faults = append(faults, *fault)
		}
		*into = value
	}
	c.Database.Secret = Secret(c.Database.URL)
	if c.Database.URLEnv != "" || c.Database.URLFile != "" {
		read(&c.Database.Secret, "database.url", c.Database.URLEnv, c.Database.URLFile)
	}
	for i := range c.Slack {
		s := &c.Slack[i]
		read(&s.BotToken, fmt.Sprintf("slack[%d].bot_token", i), s.BotTokenEnv, s.BotTokenFile)
		switch {
		case s.byHTTP():
			read(&s.SigningSecret, fmt.Sprintf("slack[%d].signing_secret", i), s.SigningSecretEnv, s.SigningSecretFile)
		case s.AppTokenEnv == "" && s.AppTokenFile == "":
			faults = append(faults, Fault{Key: fmt.Sprintf("slack[%d].app_token_env", i), What: "missing: name the environment variable " +
				"that holds it, or a file in app_token_file; or the signing secret, where Slack is to send by HTTP"})
		default:
			read(&s.AppToken, fmt.Sprintf("slack[%d].app_token", i), s.AppTokenEnv, s.AppTokenFile)
		}
	}
	for i := range c.Matrix {
		m := &c.Matrix[i]
		read(&m.Password, fmt.Sprintf("matrix[%d].password", i), m.PasswordEnv, m.PasswordFile)
		if m.RecoveryKeyEnv != "" || m.RecoveryKeyFile != "" {
			read(&m.RecoveryKey, fmt.Sprintf("matrix[%d].recovery_key", i), m.RecoveryKeyEnv, m.RecoveryKeyFile)
		}
	}
	return faults
}

// readSecret never repeats what stands in the configuration: somebody may have
// written the secret itself there.
func readSecret(key, env, file string, getenv func(string) string) (Secret, *Fault) {
	short := key[strings.LastIndex(key, ".")+1:]
	fault := func(suffix, what string) (Secret, *Fault) {
		return "", &Fault{Key: key + suffix, What: what}
	}
	switch {
	case env == "" && file == "":
		return fault("_env", "missing: name the environment variable that holds it, or a file in "+short+"_file")
	case env != "" && file != "":
		return fault("_file", "stands beside "+short+"_env: one of the two is enough")
	case env != "":
		if value := strings.TrimSpace(getenv(env)); value != "" {
			return Secret(value), nil
		}
		return fault("_env", "the environment variable of this name is empty or not set")
	}
	text, err := os.ReadFile(file)
	if value := strings.TrimSpace(string(text)); value != "" {
		return Secret(value), nil
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return fault("_file", "this file cannot be read: "+path.Err.Error())
	}
	return fault("_file", "this file is empty")
}
