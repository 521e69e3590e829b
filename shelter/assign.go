package shelter

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// Override goes against the rules, with a reason for the record.
type Override struct{ Reason string }

// Blocked is the cause of the error of a bed that the rules refuse. Use
// errors.As to show all its reasons.
type Blocked struct{ Verdict Verdict }

func (b *Blocked) Error() string {
	return "shelter: blocked by " + strings.Join(b.Verdict.Codes(Block), ", ")
}

// Assign gives a bed to somebody who has none. The bed must be ready; what the
// rules refuse needs an override, the right OverrideBeds and a reason. The
// take's Warnings say what else the rules had to say.
func (h *House) Assign(ctx context.Context, stayID, bedID string, o *Override) (Take, error) {
	return h.take(ctx, "bed.assign", stayID, bedID, o, func(tx *access.Tx, t *Take) error {
		_, has, err := findTakeOf(tx, stayID)
		if err != nil {
			return err
		}
		if has {
			return store.Fail(store.Conflict, "此人已经有床位了。要换床请用“调床”。")
		}
		last, err := lastTakeEnd(tx, stayID)
		t.From = after(t.From, last)
		return err
	})
}

// Move gives somebody another bed and frees the one they had.
func (h *House) Move(ctx context.Context, stayID, bedID string, o *Override) (Take, error) {
	return h.take(ctx, "bed.move", stayID, bedID, o, func(tx *access.Tx, t *Take) error {
		old, has, err := findTakeOf(tx, stayID)
		if err != nil {
			return err
		}
		if !has {
			return store.Fail(store.Conflict, "此人还没有床位，请直接安排。")
		}
		if old.BedID == bedID {
			return store.Fail(store.Invalid, "此人已经睡在这张床上，请另选一张。")
		}
		t.From = after(t.From, old.From)
		return release(tx, old, t.From)
	})
}

// after is now, or a moment after last where the clock has not passed it: a
// take ends after it began unless it was undone.
func after(now, last time.Time) time.Time {
	if now.After(last.Add(time.Millisecond)) {
		return now
	}
	return last.Add(time.Millisecond)
}

func (h *House) take(ctx context.Context, action, stayID, bedID string, o *Override, before func(*access.Tx, *Take) error) (Take, error) {
	t := Take{StayID: stayID, BedID: bedID}
	err := h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		r, err := intake.FindResident(tx, stayID)
		if err != nil {
			return err
		}
		if r.Stay.State != intake.In {
			return notIn(r.Stay)
		}
		bed, err := findBed(tx, bedID)
		if err != nil {
			return err
		}
		if !bed.Stowed.IsZero() {
			return errStowed(bed)
		}
		if bed.State != Ready {
			return notReady(bed)
		}
		free, err := lastBedEnd(tx, bedID)
		if err != nil {
			return err
		}
		t.PersonID, t.From = r.Person.ID, after(tx.Now(), free)
		if err := before(tx, &t); err != nil {
			return err
		}
		if err := h.judge(tx, r, bed, o, &t); err != nil {
			return err
		}
		if err := insertTake(tx, &t); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: action, Table: "bed_take", Target: t.ID, Person: t.PersonID,
			Detail: takeDetail(t), Private: t.Reason})
	})
	if err != nil {
		return Take{}, err
	}
	return t, nil
}

func takeDetail(t Take) map[string]any {
	detail := map[string]any{"bed": t.BedID}
	if len(t.Overridden) > 0 {
		detail["overridden"] = t.Overridden
	}
	return detail
}

// judge asks the rules and notes in t what was overridden.
func (h *House) judge(tx *access.Tx, r intake.Resident, bed Bed, o *Override, t *Take) error {
	rules, err := findRules(tx)
	if err != nil {
		return err
	}
	roommates, err := findRoommates(tx, bed, r.Stay.ID)
	if err != nil {
		return err
	}
	who, err := weigh(tx, OccupantOf(r, tx.Now()))
	if err != nil {
		return err
	}
	v := rules.Fits(who, bed, roommates)
	t.Warnings = v.Reasons
	t.Overridden, t.Reason, err = v.overrule(tx, o, "bed", "这张床违反床位规则，您的角色不能破例。请另选一张，或请站务管理、站长来安排。")
	return err
}

// overrule says which rules are gone against, and why, where o gives a reason
// and this account may. Otherwise it refuses what is blocked: by the first rule,
// on a field, or with a sentence for who may not.
func (v Verdict) overrule(tx *access.Tx, o *Override, field, mayNot string) (codes []string, reason string, err error) {
	if v.Level != Block {
		return nil, "", nil
	}
	first := v.Reasons[0]
	switch {
	case o == nil:
		return nil, "", store.Fail(store.Invalid, first.Text).With(first.Args).On(field).Because(&Blocked{v})
	case !tx.Actor().Can(access.OverrideBeds):
		return nil, "", store.Fail(store.Forbidden, mayNot).Because(&Blocked{v})
	case strings.TrimSpace(o.Reason) == "":
		return nil, "", store.Fail(store.Invalid, "破例安排要写明理由，请填写后再试。").On("reason").Because(&Blocked{v})
	}
	codes = v.Codes(Block)
	slices.Sort(codes)
	return codes, strings.TrimSpace(o.Reason), nil
}

