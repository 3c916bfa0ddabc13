package main

import (
	"context"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/schedule"
	"corkboard/generator/start"
)

// notRun are commands in documents that no test can run as they are, and why.
var notRun = map[string]string{
	"go install":      "installs a program outside of the test; go build of the same package is what runs these tests",
	"go run":          "builds the program again; every other test runs it",
	"go test":         "is this",
	"corkboard serve": "runs until it is stopped; see TestServe…",
	"npm ":            "needs a network",
	"node ":           "needs what npm installs",
	"sudo ":           "changes the machine; the servers themselves are run by TestServersSendHeaders",
}

// Commands in documents work as they are printed there: those of a document one after
// the other, each block where the previous one ended but for one that begins a site.
func TestCommandsInDocuments(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	for _, name := range []string{"README.md", "CONTRIBUTING.md", ".github/PUT-IT-ONLINE.md"} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("../..", name))
			if err != nil {
				t.Fatal(err)
			}
			var script strings.Builder
			ran := 0
			for _, line := range commandsIn(string(text)) {
				if slices.ContainsFunc(slices.Collect(maps.Keys(notRun)), func(prefix string) bool { return strings.HasPrefix(line, prefix) }) {
					continue
				}
				if strings.HasPrefix(line, "corkboard init") {
					script.WriteString("cd \"$HOME\"\n") // a site is begun outside of the one before
				}
				script.WriteString(line + "\n")
				ran++
			}
			if ran == 0 && name != "CONTRIBUTING.md" {
				t.Fatalf("%s has no commands", name)
			}
			home := t.TempDir()
			cmd := exec.Command("sh", "-ec", script.String())
			cmd.Dir = home
			cmd.Env = append(os.Environ(), "HOME="+home, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s\n%s", err, &script, out)
			}
		})
	}
}

// inSentences finds the commands that documents name in their sentences.
var inSentences = regexp.MustCompile("`(corkboard [^`]+)`")

// asks are commands that ask whoever types them, or run until they are stopped.
var asks = []string{"corkboard new opportunity", "corkboard new organization", "corkboard serve"}

// Commands in sentences work in a new site, with the words in capitals replaced. Of
// the files of a new site as well.
func TestCommandsInSentences(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	texts := map[string]string{}
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".github/PUT-IT-ONLINE.md"} {
		text, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	for _, language := range []string{"en", "es"} {
		files, err := start.Files(start.Town{Name: "Test", Country: "US", Language: language, URL: "https://test.example", Host: "github", Today: schedule.Date{Year: 2026, Month: time.November, Day: 23}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f.Path, ".md") {
				texts[language+" "+f.Path] = string(f.Data)
			}
		}
	}
	commands := map[string]string{} // by where they are first
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		for _, m := range inSentences.FindAllStringSubmatch(texts[name], -1) {
			if line := strings.Join(strings.Fields(m[1]), " "); commands[line] == "" && !slices.Contains(asks, line) {
				commands[line] = name
			}
		}
	}
	if len(commands) < 15 {
		t.Fatalf("only %d commands", len(commands))
	}
	meant := strings.NewReplacer("OLD NEW", "example-clean-up other", "VIEJO NUEVO", "example-clean-up other", "ID…", "example-clean-up", "ID", "example-clean-up", "init DIR", "init town2", "BASE", "HEAD", "COMMIT", "HEAD", "NAME", "ours",
		"PART…", "home", "food-pantry", "example-clean-up", "trinity-church", "example-library", "diff BASE", "diff HEAD", "category food", "category nature", "corkboard doctor", "corkboard doctor || test $? = 1") // a new site has no contact yet
	for _, line := range slices.Sorted(maps.Keys(commands)) {
		t.Run(line, func(t *testing.T) {
			home := t.TempDir()
			script := "corkboard init town --name Test --country US --language en --url https://test.example --host github\ncd town\ngit init -q --initial-branch main\ngit add -A\ngit commit -qm Begin\n" + meant.Replace(line) + "\n"
			cmd := exec.Command("sh", "-ec", script)
			cmd.Dir = home
			cmd.Env = append(os.Environ(), "HOME="+home, "SOURCE_DATE_EPOCH=1795438800", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_DATE=2026-11-20T10:00:00Z", "GIT_COMMITTER_DATE=2026-11-20T10:00:00Z", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", commands[line], err, out)
			}
		})
	}
}

// Every command shows examples, and they work one after the other.
func TestExamples(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	output := t.TempDir()
	script := ""
	for _, c := range commands() {
		if len(examples[c.name]) == 0 {
			t.Errorf("corkboard %s has no example", c.name)
		}
		if c.name == "serve" {
			continue // it runs until it is stopped
		}
		for i, line := range examples[c.name] {
			if !strings.HasPrefix(line, "corkboard "+c.name) {
				t.Errorf("%s is no example of %s", line, c.name)
			}
			if c.name == "init" && i > 0 {
				continue // one town is enough here
			}
			if c.name == "from-mail" {
				script += "printf '# corkboard: change opportunities/food-pantry.yaml\\nclosed: yes\\n# corkboard: end\\n' > mail.txt\n"
			}
			script += strings.ReplaceAll(line, "/srv/www/town", output+"/site") + "\n"
			if c.name == "doctor" {
				script = strings.TrimSuffix(script, "\n") + " || test $? = 1\n" // nothing publishes this site
			}
			if c.name == "init" {
				script += "cd marsh-end\ngit init -q --initial-branch main\n"
			}
			if c.name == "new" {
				script += "git add -A\ngit commit -q -m More\n"
			}
			if c.name == "build" && i == 0 {
				script += "test -e public/index.html\n"
			}
		}
	}
	home := t.TempDir()
	cmd := exec.Command("sh", "-ec", script)
	cmd.Dir = home
	cmd.Env = append(os.Environ(), "HOME="+home, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\n%s", err, script, out)
	}
	var help strings.Builder
	if run(t.Context(), []string{"check", "--help"}, &help, &help); !strings.Contains(help.String(), "For example:\n  corkboard check --strict\n") {
		t.Errorf("the help shows no example:\n%s", &help)
	}
}

