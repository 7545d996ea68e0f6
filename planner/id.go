package planner

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"time"
)

// idLetters are in the order of what they stand for, as bytes are compared.
var idLetters = base32.HexEncoding.WithPadding(base32.NoPadding)

// NewID makes an opaque identifier of any of the kinds above: 26 letters and
// digits, of the millisecond at which it is made (48 bits) and chance (80 bits),
// as a ULID's. What is made together stands together in an index, so that little
// of it is written. It is the one thing here that is not a function of its
// arguments; the time in it is for nothing else. https://github.com/ulid/spec
func NewID[ID ~string]() ID {
	var id [16]byte
	binary.BigEndian.PutUint64(id[:], uint64(time.Now().UnixMilli())<<16)
	_, _ = rand.Read(id[6:]) // it never fails
	return ID(idLetters.EncodeToString(id[:]))
}
