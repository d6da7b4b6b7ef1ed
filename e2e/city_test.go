package e2e

import "testing"

// signInTo fills in the page of sign-in for a bureau.
func (b *tab) signInTo(bureau, login string) {
	b.Helper()
	b.choose("#bureau", bureau)
	b.fill("#login", login)
	b.fill("#password", password)
	b.follow("main .btn.primary")
	b.until(`document.querySelector(".rail")`)
}

// TestCityAndCounty: one browser signs in to the city and then to the county, and
// each time is where it has said.
func TestCityAndCounty(t *testing.T) {
	b := visit(t)
	b.open("/signin")
	b.want(`[...document.querySelectorAll("#bureau option")].map(e => e.textContent).join()`, "云湖区教育局,云州市教育局")
	b.want(`document.querySelector("#bureau").value`, "990107")
	b.signInTo("990100", "shibgs1")
	b.want(`document.querySelector("header.bar a").textContent`, "云州市教育局")
	b.open("/units?type=bureau")
	b.followText("云湖区教育局")
	b.until(`document.querySelector("#main").textContent.includes("是本局的下级教育局")`)
	b.open("/account")
	b.until(`document.querySelector("#main table tbody tr")`)
	b.leave(func() { b.run(`document.querySelector("form[action='/signout'] button").click()`) })
	b.want(`location.pathname`, "/signin")
	b.want(`document.querySelector("#bureau").value`, "990100") // as chosen last
	b.signInTo("990107", "bangongshi1")
	b.want(`document.querySelector("header.bar a").textContent`, "云湖区教育局")
	b.open("/units/above")
	b.until(`document.querySelector("#main").textContent.includes("云州市教育局")`)
	// A letter of the city leads to its page of sign-in, whoever is signed in.
	b.open("/signin?bureau=990100")
	b.want(`document.querySelector("#bureau").value`, "990100")
	b.until(`document.querySelector(".note").textContent.includes("云湖区教育局")`)
}
