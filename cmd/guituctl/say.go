package main

import (
	"cmp"
	"errors"
	"os"
	"strings"
	"sync"

	"github.com/alecthomas/kong"

	"guitu/assets"
	"guitu/internal/store"
)

// locale is the language that the system was asked for. A station speaks
// Chinese unless that is English.
var locale = sync.OnceValue(func() string {
	return cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
})

// english reports whether that is English: the tables of codes bring their own.
func english() bool { return strings.HasPrefix(strings.ToLower(locale()), "en") }

// say puts a Chinese sentence into the user's language and fills its {{.Name}}
// places. Every text of this program goes through it.
func say(text string, args store.Args) string {
	return store.Fill(assets.Translate(locale(), text), args)
}

// sentence is what is told of an error: a store.Error's own words, and the
// cause of one that nobody foresaw.
func sentence(err error) string {
	if e, ok := errors.AsType[*store.Error](err); ok {
		return say(e.Text, e.Args)
	}
	return say("没有完成：{{.Cause}}", store.Args{"Cause": err})
}

// translateHelp puts the help of a command and of all below it into the user's
// language, and says what a flag may be.
func translateHelp(node *kong.Node) {
	node.Help = say(node.Help, nil)
	for _, flag := range node.Flags {
		flag.Help = say(flag.Help, nil)
		if flag.Enum != "" {
			flag.Help += " (" + flag.Enum + ")"
		}
	}
	for _, value := range node.Positional {
		value.Help = say(value.Help, nil)
	}
	for _, child := range node.Children {
		translateHelp(child)
	}
}
