package delivery_test

import "flag"

// Each property is tried 25 times in `make test`, where the race detector takes
// ten times as long; more with -rapid.checks.
func init() {
	if err := flag.Set("rapid.checks", "25"); err != nil {
		panic(err)
	}
}
