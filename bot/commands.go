package bot

import (
	"regexp"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// commandTable lists every command. The wording of each (usage, summary, help)
// is in the catalogue under its name.
func commandTable() []*command {
	return slices.Concat(otherCommands(), eventCommands(), noticeCommands(), attendCommands(), talkCommands(), talkDetailCommands(), collaborationCommands(), reminderCommands(), personCommands(), knowledgeCommands())
}

// eventCommands are about events and their dates.
func eventCommands() []*command {
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
		{Name: "show", Run: (*request).show, Phrases: []string{"show", "montrer", "montre", "montrez", "afficher", "affiche", "voir", "details"}},
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
		{Name: "make", Hidden: true, Changes: true, Run: (*request).makeAnything, Phrases: []string{"make"}},
		{Name: "event_link", Hidden: true, Run: (*request).eventLink, Phrases: []string{
			"the link of", "link of", "set the link of", "set link of", "zoom link of", "zoom link for", "the zoom link of", "the zoom link for", "here is the link for", "here is the link of", "here is the zoom link for", "voici le lien de", "voici le lien pour", "voici le lien du", "link for", "the link for", "live link", "live link for", "live link of", "the live link of",
			"lien", "le lien", "lien de", "le lien de", "lien du", "lien pour", "lien de visio", "lien de visio de", "lien de visio du", "lien de visio pour", "le lien de visio", "lien video",
		}},
		{Name: "link_access", Changes: true, Run: (*request).linkAccess, Phrases: []string{"link access", "link access of", "access to the link of", "acces au lien", "acces au lien de", "acces lien"}},
		{Name: "undoable", Hidden: true, Run: (*request).undoable, Phrases: []string{"what can i undo", "what can be undone", "can i undo", "what did i change", "que puis-je defaire", "que peut-on defaire", "qu'est-ce que je peux defaire", "qu'ai-je modifie", "puis-je defaire"}},
		{Name: "undo", Changes: true, Run: (*request).undo, Phrases: []string{"undo", "revert", "defaire", "defais", "annuler la derniere modification", "annuler le dernier changement"}},
	}
}

// noticeCommands are about what people are told of an event, and what became of it.
func noticeCommands() []*command {
	return []*command{
		{Name: "announce", Changes: true, Run: (*request).announce, Phrases: []string{"announce", "annoncer", "annonce", "annoncez"}},
		{Name: "tell", Run: (*request).tellThem, Phrases: []string{"tell", "notify", "inform", "prevenir", "previens", "prevenez", "ne prevenir", "ne previens", "ne prevenez", "avertir", "avertis", "avertissez", "informer", "informez", "n'avertir", "n'avertissez", "n'informer", "n'informez"}},
	}
}

