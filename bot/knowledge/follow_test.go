package knowledge

import (
	"strings"
	"testing"
)

// TestFollowUps asks one question after another, as one person in one place.
func TestFollowUps(t *testing.T) {
	b := loaded(t)
	for _, test := range []struct {
		name  string
		asked []string
		want  string // facts of the last answer
		says  string
	}{
		{"instrument taken over", []string{"what is an IRN?", "how long?"}, "irn.duration", "For an IRN:\n"},
		{"and who decides", []string{"how long is an IEA?", "and who decides?"}, "iea.priorities iea.criteria", "For an IEA:\n"},
		{"aspect taken over", []string{"how long does an IRN last?", "and an IEA?"}, "iea.duration iea.not-renewable", "For an IEA:\n"},
		{"aspect in French", []string{"combien de temps dure un IRN ?", "et pour un IRL ?"}, "irl.duration", "Pour un IRL\u00a0:\n"},
		{"instrument in French", []string{"c'est quoi une IEA ?", "combien de temps ?"}, "iea.duration iea.not-renewable", "Pour une IEA\u00a0:\n"},
		{"twice", []string{"how long does an IRN last?", "and an IRP?", "and an IRL?"}, "irl.duration", "For an IRL:\n"},
		{"compared with the one before", []string{"what is an IRP?", "and how is it different from an IRN?"}, "irp.glance irn.glance", "For an IRP and an IRN:\n"},
		{"deadline in French", []string{"c'est quoi un IRP ?", "et c'est quand la date limite ?"}, "campaign.2026 asked.next-call", "Pour un IRP\u00a0:\n"},
		{"who may ask in French", []string{"parle-moi des IEA", "qui peut demander ?"}, "iea.staff", "Pour une IEA\u00a0:\n"},
		{"no rule reads it", []string{"what is an IRN?", "can it pay for a nanny?"}, "irn.pays asked.pays", "For an IRN:\n"},
		{"no rule reads it, in French", []string{"combien dure une IEA ?", "peut-on la rallonger ?"}, "iea.not-renewable", "Pour une IEA\u00a0:\n"},
		{"small talk takes nothing over", []string{"what is an IRN?", "who brings the cake?"}, "", ""},
		{"a whole question takes nothing over", []string{"what is an IRN?", "how long does an IRP last?"}, "irp.duration", ""},
		{"another subject takes nothing over", []string{"what is an IRN?", "what is the weather?"}, "", ""},
		{"nothing before", []string{"how long?"}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var a Answer
			for _, text := range test.asked {
				q := ask(text, "")
				q.Before = a.Topic
				a = b.Answer(q)
			}
			if got := strings.Join(a.Facts, " "); got != test.want {
				t.Errorf("facts %q, want %q\n%s", got, test.want, a.Text)
			}
			if !strings.HasPrefix(a.Text, test.says) || test.says == "" && strings.HasPrefix(a.Text, "For") {
				t.Errorf("it says:\n%s", a.Text)
			}
		})
	}
}
