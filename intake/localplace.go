package intake

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"guitu/intake/idcard"
	"guitu/internal/access"
	"guitu/internal/store"
)

// localSetting is the key of the station's own names of places.
const localSetting = "places.local"

// What a station's list of own names may hold: it is gone through at each
// letter that is typed.
const (
	maxLocalPlaces    = 2000
	maxLocalNameRunes = 40
)

// LocalPlaces are the names of places that this station knows and the lists of
// the country do not have, for an idcard.Completer. 本地地名
func (d *Desk) LocalPlaces(ctx context.Context) (places []idcard.Local, err error) {
	err = d.Session.Read(ctx, "", func(tx *access.Tx) error {
		places, err = FindLocalPlaces(tx)
		return err
	})
	return places, err
}

// FindLocalPlaces reads them in the station's order.
func FindLocalPlaces(tx *access.Tx) (places []idcard.Local, err error) {
	_, err = tx.Setting(localSetting, &places)
	return places, err
}

// SaveLocalPlaces keeps the list in this order, in place of the one before.
// Invalid where a name is empty, too long or there twice under one place, or
// where the place above it is no county, town or village of today.
func (d *Desk) SaveLocalPlaces(ctx context.Context, places []idcard.Local) error {
	places = slices.Clone(places)
	if len(places) > maxLocalPlaces {
		return store.Fail(store.Invalid, "本地地名最多记{{.N}}个，请删去不用的。").With(store.Args{"N": maxLocalPlaces}).On("name")
	}
	seen := map[idcard.Local]bool{}
	for i := range places {
		p := &places[i]
		p.Name, p.Under = strings.TrimSpace(p.Name), strings.TrimSpace(p.Under)
		if err := checkLocalPlace(*p); err != nil {
			return err
		}
		if seen[*p] {
			return store.Fail(store.Invalid, "“{{.Name}}”在同一个地方下面已经有了。").With(store.Args{"Name": p.Name}).On("name")
		}
		seen[*p] = true
	}
	return d.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		return saveRule(tx, localSetting, places, len(places))
	})
}

func checkLocalPlace(p idcard.Local) error {
	_, known := idcard.PlaceName(p.Under)
	switch {
	case p.Name == "":
		return store.Fail(store.Invalid, "请填写当地人怎么叫这个地方。").On("name")
	case utf8.RuneCountInString(p.Name) > maxLocalNameRunes:
		return store.Fail(store.Invalid, "地名太长，请控制在{{.N}}字以内。").With(store.Args{"N": maxLocalNameRunes}).On("name")
	case !known || len(p.Under) < len("370782"):
		return store.Fail(store.Invalid, "请从列出的里面选它在哪个县、乡镇或村。").On("under")
	}
	return nil
}
