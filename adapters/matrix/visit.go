package matrix

import (
	"context"
	"fmt"
)

// visit logs in to look around. Where the store has a device that is on one made
// for the visit, which leave takes away: a second login on the same would end
// that of an Adapter that runs. Others never see it, as it has no keys.
func (a *Adapter) visit(ctx context.Context) (leave func(), err error) {
	leave = func() {}
	stored, err := a.device.stored(ctx)
	if err != nil {
		return leave, fmt.Errorf("device in the store: %w", err)
	}
	if a.options.Token != "" || stored == "" {
		return leave, a.login(ctx)
	}
	if err := a.loginAs(ctx, ""); err != nil {
		return leave, err
	}
	leave = func() { a.endVisit(ctx) }
	a.device.name(stored)
	kept, err := a.device.kept(ctx)
	if err != nil {
		return leave, fmt.Errorf("ask for the device's keys: %w", err)
	}
	if !kept {
		return leave, fmt.Errorf("its device %s was deleted, or the keys replaced: the next start makes a new one", stored)
	}
	return leave, a.device.load(ctx)
}

func (a *Adapter) endVisit(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), loginTime)
	defer cancel()
	if _, err := a.client.Logout(ctx); err != nil {
		a.log.Warn("device of a visit not removed", "error", err)
	}
}
