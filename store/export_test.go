package store

// What tests compare with the schema.
var (
	PersonReferences = personReferences
	RoomReferences   = roomReferences
)
