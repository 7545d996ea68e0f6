package delivery

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/planner"
	"entente/store"
)

// groups gathers the due rows that fall due together into deliveries: of one
// date and lead time each recipient gets one message, and the reminders of
// several events that nobody set by hand share one too.
type groups struct {
	list []grouped
	done []string // keys of due rows that are handed over once these are written
}

// grouped is a due row for one recipient.
type grouped struct {
	planner.Delivery
	due   planner.Due
	alone bool // somebody set it by hand, so that it is not merged with another event's
}

// add takes up a due row for a recipient; one that is not to get it comes as
// skipped.
func (g *groups) add(to planner.Delivery, due planner.Due, alone bool) {
	if to.At.IsZero() {
		to.At = due.At
	}
	if to.State == "" {
		to.State = planner.DeliveryDue
	}
	if len(to.Dues) == 0 {
		to.Dues = []string{due.Key}
	}
	g.list = append(g.list, grouped{to, due, alone})
}

// write writes the deliveries, and that their due rows are done. What was set by hand comes first, so that it
// takes up what comes by itself for the same date, and not the other way.
func (g *groups) write(tx *store.Tx) error {
	slices.SortStableFunc(g.list, func(a, b grouped) int { return cmp.Compare(order(a), order(b)) })
	var out []*planner.Delivery
	index := map[string]*planner.Delivery{}
	for _, m := range g.list {
		d := &m.Delivery
		if d.State == planner.DeliveryDue {
			if same := m.joins(index); same != nil {
				same.Dues = append(same.Dues, d.Dues...)
				index[m.date()] = same
				continue
			}
			index[m.date()] = d
			if !m.alone {
				index[m.hour()] = d
			}
		}
		out = append(out, d)
	}
	list := make([]planner.Delivery, len(out))
	for i, d := range out {
		d.Key = deliveryKey(d)
		list[i] = *d
	}
	if err := tx.AddDeliveries(list); err != nil {
		return err
	}
	return tx.MarkDone(g.done)
}

func order(m grouped) int {
	if m.alone {
		return 0
	}
	return 1
}

// joins is the delivery that says what m does too, or that m may share.
func (m grouped) joins(index map[string]*planner.Delivery) *planner.Delivery {
	if same := index[m.date()]; same != nil && m.due.Occurrence != "" {
		return same
	}
	if m.alone {
		return nil
	}
	return index[m.hour()]
}

// date names the date and lead time that m is for, and its recipient.
func (m grouped) date() string {
	return fmt.Sprintf("date %d %s %s %s", m.due.At.UnixMilli(), m.due.Occurrence, m.Room, m.Identity)
}

// hour names when and where m is said.
func (m grouped) hour() string {
	return fmt.Sprintf("hour %d %s %s %s", m.At.UnixMilli(), m.Room, m.Thread, m.Identity)
}

// deliveryKey is made of the due rows and the recipient, so that it is the same
// whoever makes it; it is opaque, since it travels with the message.
func deliveryKey(d *planner.Delivery) string {
	sum := sha256.Sum256([]byte(strings.Join(d.Dues, "\n") + "\n" + string(d.Room) + "\n" + string(d.Identity)))
	return "d" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15]))
}

// skipped is a delivery that is not made, with the reason.
func skipped(d planner.Delivery, reason string) planner.Delivery {
	d.State, d.Reason, d.At = planner.DeliverySkipped, reason, time.Time{}
	return d
}
