package chat

// MaxFile is how many bytes a file has at most: it waits in the database with
// its message.
const MaxFile = 1 << 20

// File is a file that goes with a message.
type File struct {
	Name    string // with its ending, as "E12.ics"
	Type    string // media type, as "text/calendar"
	Content []byte
}