// collaborationCommands are about collaborations and their rooms.
func collaborationCommands() []*command {
	return []*command{
		{Name: "collaboration", Run: (*request).collaborations, Phrases: []string{"collaboration", "collaborations", "collab"}},
		{Name: "add", Hidden: true, Changes: true, Run: (*request).addAnything, Phrases: []string{"add", "ajouter", "ajoute", "ajoutez"}},
		{Name: "set", Hidden: true, Changes: true, Run: (*request).setAnything, Phrases: []string{"set", "change", "edit", "modifier", "modifie", "modifiez", "changer", "changez"}},
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

// reminderCommands are about reminders and digests.
func reminderCommands() []*command {
	return []*command{
		{Name: "remind", Changes: true, Run: (*request).remind, Phrases: []string{
			"remind", "reminder", "set a reminder", "set reminder", "set me a reminder", "add a reminder", "add reminder", "create a reminder", "make a reminder", "put a reminder", "new reminder",
			"rappel", "ajouter un rappel", "ajoute un rappel", "ajoutez un rappel", "creer un rappel", "creez un rappel", "mettre un rappel", "mets un rappel", "mettez un rappel", "nouveau rappel",
			"rappelle", "rappelez", "rappelle-moi", "rappelez-moi", "rappeler", "rappelle-nous", "rappelez-nous",
		}},
		{Name: "reminders", Run: (*request).reminders, Phrases: []string{
			"reminders", "my reminders", "show reminders", "show my reminders", "show me my reminders", "list reminders", "list my reminders", "what are my reminders", "what reminders", "what reminders do i have", "which reminders", "which reminders do i have", "which reminders are set", "do i have reminders", "do i have any reminders",
			"rappels", "mes rappels", "les rappels", "voir mes rappels", "voir les rappels", "montrer mes rappels", "montre-moi mes rappels", "montrez-moi mes rappels", "liste mes rappels", "lister mes rappels", "liste des rappels", "liste de mes rappels", "quels sont mes rappels", "quels rappels", "quels rappels ai-je", "ai-je des rappels",
		}},
		{Name: "fewer", Changes: true, Run: (*request).fewer, Phrases: []string{"fewer reminders", "less reminders", "moins de rappels", "reduire les rappels"}},
		{Name: "all_reminders", Hidden: true, Changes: true, Run: (*request).allReminders, Phrases: []string{"all reminders", "all the reminders", "tous les rappels"}},
		{Name: "mute", Changes: true, Run: (*request).mute, Phrases: []string{"mute", "silence", "sourdine pour", "sourdine"}},
		{Name: "unmute", Hidden: true, Changes: true, Run: (*request).unmute, Phrases: []string{"unmute", "reactiver", "reactive", "reactivez", "plus de sourdine pour", "fin de sourdine pour"}},
		{Name: "quiet", Run: (*request).quiet, Phrases: []string{"quiet hours", "my quiet hours", "heures calmes", "mes heures calmes", "heures de silence"}},
		{Name: "no_quiet", Hidden: true, Changes: true, Run: (*request).noQuiet, Phrases: []string{"no quiet hours", "pas d'heures calmes", "plus d'heures calmes", "sans heures calmes", "aucune heure calme"}},
		{Name: "no_reminders", Hidden: true, Changes: true, Run: (*request).noReminders, Phrases: []string{"no reminders", "no reminder", "no more reminders", "stop reminders", "stop the reminders", "pas de rappels", "pas de rappel", "plus de rappels", "plus de rappel", "aucun rappel", "sans rappels"}},
		{Name: "usual_reminders", Hidden: true, Changes: true, Run: (*request).usualReminders, Phrases: []string{"usual reminders", "the usual reminders", "default reminders", "rappels habituels", "rappels par defaut", "les rappels habituels"}},
		{Name: "apply_reminders", Hidden: true, Changes: true, Run: (*request).applyReminders, Phrases: []string{"apply reminders", "apply the reminders", "appliquer les rappels", "applique les rappels", "appliquez les rappels"}},
		{Name: "history", Run: (*request).eventHistory, Phrases: []string{"history", "history of", "the history of", "who changed", "historique", "historique de", "l'historique de", "qui a change", "qui a modifie"}},
		{Name: "why", Run: (*request).why, Phrases: []string{"why", "pourquoi"}},
		{Name: "digest", Changes: true, Run: (*request).digest, Phrases: []string{"digest", "resume", "recapitulatif", "send a summary", "send us a summary", "send me a summary", "send a digest", "send us a digest", "send me a digest", "envoyer un resume", "envoie un resume", "envoyez un resume", "envoie-moi un resume", "envoyez-moi un resume"}},
		{Name: "digests", Hidden: true, Run: (*request).digests, Phrases: []string{"digests", "resumes", "list digests", "liste des resumes"}},
		{Name: "no_digest", Hidden: true, Changes: true, Run: (*request).noDigest, Phrases: []string{"no digest", "stop digest", "stop the digest", "no more digest", "pas de resume", "plus de resume", "arreter le resume", "arrete le resume", "arretez le resume"}},
		{Name: "snooze", Changes: true, Run: (*request).snooze, Phrases: []string{"snooze", "snooze it", "remind me again", "remind me later", "rappelle-le-moi", "rappelez-le-moi", "rappelle le moi", "rappelle-moi plus tard", "rappelez-moi plus tard", "remettre le rappel", "reporter le rappel"}},
		{Name: "done", Changes: true, Run: (*request).done, Phrases: []string{"done", "mark as done", "it is done", "it's done", "c'est fait", "marquer comme fait"}},
		{Name: "forget", Changes: true, Run: (*request).forget, Phrases: []string{"forget", "delete", "remove", "oublier", "oublie", "oubliez", "supprimer", "supprime", "supprimez", "retirer", "retire", "retirez", "enlever", "enleve", "enlevez"}},
	}
}

// personCommands are about people: where they are, what they speak, which accounts they have.
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
		{Name: "link", Run: (*request).linkAnything, Phrases: []string{"link", "link my accounts", "lier", "relier", "lier mes comptes", "relier mes comptes"}},
		{Name: "links", Run: (*request).links, Phrases: []string{"links", "my links", "my accounts", "mes comptes", "comptes"}},
		{Name: "unlink", Changes: true, Run: (*request).unlink, Phrases: []string{"unlink", "delier", "deliez", "detacher", "detachez"}},
	}
}

