// Package access says who is at the desk, what they may do, and keeps the
// record of what they did.
//
// Every service of the house works through a Session: it asks for a right,
// opens a transaction, seals and opens people's records with the keys that the
// signed-in account was granted, and writes what was done into the audit
// chain in that same transaction. The one thing not to get wrong: nothing is
// read or written about a person on any other way.
//
//	s, err := access.SignIn(ctx, db, "wang", password)
//	err = s.Write(ctx, access.Register, func(tx *access.Tx) error {
//		...
//		return tx.Audit(access.Entry{Action: "register", Table: "stay", Target: id, Person: person})
//	})
package access

import (
	"slices"

	"guitu/internal/vault"
)

// Right is one thing that an account may be allowed to do.
type Right string

const (
	ReadPeople     Right = "people.read"     // search, open a person's file
	Register       Right = "people.register" // register arrivals, refuse, edit what was entered
	Protect        Right = "people.protect"  // put a person under protection
	ExportPeople   Right = "people.export"   // take a person's file out of the station
	AssignBeds     Right = "beds.assign"     // give, move, hold and free beds
	OverrideBeds   Right = "beds.override"   // give a bed against a rule, with a reason
	LayOutBeds     Right = "beds.layout"     // add and change houses, zones, rooms, beds
	Depart         Right = "people.depart"   // see a person off
	IssueSupplies  Right = "supplies.issue"  // hand out to a person
	StockSupplies  Right = "supplies.stock"  // receive, count, correct
	Trace          Right = "tracing.write"   // record steps of a search for family
	IssuePapers    Right = "papers.issue"    // issue and print numbered papers
	EditRules      Right = "rules.edit"      // legal periods, forms, code tables
	EditStation    Right = "station.edit"    // name, address, telephone
	ManageAccounts Right = "accounts.manage" // add, disable, set passwords
	ReadAudit      Right = "audit.read"      // read and verify the chain
)

// Role is a set of rights with a name that staff know.
type Role string

const (
	FrontDesk      Role = "front_desk"      // 前台登记
	ShelterManager Role = "shelter_manager" // 站务管理
	TracingOfficer Role = "tracing_officer" // 寻亲专员
	StationHead    Role = "station_head"    // 站长
	Administrator  Role = "administrator"   // 系统管理员
	Auditor        Role = "auditor"         // 审计员
	Volunteer      Role = "volunteer"       // 志愿者：仅巡查
)

// Roles are all roles, in the order in which they are offered.
var Roles = []Role{FrontDesk, ShelterManager, TracingOfficer, StationHead, Administrator, Auditor, Volunteer}

// roleWords are the names under which staff know the roles.
var roleWords = map[Role]string{
	FrontDesk: "前台登记", ShelterManager: "站务管理", TracingOfficer: "寻亲专员", StationHead: "站长",
	Administrator: "系统管理员", Auditor: "审计员", Volunteer: "志愿者",
}

// Words is the role's Chinese name, the key of its translation.
func (r Role) Words() string { return roleWords[r] }

// charter is what each role may do and which keys it is granted. An
// administrator keeps the machine and reads nobody's file; an auditor reads
// the chain and writes nothing.
var charter = map[Role]struct {
	rights  []Right
	classes []vault.Class
}{
	FrontDesk: {
		[]Right{ReadPeople, Register, AssignBeds, IssueSupplies, Depart, IssuePapers},
		[]vault.Class{vault.Person, vault.Health, vault.Audit, vault.Index}},
	ShelterManager: {
		[]Right{ReadPeople, Register, AssignBeds, OverrideBeds, LayOutBeds, IssueSupplies, StockSupplies, Depart, IssuePapers},
		[]vault.Class{vault.Person, vault.Health, vault.Audit, vault.Index}},
	TracingOfficer: {
		[]Right{ReadPeople, Register, Trace, IssuePapers},
		[]vault.Class{vault.Person, vault.Health, vault.Audit, vault.Index}},
	StationHead: {
		[]Right{ReadPeople, Register, Protect, ExportPeople, AssignBeds, OverrideBeds, LayOutBeds, IssueSupplies, StockSupplies,
			Depart, Trace, IssuePapers, EditRules, EditStation, ManageAccounts, ReadAudit},
		[]vault.Class{vault.Person, vault.Health, vault.Audit, vault.Index}},
	Administrator: {
		[]Right{EditStation, ManageAccounts},
		[]vault.Class{vault.Audit}},
	Auditor: {
		[]Right{ReadAudit},
		[]vault.Class{vault.Audit}},
	Volunteer: {nil, []vault.Class{vault.Audit}},
}

// Can reports whether any of the roles has the right.
func Can(roles []Role, right Right) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(charter[r].rights, right) })
}

// classesOf lists the key classes that the roles need, each once.
func classesOf(roles []Role) []vault.Class {
	var all []vault.Class
	for _, class := range vault.Classes {
		if slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(charter[r].classes, class) }) {
			all = append(all, class)
		}
	}
	return all
}
