package delivery

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"entente/planner"
	"entente/store"
)

// AskOfForm has a person asked at an instant, once, about the form that they
// began at another and have left half filled. Asked for again, it is put off.
func AskOfForm(tx *store.Tx, person planner.PersonID, began, at time.Time) error {
	return TellPerson(tx, person, Notice{About: NoticeForm, Token: FormToken(began)}, formKey(person, began), at)
}

// AskNotOfForm takes that back, unless they are being asked already.
func AskNotOfForm(tx *store.Tx, person planner.PersonID, began time.Time) error {
	err := tx.MarkDue(formKey(person, began), planner.DueSkipped, answered)
	if errors.Is(err, store.ErrConflict) {
		return nil
	}
	return err
}

// FormToken tells the forms of a person apart.
func FormToken(began time.Time) string { return strconv.FormatInt(began.UnixMilli(), 10) }

func formKey(person planner.PersonID, began time.Time) string {
	return fmt.Sprintf("form/%s/%s", person, FormToken(began))
}

// afterQuiet holds what is told to somebody privately back until the end of
// their quiet hours.
func afterQuiet(tx *store.Tx, list []planner.Delivery, due planner.Due) ([]planner.Delivery, error) {
	for i, d := range list {
		wishes, err := tx.WishesOf(d.Person)
		if err != nil {
			return nil, err
		}
		zone, err := zoneAt(tx, d.Person, due.At, "UTC")
		if err != nil {
			return nil, err
		}
		_, end, inside, err := wishes.Quiet.Around(due.At, zone)
		if err != nil {
			return nil, err
		}
		if inside {
			list[i].At = end
		}
	}
	return list, nil
}
