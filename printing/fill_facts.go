package printing

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/picture"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
)

// draft is a paper before it is set: everything that the station knows and
// that the paper may say. It is read before the number is drawn, so that the
// writing transaction only sets type.
type draft struct {
	kind       PaperKind
	extra      map[string]string
	station    store.Station
	complaints Complaints
	actor      access.Account
	person     intake.Person
	stay       intake.Stay
	belongings []intake.Belonging
	supplies   []supply.Issued
	steps      []tracing.Step
	bed        string
	escort     shelter.Escort    // the newest that was not given up
	photo      []byte            // JPEG
	thumbs     map[string][]byte // JPEG, by photo
	inquiries  []intake.Inquiry  // the newest first
	marks      map[string]Mark   // the newest signature of each purpose
	witness    map[string]string // of who would not sign, by purpose
	earlier    earlier
	refuse     []intake.Clause
	end        []intake.Clause
	rights     string
	fonts      [][]byte
	now        time.Time
}

// draft reads what a paper is made of.
func (p *Papers) draft(ctx context.Context, kind, stayID string, extra map[string]string) (*draft, error) {
	k, err := findPaperKind(kind)
	if err != nil {
		return nil, err
	}
	d := &draft{kind: k, extra: extra, actor: p.Session.Account(), fonts: p.Fonts, now: p.Session.DB().Now()}
	if err := p.Session.Read(ctx, k.Right, func(tx *access.Tx) error { return d.read(ctx, tx, stayID) }); err != nil {
		return nil, err
	}
	if !k.Fits(d.stay) {
		return nil, store.Fail(store.Conflict, "这次救助的情况不适用《{{.Title}}》，请从列表中选择别的文书。").With(store.Args{"Title": k.Title}).On("kind")
	}
	if err := p.readHouse(ctx, d); err != nil {
		return nil, err
	}
	if k.photo > 0 {
		if d.photo, err = p.front(ctx, d.person.ID, k.photo); err != nil {
			return nil, err
		}
	}
	if k.thumbs {
		d.thumbs, err = p.itemThumbs(ctx, d)
	}
	return d, err
}

func (d *draft) read(ctx context.Context, tx *access.Tx, stayID string) (err error) {
	if d.station, err = tx.FindStation(); err != nil {
		return err
	}
	if d.stay, err = intake.FindStay(tx, stayID); err != nil {
		return err
	}
	if d.person, err = intake.FindPerson(tx, d.stay.PersonID); err != nil {
		return err
	}
	if d.person.Hidden || d.stay.Hidden {
		return access.ErrProtected()
	}
	if d.belongings, err = intake.FindBelongings(tx, stayID); err != nil {
		return err
	}
	if _, err = tx.Setting(complaintsSetting, &d.complaints); err != nil {
		return err
	}
	return d.readDesk(ctx, tx)
}

// readDesk reads what the desk noted beside the stay: calls, signatures, earlier
// stays, and the station's own clauses and words.
func (d *draft) readDesk(ctx context.Context, tx *access.Tx) (err error) {
	if d.inquiries, err = intake.FindInquiries(tx, d.stay.ID); err != nil {
		return err
	}
	if d.earlier, err = findEarlier(tx, d.stay); err != nil {
		return err
	}
	if d.refuse, err = intake.FindClauses(tx, intake.ClauseRefuse); err != nil {
		return err
	}
	if d.end, err = intake.FindClauses(tx, intake.ClauseEnd); err != nil {
		return err
	}
	if d.rights, err = intake.FindRightsText(tx, d.language()); err != nil {
		return err
	}
	signatures, err := intake.FindSignatures(tx, d.stay.ID)
	if err != nil {
		return err
	}
	return d.readMarks(ctx, signatures)
}

// readHouse reads what the other rooms of the station know of the stay.
func (p *Papers) readHouse(ctx context.Context, d *draft) (err error) {
	if p.House != nil {
		if d.bed, err = p.bed(ctx, d.stay.ID); err != nil {
			return err
		}
		if d.escort, err = p.readEscort(ctx, d.stay.ID); err != nil {
			return err
		}
	}
	if p.Supplies != nil {
		if d.supplies, err = p.Supplies.IssuedTo(ctx, d.stay.ID); err != nil {
			return err
		}
	}
	if p.Tracing != nil {
		d.steps, err = p.Tracing.Steps(ctx, d.person.ID)
		d.steps = slices.DeleteFunc(d.steps, func(s tracing.Step) bool { return !s.Counts() })
	}
	return err
}

// bed is the name of the bed that the stay has, or had last.
func (p *Papers) bed(ctx context.Context, stayID string) (string, error) {
	takes, err := p.House.Takes(ctx, stayID)
	if err != nil || len(takes) == 0 {
		return "", err
	}
	plan, err := p.House.Layout(ctx)
	if err != nil {
		return "", err
	}
	last := takes[len(takes)-1].BedID
	for _, b := range plan.Beds {
		if b.ID == last {
			return b.Name, nil
		}
	}
	return "", nil
}

