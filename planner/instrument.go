package planner

import (
	"slices"
	"strings"
)

// Instruments lists the five, in the order of the Insmi's page.
func Instruments() []Instrument { return []Instrument{IRL, IRN, IRP, IRC, IEA} }

// ParseInstrument reads a code such as "IRN", without regard to case.
func ParseInstrument(code string) (Instrument, bool) {
	i := Instrument(strings.ToUpper(code))
	return i, i.Valid()
}

// Valid says whether i is one of the five.
func (i Instrument) Valid() bool { return slices.Contains(Instruments(), i) }

// Kinds are the kinds of events that the instrument usually organises, most
// typical first. They follow the Insmi's page "International cooperation
// tools": the mobility and missions of an IRL, the workshops, seminars and
// schools of an IRN, the meetings, seminars and supervision of an IRP, the
// dialogue and shared management of an IRC, the visits, meetings and events of
// an IEA. The seminars and co-supervision of an IRL and the seminars of an IEA
// are named by other pages of the CNRS and its laboratories.
func (i Instrument) Kinds() []Kind {
	switch i {
	case IRL:
		return []Kind{Visit, Seminar, Supervision}
	case IRN:
		return []Kind{Workshop, Seminar, School}
	case IRP:
		return []Kind{Meeting, Seminar, Supervision}
	case IRC:
		return []Kind{Committee, Meeting}
	case IEA:
		return []Kind{Visit, Meeting, Seminar}
	}
	return nil
}

// Years is how long a collaboration of the instrument usually lasts, as at
// least two pages of the CNRS say; the Insmi's own page gives no length. It is
// 0 where it could not be verified (IRC). A proposal, never a rule.
func (i Instrument) Years() int {
	switch i {
	case IRL, IRN, IRP:
		return 5
	case IEA:
		return 2
	}
	return 0
}

// LeadsTo are the instruments that i may prepare: the Insmi's page says of an
// IEA that it may "prepare for a future IRP or IRN". None is a condition of
// another.
func (i Instrument) LeadsTo() []Instrument {
	if i == IEA {
		return []Instrument{IRP, IRN}
	}
	return nil
}
