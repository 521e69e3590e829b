// Package idcard reads what an identity card says: citizen numbers
// (GB 11643), the region in their first six digits, and the records of card
// readers.
//
// A number tells sex, birth date and where it was first issued. Check reads
// all three and, where something cannot be right, says which digit and why; it
// never throws away what was typed, and it never refuses a number for a region
// that it does not know. Most people over forty carry a region code that has
// long been abolished, so a code is read as of the years in which the number
// was issued and then followed to what the place is called today.
//
// The one thing not to get wrong: a number is optional and so is everything in
// it. A person without one is the normal case, not an error.
//
//	n, err := idcard.Check("11010519491231002x")
//	n.Sex          // "2"
//	n.Birth        // 1949-12-31
//	n.RegionThen   // 北京市朝阳区, as it was called when the number was issued
//	n.RegionNow    // 北京市朝阳区, as it is called today
package idcard
