package holidays

import (
	"math"
	"testing"
	"time"

	"entente/planner"
)

// TestLunarDays holds the lunar dates against the new moon: the first day of a
// lunar month is that on which the moon is new by the clock of the country.
func TestLunarDays(t *testing.T) {
	for _, tt := range []struct {
		country, day string
		of           int // day of its lunar month
	}{
		{"Vietnam", "Tết", 1}, {"Vietnam", "Hùng Kings' Day", 10},
		{"China", "Spring Festival", 1}, {"China", "Dragon Boat Festival", 5}, {"China", "Mid-Autumn Festival", 15},
		{"South Korea", "Seollal", 1}, {"South Korea", "Buddha's Birthday", 8}, {"South Korea", "Chuseok", 15},
	} {
		c, n := country(t, tt.country), 0
		for _, d := range Of(c, date(t, "2026-01-01"), date(t, "2030-12-31")) {
			if d.English != tt.day {
				continue
			}
			n++
			first := d.Date.AddDays(1 - tt.of)
			if moon := newMoonNear(t, first, c.Zone); moon != first {
				t.Errorf("%s, %s on %s: its month would begin on %s, and the moon is new on %s", tt.country, tt.day, d.Date, first, moon)
			}
		}
		if n != 5 {
			t.Errorf("%s, %s: %d dates", tt.country, tt.day, n)
		}
	}
}

// newMoonNear is the date of the new moon nearest to a date, in a zone: Meeus,
// Astronomical Algorithms, 2nd edition, chapter 49, with the terms above a
// minute; dynamical time is taken as 72 s ahead of UTC.
func newMoonNear(t *testing.T, near planner.Date, zone string) planner.Date {
	t.Helper()
	k := math.Round((float64(near.Year) + (float64(near.Month)-0.5+float64(near.Day-15)/30)/12 - 2000) * 12.3685)
	T := k / 1236.85
	jde := 2451550.09766 + 29.530588861*k + 0.00015437*T*T
	e := 1 - 0.002516*T
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	sun := rad(2.5534 + 29.10535670*k)
	moon := rad(201.5643 + 385.81693528*k + 0.0107582*T*T)
	arg := rad(160.7108 + 390.67050284*k - 0.0016118*T*T)
	node := rad(124.7746 - 1.56375588*k)
	jde += -0.40720*math.Sin(moon) + 0.17241*e*math.Sin(sun) + 0.01608*math.Sin(2*moon) + 0.01039*math.Sin(2*arg) +
		0.00739*e*math.Sin(moon-sun) - 0.00514*e*math.Sin(moon+sun) + 0.00208*e*e*math.Sin(2*sun) -
		0.00111*math.Sin(moon-2*arg) - 0.00057*math.Sin(moon+2*arg) + 0.00056*e*math.Sin(2*moon+sun) -
		0.00042*math.Sin(3*moon) + 0.00042*e*math.Sin(sun+2*arg) + 0.00038*e*math.Sin(sun-2*arg) -
		0.00024*e*math.Sin(2*moon-sun) - 0.00017*math.Sin(node) + 0.000325*math.Sin(rad(299.77+0.107408*k))
	at := time.Unix(int64((jde-2440587.5)*86400)-72, 0)
	day, err := planner.DateOf(at, zone)
	if err != nil {
		t.Fatal(err)
	}
	return day
}
