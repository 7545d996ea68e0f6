package people

// collaborationCommands are about collaborations and their rooms.
func collaborationCommands() []*command {
	return []*command{
		{Name: "collaboration", Run: (*request).collaborations, Phrases: []string{"collaboration", "collaborations", "collab"}},
		{Name: "leave", Hidden: true, Changes: true, Run: (*request).leaveCollaboration, Phrases: []string{"leave", "quit", "quitter", "je quitte", "i leave", "i am leaving"}},
		{Name: "hand_over", Changes: true, Run: (*request).offerHandOver, Phrases: []string{"hand over", "hand on", "pass on", "transmettre", "transmets", "transmettez", "passer la main de", "ceder", "cedez", "confier", "confiez"}},
		{Name: "take_over", Hidden: true, Changes: true, Run: (*request).takeOver, Phrases: []string{"take over", "i take over", "reprendre", "reprends", "je reprends"}},
		{Name: "turn_down", Hidden: true, Changes: true, Run: (*request).turnDown, Phrases: []string{"do not take over", "don't take over", "i do not take over", "ne pas reprendre", "je ne reprends pas"}},
		{Name: "close", Hidden: true, Changes: true, Run: (*request).closeCollaboration, Phrases: []string{"close", "fermer", "fermez", "clore", "cloturer"}},
		{Name: "reopen", Hidden: true, Changes: true, Run: (*request).reopenCollaboration, Phrases: []string{"reopen", "rouvrir", "rouvrez"}},
		{Name: "use", Changes: true, Run: (*request).use, Phrases: []string{"use", "utiliser", "ce salon est pour", "ce canal est pour", "this room is for", "this channel is for"}},
		{Name: "unuse", Hidden: true, Changes: true, Run: (*request).unuse, Phrases: []string{"forget this room", "unuse", "free this room", "liberer ce salon"}},
		{Name: "room_language", Changes: true, Run: (*request).roomLanguage, Phrases: []string{"room language", "langue du salon", "channel language"}},
	}
}

// personCommands are about people: where they are, what they speak, which accounts
// they have.
func personCommands() []*command {
	return []*command{
		{Name: "timezone", Changes: true, Run: (*request).timezone, Phrases: []string{
			"timezone", "time zone", "zone", "my timezone", "my time zone", "my zone", "my timezone is", "my time zone is", "my zone is", "my home is", "i live in", "change my timezone to", "change my time zone to", "change my zone to", "set my timezone to", "set my time zone to", "set my zone to",
			"fuseau", "fuseau horaire", "mon fuseau", "mon fuseau horaire", "ma zone", "mon fuseau est", "mon fuseau horaire est", "ma zone est", "j'habite a", "j'habite au", "j'habite en", "changer mon fuseau pour", "changer mon fuseau horaire pour", "changer ma zone pour", "changer mon fuseau en", "changer ma zone en",
		}},
		{Name: "stay", Changes: true, Run: (*request).stay, Phrases: []string{
			"i am in", "i'm in", "i am at", "i'm at", "i will be in", "i'll be in", "i will be at", "i'll be at", "i am staying in", "i'm staying in", "i will stay in", "i'll stay in", "i am travelling to", "i'm travelling to", "i am traveling to", "i'm traveling to", "i am visiting", "i'm visiting",
			"je suis a", "je suis au", "je suis en", "je suis aux", "je serai a", "je serai au", "je serai en", "je serai aux",
		}},
		{Name: "whereabouts", Hidden: true, Run: (*request).whereabouts, Phrases: []string{
			"where am i", "where am i now", "what is my time zone", "what's my time zone", "what is my timezone", "what's my timezone", "what is my zone", "which time zone am i in", "what time zone am i in", "which is my time zone",
			"ou suis-je", "ou est-ce que je suis", "quel est mon fuseau", "quel est mon fuseau horaire", "quelle est ma zone", "dans quel fuseau suis-je", "dans quel fuseau horaire suis-je",
		}},
		{Name: "stays", Run: (*request).stays, Phrases: []string{"stays", "my stays", "mes sejours", "sejours"}},
		{Name: "back", Hidden: true, Changes: true, Run: (*request).back, Phrases: []string{"i am back", "i'm back", "je suis de retour", "je suis rentre", "je suis rentree", "je suis revenu", "je suis revenue"}},
		{Name: "language", Changes: true, Run: (*request).setLanguage, Phrases: []string{"language", "langue", "parle", "parlez", "speak"}},
		{Name: "my_data", Run: (*request).myData, Phrases: []string{"my data", "show my data", "export my data", "give me my data", "what do you know about me", "mes donnees", "voir mes donnees", "exporter mes donnees", "donnez-moi mes donnees", "donne-moi mes donnees", "que savez-vous de moi", "que sais-tu de moi"}},
		{Name: "forget_me", Changes: true, Run: (*request).forgetMe, Phrases: []string{"forget me", "forget about me", "delete my data", "delete all my data", "erase all my data", "supprimer toutes mes donnees", "effacer toutes mes donnees", "erase my data", "delete my account", "oublie-moi", "oubliez-moi", "m'oublier", "supprimer mes donnees", "supprimez mes donnees", "effacer mes donnees", "effacez mes donnees", "supprimer mon compte"}},
		{Name: "links", Run: (*request).links, Phrases: []string{"links", "my links", "my accounts", "mes comptes", "comptes"}},
		{Name: "unlink", Changes: true, Run: (*request).unlink, Phrases: []string{"unlink", "delier", "deliez", "detacher", "detachez"}},
	}
}
