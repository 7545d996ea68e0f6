package bot

// talkCommands are about who speaks on the dates of a seminar.
func talkCommands() []*command {
	return []*command{
		{name: "invite", changes: true, run: (*request).invite, phrases: []string{"invite", "invitez", "inviter"}},
		{name: "send_invitation", hidden: true, changes: true, run: (*request).sendInvitation, phrases: []string{"send invitation", "send the invitation", "envoyer l'invitation", "envoyer invitation"}},
		{name: "withdraw", hidden: true, changes: true, run: (*request).withdraw, phrases: []string{
			"withdraw invitation of", "withdraw the invitation of", "withdraw the invitation to", "withdraw", "uninvite", "retirer l'invitation de", "retirer l'invitation d'", "retirez l'invitation de", "ne plus inviter",
		}},
		{name: "replace", hidden: true, changes: true, run: (*request).replaceSpeaker, phrases: []string{"replace", "remplacer", "remplace", "remplacez"}},
		{name: "series", run: (*request).seriesRows, phrases: []string{
			"series", "the series", "the term", "term", "show the term", "show the series", "show series", "programme of", "the programme of", "what is the programme of", "speakers of", "the speakers of", "list of speakers",
			"serie", "la serie", "le semestre", "semestre", "le trimestre", "montrer le semestre", "montrer la serie", "montrer le trimestre", "voir le semestre", "voir la serie", "programme du seminaire", "le programme du seminaire", "quel est le programme du seminaire", "quel est le programme du semestre", "programme du semestre", "le programme du semestre", "programme de la serie", "orateurs de", "les orateurs de", "liste des orateurs",
		}},
		{name: "candidates", changes: true, run: (*request).candidates, phrases: []string{"candidates", "candidate", "candidats", "candidates pour", "candidatures", "personnes pressenties"}},
		{name: "accept", hidden: true, changes: true, run: (*request).accept, phrases: []string{"accept", "i accept", "accepter", "j'accepte"}},
		{name: "decline", hidden: true, changes: true, run: (*request).declineTalk, phrases: []string{"decline", "i decline", "decliner", "je decline", "refuser l'invitation"}},
		{name: "another_date", hidden: true, changes: true, run: (*request).anotherDate, phrases: []string{"another date", "other date", "une autre date", "autre date"}},
		{name: "promise", hidden: true, changes: true, run: (*request).promise, phrases: []string{
			"promise", "title by", "abstract by", "i will send it by", "i'll send it by", "i will send it on", "i'll send it on", "i will send the title by", "i'll send the title by", "you will have it by", "you'll have it by",
			"je l'envoie le", "je l'enverrai le", "je l'envoie d'ici le", "je l'enverrai d'ici le", "je l'enverrai avant le", "titre d'ici le", "resume d'ici le", "vous l'aurez le", "vous l'aurez d'ici le", "promettre",
		}},
		{name: "ask_speakers", hidden: true, changes: true, run: (*request).askSpeakers, phrases: []string{
			"ask speakers", "ask the speakers", "ask our speakers", "chase speakers", "chase the speakers",
			"demander aux orateurs", "demande aux orateurs", "demandez aux orateurs", "demander aux oratrices", "demander aux intervenants", "demandez aux intervenants", "demander aux intervenantes", "demander aux personnes qui interviennent",
			"relancer les orateurs", "relance les orateurs", "relancez les orateurs", "relancer les intervenants", "solliciter les orateurs",
		}},
		{name: "leave_speakers_alone", hidden: true, changes: true, run: (*request).leaveSpeakersAlone, phrases: []string{
			"don't ask speakers", "don't ask the speakers", "do not ask speakers", "do not ask the speakers", "never ask speakers", "never ask the speakers", "stop asking speakers", "stop asking the speakers", "don't chase speakers", "don't chase the speakers",
			"ne pas demander aux orateurs", "ne rien demander aux orateurs", "ne demandez rien aux orateurs", "ne demande rien aux orateurs", "ne plus demander aux orateurs", "ne plus rien demander aux orateurs", "ne demandez plus rien aux orateurs", "ne rien demander aux intervenants",
			"ne pas relancer les orateurs", "ne plus relancer les orateurs", "ne relancez pas les orateurs", "ne relancez plus les orateurs", "ne plus relancer les intervenants", "ne pas relancer les intervenants",
		}},
		{name: "agree", hidden: true, changes: true, run: (*request).agree, phrases: []string{"agree"}},
		{name: "leave_open", hidden: true, run: (*request).leaveOpen, phrases: []string{"leave open", "laisser libre"}},
	}
}
