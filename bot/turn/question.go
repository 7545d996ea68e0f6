package turn

import (
	"errors"

	"entente/planner"
)

// IsQuestion says whether an error is a question to the person.
func IsQuestion(err error) bool {
	var question *planner.Question
	return errors.As(err, &question)
}

// Refused says whether an error is a refusal or a question, which the person can
// put right, and no fault of ours.
func Refused(err error) bool {
	var refusal *planner.Refusal
	var question *planner.Question
	return errors.As(err, &refusal) || errors.As(err, &question)
}
