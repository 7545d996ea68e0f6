package knowledge

import "testing"

// TestFocus asks for what the facts tell, and beside it for what they do not
// though thing and instrument are named.
func TestFocus(t *testing.T) {
	b := loaded(t)
	for _, test := range []struct{ question, first string }{ // the first fact told, or empty when declined
		{"who directs the CRM-CNRS?", "irl.director-crm"},
		{"who directs the IRL in London?", ""}, // that an IRL has a director is no answer
		{"does an IRL have a director?", "irl.direction"},
		{"what is the unit number of the CMM?", "irl.code-cmm"},
		{"what is the unit number of LaSol?", ""},
		{"who were the referees of our IRP?", ""},
		{"who evaluates an IRP?", "irp.criteria"},
		{"va-t-on supprimer les IEA en 2029 ?", ""},
		{"un IRN aidera-t-il ma promotion ?", ""},
		{"où se réunit l'Union mathématique internationale (UMI) ?", ""},
		{"qu'était une unité mixte internationale (UMI) ?", "irl.former"},
		{"à quelle adresse envoyer mon dossier de séjour dans un IRL ?", "stay.where"},
		{"combien de temps au plus peut-on rester à l'étranger ?", "stay.length"},
	} {
		a, first := b.Answer(ask(test.question, "")), ""
		if len(a.Facts) > 0 {
			first = a.Facts[0]
		}
		if first != test.first || a.Declined != (test.first == "") {
			t.Errorf("%q: %v, declined %t", test.question, a.Facts, a.Declined)
		}
	}
}
