package slack

import (
	"cmp"
	"time"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
	"entente/planner"
)

// Slack's limits for inputs, in characters and pieces.
// https://docs.slack.dev/reference/block-kit/blocks/input-block and the pages
// of its elements
const (
	maxInputLabel  = 2000 // also of a hint
	maxInput       = 3000
	maxChoiceLabel = 75
	maxChoiceValue = 150
	maxChoices     = 100
	maxRadio       = 4 // more would fill a phone's screen; Slack takes 10
)

// A block of a modal is called by the name of its field; its element by what
// Slack is to ask about it.
const (
	fieldBlock   = "field:"
	actionAnswer = "answer"
	actionZone   = "zone"
)

// inputs draws fields; fewer than there are when Slack would refuse one.
func inputs(fields []chat.Field) []slackapi.Block {
	var blocks []slackapi.Block
	named := map[string]bool{}
	for _, field := range fields {
		label := cmp.Or(oneLine(field.Label), oneLine(field.Name))
		id := fieldBlock + field.Name
		if label == "" || named[id] || utf8.RuneCountInString(id) > 255 || len(blocks) == maxFields {
			continue
		}
		named[id] = true
		hint := optionalText(field.Hint, maxInputLabel)
		block := slackapi.NewInputBlock(id, plainText(label, maxInputLabel), hint, input(field))
		blocks = append(blocks, block.WithOptional(field.Optional))
	}
	return blocks
}

// input is the native element that asks for what field does. What is filled in
// beforehand and is no such answer is left out: Slack would refuse the form.
func input(field chat.Field) slackapi.BlockElement {
	switch field.Kind {
	case chat.Day:
		picker := slackapi.NewDatePickerBlockElement(actionAnswer)
		if _, err := time.Parse(time.DateOnly, field.Value); err == nil {
			picker.InitialDate = field.Value
		}
		return picker
	case chat.Hour:
		picker := slackapi.NewTimePickerBlockElement(actionAnswer)
		if _, err := time.Parse("15:04", field.Value); err == nil && len(field.Value) == len("15:04") {
			picker.InitialTime = field.Value
		}
		return picker
	case chat.Zone:
		return zoneInput(field.Value)
	case chat.Pick:
		if options := options(field.Choices); len(options) > 0 {
			return pickInput(field, options)
		}
	}
	text := slackapi.NewPlainTextInputBlockElement(nil, actionAnswer)
	text.Multiline = field.Kind == chat.Lines
	text.MaxLength = maxInput
	if value := shown(field.Value); utf8.RuneCountInString(value) <= maxInput {
		text.InitialValue = value
	}
	return text
}

// zoneInput completes what is typed from [zoneOptions]: there are more zones
// than the 100 that a menu holds.
func zoneInput(zone string) slackapi.BlockElement {
	menu := slackapi.NewOptionsSelectBlockElement(slackapi.OptTypeExternal, nil, actionZone)
	menu.MinQueryLength = new(1)
	if _, err := planner.Zone(zone); err == nil {
		menu.InitialOption = option(zone, zone)
	}
	return menu
}

// pickInput shows a few choices side by side, and more in a menu; so what need
// not be answered, since a radio button cannot be let go.
func pickInput(field chat.Field, options []*slackapi.OptionBlockObject) slackapi.BlockElement {
	var first *slackapi.OptionBlockObject
	for _, o := range options {
		if o.Value == field.Value {
			first = o
		}
	}
	if len(options) <= maxRadio && !field.Optional {
		radio := slackapi.NewRadioButtonsBlockElement(actionAnswer, options...)
		radio.InitialOption = first
		return radio
	}
	menu := slackapi.NewOptionsSelectBlockElement(slackapi.OptTypeStatic, nil, actionAnswer, options...)
	menu.InitialOption = first
	return menu
}

// options are those choices that Slack takes: a value cut short would be
// another.
func options(choices []chat.Choice) []*slackapi.OptionBlockObject {
	var options []*slackapi.OptionBlockObject
	for _, c := range choices {
		if len(options) == maxChoices || c.Value == "" || utf8.RuneCountInString(c.Value) > maxChoiceValue {
			continue
		}
		if label := cmp.Or(oneLine(c.Label), oneLine(c.Value)); label != "" {
			options = append(options, option(c.Value, label))
		}
	}
	return options
}

func option(value, label string) *slackapi.OptionBlockObject {
	return slackapi.NewOptionBlockObject(value, plainText(label, maxChoiceLabel), nil)
}
