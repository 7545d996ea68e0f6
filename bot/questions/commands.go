package questions

// table is what the rows are made of: the commands about questions about the five instruments.
func table() []*command {
	return []*command{
		{Name: "instruments", Run: (*request).instruments, Phrases: []string{"instruments", "the instruments", "les instruments", "outils", "tools"}},
		{Name: "irls", Run: (*request).irls, Phrases: []string{"irls", "les irl", "list irls", "liste des irl"}},
		{Name: "compare", Run: (*request).compare, Phrases: []string{"compare", "comparer", "compare-moi", "comparez"}},
		{Name: "advise", Run: (*request).advise, Phrases: []string{"advise", "advise me", "advice", "guide me", "help me choose", "help me to choose", "conseil", "conseille-moi", "conseillez-moi", "guide-moi", "guidez-moi", "aide-moi a choisir", "aidez-moi a choisir"}},
		{Name: "feedback", Run: (*request).feedback, Phrases: []string{"feedback", "that's wrong", "that is wrong", "this is wrong", "it's wrong", "wrong", "c'est faux", "c'est inexact", "c'est incorrect", "faux", "retour sur la reponse"}},
		{Name: "remarks", Hidden: true, Run: (*request).listFeedback, Phrases: []string{
			"feedback list", "list feedback", "list the feedback", "show feedback", "show the feedback", "all feedback", "list remarks", "list the remarks",
			"feedback liste", "liste des remarques", "liste les remarques", "lister les remarques", "voir les remarques", "les remarques", "remarques", "montre les remarques", "montrez les remarques", "remarques sur les reponses",
			"liste des retours", "liste les retours", "lister les retours", "voir les retours", "les retours", "retours", "montre les retours", "montrez les retours", "retours sur les reponses",
		}},
		{Name: "questions", Hidden: true, Run: (*request).questionStats, Phrases: []string{
			"questions stats", "question stats", "questions statistics", "question statistics", "statistics of questions", "stats of questions", "what is asked most", "what is asked", "most asked questions",
			"statistiques des questions", "statistiques questions", "questions statistiques", "stats des questions", "stats questions", "statistiques sur les questions", "les statistiques des questions", "questions posees", "les questions posees", "questions les plus posees", "les questions les plus posees", "quelles questions sont posees", "qu'est-ce qui est demande", "ce qui est demande",
		}},
	}
}
