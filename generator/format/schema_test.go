package format

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestSchema(t *testing.T) {
	ids := map[Type][]string{TypeOrg: {"trinity"}, TypeCategory: {"food"}}
	for _, s := range Sections() {
		data, ok := Schema(s.Name, ids)
		var schema map[string]any
		if err := json.Unmarshal(data, &schema); err != nil || !ok {
			t.Errorf("%s: %v", s.Name, err)
		}
		record := schema
		if many, ok := schema["additionalProperties"].(map[string]any); ok {
			record = many
		}
		properties := record["properties"].(map[string]any)
		for _, f := range s.Fields {
			for _, name := range []string{f.Name, f.Other} {
				if _, ok := properties[name]; name != "" && !ok {
					t.Errorf("%s: %s is missing", s.Name, name)
				}
			}
		}
		if s.Name == "opportunity" {
			form := schema["definitions"].(map[string]any)["organization"].(map[string]any)
			offered := form["anyOf"].([]any)[0].(map[string]any)["enum"].([]any)
			if !slices.Equal(offered, []any{"trinity"}) {
				t.Errorf("organizations offered: %v", offered)
			}
		}
	}
	if _, ok := Schema("nothing", nil); ok {
		t.Error("there is a schema of nothing")
	}
}
