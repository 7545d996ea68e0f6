package talks

import (
	"cmp"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// AbstractForm is « résumé : … » and « résumé de E1.3 : … », as a speaker says it:
// without the colon a « résumé » is a digest.
var AbstractForm = regexp.MustCompile(`^resume(?: (?:de |d'|pour )?e\d+(?:\.\d+)?)? ?:`)

// Detail is one thing that people say of a talk: "title for 2 March: …".
type Detail struct {
	Field planner.Field
	Link  planner.LinkKind // with FieldLinks and FieldSlides
	// organiser: it is not the speaker's to say.
	Organiser bool
}

// command is the row of the command table that enters the detail.
func (d Detail) command(name string, phrases ...string) *command {
	return &command{Name: name, Hidden: name != "title", Changes: true, Verbatim: true, Phrases: phrases, Run: func(r *request, rest string) (*turn.Reply, error) {
		return EnterDetail(r.Turn, d, rest)
	}}
}

// detailCommands enter what is known of a talk.
func detailCommands() []*command {
	return []*command{
		Detail{Field: planner.FieldTitle}.command("title", "title", "the title", "talk title", "my title", "titre", "le titre", "mon titre"),
		Detail{Field: planner.FieldAbstract}.command("abstract", "abstract", "the abstract", "my abstract", "resume du", "resume de l'expose", "resume de mon expose", "mon resume", "le resume du", "resume pour le"),
		Detail{Field: planner.FieldSlides, Link: planner.Slides}.command("slides", "slides", "the slides", "my slides", "diapositives", "transparents", "planches", "mes diapositives", "mes transparents"),
		Detail{Field: planner.FieldLinks, Link: planner.Recording}.command("recording", "recording", "the recording", "video", "enregistrement du", "enregistrement de", "l'enregistrement du", "la video"),
		Detail{Field: planner.FieldLinks, Link: planner.Paper}.command("paper", "paper", "the paper", "preprint", "article", "l'article", "prepublication"),
		Detail{Field: planner.FieldChair, Organiser: true}.command("chair", "chair", "the chair", "presidence", "presidence du", "presidence de", "animation du"),
		Detail{Field: planner.FieldLanguage}.command("talk_language", "language for", "language of the talk", "talk language", "langue du", "langue pour", "langue de l'expose"),
	}
}

// EnterDetail enters a detail of the talk that the words before the colon name; of a
// whole series where they name no date.
func EnterDetail(said *turn.Turn, d Detail, rest string) (*turn.Reply, error) {
	r := &request{Turn: said}
	head, value, err := r.readDetail(d, rest)
	if err != nil {
		return nil, err
	}
	t, err := r.talkFor(head)
	if isRefusal(err, "talk.which_date") && (d.Organiser || d.Field == planner.FieldLanguage) {
		return r.seriesDetail(d, head, value)
	}
	if err != nil {
		return nil, err
	}
	if d.Field == planner.FieldTitle && t.Event.Rule == nil && t.Event.Kind != planner.Seminar { // a workshop is no talk
		return r.As("rename", rest)
	}
	if err := r.MayTalk(t.Event, t.own, d.Organiser); err != nil {
		return nil, err
	}
	if err := r.setDetail(&t.own, d, value); err != nil {
		return nil, err
	}
	found, err := r.chairElsewhere(t.Event, []planner.Occurrence{t.date}, d, t.own)
	if err != nil {
		return nil, err
	}
	if err := r.writeTalk(t, d); err != nil {
		return nil, err
	}
	args := r.talkArgs(t, planner.Speaker{Name: "-"})
	args["field"], args["value"] = r.detailName(d), r.valueOf(t.own, d)
	if d.Link == planner.LiveLink && t.own.Links[d.Link] != "" {
		args["value"] = r.AccessSaid(t.Event) // it is printed in one place alone
	}
	p := r.Tell("talk.detail_done", args).Add(r.SayConflicts(t.Event, found)...)
	p.About = memory.Subject{Event: t.Event.ID, Occurrence: t.date.ID}
	if len(t.own.Confirmed()) > 0 && t.date.StartAt.After(r.Now) {
		p.Add(r.stillMissing(t)...)
	}
	return r.WithUndo(p), nil
}

// readDetail reads the words that name the talk, and the value of a detail of it.
func (r *request) readDetail(d Detail, rest string) (head, value string, err error) {
	head, value = CutDetail(r.Turn, rest)
	for _, verb := range []string{" is", " est"} { // the title of 2 March is "Heights"
		head = strings.TrimSuffix(strings.TrimSpace(head), verb)
	}
	if value == "" {
		return "", "", &planner.Refusal{Why: "talk.detail_usage", Words: r.detailName(d)}
	}
	return head, value, nil
}

// ReadRoom reads `room for 2 March: 112`: the date that the talk is on, and where
// it is to be held.
func ReadRoom(said *turn.Turn, rest string) (t *turn.Target, place string, err error) {
	r := &request{Turn: said}
	d := Detail{Field: planner.FieldPlace, Organiser: true}
	head, place, err := r.readDetail(d, rest)
	if err != nil {
		return nil, "", err
	}
	talk, err := r.talkFor(head)
	if err != nil {
		return nil, "", err
	}
	return talk.Target, place, r.MayTalk(talk.Event, talk.own, d.Organiser)
}

// writeTalk keeps a talk; when its speaker said something, the organisers are told.
func (r *request) writeTalk(t *talkOn, d Detail) error {
	if err := r.Begin(); err != nil {
		return err
	}
	if _, err := r.Tx.SaveTalk(t.own); err != nil {
		return err
	}
	if r.MayChange(t.Event) != nil && t.date.StartAt.After(r.Now) {
		told := delivery.Talk{About: delivery.TalkDetails, Fields: []planner.Field{d.Field}, By: r.Person.ID, Once: telling.ChangeID(r.Change)}
		if err := delivery.TellTalk(r.Tx, t.date, told, r.Now); err != nil {
			return err
		}
	}
	return delivery.PlanTalks(r.Tx, t.Event, t.Occurrences, r.Now)
}

// detailName is what a detail is called.
func (r *request) detailName(d Detail) string {
	if d.Link != "" {
		return r.Label("talk.link." + string(d.Link))
	}
	return r.Label("talk.field." + string(d.Field))
}

// valueOf is a detail as it was kept.
func (r *request) valueOf(t planner.Talk, d Detail) string {
	switch d.Field {
	case planner.FieldTitle:
		return t.Title
	case planner.FieldAbstract:
		return t.Abstract
	case planner.FieldLanguage:
		return t.Language
	case planner.FieldChair:
		return telling.WithAffiliation(r.Tx, t.Chair)
	}
	return cmp.Or(t.Links[d.Link], "–")
}

// CutDetail cuts "for 2 March: Heights …" at its colon, or at its quotes. The
// value is what was typed, byte for byte, as far as the network hands it over.
func CutDetail(said *turn.Turn, rest string) (head, value string) {
	r := &request{Turn: said}
	content, from, _, isQuoted := grammar.Quoted(rest)
	head, value, colon := strings.Cut(rest, ":")
	switch {
	case isQuoted && (!colon || from < len(head)):
		return rest[:from], content
	case !colon:
		return rest, ""
	}
	value = r.verbatim(strings.TrimSpace(value))
	if content, from, to, ok := grammar.Quoted(value); ok && from == 0 && strings.Trim(value[to:], " .") == "" {
		value = content
	}
	return head, value
}

// verbatim is the end of the message that reads as text does: with its line
// breaks and its last stop.
func (r *request) verbatim(text string) string {
	want := grammar.TrimStop(strings.Join(strings.Fields(text), " "))
	for at, c := range r.In.Text {
		if c != ':' {
			continue
		}
		raw := strings.TrimSpace(r.In.Text[at+1:])
		if grammar.TrimStop(strings.Join(strings.Fields(grammar.Legible(raw)), " ")) == want {
			return raw
		}
	}
	return text
}

// setDetail puts a value into a talk.
func (r *request) setDetail(t *planner.Talk, d Detail, value string) error {
	limit := planner.MaxTitle
	if d.Field == planner.FieldAbstract {
		limit = planner.MaxText
	}
	if n := utf8.RuneCountInString(value); n > limit {
		return &planner.Refusal{Why: "talk.long", Words: r.detailName(d), Args: words.Args{"limit": limit}}
	}
	switch {
	case d.Link != "":
		return setLink(t, d.Link, value)
	case d.Field == planner.FieldTitle:
		t.Title = value
	case d.Field == planner.FieldAbstract:
		t.Abstract = value
	case d.Field == planner.FieldLanguage:
		t.Language = value
	default:
		chair, err := r.readSpeaker(value)
		t.Chair = chair
		return err
	}
	return nil
}

// NoLinkWords take a link away, folded.
var NoLinkWords = []string{"none", "no link", "remove", "aucun", "aucune", "sans lien", "enlever", "retirer"}

// setLink puts a link into a talk, or takes it away: "slides for 2 March: none".
func setLink(t *planner.Talk, kind planner.LinkKind, value string) error {
	links := maps.Clone(t.Links)
	if links == nil {
		links = map[planner.LinkKind]string{}
	}
	t.Links = links
	if slices.Contains(NoLinkWords, words.Fold(value)) {
		delete(links, kind)
		return nil
	}
	address, err := webAddress(value)
	links[kind] = address
	return err
}

// webAddress is an address that a browser opens, as it was typed.
func webAddress(text string) (string, error) {
	text = strings.Trim(text, " <>")
	at, err := url.Parse(text)
	if err != nil || !slices.Contains([]string{"http", "https"}, at.Scheme) || at.Host == "" || strings.ContainsAny(text, " \n\t") {
		return "", &planner.Refusal{Why: "talk.no_address", Words: text}
	}
	return text, nil
}

// chairElsewhere are the conflicts of a chair who is entered.
func (r *request) chairElsewhere(e planner.Event, dates []planner.Occurrence, d Detail, talk planner.Talk) ([]planner.Conflict, error) {
	if d.Field != planner.FieldChair {
		return nil, nil
	}
	return r.RefuseElsewhere(e, dates, talk.Chair, planner.Chairs)
}

// seriesDetail is `chair for E2: @sam`: what all talks of a series have that say
// nothing else. It says how many follow.
func (r *request) seriesDetail(d Detail, head, value string) (*turn.Reply, error) {
	t, err := r.ChangeableSeries(head)
	if err != nil {
		return nil, err
	}
	talks, err := r.Tx.TalksOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	series := talks[""]
	series.Event = t.Event.ID
	if err := r.setDetail(&series, d, value); err != nil {
		return nil, err
	}
	follow := slices.DeleteFunc(slices.Clone(t.Occurrences), func(o planner.Occurrence) bool { return !talks[o.ID].Chair.Nobody() })
	found, err := r.chairElsewhere(t.Event, follow, d, series)
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if _, err := r.Tx.SaveTalk(series); err != nil {
		return nil, err
	}
	p := r.TellChanged("talk.series_done", t, words.Args{"field": r.detailName(d), "value": r.valueOf(series, d)})
	p.Add(Following(r.Turn, t, talks, d.Field)...)
	p.Add(r.SayConflicts(t.Event, found)...)
	return r.WithUndo(p), nil
}
