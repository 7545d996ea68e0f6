package talks

// attendCommands are about who comes.
func attendCommands() []*command {
	return []*command{
		{Name: "coming", Changes: true, Run: (*request).attend, Phrases: []string{
			"coming", "i'm coming", "im coming", "i am coming", "i come", "i will come", "i'll come", "i will be there", "i'll be there", "i will attend", "i'll attend", "i will join", "i'll join", "count me in", "yes for", "yes to", "sign me up", "register me", "i confirm i'm coming", "i confirm that i'm coming", "i confirm my participation", "i confirm my attendance",
			"je viens", "je viendrai", "je participe", "je participerai", "j'y serai", "je serai la", "je serai present", "je serai presente", "je serai des votres", "je m'inscris", "comptez sur moi", "compte sur moi", "oui pour", "ok pour", "d'accord pour", "je suis partant pour", "je suis partante pour",
			"je suis present a", "je suis presente a", "present pour", "presente a", "presente pour", "je serai dispo pour", "je suis dispo pour", "je suis disponible pour", "inscrivez-moi", "inscrivez moi", "inscris-moi", "inscris moi",
			"je confirme ma presence", "je confirme ma venue", "je confirme ma participation", "je confirme que je viens", "je confirme que je serai la",
		}},
		{Name: "maybe", Hidden: true, Changes: true, Run: (*request).attendMaybe, Phrases: []string{
			"maybe", "perhaps", "i may come", "i might come", "maybe i'm coming", "maybe coming", "not sure i'm coming", "i'm not sure i'm coming",
			"peut-etre", "peut etre", "je viendrai peut-etre", "je viens peut-etre", "je ne sais pas si je viens", "je ne sais pas encore si je viens", "je viendrai peut etre",
		}},
		{Name: "not_coming", Hidden: true, Changes: true, Run: (*request).attendNot, Phrases: []string{
			"not coming", "i'm not coming", "im not coming", "i am not coming", "can't make it", "cant make it", "cannot make it", "i can't make it", "i cant make it", "i cannot make it", "i can't come", "i cannot come", "i can't be there", "i cannot be there", "i won't come", "i will not come", "i won't be there", "i will not be there", "i'm no longer coming", "i am no longer coming", "no longer coming", "count me out", "i am not available for", "i'm not available for", "no to", "unregister me",
			"je ne viens pas", "je ne viens plus", "je viens pas", "je viens plus", "je ne viendrai pas", "je ne viendrai plus", "je ne peux pas venir", "je ne peux plus venir", "je peux pas venir", "je ne pourrai pas venir", "je ne pourrai pas etre la", "je ne serai pas la", "je n'y serai pas", "je ne participe pas", "je ne participerai pas", "je serai absent", "je serai absente", "je me desinscris", "je me desiste", "absent a", "absent pour", "absente a", "absente pour", "desinscrivez-moi", "desinscrivez moi", "desinscris-moi", "desinscris moi", "non pour", "je ne suis pas disponible pour", "je ne suis pas dispo pour", "je ne peux pas etre la",
		}},
		{Name: "who", Run: (*request).whoComes, Phrases: []string{
			"who is coming", "who's coming", "whos coming", "who comes", "who will come", "who will be there", "who is attending", "who attends", "who has answered", "who answered", "who has replied", "who has not answered", "who hasn't answered", "who did not answer", "who has not replied", "how many are coming", "how many people are coming", "how many people come", "participants", "list of participants", "attendees", "waiting list", "who has registered", "who is registered", "who registered", "who has signed up", "who signed up", "how many have registered", "how many are registered", "how many people have registered", "how many signed up",
			"qui vient", "qui viendra", "qui sera la", "qui sera present", "qui participe", "qui a repondu", "qui n'a pas repondu", "qui n'a pas encore repondu", "combien viennent", "combien de personnes viennent", "la liste des participants", "liste des participants", "liste d'attente", "inscrits", "les inscrits", "la liste des inscrits", "liste des inscrits", "qui s'est inscrit", "qui est inscrit", "qui sont les inscrits", "combien d'inscrits", "combien de participants", "combien sont inscrits", "on est combien", "nous sommes combien", "on sera combien", "combien serons-nous",
		}},
		{Name: "capacity", Changes: true, Run: (*request).capacity, Phrases: []string{
			"capacity", "capacity of", "limit", "limiter", "limite", "limitez", "seats", "seats for", "places", "places for",
			"capacite", "capacite de", "jauge", "nombre de places", "places pour", "nombre de places pour",
		}},
		{Name: "replies", Changes: true, Run: (*request).repliesUntil, Phrases: []string{
			"replies", "replies to", "answers", "answers to", "reply", "reply to", "answer by", "rsvp", "rsvp for", "cut-off", "cutoff", "cut-off for",
			"reponses", "reponses a", "reponse", "repondre", "repondre a", "date limite de reponse", "date limite pour repondre a",
		}},
		{Name: "nudge", Changes: true, Run: (*request).nudge, Phrases: []string{"nudge", "relancer", "relance", "relancez"}},
	}
}
