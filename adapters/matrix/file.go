package matrix

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto/attachment"
	"maunium.net/go/mautrix/event"

	"entente/bot/chat"
)

// asFile makes content the message of a file, whose text is the caption, so that
// both are one event with one key (Matrix client-server API, "Media captions").
func asFile(content *event.MessageEventContent, file *chat.File) {
	content.MsgType = event.MsgFile
	content.FileName = cleaned(strings.ReplaceAll(file.Name, "\n", " "))
	content.Info = &event.FileInfo{MimeType: file.Type, Size: len(file.Content)}
	if content.Body == "" {
		content.Body = content.FileName
	}
}

// attach uploads the file of a message, encrypted where the room is. What is
// uploaded twice, because the message itself did not go out, nobody sees.
func (a *Adapter) attach(ctx context.Context, content *event.MessageEventContent, file *chat.File, secret bool) error {
	upload := mautrix.ReqUploadMedia{ContentBytes: file.Content, ContentType: file.Type, FileName: content.FileName}
	key := attachment.NewEncryptedFile()
	if secret { // neither name nor type is told to the homeserver
		ciphertext := bytes.Clone(file.Content) // the delivery may be tried again with the file as it is
		key.EncryptInPlace(ciphertext)
		upload = mautrix.ReqUploadMedia{ContentBytes: ciphertext, ContentType: "application/octet-stream"}
	}
	uploaded, err := a.client.UploadMedia(reading(ctx), upload)
	if err != nil {
		return notSent("not_uploaded", fmt.Errorf("upload file: %w", err))
	}
	for _, c := range []*event.MessageEventContent{content, content.NewContent} {
		switch where := uploaded.ContentURI.CUString(); {
		case c == nil:
		case secret:
			c.File = &event.EncryptedFileInfo{EncryptedFile: *key, URL: where}
		default:
			c.URL = where
		}
	}
	return nil
}
