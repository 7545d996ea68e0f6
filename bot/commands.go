package bot

import (
	"regexp"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/memory"
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
		{name: "plan", changes: true, run: (*request).plan, phrases: []string{
			"plan", "schedule", "organise", "organize", "book", "set up", "create", "new",
			"planifier", "planifie", "planifiez", "organiser", "organisez", "prevoir", "prevois", "prevoyez", "programmer", "programme", "programmez", "creer", "nouveau", "nouvelle",
		}},
		{name: "record", changes: true, run: (*request).record, phrases: []string{"record", "enregistrer", "enregistre", "enregistrez"}},
		{name: "agenda", run: (*request).agenda, phrases: []string{"agenda", "programme de la semaine", "what's on", "what is on", "upcoming events", "what are the next events", "what are the upcoming events", "what is coming up", "what's coming up",
			"quels sont les prochains evenements", "les prochains evenements", "prochains evenements", "evenements a venir", "quels sont les evenements a venir", "les evenements a venir"}},
		{name: "my_agenda", hidden: true, run: (*request).myAgenda, phrases: []string{"my agenda", "what is my agenda", "what's my agenda", "mon agenda", "quel est mon agenda", "mes evenements", "my events"}},
		{name: "calendar", run: (*request).calendar, phrases: []string{"calendar", "calendrier"}},
		{name: "next", run: (*request).next, phrases: []string{"next", "prochain", "prochaine", "la prochaine", "le prochain", "the next", "suivant"}},
		{name: "show", run: (*request).show, phrases: []string{"show", "montrer", "montre", "montrez", "afficher", "affiche", "voir", "details"}},
		{name: "move", changes: true, run: (*request).move, phrases: []string{"move", "reschedule", "postpone", "push back", "move forward", "bring forward", "delay", "avancer", "avance", "avancez", "retarder", "retarde", "retardez", "repousser", "repousse", "repoussez", "deplacer", "deplace", "deplacez", "passer", "passez", "decaler", "decale", "decalez", "reporter", "reporte", "reportez"}},
		{name: "extend", changes: true, run: (*request).extend, phrases: []string{"extend", "lengthen", "prolong", "prolonger", "prolonge", "prolongez", "rallonger", "rallonge", "rallongez", "allonger", "allongez"}},
		{name: "shorten", hidden: true, changes: true, run: (*request).shorten, phrases: []string{"shorten", "raccourcir", "raccourcis", "raccourcissez", "ecourter", "ecourte", "ecourtez"}},
		{name: "conflicts", changes: true, run: (*request).conflicts, phrases: []string{"conflicts", "conflict", "conflits", "conflit"}},
		{name: "place", verbatim: true, run: (*request).place, phrases: []string{"place", "place of", "place for", "the place of", "venue", "venue of", "the venue of", "location of", "room of", "the room of", "salle de", "la salle de", "lieu", "lieu de", "lieu du", "le lieu de", "le lieu du"}},
		{name: "room_for", hidden: true, changes: true, verbatim: true, run: (*request).roomFor, phrases: []string{"room for", "room on", "the room for", "salle du", "salle pour", "salle le", "salle de la seance", "la salle du"}},
		{name: "rename", changes: true, verbatim: true, run: (*request).rename, phrases: []string{"rename", "retitle", "renommer", "renomme", "renommez", "rebaptiser", "rebaptisez", "intituler", "intitulez"}},
		{name: "copy", changes: true, run: (*request).copyEvent, phrases: []string{"copy", "duplicate", "copier", "copie", "copiez", "dupliquer", "dupliquez", "recopier", "reconduire", "reconduis", "reconduisez"}},
		{name: "confirm", changes: true, run: (*request).confirm, phrases: []string{"confirm", "confirmer", "confirme", "confirmez"}},
		{name: "tentative", hidden: true, changes: true, run: (*request).tentative, phrases: []string{"tentative", "make tentative", "unconfirm", "a confirmer", "mettre a confirmer"}},
		{name: "cancel", changes: true, run: (*request).cancel, phrases: []string{"cancel", "annuler", "annule", "annulez", "call off", "effacer", "efface", "effacez"}},
		{name: "skip_holidays", hidden: true, changes: true, run: (*request).skipHolidays, phrases: []string{
			"skip holidays", "skip the holidays", "skip public holidays", "skip the public holidays", "sauter les jours feries", "sauter jours feries", "sautez les jours feries", "saute les jours feries", "enlever les jours feries", "retirer les jours feries",
		}},
		{name: "skip_blackouts", hidden: true, changes: true, run: (*request).skipBlackouts, phrases: []string{"skip blackout dates", "skip the blackout", "sauter les periodes sans evenement", "sauter la periode sans evenement"}},
		{name: "holidays", run: (*request).holidays, phrases: []string{
			"holidays", "public holidays", "bank holidays", "the public holidays", "the holidays", "jours feries", "les jours feries", "feries", "jour ferie",
		}},
		{name: "blackout", changes: true, run: (*request).blackout, phrases: blackoutPhrases},
		{name: "unblackout", hidden: true, changes: true, run: (*request).unblackout, phrases: []string{
			"remove blackout", "remove the blackout", "lift blackout", "lift the blackout", "cancel blackout", "cancel the blackout", "forget blackout", "forget the blackout", "delete blackout", "delete the blackout",
			"supprimer la periode sans evenement", "supprimer la periode sans evenements", "supprimer le blackout", "lever la periode sans evenement", "lever la periode sans evenements", "annuler la periode sans evenement", "annuler la periode sans evenements", "retirer la periode sans evenement", "retirer la periode sans evenements",
		}},
		{name: "skip", changes: true, run: (*request).skip, phrases: []string{"skip", "sauter", "saute", "sautez", "suspendre", "suspends", "suspendez"}},
		{name: "unskip", changes: true, run: (*request).unskip, phrases: []string{"unskip", "restore", "uncancel", "un-cancel", "reinstate", "retablir", "retablis", "retablissez", "maintenir", "maintiens", "maintenez"}},
		{name: "visibility", changes: true, run: (*request).visibility, phrases: []string{"visibility", "visibility of", "set the visibility of", "visibilite", "visibilite de", "rendre", "rends", "rendez"}},
		{name: "make", hidden: true, changes: true, run: (*request).makeAnything, phrases: []string{"make"}},
		{name: "event_link", hidden: true, run: (*request).eventLink, phrases: []string{
			"the link of", "link of", "set the link of", "set link of", "zoom link of", "zoom link for", "the zoom link of", "the zoom link for", "here is the link for", "here is the link of", "here is the zoom link for", "voici le lien de", "voici le lien pour", "voici le lien du", "link for", "the link for", "live link", "live link for", "live link of", "the live link of",
			"lien", "le lien", "lien de", "le lien de", "lien du", "lien pour", "lien de visio", "lien de visio de", "lien de visio du", "lien de visio pour", "le lien de visio", "lien video",
		}},
		{name: "link_access", changes: true, run: (*request).linkAccess, phrases: []string{"link access", "link access of", "access to the link of", "acces au lien", "acces au lien de", "acces lien"}},
		{name: "undoable", hidden: true, run: (*request).undoable, phrases: []string{"what can i undo", "what can be undone", "can i undo", "what did i change", "que puis-je defaire", "que peut-on defaire", "qu'est-ce que je peux defaire", "qu'ai-je modifie", "puis-je defaire"}},
		{name: "undo", changes: true, run: (*request).undo, phrases: []string{"undo", "revert", "defaire", "defais", "annuler la derniere modification", "annuler le dernier changement"}},
	}
}

