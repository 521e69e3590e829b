package choose

import (
	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// Institutions offers those of the directory that are in use, found by name,
// region and address, and by the initials of name and region.
func Institutions(all []shelter.Institution) (options []kit.Option) {
	for _, i := range all {
		if i.Active {
			find := kit.Joined(i.Region, i.Address, intake.Initials(i.Name), intake.Initials(i.Region))
			options = append(options, kit.Option{Key: i.ID, Text: i.Name, Find: find})
		}
	}
	return options
}
