package collect_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/base/record"
	"nianlun/internal/work/collect"
)

// A campaign moves to a new version after its page has said what that does.
func TestACampaignMovesToANewVersion(t *testing.T) {
	b := newBureau(t, 3)
	opened := b.open([]collect.SignRole{collect.Filler}, "2026-09")
	o := b.owed(0, "2026-09")
	raw := goodSheet("12.5")
	raw["stopped"] = "yes"
	_, err := b.SaveDraft(context.Background(), b.actor("wangxue"), collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: raw})
	must(t, err)
	next := strings.Replace(monthly, "      - {code: photo, name: 现场照片, type: photo, max: 2}\n", "      - {code: note, name: 备注, type: text}\n", 1)
	_, err = b.Records.(*record.Service).Publish(context.Background(), b.chief, next)
	must(t, err)

	chief := b.browser("hewei")
	path := "/collect/campaigns/" + opened.Campaign.ID + "/version"
	p := chief.get(path + "?to=2").want(http.StatusOK)
	p.has(".differences", "新增了“备注”")
	p.has(".differences", "去掉了“现场照片”")
	p.has(".facts", "2 张")
	p.has(".differences", "青溪小学")
	rev := p.Find("[name=revision]").AttrOr("value", "")
	b.browser("wangxue").post(path, url.Values{"revision": {rev}, "to": {"2"}}).want(http.StatusNotFound)
	chief.post(path, url.Values{"revision": {rev}, "to": {"2"}}).want(http.StatusSeeOther)
	moved, err := b.Store.Campaign(context.Background(), b.id, opened.Campaign.ID)
	must(t, err)
	if moved.Version != 2 || b.owed(1, "2026-09").Version != 2 || b.owed(0, "2026-09").Version != 2 {
		t.Errorf("moved to %d, blank %d, draft %d", moved.Version, b.owed(1, "2026-09").Version, b.owed(0, "2026-09").Version)
	}
	chief.get(path + "?to=2").want(http.StatusUnprocessableEntity)
}