// noticeCommands are about what people are told of an event, and what became of it.
func noticeCommands() []*command {
	return []*command{
		{name: "announce", changes: true, run: (*request).announce, phrases: []string{"announce", "annoncer", "annonce", "annoncez"}},
		{name: "tell", run: (*request).tellThem, phrases: []string{"tell", "notify", "inform", "prevenir", "previens", "prevenez", "ne prevenir", "ne previens", "ne prevenez", "avertir", "avertis", "avertissez", "informer", "informez", "n'avertir", "n'avertissez", "n'informer", "n'informez"}},
	}
}

// collaborationCommands are about collaborations and their rooms.
func collaborationCommands() []*command {
	return []*command{
		{name: "collaboration", run: (*request).collaborations, phrases: []string{"collaboration", "collaborations", "collab"}},
		{name: "add", hidden: true, changes: true, run: (*request).addAnything, phrases: []string{"add", "ajouter", "ajoute", "ajoutez"}},
		{name: "set", hidden: true, changes: true, run: (*request).setAnything, phrases: []string{"set", "change", "edit", "modifier", "modifie", "modifiez", "changer", "changez"}},
		{name: "leave", hidden: true, changes: true, run: (*request).leaveCollaboration, phrases: []string{"leave", "quit", "quitter", "je quitte", "i leave", "i am leaving"}},
		{name: "hand_over", changes: true, run: (*request).offerHandOver, phrases: []string{"hand over", "hand on", "pass on", "transmettre", "transmets", "transmettez", "passer la main de", "ceder", "cedez", "confier", "confiez"}},
		{name: "take_over", hidden: true, changes: true, run: (*request).takeOver, phrases: []string{"take over", "i take over", "reprendre", "reprends", "je reprends"}},
		{name: "turn_down", hidden: true, changes: true, run: (*request).turnDown, phrases: []string{"do not take over", "don't take over", "i do not take over", "ne pas reprendre", "je ne reprends pas"}},
		{name: "close", hidden: true, changes: true, run: (*request).closeCollaboration, phrases: []string{"close", "fermer", "fermez", "clore", "cloturer"}},
		{name: "reopen", hidden: true, changes: true, run: (*request).reopenCollaboration, phrases: []string{"reopen", "rouvrir", "rouvrez"}},
		{name: "use", changes: true, run: (*request).use, phrases: []string{"use", "utiliser", "ce salon est pour", "ce canal est pour", "this room is for", "this channel is for"}},
		{name: "unuse", hidden: true, changes: true, run: (*request).unuse, phrases: []string{"forget this room", "unuse", "free this room", "liberer ce salon"}},
		{name: "room_language", changes: true, run: (*request).roomLanguage, phrases: []string{"room language", "langue du salon", "channel language"}},
	}
}

