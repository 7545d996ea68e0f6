package main

// checkCommand says everything that is wrong with a configuration.
type checkCommand struct {
	configFlag
	Example bool `help:"Print a configuration with every key, its default and a sentence instead."`
}

// Run is silent when all is well.
func (c *checkCommand) Run(std stdio) error {
	if c.Example {
		_, err := std.out.Write(exampleConfig)
		return err
	}
	_, err := c.load()
	return err
}
