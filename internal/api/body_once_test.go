package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

var bodiesOfSheets = []string{
	`{"base":0,"values":{"a":"1"}}`, `{"base":3,"values":{},"explanations":{"k":"e"},"answers":{"":"x"},"nothing":"无"}`, `{"base":1.0}`, `{"base":1e1}`,
	`{}`, ``, ` {"base":1} `, `null`, `[]`, `"x"`, `5`, `{"base":-1}`, `{"base":"1"}`, `{"base":1.5}`, `{"base":null}`, `{"base":99999999999999999999}`,
	`{"base":1,"values":null}`, `{"base":1,"values":{"a":null}}`, `{"base":1,"values":{"a":5}}`, `{"base":1,"values":["a"]}`, `{"base":1,"values":{"a":"null"}}`,
	`{"base":1,"base":2}`, `{"base":1,"values":{"a":"1","a":"2"}}`, `{"base":1,"more":2}`, `{"Base":1}`, `{"base":1,"values":{"a":"1"}`, `{"base":1}{}`,
	`{"base":1,"nothing":5}`, `{"base":1,"nothing":"` + strings.Repeat("无", 1000) + `"}`, `{"base":1,"nothing":"` + strings.Repeat("无", 1001) + `"}`,
	`{"base":1,"$schema":"x"}`, `{"base":1,"values":{"a":"\ud800"}}`,
}

// judge is what becomes of a body when the library compares it with its schema
// first, and what becomes of it when it is read once.
type judge struct{ api huma.API }

func newJudge() judge {
	return judge{humago.New(http.NewServeMux(), huma.DefaultConfig("x", "1"))}
}

func (j judge) long(body string) (v SubmitReturn, wrong []string) {
	var parsed any
	if err := readStrictly([]byte(body), &parsed); err != nil {
		return v, []string{"body"}
	}
	schemas := j.api.OpenAPI().Components.Schemas
	var found huma.ValidateResult
	huma.Validate(schemas, schemas.Schema(reflect.TypeFor[SubmitReturn](), true, ""), huma.NewPathBuffer([]byte("body"), 4), huma.ModeWriteToServer, parsed, &found)
	for _, err := range found.Errors {
		wrong = append(wrong, err.Error())
	}
	if wrong == nil && readStrictly([]byte(body), &v) != nil {
		return SubmitReturn{}, []string{"body"}
	}
	return v, wrong
}

func (j judge) short(t testing.TB, body string) (v SubmitReturn, wrong []string) {
	var b sheet[SubmitReturn]
	if err := bodies.Unmarshal([]byte(body), &b); err != nil {
		t.Fatal(err)
	}
	v, err := b.read(j.api)
	if err == nil {
		return v, nil
	}
	var unfit *huma.ErrorModel
	if !errors.As(err, &unfit) {
		t.Fatalf("%.200s: %v", body, err)
	}
	for _, detail := range unfit.Errors {
		if detail.Location == "body" && !strings.HasPrefix(detail.Message, "expected") && !strings.HasPrefix(detail.Message, "unexpected") {
			wrong = append(wrong, "body")
			continue
		}
		wrong = append(wrong, detail.Error())
	}
	return SubmitReturn{}, wrong
}

func (j judge) compare(t *testing.T, body string) {
	long, why := j.long(body)
	short, whyNot := j.short(t, body)
	if len(why) > 0 {
		long = SubmitReturn{}
	}
	if !reflect.DeepEqual(why, whyNot) || !reflect.DeepEqual(long, short) {
		t.Errorf("%.200s:\ncompared first: %+v %q\nread once:      %+v %q", body, long, why, short, whyNot)
	}
}

// A sheet's body that is read once is taken and refused as any other, and with the
// same words.
func TestBodiesReadOnceAreJudgedAsOthers(t *testing.T) {
	j := newJudge()
	for _, body := range bodiesOfSheets {
		j.compare(t, body)
	}
	taken, refused := 0, 0
	for _, body := range bodiesOfSheets {
		if _, why := j.short(t, body); why == nil {
			taken++
		} else {
			refused++
		}
	}
	if taken < 5 || refused < 15 {
		t.Errorf("%d taken, %d refused: the table shows nothing", taken, refused)
	}
}

func FuzzBodiesReadOnce(f *testing.F) {
	for _, body := range bodiesOfSheets {
		f.Add(body)
	}
	j := newJudge()
	f.Fuzz(j.compare)
}

// The description names the members of the body, not the way it is read.
func TestBodiesReadOnceAreDescribed(t *testing.T) {
	j := newJudge()
	s := &server{Config: Config{Settings: DefaultSettings()}}
	s.routes(j.api)
	text, err := json.Marshal(j.api.OpenAPI())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"SubmitReturn":`, `"SaveValues":`, `"$ref":"#/components/schemas/SubmitReturn"`, `"$ref":"#/components/schemas/SaveValues"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Contains(strings.ToLower(string(text)), "sheet[") || strings.Contains(string(text), "SheetSubmit") {
		t.Error("the description names an inner type")
	}
}