// reminderCommands are about reminders and digests.
func reminderCommands() []*command {
	return []*command{
		{name: "remind", changes: true, run: (*request).remind, phrases: []string{
			"remind", "reminder", "set a reminder", "set reminder", "set me a reminder", "add a reminder", "add reminder", "create a reminder", "make a reminder", "put a reminder", "new reminder",
			"rappel", "ajouter un rappel", "ajoute un rappel", "ajoutez un rappel", "creer un rappel", "creez un rappel", "mettre un rappel", "mets un rappel", "mettez un rappel", "nouveau rappel",
			"rappelle", "rappelez", "rappelle-moi", "rappelez-moi", "rappeler", "rappelle-nous", "rappelez-nous",
		}},
		{name: "reminders", run: (*request).reminders, phrases: []string{
			"reminders", "my reminders", "show reminders", "show my reminders", "show me my reminders", "list reminders", "list my reminders", "what are my reminders", "what reminders", "what reminders do i have", "which reminders", "which reminders do i have", "which reminders are set", "do i have reminders", "do i have any reminders",
			"rappels", "mes rappels", "les rappels", "voir mes rappels", "voir les rappels", "montrer mes rappels", "montre-moi mes rappels", "montrez-moi mes rappels", "liste mes rappels", "lister mes rappels", "liste des rappels", "liste de mes rappels", "quels sont mes rappels", "quels rappels", "quels rappels ai-je", "ai-je des rappels",
		}},
		{name: "fewer", changes: true, run: (*request).fewer, phrases: []string{"fewer reminders", "less reminders", "moins de rappels", "reduire les rappels"}},
		{name: "all_reminders", hidden: true, changes: true, run: (*request).allReminders, phrases: []string{"all reminders", "all the reminders", "tous les rappels"}},
		{name: "mute", changes: true, run: (*request).mute, phrases: []string{"mute", "silence", "sourdine pour", "sourdine"}},
		{name: "unmute", hidden: true, changes: true, run: (*request).unmute, phrases: []string{"unmute", "reactiver", "reactive", "reactivez", "plus de sourdine pour", "fin de sourdine pour"}},
		{name: "quiet", run: (*request).quiet, phrases: []string{"quiet hours", "my quiet hours", "heures calmes", "mes heures calmes", "heures de silence"}},
		{name: "no_quiet", hidden: true, changes: true, run: (*request).noQuiet, phrases: []string{"no quiet hours", "pas d'heures calmes", "plus d'heures calmes", "sans heures calmes", "aucune heure calme"}},
		{name: "no_reminders", hidden: true, changes: true, run: (*request).noReminders, phrases: []string{"no reminders", "no reminder", "no more reminders", "stop reminders", "stop the reminders", "pas de rappels", "pas de rappel", "plus de rappels", "plus de rappel", "aucun rappel", "sans rappels"}},
		{name: "usual_reminders", hidden: true, changes: true, run: (*request).usualReminders, phrases: []string{"usual reminders", "the usual reminders", "default reminders", "rappels habituels", "rappels par defaut", "les rappels habituels"}},
		{name: "apply_reminders", hidden: true, changes: true, run: (*request).applyReminders, phrases: []string{"apply reminders", "apply the reminders", "appliquer les rappels", "applique les rappels", "appliquez les rappels"}},
		{name: "history", run: (*request).eventHistory, phrases: []string{"history", "history of", "the history of", "who changed", "historique", "historique de", "l'historique de", "qui a change", "qui a modifie"}},
		{name: "why", run: (*request).why, phrases: []string{"why", "pourquoi"}},
		{name: "digest", changes: true, run: (*request).digest, phrases: []string{"digest", "resume", "recapitulatif", "send a summary", "send us a summary", "send me a summary", "send a digest", "send us a digest", "send me a digest", "envoyer un resume", "envoie un resume", "envoyez un resume", "envoie-moi un resume", "envoyez-moi un resume"}},
		{name: "digests", hidden: true, run: (*request).digests, phrases: []string{"digests", "resumes", "list digests", "liste des resumes"}},
		{name: "no_digest", hidden: true, changes: true, run: (*request).noDigest, phrases: []string{"no digest", "stop digest", "stop the digest", "no more digest", "pas de resume", "plus de resume", "arreter le resume", "arrete le resume", "arretez le resume"}},
		{name: "snooze", changes: true, run: (*request).snooze, phrases: []string{"snooze", "snooze it", "remind me again", "remind me later", "rappelle-le-moi", "rappelez-le-moi", "rappelle le moi", "rappelle-moi plus tard", "rappelez-moi plus tard", "remettre le rappel", "reporter le rappel"}},
		{name: "done", changes: true, run: (*request).done, phrases: []string{"done", "mark as done", "it is done", "it's done", "c'est fait", "marquer comme fait"}},
		{name: "forget", changes: true, run: (*request).forget, phrases: []string{"forget", "delete", "remove", "oublier", "oublie", "oubliez", "supprimer", "supprime", "supprimez", "retirer", "retire", "retirez", "enlever", "enleve", "enlevez"}},
	}
}

