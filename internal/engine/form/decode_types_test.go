package form_test

import (
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
)

// decoded is the canonical text, or !code with the parameters of the fault.
func decoded(f *form.Field, raw string) string {
	v, flt := f.Type.Decode(f, raw)
	if flt == nil {
		return f.Type.Text(f, v)
	}
	got := "!" + flt.Code
	args := flt.Args()
	for i := 0; i < len(args); i += 2 {
		got += " " + args[i].(string) + "=" + args[i+1].(string)
	}
	return got
}

type typeCase struct{ settings, raw, want string }

func decodesTo(t *testing.T, typ string, cases []typeCase) {
	t.Helper()
	for _, c := range cases {
		_, f := formtest.FieldOf(t, typ, c.settings)
		if got := decoded(f, c.raw); got != c.want {
			t.Errorf("%s%s %q: got %q, want %q", typ, c.settings, c.raw, got, c.want)
		}
	}
}

func TestTime(t *testing.T) {
	decodesTo(t, "time", []typeCase{
		{"", "9:30", "09:30"}, {"", "9：30", "09:30"}, {"", "０９：３０", "09:30"}, {"", " 09:30:00 ", "09:30"}, {"", "0930", "09:30"},
		{"", "9时30分", "09:30"}, {"", "9时5分", "09:05"}, {"", "９点半", "09:30"}, {"", "9点整", "09:00"}, {"", "14点", "14:00"}, {"", "9 时 30 分", "09:30"},
		{"", "上午9:30", "09:30"}, {"", "下午3点半", "15:30"}, {"", "下午15:30", "15:30"}, {"", "中午12:15", "12:15"}, {"", "中午1点", "13:00"}, {"", "凌晨12:10", "00:10"}, {"", "晚上7:05", "19:05"},
		{"", "3:30 PM", "15:30"}, {"", "12:00 am", "00:00"}, {"", "0:00", "00:00"}, {"", "23:59", "23:59"},
		{"", "24:00", "!bad_time text=24:00"}, {"", "9:60", "!bad_time text=9:60"}, {"", "9:3", "!bad_time text=9:3"}, {"", "9.30", "!bad_time text=9.30"}, {"", "930", "!bad_time text=930"},
		{"", "-9:30", "!bad_time text=-9:30"}, {"", "9:", "!bad_time text=9:"}, {"", "上午13:00", "!bad_time text=上午13:00"}, {"", "晚上24:00", "!bad_time text=晚上24:00"}, {"", "=TIME(9,30,0)", "!bad_time text==TIME(9,30,0)"},
		{"", "9:30:15", "!bad_time text=9:30:15"}, {"", "0.395833", "!bad_time text=0.395833"},
		{`, min: "08:00", max: "17:30"`, "7:59", "!too_early min=08:00"}, {`, min: "08:00", max: "17:30"`, "5:31 pm", "!too_late max=17:30"}, {", min: 8点, max: 17点半", "17:30", "17:30"},
	})
}

