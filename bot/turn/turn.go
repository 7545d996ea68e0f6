// Package turn is one sentence and its answer: who said it, where, what it is
// about, what they may do, and what is said to them. What families of commands
// share stands here; none of it knows a family.
package turn

import (
	"io"
	"time"

	"entente/bot/access"
	"entente/bot/chat"
	"entente/bot/knowledge"
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
	Tx   *store.Tx
	In   chat.Incoming // what came in; a button or an answer may have changed it
	Now  time.Time
	Text string // the sentence, cleaned
	Lang planner.Lang
	// Command is the name of the command that is run: what a change keeps, not
	// what was typed.
	Command string
	Person  planner.Person
	Room    planner.Room
	// Collaboration is the room's; nil when the room is tied to none.
	Collaboration *planner.Collaboration
	Change        *store.Change   // once something was written; see Begin
	Pending       *memory.Pending // the question that this person was asked here
	Answered      bool            // this sentence answers it
	SkipRows      int             // rows of a list that were shown before
	Due           string          // key of the due row of a reminder that this sentence is about
	sight         *access.Viewer  // what the person may see; see Viewer
}

// Setting is what all turns of a bot share.
type Setting struct {
	Words *words.Catalogue
	// Knowledge are the facts as they are now: they may be read again meanwhile.
	Knowledge *knowledge.Base
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
	As func(command, rest string) (*Reply, error)
	// Elsewhere answers text as a sentence that begins with no command.
	Elsewhere func(text string) (*Reply, error)
	// Form opens a form: "plan" or "collaboration".
	Form func(name string) (*Reply, error)
}
