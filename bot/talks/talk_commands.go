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
