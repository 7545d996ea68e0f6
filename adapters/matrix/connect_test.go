//go:build goolm

package matrix

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRunSaysWhyItCannotConnect needs no homeserver: none of these is one.
func TestRunSaysWhyItCannotConnect(t *testing.T) {
	page := httptest.NewServer(answer(http.StatusOK, "<html>Welcome</html>"))
	defer page.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	logins := 0
	limits := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/versions"):
			answer(http.StatusOK, `{"versions":["v1.11"]}`)(w, r)
		case logins == 0:
			logins++
			answer(http.StatusTooManyRequests, `{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1}`)(w, r)
		default:
			answer(http.StatusForbidden, `{"errcode":"M_USER_DEACTIVATED","error":"closed"}`)(w, r)
		}
	}))
	defer limits.Close()
	for name, test := range map[string]struct{ homeserver, want string }{
		"no such host":      {"https://no-such-host.invalid", "check homeserver"},
		"nobody listens":    {gone.URL, "check homeserver"},
		"a web page":        {page.URL, "does not answer as a Matrix homeserver"},
		"limits and closed": {limits.URL, "was closed"},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := New(Options{Name: "insmi", Homeserver: test.homeserver, User: "@bot:example.org",
				Password: "secret-word", Dir: t.TempDir(), Log: testLog(t)})
			if err != nil {
				t.Fatal(err)
			}
			err = a.Run(t.Context(), nil)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), `"insmi"`) ||
				strings.Contains(err.Error(), "secret-word") {
				t.Errorf("error: %v", err)
			}
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestNewRefusesWhatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Options){
		"user":       func(o *Options) { o.User = "bot" },
		"homeserver": func(o *Options) { o.Homeserver = "http://[::1" },
		"allow":      func(o *Options) { o.Allow = []string{"@x"} },
		"folder":     func(o *Options) { o.Dir = file },
	} {
		o := Options{Name: "insmi", Homeserver: "http://127.0.0.1", User: "@bot:example.org", Dir: t.TempDir(), Log: testLog(t)}
		change(&o)
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), `"insmi"`) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
