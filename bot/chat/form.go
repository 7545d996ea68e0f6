package chat

// Form is a list of named questions that together make one command. It comes
// back as an [Incoming] with its Command as Text and the answers as Fields.
type Form struct {
	Command string // as "plan"
	Title   string // at most 24 characters, the limit of a Slack modal
	Submit  string // label of the button that sends it; at most 24 characters
	Cancel  string // label of the button that closes it; at most 24 characters
	Fields  []Field
}

// Field is one question of a form.
type Field struct {
	Name     string // key in [Incoming.Fields]
	Label    string
	Hint     string `json:",omitempty"` // what is expected, in a few words
	Kind     FieldKind
	Choices  []Choice `json:",omitempty"` // of a Pick
	Value    string   `json:",omitempty"` // filled in beforehand, written as an answer
	Optional bool     `json:",omitempty"`
}

// FieldKind says what a field asks for, and how its answer is written.
type FieldKind string

// The kinds of fields.
const (
	Line  FieldKind = ""      // one line of text
	Lines FieldKind = "lines" // some lines of text
	Day   FieldKind = "day"   // a date: "2027-05-14"
	Hour  FieldKind = "hour"  // a wall time: "15:00"
	Zone  FieldKind = "zone"  // an IANA zone: "Europe/Paris"
	Pick  FieldKind = "pick"  // the Value of one of its Choices
)

// Choice is one of the answers that a Pick offers.
type Choice struct{ Label, Value string }

// FormError is what a [Receive] answers to a form that cannot be taken in as
// it is filled: what is wrong, by the name of the field, in words for the
// person. Nothing was done, and the form may be sent again.
type FormError struct {
	Problems map[string]string
}

func (e *FormError) Error() string { return "the form has problems" }
