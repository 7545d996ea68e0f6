package bot

import (
	"slices"

	"entente/bot/events"
	"entente/bot/memory"
	"entente/bot/people"
	"entente/bot/questions"
	"entente/bot/reminders"
	"entente/bot/talks"
	"entente/bot/turn"
)

// commandTable lists every command, in the order of `help all`. The wording of each
// (usage, summary, help) is in the catalogue under its name.
func commandTable() []*command {
	table := slices.Concat(otherCommands(), of(events.Commands()), of(talks.Commands()), of(people.CollaborationCommands()), of(reminders.Commands()), of(people.PersonCommands()), of(questions.Commands()))
	for _, d := range dispatched() {
		at := slices.IndexFunc(table, func(c *command) bool { return c.Name == d.after })
		table = slices.Insert(table, at+1, d.command)
	}
	return table
}

// of makes rows of a family rows of the bot.
func of(rows []*turn.Command[*turn.Turn]) []*command {
	return turn.On(rows, func(r *request) *turn.Turn { return r.Turn })
}

// dispatchedCommand is one that several families answer, or that is about what any
// of them did. It is listed after one of theirs.
type dispatchedCommand struct {
	after   string
	command *command
}

// dispatched lists them.
func dispatched() []dispatchedCommand {
	return []dispatchedCommand{
		{"next", &command{Name: "show", Run: (*request).show, Phrases: []string{"show", "montrer", "montre", "montrez", "afficher", "affiche", "voir", "details"}}},
		{"visibility", &command{Name: "make", Hidden: true, Changes: true, Run: (*request).makeAnything, Phrases: []string{"make"}}},
		{"link_access", &command{Name: "undo", Changes: true, Run: (*request).undo, Phrases: []string{"undo", "revert", "defaire", "defais", "annuler la derniere modification", "annuler le dernier changement"}}},
		{"link_access", &command{Name: "undoable", Hidden: true, Run: (*request).undoable, Phrases: []string{"what can i undo", "what can be undone", "can i undo", "what did i change", "que puis-je defaire", "que peut-on defaire", "qu'est-ce que je peux defaire", "qu'ai-je modifie", "puis-je defaire"}}},
		{"announce", &command{Name: "tell", Run: (*request).tellThem, Phrases: []string{"tell", "notify", "inform", "prevenir", "previens", "prevenez", "ne prevenir", "ne previens", "ne prevenez", "avertir", "avertis", "avertissez", "informer", "informez", "n'avertir", "n'avertissez", "n'informer", "n'informez"}}},
		{"collaboration", &command{Name: "add", Hidden: true, Changes: true, Run: (*request).addAnything, Phrases: []string{"add", "ajouter", "ajoute", "ajoutez"}}},
		{"collaboration", &command{Name: "set", Hidden: true, Changes: true, Run: (*request).setAnything, Phrases: []string{"set", "change", "edit", "modifier", "modifie", "modifiez", "changer", "changez"}}},
		{"quiet", &command{Name: "history", Run: (*request).eventHistory, Phrases: []string{"history", "history of", "the history of", "who changed", "historique", "historique de", "l'historique de", "qui a change", "qui a modifie"}}},
		{"done", &command{Name: "forget", Changes: true, Run: (*request).forget, Phrases: []string{"forget", "delete", "remove", "oublier", "oublie", "oubliez", "supprimer", "supprime", "supprimez", "retirer", "retire", "retirez", "enlever", "enleve", "enlevez"}}},
		{"forget_me", &command{Name: "link", Run: (*request).linkAnything, Phrases: []string{"link", "link my accounts", "lier", "relier", "lier mes comptes", "relier mes comptes"}}},
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
