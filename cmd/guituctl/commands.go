package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Exit codes.
const (
	done    = 0
	failed  = 1 // refused, or it did not work; a sentence says why
	misused = 2 // the command line is wrong
)

// commands is the whole command line. What help says is Chinese, and the key of
// its translation.
type commands struct {
	common

	Init         initCommand     `cmd:"" help:"建站：写入救助站、第一个账号和恢复单"`
	Demo         demoCommand     `cmd:"" help:"建一个演示站，人和事都是虚构的"`
	User         userCommands    `cmd:"" help:"账号"`
	List         listCommand     `cmd:"" help:"列出现在在站的人"`
	Beds         bedJobs         `cmd:"" help:"床位图和寒潮加床"`
	Supply       supplyJobs      `cmd:"" help:"物资库存和月报"`
	Verify       verifyCommand   `cmd:"" help:"核对审计记录、资料库文件和每一条密封记录"`
	Import       importCommand   `cmd:"" help:"导入名单"`
	Export       exportCommand   `cmd:"" help:"导出档案或名单"`
	Print        printCommands   `cmd:"" help:"生成文书的 PDF"`
	Report       reportJobs      `cmd:"" help:"日报和统计"`
	Care         careJobs        `cmd:"" help:"照料：用餐和用药"`
	Roster       rosterJobs      `cmd:"" help:"值班"`
	Costs        costJobs        `cmd:"" help:"费用"`
	Institutions institutionJobs `cmd:"" help:"机构通讯录"`
	ID           idCommands      `cmd:"" name:"id" help:"身份证号"`
	Card         cardCommands    `cmd:"" help:"身份证读卡器"`

	Version kong.VersionFlag `help:"显示版本"`
}

// common are the flags of every job.
type common struct {
	Data         string `help:"救助站的资料文件夹，不写时与桌面程序相同" placeholder:"DIR" type:"path"`
	User         string `name:"user" help:"登录名，不写时用建站人的（演示站用站长的）" placeholder:"NAME"`
	PasswordFile string `help:"密码所在的文件，不写时在终端输入" placeholder:"FILE" type:"path"`
}

// asJSON is the flag for machines. It belongs to each job rather than to all,
// because print notice has a --json of its own.
type asJSON struct {
	JSON bool `name:"json" help:"结果用 JSON 输出"`
}

// desk is what a job works with.
type desk struct {
	context.Context
	flags *common
	out   io.Writer // what was asked for
	notes io.Writer // prompts, progress and the sentence of a failure
}

// run does one job and returns the exit code.
func run(ctx context.Context, args []string) int {
	var c commands
	d := &desk{Context: ctx, flags: &c.common, out: os.Stdout, notes: os.Stderr}
	parser, err := kong.New(&c,
		kong.Name("guituctl"),
		kong.Description("归途：没有窗口的救助管理站"),
		kong.Vars{"version": "guituctl " + version, "roles": roleCodes(), "papers": paperKinds()},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(d.notes, "guituctl:", err)
		return failed
	}
	translateHelp(parser.Model.Node)
	parser.Model.HelpFlag.Help = say("显示帮助", nil)
	if len(args) == 0 {
		args = []string{"--help"}
	}
	job, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(d.notes, "guituctl:", say("命令写得不对：{{.Problem}}。请看 guituctl --help。", store.Args{"Problem": err}))
		return misused
	}
	if err := job.Run(d); err != nil {
		fmt.Fprintln(d.notes, "guituctl:", sentence(err))
		return failed
	}
	return done
}

// roleCodes lists the codes that --role takes.
func roleCodes() string {
	codes := make([]string, len(access.Roles))
	for i, r := range access.Roles {
		codes[i] = string(r)
	}
	return strings.Join(codes, ",")
}
