package person

import (
	"context"
	"slices"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
)

// facts are everything that the page shows of one person.
type facts struct {
	file   intake.File
	takes  []shelter.Take
	beds   map[string]string           // names of beds by id
	issued map[string][]supply.Issued  // by stay, those of the other files among them
	fares  map[string][]supply.Fare    // by stay
	care   map[string]shelter.CareFile // by stay, those of the other files among them
	apart  []shelter.Separation        // whom they must not meet

	institutions []shelter.Institution
	documents    []printing.Document
	steps        []tracing.Step
	due          []tracing.Line
}

// read opens the file, which is on record, and gathers what the other rooms
// know. What a role may not see is left out.
func read(ctx context.Context, shell Shell, personID string) (f facts, err error) {
	if f.file, err = shell.Desk().OpenFile(ctx, personID); err != nil {
		return f, err
	}
	return gather(ctx, shell, f.file)
}

// gather reads what the other rooms know of a file that is open.
func gather(ctx context.Context, shell Shell, file intake.File) (f facts, err error) {
	f = facts{file: file, beds: map[string]string{}, issued: map[string][]supply.Issued{}, fares: map[string][]supply.Fare{}}
	plan, err := shell.House().Layout(ctx)
	if err != nil {
		return f, err
	}
	for _, b := range plan.Beds {
		f.beds[b.ID] = b.Name
	}
	f.file.Inquiries = map[string][]intake.Inquiry{}
	for _, s := range file.Stays {
		if f.file.Inquiries[s.ID], err = shell.Desk().Inquiries(ctx, s.ID); err != nil {
			return f, err
		}
		takes, err := shell.House().Takes(ctx, s.ID)
		if err = unlessForbidden(err); err != nil {
			return f, err
		}
		f.takes = append(f.takes, takes...)
	}
	for _, id := range staysOf(file) {
		if f.issued[id], err = shell.Supplies().IssuedTo(ctx, id); unlessForbidden(err) != nil {
			return f, err
		}
		if f.fares[id], err = shell.Supplies().Fares(ctx, id); unlessForbidden(err) != nil {
			return f, err
		}
	}
	if f.care, err = shell.House().CareFiles(ctx, staysOf(file)...); unlessForbidden(err) != nil {
		return f, err
	}
	if f.apart, err = shell.House().Separations(ctx, file.Person.ID); unlessForbidden(err) != nil {
		return f, err
	}
	if f.institutions, err = shell.House().Institutions(ctx, ""); err != nil {
		return f, err
	}
	if f.documents, err = shell.Papers().DocumentsOf(ctx, file.Person.ID); unlessForbidden(err) != nil {
		return f, err
	}
	if f.steps, err = shell.Tracing().Steps(ctx, file.Person.ID); unlessForbidden(err) != nil {
		return f, err
	}
	due, err := shell.Tracing().Deadlines(ctx)
	if unlessForbidden(err) != nil {
		return f, err
	}
	f.due = slices.DeleteFunc(due, func(l tracing.Line) bool { return l.Person.ID != file.Person.ID })
	return f, nil
}

// staysOf are the stays of a file and of the other files of the same human.
func staysOf(file intake.File) (ids []string) {
	for _, s := range file.Stays {
		ids = append(ids, s.ID)
	}
	for _, o := range file.Others {
		for _, s := range o.Stays {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

func unlessForbidden(err error) error {
	if store.KindOf(err) == store.Forbidden {
		return nil
	}
	return err
}

// stay is the newest stay; the zero one where there is none.
func (f facts) stay() intake.Stay {
	if len(f.file.Stays) == 0 {
		return intake.Stay{}
	}
	return f.file.Stays[0]
}

func (f facts) person() intake.Person { return f.file.Person }

// bed is the name of the bed that the person has now, empty for none.
func (f facts) bed() string {
	for _, t := range f.takes {
		if t.To.IsZero() {
			return f.beds[t.BedID]
		}
	}
	return ""
}
