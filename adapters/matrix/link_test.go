package matrix

import "testing"

func TestLinkTo(t *testing.T) {
	a := &Adapter{options: Options{Name: "matrix"}}
	if got, want := a.LinkTo("matrix:!r:example.org", "$e"), "https://matrix.to/#/%21r:example.org/$e"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := a.LinkTo("insmi:C1", "1"); got != "" {
		t.Errorf("of another network: %q", got)
	}
}
