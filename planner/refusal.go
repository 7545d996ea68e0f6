package planner

import "fmt"

// Refusal says why something cannot be done or was not understood. It carries
// no sentence: Why is a key of the catalogue of package words, under "refusal.".
type Refusal struct {
	Why   string         // key, as "when.impossible"
	Words string         // the person's own words at fault; may be empty
	Args  map[string]any // further values for the sentence
}

// Error names the refusal for logs and tests; people never see it.
func (r *Refusal) Error() string { return fmt.Sprintf("refused: %s (%q)", r.Why, r.Words) }

// Question says that Words can be read in several ways. Each choice is text
// that can stand in the sentence in place of Words and is then understood
// without a question (ISO dates, 24-hour clocks, IANA zones). Answering means
// to say the same sentence again with the choice in it.
type Question struct {
	Why     string         // key of the catalogue, under "question."
	Words   string         // the person's own words that are ambiguous
	Choices []string       // replacements for Words, most likely first
	Args    map[string]any // further values for the sentence
}

// Error names the question for logs and tests; people never see it.
func (q *Question) Error() string {
	return fmt.Sprintf("asked: %s (%q) %q", q.Why, q.Words, q.Choices)
}
