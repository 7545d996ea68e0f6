package when

import "testing"

func BenchmarkParse(b *testing.B) {
	for name, phrase := range map[string]string{
		"date":   "Wednesday 12 May 2027, 14:30",
		"range":  "from 12 May to 16 May 2027",
		"series": "every Tuesday 15:00-16:00 from 12 January to 29 June 2027 except 9 February",
	} {
		b.Run(name, func(b *testing.B) {
			c := march10("en")
			for b.Loop() {
				if _, err := Parse(phrase, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	c := march10("fr")
	for b.Loop() {
		if _, err := Find("planifier le séjour de @valentina à Lyon du 3 mai au 30 juillet 2027", c); err != nil {
			b.Fatal(err)
		}
	}
}
