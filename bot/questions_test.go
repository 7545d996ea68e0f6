package bot

import (
	"strings"
	"testing"

	"entente/bot/chat"
)

// TestWhatIsMeant: what only begins as feedback, advice or a list of
// laboratories is taken for what it says.
func TestWhatIsMeant(t *testing.T) {
	s := newStage(t)
	for _, test := range []struct{ sentence, said, never string }{
		{"wrong room, sorry", "outside what I know", "Noted"},
		{"feedback on Monday's talk: great", "outside what I know", "Noted"},
		{"wrong: it is four years", "Noted", "outside"},
		{"that's wrong it is four years", "Noted", "outside"},
		{"faux : quatre ans", "C'est noté", "Cela sort"},
		{"c'est faux", "C'est noté", "Cela sort"},
		{"conseil scientifique le 12 mai à 10h", "comité scientifique", "sur 5"},
		{"help me choose between IRN and IRP", "IRP", "of 5"},
		{"help me choose", "1 of 5", "IRN"},
		{"les IRL sont-elles des UMR ?", "UMR", "PIMS"},
		{"les IRL au Canada", "PIMS", "unité mixte"},
		{"link of the seminar", "agenda", "invite speakers"},
	} {
		s.must("ada", "dm", "how long does an IRN last?", "five years")
		said := strings.ReplaceAll(s.say("ada", "dm", test.sentence).text(), "\u00a0", " ")
		if !strings.Contains(said, test.said) || strings.Contains(said, test.never) {
			t.Errorf("%s: want %q, never %q:\n%s", test.sentence, test.said, test.never, said)
		}
	}
}

// TestFollowUpInThread: in the thread of a question it is taken up, although
// another was asked in the room since; what is declined between does not count.
func TestFollowUpInThread(t *testing.T) {
	s := newStage(t)
	s.must("ada", "ganda", "what is an IRN?", "network")
	first := "m1"
	s.must("ada", "ganda", "what is an IEA?", "PI-PI")
	s.must("ada", "ganda", "what is the weather?", "outside what I know")
	s.must("ada", "ganda", "how long?", "For an IEA")
	in := line("ada", "ganda", "how long?")
	in.Thread, in.ReplyTo = first, first
	if said := s.happen(in).text(); !strings.Contains(said, "For an IRN") {
		t.Errorf("in the thread of the first question:\n%s", said)
	}
	if said := s.say("bob", "ganda", "how long?").text(); !strings.Contains(said, "Which instrument") {
		t.Errorf("of another person:\n%s", said)
	}
}

// TestThumbDownWithoutButtons: an answer that offers nothing takes feedback too.
func TestThumbDownWithoutButtons(t *testing.T) {
	s := newStage(t)
	if said := s.must("ada", "dm", "compare IRN IRP", "IRN"); len(said[0].Buttons) > 0 {
		t.Fatalf("it has buttons: %v", said[0].Buttons)
	}
	in := line("ada", "dm", "👎🏽")
	in.Kind, in.ReplyTo = chat.Reacted, "b1"
	if said := s.happen(in).text(); !strings.Contains(said, "Noted") {
		t.Errorf("a thumb down was answered: %q", said)
	}
}

// TestOursHoldMostWords: of our collaborations those that hold most of what is
// asked for.
func TestOursHoldMostWords(t *testing.T) {
	s := newStage(t)
	s.must("ada", "dm", `collaboration add GANDA IRN "Number theory" with Hanoi`, "Added")
	s.must("ada", "dm", `collaboration add OPER IRN "Theory of operators in Tirana" with Lyon`, "Added")
	for _, test := range []struct{ sentence, has, lacks string }{
		{"do we have an IRN on number theory?", "GANDA", "OPER"},
		{"do we have an IRN on operators?", "OPER", "GANDA"},
		{"do we have an IRN with Iran?", "", "OPER"},
	} {
		said := s.say("ada", "dm", test.sentence).text()
		if !strings.Contains(said, test.has) || strings.Contains(said, test.lacks) {
			t.Errorf("%s: want %q, not %q:\n%s", test.sentence, test.has, test.lacks, said)
		}
	}
}

// TestQuestionInForm: a question in the place of a title is asked about.
func TestQuestionInForm(t *testing.T) {
	s := newStage(t)
	s.must("ada", "dm", "plan", "Kind")
	s.must("ada", "dm", "workshop", "Title")
	said := s.must("ada", "dm", "what is an IRN?", "or a new command?")
	if len(said[0].Buttons) != 2 {
		t.Fatalf("its choices: %v", said[0].Buttons)
	}
	s.must("ada", "dm", "2", "network")
}

// TestFeedbackOnAnotherAnswer: a reply to what was told somebody else is on that.
func TestFeedbackOnAnotherAnswer(t *testing.T) {
	s := newStage(t)
	s.must("ada", "ganda", "how long does an IRN last?", "five years")
	s.must("bob", "ganda", "that's wrong", "I have no answer")
	in := line("bob", "ganda", "that's wrong: it is four")
	in.ReplyTo = "b1"
	if said := s.happen(in).text(); !strings.Contains(said, "Noted") {
		t.Errorf("a reply to the answer: %q", said)
	}
}
