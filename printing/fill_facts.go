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
	photo      []byte // JPEG
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
	if err := p.Session.Read(ctx, k.Right, func(tx *access.Tx) error { return d.read(tx, stayID) }); err != nil {
		return nil, err
	}
	if !k.Fits(d.stay) {
		return nil, store.Fail(store.Conflict, "这次救助的情况不适用《{{.Title}}》，请从列表中选择别的文书。").With(store.Args{"Title": k.Title}).On("kind")
	}
	if err := p.readHouse(ctx, d); err != nil {
		return nil, err
	}
	if k.photo > 0 {
		d.photo, err = p.front(ctx, d.person.ID, k.photo)
	}
	return d, err
}

func (d *draft) read(tx *access.Tx, stayID string) (err error) {
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
	_, err = tx.Setting(complaintsSetting, &d.complaints)
	return err
}

// readHouse reads what the other rooms of the station know of the stay.
func (p *Papers) readHouse(ctx context.Context, d *draft) (err error) {
	if p.House != nil {
		if d.bed, err = p.bed(ctx, d.stay.ID); err != nil {
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
	o := Options{
		Station: Station{Name: d.station.Name, Address: d.station.Address, Phone: d.station.Phone},
		Number:  number, IssuedAt: d.now.In(calendar.Zone), FallbackFonts: d.fonts,
	}
	if d.kind.fill == nil {
		return d.notice(number).Render(d.photo, o)
	}
	form, err := Find(d.kind.Name)
	if err != nil {
		return Result{}, err
	}
	v, err := d.kind.fill(d)
	if err != nil {
		return Result{}, err
	}
	if len(d.photo) > 0 {
		v["photo"] = d.photo
	}
	return Render(form, v, o)
}

// name is what papers call the person.
func (d *draft) name() string { return intake.DisplayName(d.person, d.stay) }

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
