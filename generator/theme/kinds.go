package theme

import (
	"reflect"

	"corkboard/generator/tree"
	"corkboard/generator/views"
)

// pageKinds is each page kind with the view it shows.
var pageKinds = map[string]reflect.Type{
	"home":              reflect.TypeFor[views.Home](),
	"opportunities":     reflect.TypeFor[views.Index](),
	"direction":         reflect.TypeFor[views.Index](),
	"kind":              reflect.TypeFor[views.Index](),
	"language":          reflect.TypeFor[views.Index](),
	"access":            reflect.TypeFor[views.Index](),
	"need":              reflect.TypeFor[views.Index](),
	"category":          reflect.TypeFor[views.Index](),
	"location":          reflect.TypeFor[views.Index](),
	"location-category": reflect.TypeFor[views.Index](),
	"categories":        reflect.TypeFor[views.Terms](),
	"locations":         reflect.TypeFor[views.Terms](),
	"kinds":             reflect.TypeFor[views.Terms](),
	"languages":         reflect.TypeFor[views.Terms](),
	"features":          reflect.TypeFor[views.Terms](),
	"organizations":     reflect.TypeFor[views.Organizations](),
	"opportunity":       reflect.TypeFor[views.Listing](),
	"organization":      reflect.TypeFor[views.Organization](),
	"calendar":          reflect.TypeFor[views.Calendar](),
	"calendar-kind":     reflect.TypeFor[views.Calendar](),
	"month":             reflect.TypeFor[views.Calendar](),
	"week":              reflect.TypeFor[views.Calendar](),
	"day":               reflect.TypeFor[views.Calendar](),
	"help-now":          reflect.TypeFor[views.HelpNow](),
	"search":            reflect.TypeFor[views.Search](),
	"subscribe":         reflect.TypeFor[views.Subscribe](),
	"feed":              reflect.TypeFor[views.Feed](),
	"suggest":           reflect.TypeFor[views.Suggest](),
	"outcomes":          reflect.TypeFor[views.Outcomes](),
	"new":               reflect.TypeFor[views.Newest](),
	"needs-checking":    reflect.TypeFor[views.NeedsChecking](),
	"gaps":              reflect.TypeFor[views.Gaps](),
	"page":              reflect.TypeFor[views.Own](),
	"not-found":         reflect.TypeFor[views.NotFound](),
	"redirect":          reflect.TypeFor[views.Redirect](),
}

// optional are the page kinds that a theme may do without: a site works without
// them.
var optional = []string{"feed", "gaps", "help-now", "needs-checking", "new", "outcomes", "search", "subscribe", "suggest"}

// blank makes a view of type t that is empty except for its frame; full makes
// one with something in every field. Rendering both at load time finds a
// template that uses something its view does not have.
func blank(t reflect.Type, kind string) views.View {
	return framed(reflect.New(t), kind, views.Frame{Chrome: &views.Chrome{}})
}

func full(t reflect.Type, kind string) views.View {
	v := reflect.New(t)
	fill(v.Elem(), 0)
	frame := *v.Interface().(views.View).Page()
	frame.ContentHash = tree.Hash{1} // different from the empty one's
	return framed(v, kind, frame)
}

func framed(v reflect.Value, kind string, frame views.Frame) views.View {
	view := v.Interface().(views.View)
	frame.Kind = kind
	*view.Page() = frame
	return view
}

// fill puts one of everything into v. Recursive types end at a depth that no
// template reaches twice.
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