// personCommands are about people: where they are, what they speak, which accounts they have.
func personCommands() []*command {
	return []*command{
		{name: "timezone", changes: true, run: (*request).timezone, phrases: []string{
			"timezone", "time zone", "zone", "my timezone", "my time zone", "my zone", "my timezone is", "my time zone is", "my zone is", "my home is", "i live in", "change my timezone to", "change my time zone to", "change my zone to", "set my timezone to", "set my time zone to", "set my zone to",
			"fuseau", "fuseau horaire", "mon fuseau", "mon fuseau horaire", "ma zone", "mon fuseau est", "mon fuseau horaire est", "ma zone est", "j'habite a", "j'habite au", "j'habite en", "changer mon fuseau pour", "changer mon fuseau horaire pour", "changer ma zone pour", "changer mon fuseau en", "changer ma zone en",
		}},
		{name: "stay", changes: true, run: (*request).stay, phrases: []string{
			"i am in", "i'm in", "i am at", "i'm at", "i will be in", "i'll be in", "i will be at", "i'll be at", "i am staying in", "i'm staying in", "i will stay in", "i'll stay in", "i am travelling to", "i'm travelling to", "i am traveling to", "i'm traveling to", "i am visiting", "i'm visiting",
			"je suis a", "je suis au", "je suis en", "je suis aux", "je serai a", "je serai au", "je serai en", "je serai aux",
		}},
		{name: "whereabouts", hidden: true, run: (*request).whereabouts, phrases: []string{
			"where am i", "where am i now", "what is my time zone", "what's my time zone", "what is my timezone", "what's my timezone", "what is my zone", "which time zone am i in", "what time zone am i in", "which is my time zone",
			"ou suis-je", "ou est-ce que je suis", "quel est mon fuseau", "quel est mon fuseau horaire", "quelle est ma zone", "dans quel fuseau suis-je", "dans quel fuseau horaire suis-je",
		}},
		{name: "stays", run: (*request).stays, phrases: []string{"stays", "my stays", "mes sejours", "sejours"}},
		{name: "back", hidden: true, changes: true, run: (*request).back, phrases: []string{"i am back", "i'm back", "je suis de retour", "je suis rentre", "je suis rentree", "je suis revenu", "je suis revenue"}},
		{name: "language", changes: true, run: (*request).setLanguage, phrases: []string{"language", "langue", "parle", "parlez", "speak"}},
		{name: "my_data", run: (*request).myData, phrases: []string{"my data", "show my data", "export my data", "give me my data", "what do you know about me", "mes donnees", "voir mes donnees", "exporter mes donnees", "donnez-moi mes donnees", "donne-moi mes donnees", "que savez-vous de moi", "que sais-tu de moi"}},
		{name: "forget_me", changes: true, run: (*request).forgetMe, phrases: []string{"forget me", "forget about me", "delete my data", "delete all my data", "erase all my data", "supprimer toutes mes donnees", "effacer toutes mes donnees", "erase my data", "delete my account", "oublie-moi", "oubliez-moi", "m'oublier", "supprimer mes donnees", "supprimez mes donnees", "effacer mes donnees", "effacez mes donnees", "supprimer mon compte"}},
		{name: "link", run: (*request).linkAnything, phrases: []string{"link", "link my accounts", "lier", "relier", "lier mes comptes", "relier mes comptes"}},
		{name: "links", run: (*request).links, phrases: []string{"links", "my links", "my accounts", "mes comptes", "comptes"}},
		{name: "unlink", changes: true, run: (*request).unlink, phrases: []string{"unlink", "delier", "deliez", "detacher", "detachez"}},
	}
}

