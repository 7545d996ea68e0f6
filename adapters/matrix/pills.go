package matrix

import (
	"cmp"
	"html"
	"regexp"
	"slices"
	"strings"

	"maunium.net/go/mautrix/id"
)

// mostMarks is how many people and rooms of one message are recognised; no
// sentence has more.
const mostMarks = 50

// A mark is where a text names a person, a room or an alias.
type mark struct {
	from, to int    // bytes
	id       string // "@user:server", "!room:server" or "#alias:server"
	name     string // as shown, with or without sigil
}

var (
	// A pill as clients write it into the plain body when that is Markdown.
	markdownPill = regexp.MustCompile(`\[([^\[\]]*)\]\((https://matrix\.to/#/[^\s()]+)\)`)
	// An account or alias in full, which many clients do not turn into a
	// pill (Matrix specification, appendices, "Identifier grammar").
	bareID   = regexp.MustCompile(`(?:^|[\s\pP])([@#][0-9A-Za-z._=/+-]+:[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?(?::\d{1,5})?)`)
	htmlLink = regexp.MustCompile(`(?is)<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>(.*?)</a>`)
	htmlTag  = regexp.MustCompile(`<[^>]*>`)
)

// findMarks finds who and what a message names. The plain body is what was
// typed, LaTeX and all; the formatted one tells only what the names mean.
func findMarks(body, formatted string) []mark {
	var marks []mark
	free := func(from, to int) bool {
		return len(marks) < mostMarks && !slices.ContainsFunc(marks, func(m mark) bool { return from < m.to && m.from < to })
	}
	for _, at := range markdownPill.FindAllStringSubmatchIndex(body, mostMarks) {
		if named := pillTarget(body[at[4]:at[5]]); named != "" {
			marks = append(marks, mark{at[0], at[1], named, body[at[2]:at[3]]})
		}
	}
	next := 0
	for _, pill := range htmlPills(formatted) {
		for _, shown := range []string{pill.name, pill.id} {
			at := strings.Index(body[next:], shown)
			if shown == "" || at < 0 {
				continue
			}
			from := next + at
			if next = from + len(shown); free(from, next) {
				marks = append(marks, mark{from, next, pill.id, pill.name})
			}
			break
		}
	}
	for _, at := range bareID.FindAllStringSubmatchIndex(body, mostMarks) {
		if named := body[at[2]:at[3]]; free(at[2], at[3]) {
			marks = append(marks, mark{at[2], at[3], named, localpart(named)})
		}
	}
	slices.SortFunc(marks, func(a, b mark) int { return cmp.Compare(a.from, b.from) })
	return marks
}

// htmlPills are the links of a formatted body that name a person or a room.
func htmlPills(formatted string) []mark {
	var pills []mark
	for _, link := range htmlLink.FindAllStringSubmatch(formatted, mostMarks) {
		if named := pillTarget(html.UnescapeString(cmp.Or(link[1], link[2]))); named != "" {
			pills = append(pills, mark{id: named, name: html.UnescapeString(htmlTag.ReplaceAllString(link[3], ""))})
		}
	}
	return pills
}

// pillTarget is whom or what a link names; empty for any other link, as one to
// a message.
func pillTarget(link string) string {
	uri, err := id.ParseMatrixURIOrMatrixToURL(link)
	if err != nil || uri.SecondaryIdentifier() != "" || uri.MXID1 == "" || !strings.ContainsRune("@!#", uri.Sigil1) {
		return ""
	}
	return uri.PrimaryIdentifier()
}
