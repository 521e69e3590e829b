package access

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"guitu/internal/vault"
)

var update = flag.Bool("update", false, "write the golden files anew")

var allRights = []Right{ReadPeople, Register, Protect, ExportPeople, AssignBeds, OverrideBeds, LayOutBeds, Depart, IssueSupplies,
	StockSupplies, Trace, IssuePapers, EditRules, EditStation, ManageAccounts, ReadAudit}

// A change of who may do what shows as a change of a file that people read.
func TestTheRightsOfEachRoleAreThoseOnTheList(t *testing.T) {
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s", "")
	for _, role := range Roles {
		fmt.Fprintf(&b, " %-15s", role)
	}
	line := func(name string, has func(Role) bool) {
		fmt.Fprintf(&b, "\n%-18s", name)
		for _, role := range Roles {
			mark := "-"
			if has(role) {
				mark = "yes"
			}
			fmt.Fprintf(&b, " %-15s", mark)
		}
	}
	for _, right := range allRights {
		line(string(right), func(r Role) bool { return Can([]Role{r}, right) })
	}
	for _, class := range vault.Classes {
		line("key:"+string(class), func(r Role) bool { return slices.Contains(classesOf([]Role{r}), class) })
	}
	got := regexp.MustCompile(` +\n`).ReplaceAllString(b.String()+"\n", "\n")
	const golden = "testdata/rights.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("rights are not those of %s:\n%s", golden, got)
	}
}

func TestEveryRightInTheCharterIsOnTheList(t *testing.T) {
	for role, c := range charter {
		for _, right := range c.rights {
			if !slices.Contains(allRights, right) {
				t.Errorf("%s has %s, which the list lacks", role, right)
			}
		}
		if role.Words() == "" || !slices.Contains(Roles, role) {
			t.Errorf("%s has no name or is never offered", role)
		}
	}
}

func TestWithoutARoleNothingIsAllowed(t *testing.T) {
	for _, right := range append(allRights, "no.such.right") {
		if Can(nil, right) || Can([]Role{"no_such_role"}, right) {
			t.Errorf("%s is allowed to nobody in particular", right)
		}
	}
}
