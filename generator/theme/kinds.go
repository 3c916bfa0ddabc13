package theme

import (
	"reflect"

	"corkboard/generator/site"
	"corkboard/generator/tree"
)

// pageKinds is each page kind with the view it shows.
var pageKinds = map[string]reflect.Type{
	"home":              reflect.TypeFor[site.HomeView](),
	"opportunities":     reflect.TypeFor[site.IndexView](),
	"direction":         reflect.TypeFor[site.IndexView](),
	"kind":              reflect.TypeFor[site.IndexView](),
	"language":          reflect.TypeFor[site.IndexView](),
	"access":            reflect.TypeFor[site.IndexView](),
	"category":          reflect.TypeFor[site.IndexView](),
	"location":          reflect.TypeFor[site.IndexView](),
	"location-category": reflect.TypeFor[site.IndexView](),
	"categories":        reflect.TypeFor[site.TermsView](),
	"locations":         reflect.TypeFor[site.TermsView](),
	"organizations":     reflect.TypeFor[site.OrganizationsView](),
	"opportunity":       reflect.TypeFor[site.ListingView](),
	"organization":      reflect.TypeFor[site.OrganizationView](),
	"calendar":          reflect.TypeFor[site.CalendarView](),
	"calendar-kind":     reflect.TypeFor[site.CalendarView](),
	"month":             reflect.TypeFor[site.CalendarView](),
	"help-now":          reflect.TypeFor[site.HelpNowView](),
	"search":            reflect.TypeFor[site.SearchView](),
	"subscribe":         reflect.TypeFor[site.SubscribeView](),
	"feed":              reflect.TypeFor[site.FeedView](),
	"suggest":           reflect.TypeFor[site.SuggestView](),
	"outcomes":          reflect.TypeFor[site.OutcomesView](),
	"new":               reflect.TypeFor[site.NewView](),
	"needs-checking":    reflect.TypeFor[site.NeedsCheckingView](),
	"gaps":              reflect.TypeFor[site.GapsView](),
	"page":              reflect.TypeFor[site.PageView](),
	"not-found":         reflect.TypeFor[site.NotFoundView](),
	"redirect":          reflect.TypeFor[site.RedirectView](),
}

// blank makes a view of type t with nothing in it but its frame; full makes one
// with something in every field. Rendering both at load time finds a template
// that asks for what a view does not have.
func blank(t reflect.Type, kind string) site.View {
	return framed(reflect.New(t), kind, site.Frame{Chrome: &site.Chrome{}})
}

func full(t reflect.Type, kind string) site.View {
	v := reflect.New(t)
	fill(v.Elem(), 0)
	frame := *v.Interface().(site.View).Page()
	frame.ContentHash = tree.Hash{1} // not the empty one's
	return framed(v, kind, frame)
}

func framed(v reflect.Value, kind string, frame site.Frame) site.View {
	view := v.Interface().(site.View)
	frame.Kind = kind
	*view.Page() = frame
	return view
}

// fill puts one of everything into v. Types that hold themselves end at a
// depth that no template reaches twice.
func fill(v reflect.Value, depth int) {
	if depth > 8 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), depth+1)
			}
		}
	}
}
