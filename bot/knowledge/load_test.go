package knowledge

import (
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// edited is the embedded data with old replaced by new in one file.
func edited(t *testing.T, name, old, new string) fs.FS {
	t.Helper()
	copied := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		copied[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := string(copied[name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	copied[name].Data = []byte(strings.Replace(text, old, new, 1))
	return copied
}

func TestFaultsNameFileAndLine(t *testing.T) {
	for _, test := range []struct{ name, file, old, new, want string }{
		{"unknown key", "facts/iea.yaml", "confidence: base", "certainty: base", "facts/iea.yaml:23: "},
		{"bad indent", "facts/iea.yaml", "    aspects: [definition", "   aspects: [definition", "facts/iea.yaml:1"},
		{"second document", "facts/irn.yaml", "facts:", "---\nfacts:", "facts/irn.yaml:1: one YAML document expected, found 2"},
		{"missing language", "facts/irn.yaml", "    fr: un IRN dure cinq ans.\n", "", "facts[3].fr: must be a sentence"},
		{"no full stop", "facts/irn.yaml", "lasts five years.", "lasts five years", "facts[3].en: must be a sentence that ends with a full stop"},
		{"unknown source", "facts/irn.yaml", "[ins2i, inshs-2025]", "[ins2i, nowhere]", `facts[3].sources[1]: "nowhere" is no source of any file`},
		{"one source for several", "facts/irn.yaml", "[ins2i, inshs-2025]", "[ins2i]", "facts[3].sources: several needs two sources"},
		{"unknown instrument", "facts/irn.yaml", "instruments: [IRN]", "instruments: [IRX]", `facts[0].instruments[0]: "IRX" is no instrument`},
		{"unknown aspect", "facts/irn.yaml", "aspects: [former]", "aspects: [price]", `"price" is no aspect`},
		{"confidence", "facts/irn.yaml", "confidence: base", "confidence: certain", "facts[0].confidence: must be base, several, single, other or silent"},
		{"id twice", "facts/irn.yaml", "id: irn.purpose", "id: irn.definition", `facts[1].id: "irn.definition" is empty or used twice`},
		{"against nothing", "facts/irp.yaml", "against: irp.definition", "against: irp.nothing", `no fact has the id "irp.nothing"`},
		{"date", "facts/common.yaml", "date: undated", "date: last year", "sources.insmi.date: \"last year\" is not undated"},
		{"address", "facts/common.yaml", "url: https://insmi", "url: http://insmi", "facts/common.yaml:21: sources.insmi.url: must start with https://"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := load(edited(t, test.file, test.old, test.new), nil)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), test.file+":") {
				t.Errorf("load: %v\nwant a fault with %q", err, test.want)
			}
		})
	}
}

// TestFaultLine checks the lines of faults in the middle of a file.
func TestFaultLine(t *testing.T) {
	const name = "facts/irn.yaml"
	fsys := edited(t, name, "[ins2i, inshs-2025]", "[nowhere, nowhere]")
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	want := 1 + strings.Count(string(data[:strings.Index(string(data), "[nowhere")]), "\n")
	_, err = load(fsys, nil)
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Fatalf("load: %v\nwant both faults", err)
	}
	for line := range strings.Lines(err.Error()) {
		if !strings.HasPrefix(line, name+":"+strconv.Itoa(want)+": ") {
			t.Errorf("%s\nwant line %d", line, want)
		}
	}
}

// TestOwnFacts adds a fact, corrects one, and says another contact.
func TestOwnFacts(t *testing.T) {
	own := fstest.MapFS{"insmi.yaml": {Data: []byte(`
sources:
  insmi-2027:
    name: {en: Insmi, fr: Insmi}
    title: IRN in 2027
    url: https://insmi.cnrs.fr/irn-2027
    date: "2027"
    lang: fr
facts:
  - id: irn.duration
    instruments: [IRN]
    aspects: [duration]
    en: an IRN lasts four years.
    fr: un IRN dure quatre ans.
    sources: [insmi-2027]
    confidence: single
  - id: irn.printer
    instruments: [IRN]
    aspects: [pays]
    en: an IRN may buy a printer.
    fr: un IRN peut acheter une imprimante.
    sources: [insmi-2027]
    confidence: single
`)}}
	b, err := load(files, own)
	if err != nil {
		t.Fatal(err)
	}
	for question, want := range map[string]string{
		"how long does an IRN last?":     "an IRN lasts four years.",
		"can an IRN pay for a printer?":  "an IRN may buy a printer.",
		"combien de temps dure un IRN ?": "un IRN dure quatre ans.",
		"how long does an IRP last?":     "an IRP lasts five years.",
	} {
		if got := b.Answer(ask(question, "")).Text; !strings.Contains(got, want) {
			t.Errorf("%q: %s\nwant %q", question, got, want)
		}
	}
	own["insmi.yaml"].Data = []byte("facts:\n  - id: irn.duration\n    instruments: [IRX]\n")
	if _, err := load(files, own); err == nil || !strings.Contains(err.Error(), "insmi.yaml:3: facts[0].instruments[0]: \"IRX\" is no instrument") {
		t.Errorf("a fault in an own file: %v", err)
	}
}
