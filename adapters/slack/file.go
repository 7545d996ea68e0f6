package slack

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
)

// maxFileName is how many characters of a file's name are kept.
const maxFileName = 200

// share sends a message with a file, by the three calls of Slack's upload.
// Only the last shows anything, so that whatever happens before it is a known
// outcome; and the file of an upload that was not completed is dropped.
//
// The last call takes no metadata: the key travels as the id of the message's
// first block, which Slack keeps (shown in the lab; of Slack itself, that block
// ids are kept and that these blocks may be rich text is documentation).
// https://docs.slack.dev/reference/methods/files.completeUploadExternal
func (a *Adapter) share(ctx context.Context, channel channelID, thread string, out chat.Outgoing, drawn rendering) (chat.Receipt, error) {
	name := fileName(out.File.Name)
	id, err := a.upload(ctx, name, out.File.Content)
	if err != nil {
		return chat.Receipt{}, notSent("upload file", err)
	}
	err = a.pace.keep(lane{method: "files.completeUploadExternal"}, func() error {
		_, err := a.api.CompleteUploadExternalContext(ctx, slackapi.CompleteUploadExternalParameters{
			Files:           []slackapi.FileSummary{{ID: id, Title: name}},
			Channel:         string(channel),
			ThreadTimestamp: thread,
			Blocks:          slackapi.Blocks{BlockSet: keyed(drawn.blocks, name, out.Key)},
		})
		return err
	})
	return a.sent("share file", channel, "", err) // Slack does not say as which message
}

// whole is the whole text of a message that Slack would refuse as too long: it
// is shared below its beginning.
func whole(out chat.Outgoing) *chat.File {
	return &chat.File{Name: "message.txt", Type: "text/plain", Content: []byte(shown(chat.PlainText(out)))}
}

// upload brings a file to Slack, where nobody sees it yet.
func (a *Adapter) upload(ctx context.Context, name string, content []byte) (id string, err error) {
	if len(content) == 0 { // Slack takes none that is empty
		content = []byte("\n")
	}
	var to *slackapi.GetUploadURLExternalResponse
	err = a.pace.keep(lane{method: "files.getUploadURLExternal"}, func() (err error) {
		to, err = a.api.GetUploadURLExternalContext(ctx, slackapi.GetUploadURLExternalParameters{FileName: name, FileSize: len(content)})
		return err
	})
	if err != nil {
		return "", err
	}
	err = a.api.UploadToURL(ctx, slackapi.UploadToURLParameters{UploadURL: to.UploadURL, Filename: name, Reader: bytes.NewReader(content)})
	return to.FileID, withoutAddress(err)
}

// keyed is blocks with the key as the id of the first: a block with the file's
// name where there is none.
func keyed(blocks []slackapi.Block, name, key string) []slackapi.Block {
	if len(blocks) > 0 {
		if first, ok := blocks[0].(*slackapi.RichTextBlock); ok {
			first.BlockID = keyBlock(key)
			return blocks
		}
	}
	section := slackapi.NewRichTextSection(slackapi.NewRichTextSectionTextElement(name, nil))
	return append([]slackapi.Block{slackapi.NewRichTextBlock(keyBlock(key), section)}, blocks...)
}

// keyBlock is key as the id of a block, which is unique within its message and
// has at most 255 characters.
func keyBlock(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "key:" + hex.EncodeToString(sum[:])
}

// fileName is name on one line, without a path.
func fileName(name string) string {
	name = strings.NewReplacer("/", "_", `\`, "_").Replace(name)
	return cmp.Or(shorten(name, maxFileName), "file")
}
