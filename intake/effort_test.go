package intake_test

import (
	"os"
	"testing"

	"guitu/internal/vault"
)

// TestMain spares these tests the work of a password guess; package access
// tests with the real one.
func TestMain(m *testing.M) {
	vault.PasswordEffort = vault.Effort{Time: 1, Memory: 64, Threads: 1}
	vault.RecoveryEffort = vault.PasswordEffort
	os.Exit(m.Run())
}
