package intake

import (
	"fmt"
	"time"

	"guitu/internal/store"
)

// millis scans a column of Unix milliseconds into a time; 0 is the zero time.
type millis time.Time

func (m *millis) Scan(src any) error {
	ms, ok := src.(int64)
	if !ok {
		return fmt.Errorf("intake: a time column holds %T", src)
	}
	*m = millis(store.Time(ms))
	return nil
}
