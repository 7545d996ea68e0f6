package people

import (
	"slices"
	"strings"

	"entente/bot/access"
	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/talks"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// myData is `my data` / « mes données »: a file of everything that points to the
// person, in private.
func (r *request) myData(string) (*turn.Reply, error) {
	data, err := r.Tx.PersonalData(r.Person.ID)
	if err != nil {
		return nil, err
	}
	if len(data) > chat.MaxFile {
		return nil, &planner.Refusal{Why: "my_data.too_big"}
	}
	p := r.Tell("my_data.file", nil)
	p.Private = true
	p.File = &chat.File{Name: "my-data.json", Type: "application/json", Content: data}
	return p.Button(r.Label("button.forget_me"), "forget me"), nil
}

// forgetMe is `forget me` / « oubliez-moi »: it asks once, and then the name goes
// and the counts stay.
func (r *request) forgetMe(rest string) (*turn.Reply, error) {
	left, sure := grammar.CutPhrase(rest, "for sure")
	if strings.TrimSpace(left) != "" { // "forget me at the airport"
		return r.As("forget", rest)
	}
	if err := r.leadsNothing(); err != nil {
		return nil, err
	}
	if !sure {
		p := r.Tell("forget_me.sure", nil)
		p.Private, p.Choices = true, true
		return p.Button(r.Label("button.yes"), "forget me for sure"), nil
	}
	if err := r.Begin(); err != nil { // that it was done is kept, and by which id
		return nil, err
	}
	if err := r.freePlaces(); err != nil {
		return nil, err
	}
	if err := r.Tx.ForgetPerson(r.Person); err != nil {
		return nil, err
	}
	p := r.Tell("forget_me.done", nil)
	p.Private = true
	return p, nil
}

// leadsNothing refuses to forget who alone may decide about a collaboration.
func (r *request) leadsNothing() error {
	held, err := r.Tx.RolesOf(r.Person.ID)
	if err != nil {
		return err
	}
	var alone []string
	for _, role := range held {
		if !access.Gives(role.Name, access.Decide) {
			continue
		}
		c, err := r.Tx.Collaboration(role.Collaboration)
		if err != nil {
			return err
		}
		roles, err := r.Tx.Roles(c.ID)
		if err != nil {
			return err
		}
		others := slices.ContainsFunc(roles, func(other planner.Role) bool {
			return other.Person != r.Person.ID && access.Gives(other.Name, access.Decide)
		})
		if !others && !c.Closed && !slices.Contains(alone, c.Code) {
			alone = append(alone, c.Code)
		}
	}
	if len(alone) == 0 {
		return nil
	}
	return &planner.Refusal{Why: "forget_me.last", Words: alone[0], Args: words.Args{"codes": strings.Join(alone, ", ")}}
}

// freePlaces gives the places that the person had on dates to come to those who
// wait.
func (r *request) freePlaces() error {
	return talks.Reseat(r.Turn, func(reply planner.Reply, o planner.Occurrence) error {
		if !o.EndAt.After(r.Now) || reply.Answer == planner.No {
			return nil
		}
		reply.Answer, reply.State = planner.No, planner.Confirmed
		_, err := r.Tx.SaveReply(reply)
		return err
	})
}
