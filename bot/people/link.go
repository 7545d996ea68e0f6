package people

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// linkCode is a code as it is said, and as people may type it.
var linkCode = regexp.MustCompile(`^(\d{3})[ .–—-]?(\d{3})$`)

// Link is `link`, which gives a code; `link 482-913` on another network, which
// asks whose it is; and what the buttons of both sides then say.
func Link(said *turn.Turn, rest string) (*turn.Reply, error) {
	r := &request{Turn: said}
	if !r.Room.Direct {
		return nil, &planner.Refusal{Why: "link.private"}
	}
	step, token, _ := strings.Cut(rest, " ")
	switch {
	case rest == "":
		return r.offerCode()
	case step == "accept":
		return r.acceptTie(token)
	case step == "confirm":
		return r.confirmTie(token)
	}
	code := linkCode.FindStringSubmatch(rest)
	if code == nil {
		return nil, &planner.Refusal{Why: "link.usage"}
	}
	return r.typeCode(code[1] + "-" + code[2])
}

// offerCode gives a code, in the place of one given before.
func (r *request) offerCode() (*turn.Reply, error) {
	if err := r.Tx.DropDialogs(r.Person.ID, store.DialogLink); err != nil {
		return nil, err
	}
	said, err := r.freshCode()
	if err != nil {
		return nil, err
	}
	if err := (memory.Tie{From: r.In.From}).Keep(r.Tx, r.Person.ID, codePlace(said), r.Now); err != nil {
		return nil, err
	}
	return r.Tell("link.code", words.Args{"sentence": telling.Code("link " + said), "n": int(planner.AnswerWithin.Minutes())}), nil
}

// freshCode is a code that nobody else was given.
func (r *request) freshCode() (string, error) {
	for {
		var random [8]byte
		if _, err := io.ReadFull(r.Rand, random[:]); err != nil {
			return "", fmt.Errorf("make a code: %w", err)
		}
		n := binary.BigEndian.Uint64(random[:]) % 1_000_000
		said := fmt.Sprintf("%03d-%03d", n/1000, n%1000)
		_, err := r.Tx.LinkAt(codePlace(said))
		if errors.Is(err, store.ErrNotFound) {
			return said, nil
		}
		if err != nil {
			return "", err
		}
	}
}

// codePlace is where the tie of a code is kept: under its hash, so that the
// database and its copies do not show it.
func codePlace(code string) string {
	sum := sha256.Sum256([]byte("link " + code))
	return "link " + base32.StdEncoding.EncodeToString(sum[:])
}

// typeCode asks whoever typed a code whether the one who was given it is they.
func (r *request) typeCode(typed string) (*turn.Reply, error) {
	if err := r.mayGuess(); err != nil {
		return nil, err
	}
	d, t, err := memory.TieAt(r.Tx, codePlace(typed), r.Now)
	if errors.Is(err, store.ErrNotFound) {
		return nil, r.guessedWrong()
	}
	if err != nil {
		return nil, err
	}
	if d.Person == r.Person.ID {
		return nil, &planner.Refusal{Why: "link.own"}
	}
	if err := r.Tx.TakeDialog(d); err != nil {
		return nil, err
	}
	token := planner.NewID[string]()
	t.To = r.In.From
	if err := t.Keep(r.Tx, d.Person, memory.TokenPlace(token), r.Now); err != nil {
		return nil, err
	}
	p := r.Tell("link.accept", words.Args{"name": r.NameOf(d.Person), "identity": telling.Code(string(t.From))})
	p.Choices = true
	return p.Button(r.Label("button.yes"), "link accept "+token), nil
}

// acceptTie is the yes of the side that typed the code: the other is asked too.
func (r *request) acceptTie(token string) (*turn.Reply, error) {
	d, t, err := r.tieOf(token)
	if err != nil {
		return nil, err
	}
	if t.To != r.In.From {
		return nil, &planner.Refusal{Why: "link.expired"}
	}
	t.Accepted = true
	if err := t.Keep(r.Tx, d.Person, d.Place, r.Now); err != nil {
		return nil, err
	}
	n := delivery.Notice{About: delivery.NoticeLink, Token: token}
	if err := delivery.TellPerson(r.Tx, d.Person, n, "link/"+token, r.Now); err != nil {
		return nil, err
	}
	return r.Tell("link.wait", words.Args{"identity": telling.Code(string(t.From))}), nil
}

// confirmTie is the yes of the side that asked for the code: both are one person
// now.
func (r *request) confirmTie(token string) (*turn.Reply, error) {
	d, t, err := r.tieOf(token)
	if err != nil {
		return nil, err
	}
	other, err := r.Tx.Identity(t.To)
	if err != nil {
		return nil, err
	}
	if d.Person != r.Person.ID || !t.Accepted || other.Person == r.Person.ID {
		return nil, &planner.Refusal{Why: "link.expired"}
	}
	if err := r.Tx.TakeDialog(d); err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if err := r.Tx.MergePeople(r.Person.ID, other.Person); err != nil {
		return nil, err
	}
	if r.Person, err = r.Tx.Person(r.Person.ID); err != nil {
		return nil, err
	}
	// Both may have had a place at one date, of which one is free now.
	if err := talks.Reseat(r.Turn, func(planner.Reply, planner.Occurrence) error { return nil }); err != nil {
		return nil, err
	}
	return r.Tell("link.done", words.Args{
		"one": telling.Code(string(t.From)), "other": telling.Code(string(t.To)), "sentence": telling.Code("unlink " + string(t.To)),
	}), nil
}

// tieOf is the tie of a token, or a refusal.
func (r *request) tieOf(token string) (store.Dialog, memory.Tie, error) {
	d, t, err := memory.TieAt(r.Tx, memory.TokenPlace(token), r.Now)
	if errors.Is(err, store.ErrNotFound) {
		err = &planner.Refusal{Why: "link.expired"}
	}
	return d, t, err
}
