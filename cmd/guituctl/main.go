// Command guituctl is the station without its window: every job that a script
// or an administrator needs.
//
//	guituctl init --station 某某市救助管理站 --code HP --admin wang
//	guituctl user add --role front_desk --display 李四 li
//	guituctl verify --json
//	guituctl print notice --json notice.json -o notice.pdf
//
// Who works here signs in as at the window, has the same rights and leaves the
// same traces in the audit chain. The password comes from --password-file or
// is typed without being shown; it is never taken from the environment, where
// other programs of the same user could read it.
//
// It ends with 0 when the job is done, with 1 and one sentence on standard error
// when it was refused or failed, and with 2 when the command line is wrong.
// The one thing not to get wrong: it must not link the window toolkit, so that
// it runs on a machine without a screen; a test looks.
package main

import (
	"context"
	"os"
	"os/signal"
	"time"

	"guitu/internal/calendar"
)

// version is set when a release is built.
var version = "dev"

func main() {
	time.Local = calendar.Zone // lists and papers tell the same time, whatever the machine's setting
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
