package matrix

import (
	"testing"

	"maunium.net/go/mautrix/id"
)

func TestAllowList(t *testing.T) {
	list, err := newAllowList([]string{"@alice:a.org", "b.org", ":c.org", "*.cnrs.fr", "d.org:8448"})
	if err != nil {
		t.Fatal(err)
	}
	for user, want := range map[id.UserID]bool{
		"@alice:a.org": true, "@bob:a.org": false, "@alice:a.org.evil": false,
		"@any:b.org": true, "@any:xb.org": false, "@b.org:evil": false, "@any:c.org": true,
		"@any:math.cnrs.fr": true, "@any:cnrs.fr": false, "@x.cnrs.fr:evil": false, "@any:d.org:8448": true, "@any:d.org": false,
		"": false, "@": false,
	} {
		if got := list.has(user); got != want {
			t.Errorf("%s: %v", user, got)
		}
	}
	if nobody, err := newAllowList(nil); err != nil || nobody.has("@alice:a.org") {
		t.Error("an empty list lets somebody in")
	}
	for _, wrong := range []string{"", ":", "@alice", "[a"} {
		if _, err := newAllowList([]string{wrong}); err == nil {
			t.Errorf("%q was taken", wrong)
		}
	}
}
