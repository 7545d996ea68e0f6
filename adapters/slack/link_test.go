package slack

import "testing"

func TestLinkTo(t *testing.T) {
	a := &Adapter{name: "insmi"}
	if got := a.LinkTo("insmi:C1", "1699999999.123456"); got != "" {
		t.Errorf("before it has logged in: %q", got)
	}
	a.site.Store("https://insmi.slack.com/")
	if got, want := a.LinkTo("insmi:C1", "1699999999.123456"), "https://insmi.slack.com/archives/C1/p1699999999123456"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := a.LinkTo("matrix:!r", "1"); got != "" {
		t.Errorf("of another network: %q", got)
	}
}
