package main

import (
	"strings"
	"testing"
)

func FuzzReadMail(f *testing.F) {
	f.Add([]byte("Hello\n# corkboard: opportunities/a.yaml\ntitle: A\n# corkboard: end\n"))
	f.Add([]byte("# corkboard: change organizations/a.yaml\r\nphone: \"1\"\r\n# corkboard: end\r\n"))
	f.Add([]byte("# corkboard: opportunities/../../x.yaml\n# corkboard: end\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := readMail(data)
		if err == nil && len(list) == 0 {
			t.Fatal("nothing was read, and nothing is said of it")
		}
		for _, p := range list {
			if p.kind != "opportunities" && p.kind != "organizations" || p.id == "" || strings.ContainsAny(p.id, "./\\\x00 ") {
				t.Fatalf("a mail names %q in %q", p.id, p.kind)
			}
		}
		for line := range strings.Lines(tame(string(data))) {
			if strings.Contains(line, "##[") || strings.HasPrefix(strings.TrimSpace(line), "::") {
				t.Fatalf("a command gets through: %q", line)
			}
		}
	})
}
