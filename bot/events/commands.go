package events

// table is what the rows are made of: the commands about events and their dates.
func table() []*command {
	return []*command{
		{Name: "plan", Changes: true, Run: (*request).plan, Phrases: []string{
			"plan", "schedule", "organise", "organize", "book", "set up", "create", "new",
			"planifier", "planifie", "planifiez", "organiser", "organisez", "prevoir", "prevois", "prevoyez", "programmer", "programme", "programmez", "creer", "nouveau", "nouvelle",
		}},
		{Name: "record", Changes: true, Run: (*request).record, Phrases: []string{"record", "enregistrer", "enregistre", "enregistrez"}},
		{Name: "agenda", Run: (*request).agenda, Phrases: []string{"agenda", "programme de la semaine", "what's on", "what is on", "upcoming events", "what are the next events", "what are the upcoming events", "what is coming up", "what's coming up",
			"quels sont les prochains evenements", "les prochains evenements", "prochains evenements", "evenements a venir", "quels sont les evenements a venir", "les evenements a venir"}},
		{Name: "my_agenda", Hidden: true, Run: (*request).myAgenda, Phrases: []string{"my agenda", "what is my agenda", "what's my agenda", "mon agenda", "quel est mon agenda", "mes evenements", "my events"}},
		{Name: "calendar", Run: (*request).calendar, Phrases: []string{"calendar", "calendrier"}},
		{Name: "next", Run: (*request).next, Phrases: []string{"next", "prochain", "prochaine", "la prochaine", "le prochain", "the next", "suivant"}},
		{Name: "move", Changes: true, Run: (*request).move, Phrases: []string{"move", "reschedule", "postpone", "push back", "move forward", "bring forward", "delay", "avancer", "avance", "avancez", "retarder", "retarde", "retardez", "repousser", "repousse", "repoussez", "deplacer", "deplace", "deplacez", "passer", "passez", "decaler", "decale", "decalez", "reporter", "reporte", "reportez"}},
		{Name: "extend", Changes: true, Run: (*request).extend, Phrases: []string{"extend", "lengthen", "prolong", "prolonger", "prolonge", "prolongez", "rallonger", "rallonge", "rallongez", "allonger", "allongez"}},
		{Name: "shorten", Hidden: true, Changes: true, Run: (*request).shorten, Phrases: []string{"shorten", "raccourcir", "raccourcis", "raccourcissez", "ecourter", "ecourte", "ecourtez"}},
		{Name: "conflicts", Changes: true, Run: (*request).conflicts, Phrases: []string{"conflicts", "conflict", "conflits", "conflit"}},
		{Name: "place", Verbatim: true, Run: (*request).place, Phrases: []string{"place", "place of", "place for", "the place of", "venue", "venue of", "the venue of", "location of", "room of", "the room of", "salle de", "la salle de", "lieu", "lieu de", "lieu du", "le lieu de", "le lieu du"}},
		{Name: "room_for", Hidden: true, Changes: true, Verbatim: true, Run: (*request).roomFor, Phrases: []string{"room for", "room on", "the room for", "salle du", "salle pour", "salle le", "salle de la seance", "la salle du"}},
		{Name: "rename", Changes: true, Verbatim: true, Run: (*request).rename, Phrases: []string{"rename", "retitle", "renommer", "renomme", "renommez", "rebaptiser", "rebaptisez", "intituler", "intitulez"}},
		{Name: "copy", Changes: true, Run: (*request).copyEvent, Phrases: []string{"copy", "duplicate", "copier", "copie", "copiez", "dupliquer", "dupliquez", "recopier", "reconduire", "reconduis", "reconduisez"}},
		{Name: "confirm", Changes: true, Run: (*request).confirm, Phrases: []string{"confirm", "confirmer", "confirme", "confirmez"}},
		{Name: "tentative", Hidden: true, Changes: true, Run: (*request).tentative, Phrases: []string{"tentative", "make tentative", "unconfirm", "a confirmer", "mettre a confirmer"}},
		{Name: "cancel", Changes: true, Run: (*request).cancel, Phrases: []string{"cancel", "annuler", "annule", "annulez", "call off", "effacer", "efface", "effacez"}},
		{Name: "skip_holidays", Hidden: true, Changes: true, Run: (*request).skipHolidays, Phrases: []string{
			"skip holidays", "skip the holidays", "skip public holidays", "skip the public holidays", "sauter les jours feries", "sauter jours feries", "sautez les jours feries", "saute les jours feries", "enlever les jours feries", "retirer les jours feries",
		}},
		{Name: "skip_blackouts", Hidden: true, Changes: true, Run: (*request).skipBlackouts, Phrases: []string{"skip blackout dates", "skip the blackout", "sauter les periodes sans evenement", "sauter la periode sans evenement"}},
		{Name: "holidays", Run: (*request).holidays, Phrases: []string{
			"holidays", "public holidays", "bank holidays", "the public holidays", "the holidays", "jours feries", "les jours feries", "feries", "jour ferie",
		}},
		{Name: "blackout", Changes: true, Run: (*request).blackout, Phrases: blackoutPhrases},
		{Name: "unblackout", Hidden: true, Changes: true, Run: (*request).unblackout, Phrases: []string{
			"remove blackout", "remove the blackout", "lift blackout", "lift the blackout", "cancel blackout", "cancel the blackout", "forget blackout", "forget the blackout", "delete blackout", "delete the blackout",
			"supprimer la periode sans evenement", "supprimer la periode sans evenements", "supprimer le blackout", "lever la periode sans evenement", "lever la periode sans evenements", "annuler la periode sans evenement", "annuler la periode sans evenements", "retirer la periode sans evenement", "retirer la periode sans evenements",
		}},
		{Name: "skip", Changes: true, Run: (*request).skip, Phrases: []string{"skip", "sauter", "saute", "sautez", "suspendre", "suspends", "suspendez"}},
		{Name: "unskip", Changes: true, Run: (*request).unskip, Phrases: []string{"unskip", "restore", "uncancel", "un-cancel", "reinstate", "retablir", "retablis", "retablissez", "maintenir", "maintiens", "maintenez"}},
		{Name: "visibility", Changes: true, Run: (*request).visibility, Phrases: []string{"visibility", "visibility of", "set the visibility of", "visibilite", "visibilite de", "rendre", "rends", "rendez"}},
		{Name: "event_link", Hidden: true, Run: (*request).link, Phrases: []string{
			"the link of", "link of", "set the link of", "set link of", "zoom link of", "zoom link for", "the zoom link of", "the zoom link for", "here is the link for", "here is the link of", "here is the zoom link for", "voici le lien de", "voici le lien pour", "voici le lien du", "link for", "the link for", "live link", "live link for", "live link of", "the live link of",
			"lien", "le lien", "lien de", "le lien de", "lien du", "lien pour", "lien de visio", "lien de visio de", "lien de visio du", "lien de visio pour", "le lien de visio", "lien video",
		}},
		{Name: "link_access", Changes: true, Run: (*request).linkAccess, Phrases: []string{"link access", "link access of", "access to the link of", "acces au lien", "acces au lien de", "acces lien"}},
		{Name: "announce", Changes: true, Run: (*request).announce, Phrases: []string{"announce", "annoncer", "annonce", "annoncez"}},
	}
}
