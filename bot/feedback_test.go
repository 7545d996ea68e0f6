package bot

import (
	"strings"
	"testing"

	"entente/planner"
)

// TestAdminsSeeWhatIsAskedAndWrong: remarks on answers with who made them, what
// is asked most and declined most; nobody else sees it.
func TestAdminsSeeWhatIsAskedAndWrong(t *testing.T) {
	s := newStage(t, func(o *Options) { o.Admins = []planner.IdentityID{person("root")} })
	for _, sentence := range []string{"how long does an IRN last?", "combien de temps dure un IRN ?", "what is an IRX?", "what is an IRX?", "how long does an IEA last?"} {
		s.say("ada", "dm", sentence)
	}
	s.must("ada", "dm", "that's wrong: it is three years", "Noted")
	list := s.must("root", "dm", "feedback list", "it is three years").text()
	for _, want := range []string{"ada", "how long does an IEA last?", "lasts two years"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list lacks %q:\n%s", want, list)
		}
	}
	stats := s.must("root", "dm", "questions stats", "IRN duration").text()
	if strings.Contains(stats, "ada") || !strings.Contains(stats, "× 2") || !strings.Contains(stats, "what is an IRX?") {
		t.Errorf("the statistics:\n%s", stats)
	}
	for _, sentence := range []string{"liste des remarques", "voir les retours", "list the feedback"} {
		s.must("root", "dm", sentence, "it is three years")
	}
	for _, sentence := range []string{"statistiques des questions", "quelles questions sont posées ?", "what is asked most?"} {
		s.must("root", "dm", sentence, "IRN duration")
	}
	for _, sentence := range []string{"feedback list", "questions stats", "liste des remarques"} {
		if said := s.say("bob", "dm", sentence).text(); !strings.Contains(said, "dministrat") || strings.Contains(said, "IRN") {
			t.Errorf("bob sees with %s: %s", sentence, said)
		}
	}
}