// front is the person's newest front photo as a JPEG small enough to be sent
// by telephone, scaled to side pixels where it has to be.
func (p *Papers) front(ctx context.Context, personID string, side int) ([]byte, error) {
	photos, err := p.Desk.PersonPhotos(ctx, personID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(photos, func(photo intake.Photo) bool { return photo.Kind == "front" })
	if i < 0 {
		return nil, nil
	}
	full, err := p.Desk.Picture(ctx, photos[i].ID)
	if err != nil {
		return nil, err
	}
	return forPaper(ctx, full, side)
}

// thumbSide is what a thing's picture has in a list: 12 mm at 300 dpi.
const thumbSide = 150

// itemThumbs are the small pictures of what is kept, by photo.
func (p *Papers) itemThumbs(ctx context.Context, d *draft) (map[string][]byte, error) {
	wanted := func(photo intake.Photo) bool {
		return slices.ContainsFunc(d.belongings, func(b intake.Belonging) bool { return b.Photo == photo.ID })
	}
	if !slices.ContainsFunc(d.belongings, func(b intake.Belonging) bool { return b.Photo != "" }) {
		return nil, nil
	}
	photos, err := p.Desk.PersonPhotos(ctx, d.person.ID)
	if err != nil {
		return nil, err
	}
	thumbs := map[string][]byte{}
	for _, photo := range photos {
		if !wanted(photo) || len(photo.Thumb) == 0 {
			continue
		}
		m, err := picture.DecodeBytes(ctx, photo.Thumb)
		if err != nil {
			return nil, err
		}
		thumbs[photo.ID] = picture.Encode(picture.Thumbnail(m, thumbSide))
	}
	return thumbs, nil
}

// photoBytes is what a photo on paper may weigh.
const photoBytes = 100 << 10

// forPaper makes a kept photo small enough. What is small already is embedded
// as it is.
func forPaper(ctx context.Context, full []byte, side int) ([]byte, error) {
	if len(full) <= photoBytes {
		return full, nil
	}
	m, err := picture.DecodeBytes(ctx, full)
	if err != nil {
		return nil, err
	}
	side = min(side, sideFor(max(m.Rect.Dx(), m.Rect.Dy()), len(full)))
	for {
		m = picture.Thumbnail(m, side)
		jpeg := picture.Encode(m)
		if len(jpeg) <= photoBytes || side < 300 {
			return jpeg, nil
		}
		side = sideFor(side, len(jpeg))
	}
}

// sideFor guesses to what side a JPEG of so many bytes is to be scaled: the
// bytes go with the area, and a little more for finer detail.
func sideFor(side, bytes int) int {
	return int(0.92 * float64(side) * math.Sqrt(photoBytes/float64(bytes)))
}

// render sets the paper under a number.
func (d *draft) render(number string) (Result, error) {
	o := Options{Station: printed(d.station), Number: number, IssuedAt: d.now.In(calendar.Zone), FallbackFonts: d.fonts}
	switch d.kind.Name {
	case "notice":
		return d.notice(number).Render(d.photo, o)
	case "label":
		return d.label().Render(o)
	}
	v, err := d.kind.fill(d)
	if err != nil {
		return Result{}, err
	}
	if len(d.photo) > 0 {
		v["photo"] = d.photo
	}
	return setForm(d.kind.Name, v, o)
}

// name is what papers call the person.
func (d *draft) name() string { return intake.DisplayName(d.person, d.stay) }

// leaving is how somebody left; nothing while they have not.
func (d *draft) leaving() intake.Leaving {
	if d.stay.Leaving == nil {
		return intake.Leaving{}
	}
	return *d.stay.Leaving
}

// given is what was asked for beside the file, and otherwise what the file has.
func (d *draft) given(key string, otherwise ...string) string {
	return first(append([]string{d.extra[key]}, otherwise...)...)
}

// said is an entered value: itself, 不详 where it was answered so, and nothing
// where nobody has asked yet. fields are the names it may be entered under.
func (d *draft) said(value string, fields ...string) string {
	if strings.TrimSpace(value) != "" {
		return value
	}
	for _, field := range fields {
		if slices.Contains(d.stay.Unknown, field) {
			return Unknown
		}
	}
	return ""
}

// saidAll is said for a field with several values.
func (d *draft) saidAll(values []string, fields ...string) []string {
	if unknown := d.said("", fields...); len(values) == 0 && unknown != "" {
		return []string{unknown}
	}
	return values
}

// moment is 2026年11月24日 22:05 in Beijing, and nothing for the zero time.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return dateAndTime(t.In(calendar.Zone))
}

func fourDigits(n int64) string { return fmt.Sprintf("%04d", n) }
