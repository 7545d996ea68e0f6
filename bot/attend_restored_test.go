package bot

import (
	"testing"
	"time"
)

// TestRestoredDatesGiveTheirPlaces: an offer that ended while its date was not
// held goes on to the next who waits as soon as it is held after all.
func TestRestoredDatesGiveTheirPlaces(t *testing.T) {
	for _, test := range []struct{ name, plan, drop, restore string }{
		{"one date", `plan seminar "Oceans" every Tuesday 15:00 from 12 January to 27 April 2027`, "skip E1.3: strike", "unskip E1.3"},
		{"an event", `plan workshop "Days" 26 January 2027 10:00-17:00`, "cancel for sure E1", "restore E1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStage(t)
			s.must("olga", "ganda", `collaboration add GANDA IRN "Geometry"`, "GANDA")
			s.must("olga", "ganda", `use GANDA here`, "GANDA")
			s.must("olga", "ganda", test.plan, "E1")
			s.must("olga", "ganda", "capacity E1 1", "1")
			s.must("olga", "ganda", "coming 26 January on site", "on site")
			s.must("bo", "ganda", "coming 26 January on site", "number 1")
			s.must("chi", "ganda", "coming 26 January on site", "number 2")
			s.must("olga", "ganda", "not coming 26 January", "not coming") // bo is offered her place
			s.must("olga", "ganda", test.drop, "E1")
			s.now = s.now.Add(72 * time.Hour)
			if _, err := s.bot.Step(t.Context(), s.now); err != nil {
				t.Fatal(err)
			}
			s.must("olga", "ganda", test.restore, "Held after all")
			for state, who := range map[string]string{"lapsed": "bo", "offered": "chi"} {
				if s.count(`SELECT count(*) FROM replies r JOIN people p ON p.id = r.person WHERE p.name = '`+who+`' AND r.state = '`+state+`'`) != 1 {
					t.Errorf("the place of %s is not %s", who, state)
				}
			}
		})
	}
}