func TestPeriod(t *testing.T) {
	decodesTo(t, "period", []typeCase{
		{", of: month", "2026-09", "2026-09"}, {", of: month", "2026年9月", "2026-09"}, {", of: month", "２０２６．９", "2026-09"}, {", of: month", "2026/09", "2026-09"}, {", of: month", "202609", "2026-09"}, {", of: month", "2026 年 9 月份", "2026-09"},
		{", of: month", "2026-13", "!bad_period example=2026-09 text=2026-13"}, {", of: month", "9月", "!bad_period example=2026-09 text=9月"}, {", of: month", "2026-Q3", "!bad_period example=2026-09 text=2026-Q3"}, {", of: month", "2026-09-01", "!bad_period example=2026-09 text=2026-09-01"},
		{", of: term", "2025-2026-T1", "2025-2026-T1"}, {", of: term", "2025—2026学年第一学期", "2025-2026-T1"}, {", of: term", "2025-2026学年度第二学期", "2025-2026-T2"}, {", of: term", "2025－2026学年上学期", "2025-2026-T1"},
		{", of: term", "2025年秋季学期", "2025-2026-T1"}, {", of: term", "2026年春季学期", "2025-2026-T2"}, {", of: term", "2026春", "2025-2026-T2"},
		{", of: term", "2025-2027学年第一学期", "!bad_period example=2026-2027-T1 text=2025-2027学年第一学期"}, {", of: term", "第一学期", "!bad_period example=2026-2027-T1 text=第一学期"}, {", of: term", "春", "!bad_period example=2026-2027-T1 text=春"},
		{", of: school-year", "2025-2026", "2025-2026"}, {", of: school-year", "2025～2026学年", "2025-2026"}, {", of: school-year", "2025年至2026年学年度", "2025-2026"}, {", of: school-year", "2025/26学年", "2025-2026"}, {", of: school-year", "2025", "!bad_period example=2026-2027 text=2025"},
		{", of: quarter", "2026年第三季度", "2026-Q3"}, {", of: quarter", "2026年3季度", "2026-Q3"}, {", of: quarter", "2026q3", "2026-Q3"}, {", of: quarter", "2026-q3", "2026-Q3"}, {", of: quarter", "2026年第五季度", "!bad_period example=2026-Q3 text=2026年第五季度"},
		{", of: half", "2026年上半年", "2026-H1"}, {", of: half", "2026-H2", "2026-H2"}, {", of: year", "2026年度", "2026"}, {", of: year", "２０２６", "2026"}, {", of: year", "26", "!bad_period example=2026 text=26"}, {", of: week", "2026年第36周", "2026-W36"}, {", of: week", "2026年第9周", "2026-W09"},
		{", of: month, min: 2026-01, max: 2026-12", "2025-12", "!too_early min=2026-01"}, {", of: month, min: 2026-01, max: 2026-12", "2027-01", "!too_late max=2026-12"},
	})
}

func TestPerson(t *testing.T) {
	decodesTo(t, "person", []typeCase{
		{"", " 01890a5d-ac96-774b-bcce-b302099a8057 ", "01890a5d-ac96-774b-bcce-b302099a8057"}, {", of: inspector", "p-7", "p-7"},
		{"", "何伟", "!bad_person text=何伟"}, {"", "=cmd", "!bad_person text==cmd"},
	})
}

func TestPhone(t *testing.T) {
	decodesTo(t, "phone", []typeCase{
		{"", "138 1234 5678", "13812345678"}, {"", "１３８－１２３４－５６７８", "13812345678"}, {"", "+86 13812345678", "13812345678"}, {"", "0086-138-1234-5678", "13812345678"}, {"", "8613812345678", "13812345678"}, {"", "\u202d13812345678\u202c", "13812345678"},
		{"", "0571-12345678", "!bad_phone"}, {"", "0571-82345678", "0571-82345678"}, {"", "（0571）8234 5678", "0571-82345678"}, {"", "057182345678", "0571-82345678"}, {"", "0571-82345678-801", "0571-82345678-801"}, {"", "0571-82345678转801", "0571-82345678-801"}, {"", "0571-82345678 ext. 801", "0571-82345678-801"},
		{"", "010-62345678", "010-62345678"}, {"", "0108-2345678", "010-82345678"}, {"", "021 6234 5678", "021-62345678"}, {"", "0830-2345678", "0830-2345678"}, {"", "+86 571 8234 5678", "0571-82345678"}, {"", "+86-10-62345678", "010-62345678"}, {"", "400-123-4567", "400-1234567"},
		{"", "82345678", "!no_area_code"}, {"", "2345678", "!no_area_code"}, {"", "1381234567", "!mobile_length got=10"}, {"", "138123456789", "!mobile_length got=12"}, {"", "12312345678", "!bad_phone"}, {"", "010-2345678", "!bad_phone"}, {"", "+1 650 253 0000", "!foreign_phone"}, {"", "00852 2345 6789", "!foreign_phone"},
		{"", "13812345678/13912345678", "!bad_phone"}, {"", "1.38E+10", "!bad_phone"}, {"", "=13812345678", "!bad_phone"}, {"", "12345", "!bad_phone"}, {"", "110", "!bad_phone"}, {"", "+", "!bad_phone"}, {"", "+86", "!bad_phone"}, {"", "00", "!foreign_phone"}, {"", "转801", "!bad_phone"}, {"", "13812345678转1", "!bad_phone"},
		{", of: mobile", "0571-82345678", "!not_mobile"}, {", of: landline", "13812345678", "!not_landline"}, {", of: landline", "0571-82345678", "0571-82345678"},
	})
}

