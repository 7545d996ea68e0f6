package knowledge

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// loaded is the embedded base, or the end of the test.
func loaded(t testing.TB) *Base {
	t.Helper()
	b, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// today is the day on which the tests ask.
var today = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// ask is a question of that day.
func ask(text, lang string) Question { return Question{Text: text, Lang: lang, Now: today} }

// expected is one line of testdata/questions.tsv.
type expected struct {
	question, lang     string
	instruments, facts []string
	declined           bool
}

func corpus(t testing.TB) []expected {
	t.Helper()
	file, err := os.Open("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []expected
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 4 {
			continue // a comment
		}
		e := expected{question: fields[0], lang: fields[1], instruments: strings.Fields(strings.TrimPrefix(fields[2], "-"))}
		if e.declined = fields[3] == "declined"; !e.declined {
			e.facts = strings.Fields(fields[3])
		}
		all = append(all, e)
	}
	return all
}

// kind is what sort of question it is, by what its answer needs.
func (e expected) kind(b *Base) string {
	switch {
	case e.declined:
		return "to be declined"
	case strings.Contains(e.question, " >> "):
		return "follow-up"
	case len(e.instruments) == 5:
		return "overview"
	case slices.ContainsFunc(e.facts, func(id string) bool { return strings.HasSuffix(id, ".glance") }):
		return "comparison"
	case strings.HasPrefix(e.facts[0], "asked."):
		return "half answer"
	}
	return b.fact(e.facts[0]).Aspects[0]
}

// score counts what was right among answers.
type score struct{ asked, right, told, wanted, both int }

func (s *score) add(want, got expected, right bool) {
	s.asked++
	if right {
		s.right++
	}
	s.told += len(got.facts)
	s.wanted += len(want.facts)
	for _, id := range got.facts {
		if slices.Contains(want.facts, id) {
			s.both++
		}
	}
}

func (s *score) String() string {
	precision, recall := 1.0, 1.0
	if s.told > 0 {
		precision = float64(s.both) / float64(s.told)
	}
	if s.wanted > 0 {
		recall = float64(s.both) / float64(s.wanted)
	}
	return fmt.Sprintf("%d of %d right, precision %.3f, recall %.3f", s.right, s.asked, precision, recall)
}

// inTurn asks questions parted by >> one after another, as one person in one
// place, and returns the last answer.
func (b *Base) inTurn(questions string) (a Answer) {
	for _, text := range strings.Split(questions, " >> ") {
		q := ask(text, "")
		q.Before = a.Topic
		a = b.Answer(q)
	}
	return a
}

// fitted is the share of the corpus that must be answered to the letter. The
// model is trained anew with each question added, so a few may gain or lose a
// fact; that one to be declined is answered never passes.
const fitted = 0.99

// sorted are the items of a list in their order: which fact comes first of those
// asked for is for the model to say.
func sorted(list []string) string { return strings.Join(slices.Sorted(slices.Values(list)), " ") }

// TestAnswerToTheCorpus asks every question of the corpus, which rules and
// model were fitted to: what others will ask is measured by
// TestAnswerToUnseenQuestions. The figures are by language and kind.
func TestAnswerToTheCorpus(t *testing.T) {
	b := loaded(t)
	scores, declined := map[string]*score{}, map[string]int{}
	for _, want := range corpus(t) {
		a := b.inTurn(want.question)
		got := expected{want.question, a.Lang, a.Instruments, a.Facts, a.Declined}
		d := cmp.Diff(want, got, cmp.AllowUnexported(expected{}), cmp.Transformer("list", sorted))
		if d != "" {
			t.Logf("%q is not answered as wanted (-want +got):\n%s%s", want.question, d, a.Text)
		}
		if want.declined && !a.Declined {
			t.Errorf("%q is answered: %s", want.question, a.Text)
		}
		for _, key := range []string{want.lang, want.lang + ", " + want.kind(b)} {
			if scores[key] == nil {
				scores[key] = &score{}
			}
			scores[key].add(want, got, d == "")
		}
		if want.declined {
			declined[want.lang]++
		}
	}
	for _, key := range slices.Sorted(maps.Keys(scores)) {
		t.Logf("%s: %s", key, scores[key])
	}
	for _, lang := range []string{"en", "fr"} {
		if s := scores[lang]; float64(s.right) < fitted*float64(s.asked) {
			t.Errorf("%s: %s", lang, s)
		}
		if scores[lang].asked < 150 || declined[lang] < 25 {
			t.Errorf("too few questions in %s: %d, %d to be declined", lang, scores[lang].asked, declined[lang])
		}
	}
}

func TestAnswerInAskedLanguage(t *testing.T) {
	b := loaded(t)
	for _, test := range []struct{ question, lang, want, starts string }{
		{"what is an IRN?", "", "en", "The Insmi page says that an IRN "},
		{"what is an IRN?", "fr", "fr", "Selon la page de l'Insmi, un IRN "},
		{"qu’est-ce qu’un IRP ?", "", "fr", "Selon la page de l'Insmi, un IRP "},
		{"qu’est-ce qu’un IRP ?", "en", "en", "The Insmi page says that an IRP "},
		{"IRN", "", "en", "The Insmi page says that an IRN "},
		{"IRN", "fr", "fr", "Selon la page de l'Insmi, un IRN "},
		{"weather in Paris", "fr", "fr", "Cela sort de ce que je connais\u00a0: "},
	} {
		a := b.Answer(ask(test.question, test.lang))
		if a.Lang != test.want || !strings.HasPrefix(a.Text, test.starts) {
			t.Errorf("Answer(%q, %q) is in %s: %s", test.question, test.lang, a.Lang, a.Text)
		}
	}
}

// TestWording fixes how sure an answer sounds, one case for each way.
func TestWording(t *testing.T) {
	b := loaded(t)
	for _, test := range []struct{ question, want string }{
		{"do IRPs supervise students?", "The Insmi page says that the main purpose of an IRP is to organise working meetings or seminars and to supervise students."},
		{"how long does an IRP last", "Several sources (INS2I, undated page; INSHS, 2025) say that an IRP lasts five years. The Insmi page itself does not say."},
		{"combien de temps dure un IRN ?", "Selon plusieurs sources (INS2I, page non datée\u00a0; INSHS, 2025), un IRN dure cinq ans. La page de l'Insmi elle-même ne le dit pas."},
		{"is an IEA renewable", "One source (CNRS Rio, 2021) says that an IEA cannot be renewed. The Insmi page itself does not say.\n" +
			"This is not an official answer: check the current call, whose text decides."},
		{"does an IRP pay salaries?", "At INSHS (2025), the money of an IRP pays no salary. The Insmi page itself does not say.\n" +
			"This is not an official answer: check the current call, whose text decides."},
		{"un IRP peut-il payer une thèse ?", "À l'INSHS (2025), l'argent d'un IRP ne paie aucun salaire. La page de l'Insmi elle-même ne le dit pas.\n" +
			"Cette réponse n'est pas officielle\u00a0: vérifier l'appel en cours, dont le texte fait foi."},
		{"is a steering committee required in an IRN?", "No page that was read asks for a steering committee today; the LIA, which the IRP replaced, had one with the institutions and a scientific one. Pages read: INSHS, 2025; the IRP and IRN call, 23 January 2026; IFUMI, undated page.\n" +
			"Whom to ask: your CNRS institute, here Insmi, whose own rules come before the file (the IRP and IRN call, 23 January 2026)."},
		{"when is the next call for IRNs?", "One source (the IRP and IRN call, 23 January 2026) says that the 2026 campaign for IRPs and IRNs closed on 15 May 2026; the date of the next one was not found. The Insmi page itself does not say.\n" +
			"The calendar of Insmi itself was not found: its institute rules and its own date come before those of the CNRS. Pages read: the IRP and IRN call, 23 January 2026.\n" +
			"Whom to ask: your CNRS institute, here Insmi, whose own rules come before the file (the IRP and IRN call, 23 January 2026).\n" +
			"This is not an official answer: check the current call, whose text decides."},
		{"can an IRC be renewed?", "I found nothing on the renewal of an IRC.\n" +
			"What I do know of an IRC: the definition, the purpose, the supervision and management, the partners, the size and scope and the activities.\n" +
			"Whom to ask: Insmi's international team, insmi.international@cnrs.fr (an Insmi call on the CRM site, 2021).\n" +
			"This is not an official answer: check the current call, whose text decides."},
		{"is there an IRL in Brazil?", "IRLs in mathematics that were found, with the dates found; ask before you rely on a status:\n" +
			"Jean-Christophe Yoccoz (CNRS-IMPA) · Rio de Janeiro, Brazil · IMPA · since 2005, renewed and renamed in 2017."},
		{"which tool for a summer school with three countries?", "What you describe points to an IRN.\n" +
			"The Insmi page says that an IRN structures a community, in particular through workshops, seminars and thematic schools that French and foreign partners organise. An IRN (International Research Network) is a network organised around one theme in several regions of the world, or around several themes in one region of the world."},
		{"what is the INR?", "I do not know “INR”. Is IRN meant? Then ask again with that name."},
		{"différence entre IRN et ERC ?", "Selon la page de l'Insmi, en bref\u00a0:\n" +
			"IRN · un réseau sur un thème dans plusieurs régions, ou sur plusieurs thèmes dans une région, qui structure une communauté par des ateliers, des séminaires et des écoles thématiques.\n" +
			"Je ne sais rien de «\u00a0ERC\u00a0»."},
	} {
		if d := cmp.Diff(test.want, b.Answer(ask(test.question, "")).Text); d != "" {
			t.Errorf("%q (-want +got):\n%s", test.question, d)
		}
	}
	if got := b.Answer(ask("must we have published together for an IRP?", "")).Text; !strings.HasPrefix(got, "Two readings. The Insmi page says that an IRP ") {
		t.Errorf("sources that disagree: %s", got)
	}
}

// TestJSON fixes the form that scripts rely on.
func TestJSON(t *testing.T) {
	b := loaded(t)
	for _, test := range []struct{ question, want string }{
		{"weather in Paris", `{"question":"weather in Paris","lang":"en","answer":"That is outside what I know: I answer questions on the five CNRS instruments IRL, IRN, IRP, IRC and IEA. Ask, for example: what is an IRN?","instruments":[],"declined":true,"sources":[],"facts":[]}`},
		{"who can lead an IRP and how much money is there in an IRC?", `{"question":"who can lead an IRP and how much money is there in an IRC?","lang":"en","answer":"Several sources (INSHS, 2025; the IRP and IRN call, 23 January 2026) say that whoever coordinates an IRP is a researcher or teacher-researcher with a permanent post in a unit under CNRS supervision; doctoral students and postdocs cannot coordinate one. The project is carried by a unit under CNRS supervision.\nAt INSHS (2025), an IRP receives at most 14,000 EUR a year (call of 2025).\nAt INS2I (undated page), the amount is of the order of 10,000 to 15,000 EUR a year for five years. The Insmi page itself does not say.\nNo page that was read gives an amount of Insmi; those found are of other institutes or of older calls. Pages read: INS2I, undated page; INSHS, 2025; CNRS Rio, 2021.\nWhom to ask: your CNRS institute, here Insmi, whose own rules come before the file (the IRP and IRN call, 23 January 2026).\nThis is not an official answer: check the current call, whose text decides.","instruments":["IRP","IRC"],"declined":false,"missing":["the funding"],"sources":[{"title":"Appel IRN/IRP 2025","url":"https://inshs.cnrs.fr/fr/appel-international-research-network-irninternational-research-project-irp-2025","date":"2025"},{"title":"Launch of IRP and IRN 2026 calls for proposals","url":"https://mio.osupytheas.fr","date":"2026-01-23"},{"title":"La coopération à l'international","url":"https://ins2i.cnrs.fr/fr/node/2501","date":"undated"},{"title":"Appel à projets 2021 IEA","url":"https://cnrsrio.org/international-emerging-actions-iea","date":"2021"}],"facts":["irp.coordinator","campaign.unit","irp.amount-inshs","campaign.amount","asked.amount"]}`},
	} {
		got, err := json.Marshal(b.Answer(ask(test.question, "")))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(test.want, string(got)); d != "" {
			t.Errorf("%q (-want +got):\n%s", test.question, d)
		}
	}
}

func TestSourceLine(t *testing.T) {
	b := loaded(t)
	for _, test := range []struct{ question, want string }{
		{"what is an IRN?", "International cooperation tools (Insmi, undated page): https://insmi.cnrs.fr/en/international-cooperation-tools"},
		{"c'est quoi un IRN ?", "International cooperation tools (en anglais\u00a0; Insmi, page non datée)\u00a0: https://insmi.cnrs.fr/en/international-cooperation-tools"},
		{"what was a UMI?", "Nouvelle palette d'outils du CNRS à l'international (in French; CNRS in Southeast Asia, about 2019): https://asean.cnrs.fr/spip.php?article101"},
	} {
		if got := b.Answer(ask(test.question, "")).Sources[0].Line; got != test.want {
			t.Errorf("%q: %s", test.question, got)
		}
	}
}

func TestKnows(t *testing.T) {
	b := loaded(t)
	for text, want := range map[string]bool{
		"what is an IRN?": true, "how much money is an IRN": true, "can I go on long-term mobility": true, "liste des instruments": true,
		"weather in Paris": false, "agenda": false, "E12": false, "merci": false, "plan workshop \"Days\" 12-16 May 2027": false,
		"what is irl in texting slang": false, strings.Repeat("IRN ", 1000): false,
	} {
		if got := b.Knows(text); got != want {
			t.Errorf("Knows(%.40q) = %t", text, got)
		}
	}
}