var anyCommand = regexp.MustCompile(`^(corkboard|cd|git|go|npm|node|sudo|rm|mkdir|cp) `)

// commandsIn are the commands in the code blocks of a document, without their
// comments. The table of commands is none.
func commandsIn(text string) []string {
	text = strings.Replace(text, commandTable(), "", 1)
	var out []string
	fenced, plain := false, false // in a code block; in one without a language
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			plain = fenced && line == "```"
			continue
		}
		line, _, _ = strings.Cut(line, "  #")
		if line = strings.TrimSpace(line); plain && anyCommand.MatchString(line) {
			out = append(out, line)
		}
	}
	return out
}

// The configuration that init writes for nginx and Caddy serves a site with the
// headers that it asks for in _headers.
func TestServersSendHeaders(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site")
	var out strings.Builder
	if code := run(context.Background(), []string{"build", "--content", "../../content", "--output", site, "--now", "2026-11-23T10:00:00Z"}, &out, &out); code != exitFine {
		t.Fatal(&out)
	}
	rules, err := os.ReadFile(filepath.Join(site, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	assets, err := filepath.Glob(filepath.Join(site, "assets", "*.css"))
	if err != nil || len(assets) == 0 {
		t.Fatalf("no style sheet: %v", err)
	}
	paths := map[string]int{"/": 200, "/assets/" + filepath.Base(assets[0]): 200, "/calendar.ics": 200, "/nowhere/": 404, "/opportunities/safe-harbor-line/": 200, "/es/hide-a-visit/": 200, "/_headers": 404, "/.corkboard-manifest": 404}
	files, err := start.Files(start.Town{Name: "Test", Country: "US", Language: "en", URL: "https://test.example", Host: "server", Today: schedule.Date{Year: 2026, Month: time.November, Day: 23}})
	if err != nil {
		t.Fatal(err)
	}
	for _, server := range []struct {
		program, file string
		adapt         func(config, address string) string
		args          func(config string) []string
	}{
		{"nginx", "server/nginx.conf", func(config, address string) string {
			config = strings.NewReplacer("listen 80;", "listen "+address+";", "listen [::]:80;", "", "/srv/www/test", site, "include mime.types", "include /etc/nginx/mime.types").Replace(config)
			temp := ""
			for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
				temp += kind + "_temp_path " + filepath.Join(dir, kind) + ";\n"
			}
			return "daemon off;\nmaster_process off;\nerror_log stderr;\npid " + filepath.Join(dir, "nginx.pid") + ";\nevents {}\nhttp {\naccess_log off;\n" + temp + config + "}\n"
		}, func(config string) []string { return []string{"-p", dir, "-c", config} }},
		{"caddy", "server/Caddyfile", func(config, address string) string {
			return "{\nadmin off\nauto_https off\n}\n" + strings.NewReplacer("test.example {", "http://"+address+" {", "/srv/www/test", site).Replace(config)
		}, func(config string) []string { return []string{"run", "--adapter", "caddyfile", "--config", config} }},
	} {
		t.Run(server.program, func(t *testing.T) {
			program, err := exec.LookPath(server.program)
			if err != nil {
				if os.Getenv("CORKBOARD_REQUIRE") != "" {
					t.Fatal(err)
				}
				t.Skip(err)
			}
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			address := listener.Addr().String()
			listener.Close()
			i := slices.IndexFunc(files, func(f start.File) bool { return f.Path == server.file })
			config := filepath.Join(dir, server.program+".conf")
			if err := os.WriteFile(config, []byte(server.adapt(string(files[i].Data), address)), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), program, server.args(config)...)
			cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
			var log strings.Builder
			cmd.Stdout, cmd.Stderr = &log, &log
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
			for range 100 {
				if c, err := net.Dial("tcp", address); err == nil {
					c.Close()
					break
				}
				time.Sleep(50 * time.Millisecond)
			}
			for path, status := range paths {
				r, err := http.Get("http://" + address + path)
				if err != nil {
					t.Fatalf("%v\n%s", err, &log)
				}
				body, _ := io.ReadAll(r.Body) // only its presence is looked at
				r.Body.Close()
				if r.StatusCode != status || len(body) == 0 {
					t.Errorf("%s: status %d with %d bytes, want %d", path, r.StatusCode, len(body), status)
				}
				for name, want := range asked(string(rules), path) {
					if got := strings.ReplaceAll(r.Header.Get(name), "; charset=utf-8", ""); got != strings.ReplaceAll(want, "; charset=utf-8", "") {
						t.Errorf("%s: %s: %q, want %q", path, name, got, want)
					}
				}
				if path == "/calendar.ics" && !strings.Contains(r.Header.Get("Content-Type"), "charset=utf-8") {
					t.Errorf("a calendar without its character set: %s", r.Header.Get("Content-Type"))
				}
			}
		})
	}
}

// asked are the headers that the rules of _headers ask for at a path.
func asked(rules, path string) map[string]string {
	out := map[string]string{}
	applies := false
	for line := range strings.Lines(rules) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, " ") {
			pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(line), `\*`, ".*") + "$"
			applies = regexp.MustCompile(pattern).MatchString(path)
			continue
		}
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && applies {
			out[name] = value
		}
	}
	return out
}
