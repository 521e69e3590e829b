package person

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestAMomentToComeIsReadAsItIsWritten(t *testing.T) {
	now := kittest.Begin // Tuesday 24 November 2026, 22:30
	for text, want := range map[string]string{
		"明天9点": "2026-11-25 09:00", "明天": "2026-11-25 09:00", "后天下午3点半": "2026-11-26 15:30", "明早8点": "2026-11-25 08:00", "明晚7:20": "2026-11-25 19:20",
		"今晚11点": "2026-11-24 23:00", "9点": "2026-11-25 09:00", "2300": "2026-11-24 23:00", "2小时后": "2026-11-25 00:30", "半小时": "2026-11-24 23:00",
		"3天后": "2026-11-27 22:30", "周五 10:00": "2026-11-27 10:00", "下周一": "2026-11-30 09:00", "周二 9点": "", "11-26 9:00": "2026-11-26 09:00",
		"1月5日": "2027-01-05 09:00", "２０２６－１１－３０ ９：００": "2026-11-30 09:00", "大后天": "2026-11-27 09:00", "tomorrow 9:00": "2026-11-25 09:00",
		"昨天": "", "今天9点": "", "25点": "", "2月30日": "", "随便": "", "今天": "",
	} {
		at, err := readLater(text, now)
		got := ""
		if err == nil {
			got = at.Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("%s is %q (%v); want %q", text, got, err, want)
		}
	}
}

func TestACallIsKeptWithTheKeyboardAlone(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID + "/inquiries")
	p.inquiries.form.Focus("whom")
	d.Write("3") // kin
	d.Press(fyne.KeyReturn)
	d.Write("演示王大")
	d.Press(fyne.KeyReturn)
	d.Write("13900000000")
	d.Press(fyne.KeyReturn)
	d.Write("4") // no answer
	d.Press(fyne.KeyReturn)
	d.Write("无人接")
	d.Press(fyne.KeyReturn)
	d.Write("明天9点")
	d.Press(fyne.KeyReturn, fyne.KeyReturn) // past the time of the call, which is now
	all := p.inquiries.all()
	if len(all) != 1 || len(d.Failures) > 0 {
		t.Fatalf("%d calls, failures %v", len(all), d.Failures)
	}
	one := all[0]
	if one.Whom != "kin" || one.Name != "演示王大" || one.Phone != "13900000000" || one.Result != "no_answer" || one.Answer != "无人接" ||
		!one.NextAt.Equal(time.Date(2026, 11, 25, 9, 0, 0, 0, kittest.Begin.Location())) {
		t.Errorf("kept %+v", one)
	}
	if !p.inquiries.whom.Empty() || !p.inquiries.who.Empty() {
		t.Error("the entry is not empty again")
	}
	if !has(p.whats(), "核查 · 亲属") {
		t.Errorf("not in the timeline: %q", p.whats())
	}

	p.inquiries.followUp(all[0])
	if p.inquiries.phone.Text != "13900000000" {
		t.Errorf("the number to dial reads %q", p.inquiries.phone.Text)
	}
	p.mask()
	if strings.Contains(p.inquiries.phone.Text, "0000000") {
		t.Errorf("after its time the number still shows: %q", p.inquiries.phone.Text)
	}
	p.inquiries.result.Choose("confirmed")
	p.Do("save")
	all = p.inquiries.all()
	if len(all) != 2 || all[0].Phone != "13900000000" || len(p.inquiries.waiting()) != 0 {
		t.Errorf("after following up: %+v; failures %v", all, d.Failures)
	}
}

func TestTheNumbersOfCallsAreMasked(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID + "/inquiries")
	p.inquiries.whom.Choose("police")
	p.inquiries.result.Choose("unclear")
	p.inquiries.phone.SetText("13900000000")
	p.Do("save")
	if text := shownText(p.inquiries.log); strings.Contains(text, "13900000000") || !strings.Contains(text, "1390*****00") {
		t.Errorf("the log shows %q", text)
	}
	p.inquiries.show.Tapped(nil)
	if !strings.Contains(shownText(p.inquiries.log), "13900000000") {
		t.Error("asked for, the number does not show")
	}
}

func TestACallWithoutAResultStays(t *testing.T) {
	d := open(t)
	p := d.file(d.wang().PersonID + "/inquiries")
	p.inquiries.whom.Choose("police")
	p.inquiries.answer.SetText("还在查")
	p.Do("save")
	if len(p.inquiries.all()) != 0 || p.inquiries.answer.Text != "还在查" || p.inquiries.result.Problem() == "" {
		t.Errorf("calls %d, text %q, problem %q", len(p.inquiries.all()), p.inquiries.answer.Text, p.inquiries.result.Problem())
	}
}

// shownText is all that an object shows in lines of text.
func shownText(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *kit.Text:
		return o.Content + "\n"
	case *fyne.Container:
		text := ""
		for _, child := range o.Objects {
			text += shownText(child)
		}
		return text
	}
	return ""
}
