package knowledge

import "testing"

func TestLanguage(t *testing.T) {
	b := loaded(t)
	for text, want := range map[string]string{
		`plan workshop "Arithmetic days" 12-16 May 2027 at CIRM, Marseille for GANDA`: "en",
		`plan seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027`:   "en",
		`plan school "École d'été de géométrie" 5-9 July 2027`:                        "en",
		`collaboration add GANDA IRN "Geometry and arithmetic"`:                       "en",
		`use GANDA here`:             "en",
		`move E5 to 12 May`:          "en",
		`cancel E5`:                  "en",
		`undo`:                       "en",
		`help`:                       "en",
		`remind me a week before E5`: "en",
		`who speaks on Tuesday?`:     "en",
		`what's next`:                "en",
		`planifier un séminaire « Number theory across the oceans » tous les mardis de 15 h à 16 h`: "fr",
		`planifie séminaire "The topology of knots" mardi 15h`:                                      "fr",
		`organiser une ecole thematique du 5 au 9 juillet`:                                          "fr",
		`ajouter collaboration GANDA IRN`:                                                           "fr",
		`ce salon est pour GANDA`:                                                                   "fr",
		`déplacer E5 au 12 mai`:                                                                     "fr",
		`annuler E5`:                                                                                "fr",
		`annule`:                                                                                    "fr",
		`aide`:                                                                                      "fr",
		`rappelle-moi la veille`:                                                                    "fr",
		`qui parle mardi ?`:                                                                         "fr",
		`c koi un irl`:                                                                              "fr",
		`agenda`:                                                                                    "",
		`E12`:                                                                                       "",
		`#12`:                                                                                       "",
		`agenda 2027`:                                                                               "",
		`IRN`:                                                                                       "",
		`GANDA`:                                                                                     "",
		`2`:                                                                                         "",
		`+1`:                                                                                        "",
		``:                                                                                          "",
	} {
		lang, sure := b.Language(text)
		if sure != (want != "") || sure && lang != want {
			t.Errorf("Language(%q) = %s, %t; want %q", text, lang, sure, want)
		}
	}
}
