package site

import (
	"net/url"
	"strings"
)

// Addresses of the usual code hosts, where a contributor edits a file in the
// browser. A host that is none of them gets no link: a dead link is worse.

func (s *Site) forge() string {
	r := s.catalog.Site.Repository
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

// inRepository is where a content file stands in the repository.
func (s *Site) inRepository(file string) (address, branch, path string) {
	r := s.catalog.Site.Repository
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
func (s *Site) editURL(file string) string {
	address, branch, path := s.inRepository(file)
	path = strings.TrimPrefix(path, "/")
	switch s.forge() {
	case "github":
		return address + "/edit/" + pathOf(branch) + "/" + pathOf(path)
	case "forgejo":
		return address + "/_edit/" + pathOf(branch) + "/" + pathOf(path)
	case "gitlab":
		return address + "/-/edit/" + pathOf(branch) + "/" + pathOf(path)
	}
	return ""
}

// newFileURL opens an empty file of a name with content, or is "".
func (s *Site) newFileURL(folder, name, content string) string {
	address, branch, path := s.inRepository(folder)
	path = strings.Trim(path, "/")
	query := url.Values{"filename": {name}, "value": {content}}.Encode()
	switch s.forge() {
	case "github":
		return address + "/new/" + pathOf(branch) + "/" + pathOf(path) + "?" + query
	case "forgejo":
		return address + "/_new/" + pathOf(branch) + "/" + pathOf(path) + "?" + query
	case "gitlab":
		return address + "/-/new/" + pathOf(branch) + "/" + pathOf(path)
	}
	return ""
}
