package bot

// instruments, irls and compare are short forms of questions to the knowledge
// base, which knows how to answer them.

func (r *request) instruments(rest string) (*reply, error) {
	if rest != "" {
		return r.know(r.text)
	}
	return r.know(r.either("list the instruments", "liste des instruments"))
}

func (r *request) irls(rest string) (*reply, error) {
	return r.know(r.either("which IRLs are there ", "quels IRL existent ") + rest)
}

func (r *request) compare(rest string) (*reply, error) {
	if rest == "" {
		return r.know(r.either("difference between the five instruments", "différence entre les cinq instruments"))
	}
	return r.know(r.either("compare ", "comparer ") + rest)
}

// either is the sentence of the language of the answer.
func (r *request) either(english, french string) string {
	if r.lang == "fr" {
		return french
	}
	return english
}