// The first is the example of GB 11643-1999 itself (5.4); the others were computed with the weights of its table 1.
func TestIDNumber(t *testing.T) {
	decodesTo(t, "idnumber", []typeCase{
		{"", "11010519491231002X", "11010519491231002X"}, {"", "11010519491231002x", "11010519491231002X"}, {"", "１１０１０５ １９４９１２３１ ００２Ｘ", "11010519491231002X"}, {"", "'440524188001010014", "440524188001010014"}, {"", "\u202a330106201602290019\u202c", "330106201602290019"}, {"", "810000199001010019", "810000199001010019"},
		{"", "110105194912310021", "!id_check"}, {"", "11010519491231020X", "!id_check"}, {"", "110105491231002", "!id_old"}, {"", "1101051949123100", "!id_length got=16"}, {"", "11010519491231002XX", "!id_character"}, {"", "X", "!id_length got=1"}, {"", "1101051949123100 2Y", "!id_character"}, {"", "-", "!id_character"},
		{"", "330106201502290011", "!id_date"}, {"", "000000194912310021", "!id_region"}, {"", "=cmd|'/C calc'!A0", "!id_character"}, {"", "1.10105E+17", "!id_character"}, {"", "身份证号", "!id_character"}, {"", "", ""}, {"", " 　", ""},
	})
	for last, id := range map[string]string{"0": "330106200001080070", "1": "330106200001190181", "2": "330106200001030022", "3": "330106200001060053", "4": "330106200001090084", "5": "330106200001010005", "6": "330106200001040036", "7": "330106200001070067", "8": "330106200001180178", "9": "330106200001020019", "X": "33010620000105004X"} {
		_, f := formtest.FieldOf(t, "idnumber", "")
		if got := decoded(f, id); got != id || !strings.HasSuffix(id, last) {
			t.Errorf("%s: %s", id, got)
		}
		for _, wrong := range "0123456789X" {
			if other := id[:17] + string(wrong); other != id && decoded(f, other) != "!id_check" {
				t.Errorf("%s is taken", other)
			}
		}
	}
}

// The first is the example of GB 32100-2015; the others were computed from its annex A.
func TestCreditCode(t *testing.T) {
	decodesTo(t, "creditcode", []typeCase{
		{"", "91350100M000100Y43", "91350100M000100Y43"}, {"", "91350100m000100y43", "91350100M000100Y43"}, {"", "９１３５０１００ Ｍ０００１００Ｙ４３", "91350100M000100Y43"}, {"", "12330106MB0000001D", "12330106MB0000001D"}, {"", "52330106MJ88888881", "52330106MJ88888881"}, {"", "12340102485000011G", "12340102485000011G"},
		{"", "91350100M000100Y44", "!credit_check"}, {"", "91350100M000010Y43", "!credit_check"}, {"", "91350100M000100Y4", "!credit_length got=17"}, {"", "91350100MO00100Y43", "!credit_character text=O"}, {"", "9135010OM000100Y43", "!credit_character text=O"}, {"", "9135010AM000100Y43", "!credit_region text=35010A"},
		{"", "350100000012345", "!credit_length got=15"}, {"", "=1+1", "!credit_character text=="}, {"", "信用代码", "!credit_character text=信"}, {"", "--", "!credit_length got=0"},
	})
}

// A slip of one character, and two neighbours exchanged, must be found: that is what the check character is for.
func TestCreditCodeFindsSlips(t *testing.T) {
	const alphabet, code = "0123456789ABCDEFGHJKLMNPQRTUWXY", "12340102485000011G"
	_, f := formtest.FieldOf(t, "creditcode", "")
	for i := range len(code) {
		for _, r := range alphabet {
			if slip := code[:i] + string(r) + code[i+1:]; slip != code && !strings.HasPrefix(decoded(f, slip), "!") {
				t.Errorf("%s is taken", slip)
			}
		}
		if i > 0 && code[i] != code[i-1] {
			if slip := code[:i-1] + code[i:i+1] + code[i-1:i] + code[i+1:]; !strings.HasPrefix(decoded(f, slip), "!") {
				t.Errorf("%s is taken", slip)
			}
		}
	}
}

