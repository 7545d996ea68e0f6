package people

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// roleStems begin the words that name a role, folded, in both languages.
var roleStems = []struct {
	stem string
	role planner.RoleName
}{
	{"coordinat", planner.Coordinator}, {"coordonn", planner.Coordinator}, {"organi", planner.Organiser},
	{"secreta", planner.Secretary}, {"observ", planner.Observer}, {"member", planner.Member}, {"membre", planner.Member},
}

// RoleIn is the role that text names; empty for none.
func RoleIn(text string) planner.RoleName {
	for _, t := range grammar.Tokens(text) {
		word := strings.TrimPrefix(t.Fold, "l'")
		for _, known := range roleStems {
			if strings.HasPrefix(word, known.stem) {
				return known.role
			}
		}
	}
	return ""
}

// everywhere says that an observer is one of all collaborations.
var everywhere = []string{"all collaborations", "every collaboration", "toutes les collaborations", "everything", "tout"}

// AddToRole is `add @sam and @minh as organisers of GANDA` or `add @sam to GANDA`,
// who is a member then; « ajouter @sam au secrétariat de GANDA ».
func AddToRole(said *turn.Turn, rest string) (*turn.Reply, error) {
	r := &request{Turn: said}
	role := RoleIn(rest)
	c, err := r.collaborationIn(rest)
	if err != nil {
		return nil, err
	}
	if role == planner.Observer && (c == nil || saysEverywhere(rest)) {
		return r.setObserving(rest, true)
	}
	if c == nil {
		return nil, &planner.Refusal{Why: "collaboration.which"}
	}
	if role == "" {
		role = planner.Member
	}
	return r.addPeople(*c, rest, role)
}

// collaborationIn is the collaboration that text names, else the room's; nil for
// neither.
func (r *request) collaborationIn(text string) (*planner.Collaboration, error) {
	have := grammar.Tokens(text)
	slices.Reverse(have) // the code comes last: "as organisers of GANDA"
	for _, t := range have {
		if grammar.Connective(t.Fold) || strings.HasPrefix(t.Fold, "@") {
			continue
		}
		if c, err := r.Tx.CollaborationByCode(text[t.From:t.To]); err == nil {
			return &c, nil
		}
	}
	for _, t := range have {
		if word := text[t.From:t.To]; IsCode(word) && word == strings.ToUpper(word) && len(word) > 2 {
			return nil, &planner.Refusal{Why: "collaboration.unknown", Words: word}
		}
	}
	return r.Collaboration, nil
}

// addPeople gives everybody mentioned a role.
func (r *request) addPeople(c planner.Collaboration, text string, role planner.RoleName) (*turn.Reply, error) {
	if err := r.MayOrganise(c); err != nil {
		return nil, err
	}
	people, err := NamedPeople(r.Turn, text)
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	for _, person := range people {
		if err := r.Tx.SaveRole(planner.Role{Collaboration: c.ID, Person: person.ID, Name: role}); err != nil {
			return nil, err
		}
	}
	p := r.Tell("collaboration.role_"+string(role), words.Args{
		"names": telling.Names(people), "n": len(people), "code": telling.Strong(c.Code), "number": telling.ChangeID(r.Change),
	})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// setObserving is `add @sam as observer of all collaborations`, and its end; for
// admins.
func (r *request) setObserving(rest string, observes bool) (*turn.Reply, error) {
	if err := r.MayAdminister(); err != nil {
		return nil, err
	}
	people, err := NamedPeople(r.Turn, rest)
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	for _, person := range people {
		person.Observes = observes
		if err := r.Tx.SavePerson(person); err != nil {
			return nil, err
		}
	}
	said := "role.observes"
	if !observes {
		said = "role.observes_no_more"
	}
	p := r.Tell(said, words.Args{"names": telling.Names(people), "n": len(people), "number": telling.ChangeID(r.Change)})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

func saysEverywhere(text string) bool {
	folded := words.Fold(text)
	return slices.ContainsFunc(everywhere, func(phrase string) bool { return strings.Contains(folded, phrase) })
}

// MentionsPeople says whether the sentence names somebody with "@".
func MentionsPeople(r *turn.Turn) bool {
	return slices.ContainsFunc(r.In.Mentions, func(m chat.Mention) bool { return m.Person != "" })
}

// NamedPeople are the people named with "@" in text, or a refusal for none.
func NamedPeople(r *turn.Turn, text string) ([]planner.Person, error) {
	people, err := r.Mentioned(text)
	if err == nil && len(people) == 0 {
		err = &planner.Refusal{Why: "people.none"}
	}
	return people, err
}
