package talks

// talkCommands are about who speaks on the dates of a seminar.
func talkCommands() []*command {
	return []*command{
		{Name: "invite", Changes: true, Run: (*request).invite, Phrases: []string{"invite", "invitez", "inviter"}},
		{Name: "send_invitation", Hidden: true, Changes: true, Run: (*request).sendInvitation, Phrases: []string{"send invitation", "send the invitation", "envoyer l'invitation", "envoyer invitation"}},
		{Name: "withdraw", Hidden: true, Changes: true, Run: (*request).withdraw, Phrases: []string{
			"withdraw invitation of", "withdraw the invitation of", "withdraw the invitation to", "withdraw", "uninvite", "retirer l'invitation de", "retirer l'invitation d'", "retirez l'invitation de", "ne plus inviter",
		}},
		{Name: "replace", Hidden: true, Changes: true, Run: (*request).replaceSpeaker, Phrases: []string{"replace", "remplacer", "remplace", "remplacez"}},
		{Name: "series", Run: (*request).seriesRows, Phrases: []string{
			"series", "the series", "the term", "term", "show the term", "show the series", "show series", "programme of", "the programme of", "what is the programme of", "speakers of", "the speakers of", "list of speakers",
			"serie", "la serie", "le semestre", "semestre", "le trimestre", "montrer le semestre", "montrer la serie", "montrer le trimestre", "voir le semestre", "voir la serie", "programme du seminaire", "le programme du seminaire", "quel est le programme du seminaire", "quel est le programme du semestre", "programme du semestre", "le programme du semestre", "programme de la serie", "orateurs de", "les orateurs de", "liste des orateurs",
		}},
		{Name: "candidates", Changes: true, Run: (*request).candidates, Phrases: []string{"candidates", "candidate", "candidats", "candidates pour", "candidatures", "personnes pressenties"}},
		{Name: "accept", Hidden: true, Changes: true, Run: (*request).accept, Phrases: []string{"accept", "i accept", "accepter", "j'accepte"}},
		{Name: "decline", Hidden: true, Changes: true, Run: (*request).declineTalk, Phrases: []string{"decline", "i decline", "decliner", "je decline", "refuser l'invitation"}},
		{Name: "another_date", Hidden: true, Changes: true, Run: (*request).anotherDate, Phrases: []string{"another date", "other date", "une autre date", "autre date"}},
		{Name: "promise", Hidden: true, Changes: true, Run: (*request).promise, Phrases: []string{
			"promise", "title by", "abstract by", "i will send it by", "i'll send it by", "i will send it on", "i'll send it on", "i will send the title by", "i'll send the title by", "you will have it by", "you'll have it by",
			"je l'envoie le", "je l'enverrai le", "je l'envoie d'ici le", "je l'enverrai d'ici le", "je l'enverrai avant le", "titre d'ici le", "resume d'ici le", "vous l'aurez le", "vous l'aurez d'ici le", "promettre",
		}},
		{Name: "ask_speakers", Hidden: true, Changes: true, Run: (*request).askSpeakers, Phrases: []string{
			"ask speakers", "ask the speakers", "ask our speakers", "chase speakers", "chase the speakers",
			"demander aux orateurs", "demande aux orateurs", "demandez aux orateurs", "demander aux oratrices", "demander aux intervenants", "demandez aux intervenants", "demander aux intervenantes", "demander aux personnes qui interviennent",
			"relancer les orateurs", "relance les orateurs", "relancez les orateurs", "relancer les intervenants", "solliciter les orateurs",
		}},
		{Name: "leave_speakers_alone", Hidden: true, Changes: true, Run: (*request).leaveSpeakersAlone, Phrases: []string{
			"don't ask speakers", "don't ask the speakers", "do not ask speakers", "do not ask the speakers", "never ask speakers", "never ask the speakers", "stop asking speakers", "stop asking the speakers", "don't chase speakers", "don't chase the speakers",
			"ne pas demander aux orateurs", "ne rien demander aux orateurs", "ne demandez rien aux orateurs", "ne demande rien aux orateurs", "ne plus demander aux orateurs", "ne plus rien demander aux orateurs", "ne demandez plus rien aux orateurs", "ne rien demander aux intervenants",
			"ne pas relancer les orateurs", "ne plus relancer les orateurs", "ne relancez pas les orateurs", "ne relancez plus les orateurs", "ne plus relancer les intervenants", "ne pas relancer les intervenants",
		}},
		{Name: "agree", Hidden: true, Changes: true, Run: (*request).agree, Phrases: []string{"agree"}},
		{Name: "leave_open", Hidden: true, Run: (*request).leaveOpen, Phrases: []string{"leave open", "laisser libre"}},
	}
}

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
