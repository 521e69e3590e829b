package printing

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
)

// BedListPDF makes 夜间查床单: with it the night watch goes from bed to bed. It
// lists the beds that somebody has or that are held, and who has none; free
// beds are only counted. It is a paper of the station; that it was made is on
// record.
//
// The paper is carried about: whoever is under protection stands on it as
// 保护对象 and without a word of how they are, whoever prints it.
func (p *Papers) BedListPDF(ctx context.Context) (Result, error) {
	board, err := p.House.Board(ctx)
	if err != nil {
		return Result{}, err
	}
	vitals, err := p.House.Vitals(ctx)
	if err != nil {
		return Result{}, err
	}
	entry := access.Entry{Action: "bedlist.print", Table: "bed", Detail: map[string]any{"people": board.Total.Occupied + board.Total.Away + len(board.WithoutBed)}}
	o, err := p.disclosed(ctx, access.ReadPeople, entry)
	if err != nil {
		return Result{}, err
	}
	o.IssuedAt = board.At.In(calendar.Zone)
	return setForm("bedlist", Values{
		"at": moment(board.At), "here": board.Total.Occupied, "away": board.Total.Away, "waiting": len(board.WithoutBed),
		"free": freeWords(board), "beds": orNone(bedRows(board, vitals)),
	}, o)
}

// freeWords counts the free beds of each zone.
func freeWords(board shelter.Board) string {
	parts := []string{fmt.Sprintf("共%d张", board.Total.Free)}
	for _, z := range board.Zones {
		if z.Count.Free > 0 {
			parts = append(parts, fmt.Sprintf("%s%d", z.Zone.Name, z.Count.Free))
		}
	}
	return joined("，", parts...)
}

// bedRows are the lines of the list; a zone and a room are named once, where
// they begin.
func bedRows(board shelter.Board, vitals map[string]shelter.Vital) [][]string {
	var rows [][]string
	for _, z := range board.Zones {
		zone := z.Zone.Name
		for _, r := range z.Rooms {
			room := r.Room.Name
			for _, b := range r.Beds {
				switch {
				case b.Sleeper != nil:
					rows = append(rows, append([]string{zone, room, b.Bed.Name}, watchedOver(*b.Sleeper, vitals)...))
				case b.Look == shelter.LookHeld:
					rows = append(rows, []string{zone, room, b.Bed.Name, "（预留）"})
				default:
					continue
				}
				zone, room = "", ""
			}
		}
	}
	for _, s := range board.WithoutBed {
		rows = append(rows, append([]string{"（无床位）", "", ""}, watchedOver(s, vitals)...))
	}
	return rows
}

// watchedOver is what the night watch needs to know of somebody: name, day,
// marks.
func watchedOver(s shelter.Sleeper, vitals map[string]shelter.Vital) []string {
	var marks []string
	switch s.State {
	case intake.Hospital:
		marks = append(marks, "住院")
	case intake.Placed:
		marks = append(marks, "站外托养")
	}
	if s.Protected {
		return []string{shelter.ProtectedName, strconv.Itoa(s.Day), joined(" ", marks...)}
	}
	var signs []string
	for _, icon := range s.Icons {
		signs = append(signs, icon.Words())
	}
	marks = append(marks, strings.Join(signs, "、"))
	v := vitals[s.StayID]
	if v.Fever {
		marks = append(marks, "发热")
	}
	if v.Watch.Level != "" && v.Watch.Level != "none" {
		marks = append(marks, CodeWord("watch_level", v.Watch.Level))
	}
	switch s.Due {
	case shelter.DueSoon:
		marks = append(marks, "快到期")
	case shelter.Overdue:
		marks = append(marks, "超期")
	}
	return []string{s.Name, strconv.Itoa(s.Day), joined(" ", marks...)}
}