// findRoommates are those who have a bed of the room, but for the one who
// moves in and the bed itself.
func findRoommates(tx *access.Tx, bed Bed, stayID string) ([]Occupant, error) {
	takes, err := findRoomTakes(tx, bed.Room.ID, stayID, bed.ID)
	if err != nil {
		return nil, err
	}
	all := make([]Occupant, len(takes))
	for i, t := range takes {
		r, err := intake.FindResident(tx, t.StayID)
		if err != nil {
			return nil, err
		}
		all[i] = OccupantOf(r, tx.Now())
	}
	return all, nil
}

func notIn(s intake.Stay) error {
	if s.State.Open() {
		return store.Fail(store.Conflict, "此人现在不在站内（住院或站外托养）。请先登记回站，再安排床位。")
	}
	return store.Fail(store.Conflict, "此人已经离站，不能安排床位。")
}

func notReady(b Bed) error {
	texts := map[BedState]string{
		Held:       "“{{.Bed}}”已预留，请先取消预留或另选一张。",
		Cleaning:   "“{{.Bed}}”还没有整理好，请先标为可用或另选一张。",
		OutOfOrder: "“{{.Bed}}”已停用，请另选一张。",
	}
	return store.Fail(store.Conflict, texts[b.State]).With(store.Args{"Bed": b.Name}).On("bed")
}

// Free takes somebody's bed back while the stay goes on.
func (h *House) Free(ctx context.Context, stayID string) error {
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		t, has, err := findTakeOf(tx, stayID)
		if err != nil {
			return err
		}
		if !has {
			return store.Fail(store.Conflict, "此人没有床位，不用再空出。")
		}
		if err := release(tx, t, after(tx.Now(), t.From)); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "bed.free", Table: "bed_take", Target: t.ID, Person: t.PersonID, Detail: takeDetail(t)})
	})
}

// CleanSetting is the key of the setting, true or false, whether a bed that
// was given up is to be cleaned before it is given again.
const CleanSetting = "shelter.clean_after"

// release ends a take and leaves the bed as the station wants it left.
func release(tx *access.Tx, t Take, at time.Time) error {
	if err := endTake(tx, t, at); err != nil {
		return err
	}
	clean := false
	if _, err := tx.Setting(CleanSetting, &clean); err != nil || !clean {
		return err
	}
	return setBedState(tx, t.BedID, Cleaning, "")
}

// Undo takes back an Assign or a Move: the bed is as if never given, and who
// moved is back in the bed from which they moved, unless it was given away.
func (h *House) Undo(ctx context.Context, takeID string) error {
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		t, err := findTake(tx, takeID)
		if err != nil {
			return err
		}
		if !t.To.IsZero() {
			return store.Fail(store.Conflict, "这次安排之后床位又有变动，不能撤销。")
		}
		if err := endTake(tx, t, t.From); err != nil {
			return err
		}
		old, moved, err := findTakeBefore(tx, t)
		if err != nil {
			return err
		}
		if moved {
			if err := takeBack(tx, old); err != nil {
				return err
			}
		}
		return tx.Audit(access.Entry{Action: "bed.undo", Table: "bed_take", Target: t.ID, Person: t.PersonID, Detail: takeDetail(t)})
	})
}

// takeBack lets the take from which somebody moved last on; a bed that waits
// to be cleaned after them is theirs again.
func takeBack(tx *access.Tx, old Take) error {
	bed, err := findBed(tx, old.BedID)
	if err != nil {
		return err
	}
	if !bed.Stowed.IsZero() {
		return errStowed(bed)
	}
	used, err := isUsedSince(tx, old)
	if err != nil {
		return err
	}
	if used {
		return store.Fail(store.Conflict, "原来的床后来别人睡过，不能撤销。请用“调床”另选一张。")
	}
	switch bed.State {
	case Held, OutOfOrder:
		return notReady(bed)
	case Cleaning:
		if err := setBedState(tx, bed.ID, Ready, ""); err != nil {
			return err
		}
	}
	return reopenTake(tx, old)
}

// Takes lists the beds of a stay, the oldest first; those undone are left out.
func (h *House) Takes(ctx context.Context, stayID string) (all []Take, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findTakesOf(tx, stayID)
		return err
	})
	return slices.DeleteFunc(all, func(t Take) bool { return t.From.Equal(t.To) }), err
}