// knowledgeCommands are about questions about the five instruments.
func knowledgeCommands() []*command {
	return []*command{
		{name: "instruments", run: (*request).instruments, phrases: []string{"instruments", "the instruments", "les instruments", "outils", "tools"}},
		{name: "irls", run: (*request).irls, phrases: []string{"irls", "les irl", "list irls", "liste des irl"}},
		{name: "compare", run: (*request).compare, phrases: []string{"compare", "comparer", "compare-moi", "comparez"}},
		{name: "advise", run: (*request).advise, phrases: []string{"advise", "advise me", "advice", "guide me", "help me choose", "help me to choose", "conseil", "conseille-moi", "conseillez-moi", "guide-moi", "guidez-moi", "aide-moi a choisir", "aidez-moi a choisir"}},
		{name: "feedback", run: (*request).feedback, phrases: []string{"feedback", "that's wrong", "that is wrong", "this is wrong", "it's wrong", "wrong", "c'est faux", "c'est inexact", "c'est incorrect", "faux", "retour sur la reponse"}},
		{name: "remarks", hidden: true, run: (*request).listFeedback, phrases: []string{
			"feedback list", "list feedback", "list the feedback", "show feedback", "show the feedback", "all feedback", "list remarks", "list the remarks",
			"feedback liste", "liste des remarques", "liste les remarques", "lister les remarques", "voir les remarques", "les remarques", "remarques", "montre les remarques", "montrez les remarques", "remarques sur les reponses",
			"liste des retours", "liste les retours", "lister les retours", "voir les retours", "les retours", "retours", "montre les retours", "montrez les retours", "retours sur les reponses",
		}},
		{name: "questions", hidden: true, run: (*request).questionStats, phrases: []string{
			"questions stats", "question stats", "questions statistics", "question statistics", "statistics of questions", "stats of questions", "what is asked most", "what is asked", "most asked questions",
			"statistiques des questions", "statistiques questions", "questions statistiques", "stats des questions", "stats questions", "statistiques sur les questions", "les statistiques des questions", "questions posees", "les questions posees", "questions les plus posees", "les questions les plus posees", "quelles questions sont posees", "qu'est-ce qui est demande", "ce qui est demande",
		}},
	}
}

