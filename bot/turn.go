package bot

import (
	"io"
	"time"

	"entente/bot/access"
	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// Turn is one sentence being handled, inside its transaction: who said it, where,
// when, and what is known of them. A family of commands embeds it in a request of
// its own.
type Turn struct {
	Setting
	Onward
	tx   *store.Tx
	in   chat.Incoming // what came in; a button or an answer may have changed it
	now  time.Time
	text string // the sentence, cleaned
	lang planner.Lang
	// command is the name of the command that is run: what a change keeps, not
	// what was typed.
	command string
	person  planner.Person
	room    planner.Room
	// collaboration is the room's; nil when the room is tied to none.
	collaboration *planner.Collaboration
	change        *store.Change   // once something was written; see begin
	pending       *memory.Pending // the question that this person was asked here
	answered      bool            // this sentence answers it
	skipRows      int             // rows of a list that were shown before
	due           string          // key of the due row of a reminder that this sentence is about
	sight         *access.Viewer  // what the person may see; see viewer
}

// Setting is what all turns of a bot share.
type Setting struct {
	Words *words.Catalogue
	// Admins may do everything, and Observers read all collaborations.
	Admins, Observers []planner.IdentityID
	// AdminsAdd: only admins may add a collaboration.
	AdminsAdd bool
	// Rand is where codes come from.
	Rand io.Reader
	// LinkTo is the address at which who is in the room finds a message of it;
	// empty where the network has none.
	LinkTo func(network string, room planner.RoomID, message string) string
}

// Onward is how a handler passes a sentence on to what it does not know: another
// family of commands, or what is tried with a sentence that is no command.
type Onward struct {
	// As runs the command of that name on the rest of a sentence. What is kept
	// of a change is still the command that was said.
	As func(command, rest string) (*reply, error)
	// Elsewhere answers text as a sentence that begins with no command.
	Elsewhere func(text string) (*reply, error)
	// Form opens a form: "plan" or "collaboration".
	Form func(name string) (*reply, error)
}
