package form_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"nianlun/internal/engine/form"
)

// However cells are typed, emptied, moved and taken out, every answer is read back from the one that followed it.
func TestEveryAnswerIsReadBack(t *testing.T) {
	for _, def := range overwritten(t) {
		r := rand.New(rand.NewPCG(11, uint64(len(def.Code))))
		for range 30 {
			older, _ := form.Decode(def, form.Raw{})
			for range 30 {
				newer, _ := form.Decode(def, laidOver(def, older, randomCells(r, def, older)))
				now := string(form.Marshal(newer))
				data, err := form.MarshalBack(newer, older)
				if err != nil {
					t.Fatal(err)
				}
				back, err := form.UnmarshalBack(def, newer, data)
				if err != nil {
					t.Fatalf("%s: %v", data, err)
				}
				if got, want := string(form.Marshal(back)), string(form.Marshal(older)); got != want {
					t.Fatalf("%s over\n%s\nis read back as\n%s\nwas\n%s", data, now, got, want)
				}
				if string(form.Marshal(newer)) != now {
					t.Fatal("reading back changed the newer answer")
				}
				older = newer
			}
		}
	}
}

func TestReadingBackWhatDoesNotFit(t *testing.T) {
	def := overwritten(t)[0]
	for _, data := range []string{``, `[]`, `{"other":1}`, `{"fields":{"none":"1"}}`, `{"fields":{"total":true}}`, `{"tables":{"none":{}}}`, `{"tables":{"list":{"cells":{"r9":{"fields":{"name":"x"}}}}}}`} {
		if _, err := form.UnmarshalBack(def, form.NewValues(), []byte(data)); !errors.Is(err, form.ErrBadValues) {
			t.Errorf("%s: %v", data, err)
		}
	}
}
