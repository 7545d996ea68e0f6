package reminders

// table is what the rows are made of: the commands about reminders and digests.
func table() []*command {
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
		{Name: "why", Run: (*request).why, Phrases: []string{"why", "pourquoi"}},
		{Name: "digest", Changes: true, Run: (*request).digest, Phrases: []string{"digest", "resume", "recapitulatif", "send a summary", "send us a summary", "send me a summary", "send a digest", "send us a digest", "send me a digest", "envoyer un resume", "envoie un resume", "envoyez un resume", "envoie-moi un resume", "envoyez-moi un resume"}},
		{Name: "digests", Hidden: true, Run: (*request).digests, Phrases: []string{"digests", "resumes", "list digests", "liste des resumes"}},
		{Name: "no_digest", Hidden: true, Changes: true, Run: (*request).noDigest, Phrases: []string{"no digest", "stop digest", "stop the digest", "no more digest", "pas de resume", "plus de resume", "arreter le resume", "arrete le resume", "arretez le resume"}},
		{Name: "snooze", Changes: true, Run: (*request).snooze, Phrases: []string{"snooze", "snooze it", "remind me again", "remind me later", "rappelle-le-moi", "rappelez-le-moi", "rappelle le moi", "rappelle-moi plus tard", "rappelez-moi plus tard", "remettre le rappel", "reporter le rappel"}},
		{Name: "done", Changes: true, Run: (*request).done, Phrases: []string{"done", "mark as done", "it is done", "it's done", "c'est fait", "marquer comme fait"}},
	}
}