func TestPlace(t *testing.T) {
	decodesTo(t, "place", []typeCase{
		{"", " 云湖路 1 号 ", "云湖路 1 号"}, {"", "云湖路1号3-2", "云湖路1号3-2"}, {"", "青溪镇，东塘村 12,13 号楼", "青溪镇，东塘村 12,13 号楼"}, {"", "幸福里 3,5", "幸福里 3,5"}, {"", "幸福里（3，5）", "幸福里（3，5）"}, {"", "长 12.5,3.5", "长 12.5,3.5"},
		{"", "云湖路1号 [120.1551,30.2741 GCJ-02]", "云湖路1号 [120.1551,30.2741 GCJ-02]"}, {"", "云湖路1号（１２０．１５５１，３０．２７４１ gcj02）", "云湖路1号 [120.1551,30.2741 GCJ-02]"}, {"", "云湖路1号 WGS84 30.2741 120.1551", "云湖路1号 [120.1551,30.2741 WGS84]"},
		{"", "30.2741,120.1551 wgs 84", "[120.1551,30.2741 WGS84]"}, {"", "云湖路1号 东经120.1551° 北纬30.2741° WGS-84", "云湖路1号 [120.1551,30.2741 WGS84]"}, {"", "30.2741N, 120.1551E WGS84", "[120.1551,30.2741 WGS84]"}, {"", "A [120.12345678,30.5 WGS84]", "A [120.123457,30.5 WGS84]"},
		{", datum: GCJ-02", "云湖路1号 120.1551,30.2741", "云湖路1号 [120.1551,30.2741 GCJ-02]"}, {", datum: GCJ-02", "云湖路1号 120.1551,30.2741 WGS84", "云湖路1号 [120.1551,30.2741 WGS84]"},
		{"", "云湖路1号 120.1551,30.2741", "!no_datum"}, {"", "云湖路1号 [120.16,30.28 BD-09]", "!bad_datum text=BD-09"}, {"", "[0,0 WGS84]", "!out_of_china text=0,0"}, {"", "[-73.98,40.75 WGS84]", "!out_of_china text=-73.98,40.75"}, {"", "[120.1,120.2 WGS84]", "!out_of_china text=120.1,120.2"},
		{", max: 3", "云湖路1号", "!too_long got=5 max=3"}, {", max: 5", "云湖路1号 [120.1551,30.2741 WGS84]", "云湖路1号 [120.1551,30.2741 WGS84]"}, {"", "=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")"},
	})
	_, f := formtest.FieldOf(t, "place", "")
	v, _ := f.Type.Decode(f, "云湖路1号 30.2741,120.1551 WGS84")
	if s := form.SpotOf(v); s.Address != "云湖路1号" || s.Lon.String() != "120.1551" || s.Lat.String() != "30.2741" || s.Datum != form.WGS84 {
		t.Errorf("%+v", s)
	}
}

// What is personal is shown in part only, and no fault repeats it.
func TestMasked(t *testing.T) {
	for _, c := range []struct{ typ, raw, want string }{
		{"idnumber", "11010519491231002X", "110105********002X"}, {"phone", "13812345678", "138****5678"}, {"phone", "0571-82345678", "0571-8234****"}, {"phone", "0571-8234567-801", "0571-823****-***"}, {"phone", "400-8234567", "400-823****"},
	} {
		_, f := formtest.FieldOf(t, c.typ, "")
		v, _ := f.Type.Decode(f, c.raw)
		if got := f.Type.Show(f, v); got != c.want || !f.Masked() {
			t.Errorf("%s is shown as %s", c.raw, got)
		}
	}
	for typ, raws := range map[string][]string{"idnumber": {"110105194912310021", "110105491231002", "11010519491231002XX"}, "phone": {"138123456789", "12312345678", "13812345678转1"}} {
		_, f := formtest.FieldOf(t, typ, "")
		for _, raw := range raws {
			if got := decoded(f, raw); strings.Contains(got, raw[:6]) {
				t.Errorf("the fault repeats what is personal: %s", got)
			}
		}
	}
}
