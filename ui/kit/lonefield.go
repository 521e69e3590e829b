package kit

// Alone gives a field that stands in no form its Enter: next is called by it.
func Alone(f Field, next func()) { f.Base().next = next }
