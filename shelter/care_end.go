package shelter

import (
	"time"

	"guitu/internal/access"
)

// endCare ends what goes on only while a stay does: an absence, an outing,
// medicines, matters that are open, an extension that was asked for.
func endCare(tx *access.Tx, stayID string, at time.Time) error {
	for _, end := range []func(*access.Tx, string, time.Time) error{
		endAbsence, endOuting, stopMedicinesOf, endProcedures, endExtensionRequest,
	} {
		if err := end(tx, stayID, at); err != nil {
			return err
		}
	}
	return nil
}