// otherCommands are what buttons say for people, and help.
func otherCommands() []*command {
	return []*command{
		{name: "help", phrases: []string{"help", "aide", "aidez-moi", "what can you do", "que sais-tu faire", "how do you work"}, run: (*request).help},
		{name: "instead", hidden: true, changes: true, run: (*request).instead, phrases: []string{"instead"}},
		{name: "go_on_with_form", hidden: true, run: (*request).goOnWithForm, phrases: []string{
			memory.GoOn, "go on with my form", "continue the form", "continue my form", "resume the form", "resume my form",
			"reprendre le formulaire", "reprends le formulaire", "reprenez le formulaire", "continuer le formulaire", "continue le formulaire", "continuez le formulaire",
		}},
		{name: "drop_form", hidden: true, run: (*request).dropForm, phrases: []string{
			memory.DropIt, "drop my form", "forget the form", "abandonner le formulaire", "abandonne le formulaire", "abandonnez le formulaire", "supprimer le formulaire",
		}},
		{name: "answer", hidden: true, run: (*request).closedQuestion, phrases: []string{answerPhrase}},
		{name: "more", hidden: true, run: (*request).more, phrases: []string{"more"}},
	}
}

// addAnything is « ajouter collaboration GANDA … » or `add @sam as organiser of
// GANDA`.
func (r *request) addAnything(rest string) (*reply, error) {
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
	if id := strings.TrimSpace(idForm.FindString(" " + rest)); id != "" && mentionsTime(r, rest) {
		return nil, &planner.Refusal{Why: "add.date", Words: strings.ToUpper(id)}
	}
	if kind, _, _ := grammar.CutKind(rest); kind != "" && mentionsTime(r, rest) {
		r.command = "plan"
		return r.plan(rest)
	}
	if roleIn(rest) == "" && !r.mentionsPeople() {
		return r.addCollaborationIfAllowed(rest)
	}
	return r.addToRole(rest)
}

// linkAnything is `link E5 https://…`, "link of the seminar", or about the accounts
// of the person.
func (r *request) linkAnything(rest string) (*reply, error) {
	if address, _ := cutAddress(rest); address != "" || idForm.MatchString(" "+rest) {
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
func (r *request) setAnything(rest string) (*reply, error) {
	if of := zoneOf.ReplaceAllString(rest, ""); of != rest && r.namesEvent(of) {
		return r.changeZone(of)
	}
	if of := titleOf.ReplaceAllString(rest, ""); of != rest && r.namesEvent(of) {
		return r.rename(of)
	}
	if of := placeOf.ReplaceAllString(rest, ""); of != rest && r.namesEvent(of) {
		return r.place(of)
	}
	if of := linkOf.ReplaceAllString(rest, ""); of != rest {
		return r.eventLink(of)
	}
	if m := placeTo.FindStringSubmatch(rest); m != nil {
		return r.relocated(m[2], m[1])
	}
	if idForm.MatchString(" " + rest) {
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
