package page

import (
	"net/url"
	"strings"

	"corkboard/generator/address"
)

// forge is the software of a code host, where a contributor edits a file in the
// browser. An unknown host gets no link: a dead link is worse.
func (w *Writer) forge() string {
	r := w.Board.Catalog.Site.Repository
	if r.Kind != "" || r.URL == "" {
		return r.Kind
	}
	u, err := url.Parse(r.URL)
	if err != nil {
		return ""
	}
	switch host := u.Hostname(); {
	case host == "github.com":
		return "github"
	case host == "codeberg.org", strings.HasPrefix(host, "forgejo."), strings.HasPrefix(host, "gitea."):
		return "forgejo"
	case host == "gitlab.com", strings.HasPrefix(host, "gitlab."):
		return "gitlab"
	}
	return ""
}

// inRepository is where a content file is in the repository.
func (w *Writer) inRepository(file string) (repository, branch, path string) {
	r := w.Board.Catalog.Site.Repository
	branch, folder := r.Branch, r.Path
	if branch == "" {
		branch = "main"
	}
	if folder == "" {
		folder = "content"
	}
	return strings.TrimSuffix(strings.TrimSuffix(r.URL, "/"), ".git"), branch, strings.Trim(folder, "/.") + "/" + file
}

// editURL opens a content file for editing, or is "".
func (w *Writer) editURL(file string) string {
	repository, branch, path := w.inRepository(file)
	path = strings.TrimPrefix(path, "/")
	switch w.forge() {
	case "github":
		return repository + "/edit/" + address.Escape(branch) + "/" + address.Escape(path)
	case "forgejo":
		return repository + "/_edit/" + address.Escape(branch) + "/" + address.Escape(path)
	case "gitlab":
		return repository + "/-/edit/" + address.Escape(branch) + "/" + address.Escape(path)
	}
	return ""
}

// newFolder is where the repository makes a new file of a folder, without its name;
// "" when there is no such link. Prefill says whether it takes a name and a text.
func (w *Writer) newFolder(folder string) (url string, prefill bool) {
	url, _, prefill = strings.Cut(w.newFileURL(folder, "", ""), "?")
	return url, prefill
}

// newFileURL opens an empty file of a name with content, or is "".
func (w *Writer) newFileURL(folder, name, content string) string {
	repository, branch, path := w.inRepository(folder)
	path = strings.Trim(path, "/")
	query := url.Values{"filename": {name}, "value": {content}}.Encode()
	switch w.forge() {
	case "github":
		return repository + "/new/" + address.Escape(branch) + "/" + address.Escape(path) + "?" + query
	case "forgejo":
		return repository + "/_new/" + address.Escape(branch) + "/" + address.Escape(path) + "?" + query
	case "gitlab":
		return repository + "/-/new/" + address.Escape(branch) + "/" + address.Escape(path)
	}
	return ""
}