// knowledgeCommands are about questions about the five instruments.
func knowledgeCommands() []*command {
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

// otherCommands are what buttons say for people, and help.
func otherCommands() []*command {
	return []*command{
		{Name: "help", Phrases: []string{"help", "aide", "aidez-moi", "what can you do", "que sais-tu faire", "how do you work"}, Run: (*request).help},
		{Name: "instead", Hidden: true, Changes: true, Run: (*request).instead, Phrases: []string{"instead"}},
		{Name: "go_on_with_form", Hidden: true, Run: (*request).goOnWithForm, Phrases: []string{
			memory.GoOn, "go on with my form", "continue the form", "continue my form", "resume the form", "resume my form",
			"reprendre le formulaire", "reprends le formulaire", "reprenez le formulaire", "continuer le formulaire", "continue le formulaire", "continuez le formulaire",
		}},
		{Name: "drop_form", Hidden: true, Run: (*request).dropForm, Phrases: []string{
			memory.DropIt, "drop my form", "forget the form", "abandonner le formulaire", "abandonne le formulaire", "abandonnez le formulaire", "supprimer le formulaire",
		}},
		{Name: "answer", Hidden: true, Run: (*request).closedQuestion, Phrases: []string{answerPhrase}},
		{Name: "more", Hidden: true, Run: (*request).more, Phrases: []string{"more"}},
	}
}

// addAnything is « ajouter collaboration GANDA … » or `add @sam as organiser of
// GANDA`.
func (r *request) addAnything(rest string) (*turn.Reply, error) {
	for _, word := range []string{"collaboration", "une collaboration", "la collaboration", "a collaboration", "the collaboration"} {
		if after, ok := grammar.CutPhrase(rest, word); ok {
			return r.addCollaborationIfAllowed(strings.TrimSpace(after))
		}
	}
	if p, err := r.share(rest, true); p != nil || err != nil {
		return p, err
	}
	if p, err := r.planWith(rest, true); p != nil || err != nil {
		return p, err
	}
	if id := strings.TrimSpace(grammar.EventForm.FindString(" " + rest)); id != "" && mentionsTime(r, rest) {
		return nil, &planner.Refusal{Why: "add.date", Words: strings.ToUpper(id)}
	}
	if kind, _, _ := grammar.CutKind(rest); kind != "" && mentionsTime(r, rest) {
		r.Command = "plan"
		return r.plan(rest)
	}
	if roleIn(rest) == "" && !r.mentionsPeople() {
		return r.addCollaborationIfAllowed(rest)
	}
	return r.addToRole(rest)
}

// linkAnything is `link E5 https://…`, "link of the seminar", or about the accounts
// of the person.
func (r *request) linkAnything(rest string) (*turn.Reply, error) {
	if address, _ := cutAddress(rest); address != "" || grammar.EventForm.MatchString(" "+rest) {
		return r.eventLink(rest)
	}
	if asksWhere.MatchString(words.Fold("link " + rest)) {
		return r.noCommand("link " + rest)
	}
	return r.link(rest)
}

// titleOf, placeOf and linkOf are the words before the event whose title, place
// or link is to be changed; placeTo has its new place before it.
var (
	titleOf = regexp.MustCompile(`(?i)^(?:the\s+|le\s+)?(?:title|name|titre|nom)\s+(?:of\s+|de\s+|du\s+|d')`)
	placeOf = regexp.MustCompile(`(?i)^(?:the\s+|l[ea]\s+)?(?:place|venue|location|room|lieu|salle)\s+(?:of\s+|for\s+|de\s+|du\s+|pour\s+|d')`)
	linkOf  = regexp.MustCompile(`(?i)^(?:the\s+|le\s+)?(?:(?:zoom|video|live)\s+)?(?:link|lien)(?:\s+zoom|\s+de\s+visio)?\s+(?:of\s+|for\s+|de\s+|du\s+|pour\s+|d')`)
	placeTo = regexp.MustCompile(`(?i)^(?:the\s+|le\s+|la\s+)?(?:place|venue|location|room|lieu|salle)\s+(?:to|en|pour|par)\s+(.+?)\s+(?:of|for|de|pour)\s+(e\d{1,9}(?:\.\d{1,4})?)$`)
)

// setAnything is `set GANDA theme …`, `change the title of E5 to …`, `change the
// place of E5 to …`, `change E5 to 14 May`.
func (r *request) setAnything(rest string) (*turn.Reply, error) {
	if of := zoneOf.ReplaceAllString(rest, ""); of != rest && r.NamesEvent(of) {
		return r.changeZone(of)
	}
	if of := titleOf.ReplaceAllString(rest, ""); of != rest && r.NamesEvent(of) {
		return r.rename(of)
	}
	if of := placeOf.ReplaceAllString(rest, ""); of != rest && r.NamesEvent(of) {
		return r.place(of)
	}
	if of := linkOf.ReplaceAllString(rest, ""); of != rest {
		return r.eventLink(of)
	}
	if m := placeTo.FindStringSubmatch(rest); m != nil {
		return r.relocated(m[2], m[1])
	}
	if grammar.EventForm.MatchString(" " + rest) {
		return r.move(rest)
	}
	if p, err := r.movedReminder(rest); p != nil || err != nil {
		return p, err
	}
	for _, word := range []string{"collaboration", "the collaboration", "la collaboration"} {
		if after, ok := grammar.CutPhrase(rest, word); ok {
			return r.setCollaboration(strings.TrimSpace(after))
		}
	}
	return r.setCollaboration(rest)
}
