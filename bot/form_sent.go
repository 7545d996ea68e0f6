package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"entente/bot/chat"
	"entente/bot/turn"
	"entente/store"
)

// errTried ends the transaction in which a form was tried.
var errTried = errors.New("only tried")

// tryForm does what a form that was sent says and takes it back, to know while
// the form is still on the screen whether it can be done: a *chat.FormError
// says why not. A repeat of one that was taken in is not tried again.
func (b *Bot) tryForm(ctx context.Context, f *form, in chat.Incoming) error {
	var problems map[string]string
	ctx, cancel := context.WithTimeout(ctx, handleWithin)
	defer cancel()
	err := b.Store.Update(ctx, func(tx *store.Tx) (err error) {
		place, err := tx.TakeIn(store.Inbox{Network: in.Network, EventID: in.EventID, At: b.Now()})
		if err != nil || place == 0 {
			return err
		}
		defer func() { // then it is taken in, and answered with a reference
			if p := recover(); p != nil {
				b.Log.Error("form not tried", "form", f.name, "error", p, "stack", string(debug.Stack()))
				err = errTried
			}
		}()
		r, err := b.newRequest(ctx, tx, in)
		if err != nil {
			return err
		}
		if problems, err = r.problems(f); err != nil {
			return err
		}
		return errTried
	})
	switch {
	case err != nil && !errors.Is(err, errTried):
		return fmt.Errorf("try form: %w", err)
	case len(problems) > 0:
		return &chat.FormError{Problems: problems}
	}
	return nil
}

// problems are what is wrong with the form that was sent, by field, in words.
func (r *request) problems(f *form) (map[string]string, error) {
	fields, err := f.fields(r)
	if err != nil {
		return nil, err
	}
	g, wrong, err := r.readForm(f, fields, r.In.Fields)
	if err != nil {
		return nil, err
	}
	if len(wrong) == 0 {
		_, err := r.sayForm(f, g)
		switch {
		case err == nil:
			return nil, nil
		case !isTheirs(err):
			return nil, err
		}
		wrong = append(wrong, problem{f.blamed(err, fields), err})
	}
	said := map[string]string{}
	for _, w := range wrong {
		p, err := r.explain(r.Text, w.err)
		if err != nil {
			return nil, err
		}
		said[w.field] = chat.PlainText(chat.Outgoing{Blocks: p.Blocks})
	}
	return said, nil
}

// sent does what a form that was sent says. What has become wrong since it was
// tried is refused, with the way to the form.
func (r *request) sent(f *form) (*turn.Reply, error) {
	fields, err := f.fields(r)
	if err != nil {
		return nil, err
	}
	g, wrong, err := r.readForm(f, fields, r.In.Fields)
	if err != nil {
		return nil, err
	}
	var p *turn.Reply
	if len(wrong) > 0 {
		err = wrong[0].err
	} else {
		p, err = r.sayForm(f, g)
	}
	if err == nil {
		return p, nil
	}
	if p, err = r.explain(r.Text, err); err != nil {
		return nil, err
	}
	p.Buttons, p.Choices = nil, false
	p.Button(r.Label("button.form"), f.command)
	if r.Change != nil {
		return nil, &tooLate{p}
	}
	return p, nil
}

// cutFields cuts answers that are longer than anything that is read.
func cutFields(fields map[string]string) map[string]string {
	if fields == nil {
		return nil
	}
	cut := make(map[string]string, len(fields))
	for name, value := range fields {
		if len(value) > maxIncoming {
			value = strings.ToValidUTF8(value[:maxIncoming], "")
		}
		cut[name] = value
	}
	return cut
}
