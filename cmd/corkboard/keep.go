package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/content"
	"corkboard/generator/edit"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/overlay"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
)

// desk is a content folder that a command changes: its contents, and the files as
// they will be. Nothing is written before save.
type desk struct {
	dir     string
	files   fs.FS
	catalog *catalog.Catalog
	today   schedule.Date
	edited  map[string]*edit.File
	after   map[string][]byte // by slash path; nil = deleted
	before  problem.List
	now     time.Time
}

// deskFlags are the flags of commands that change listings.
func (s *source) deskFlags(name string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.StringVar(&s.content, "content", "content", "`DIR` with the listings")
	flags.StringVar(&s.now, "now", "", "`TIME` that counts as today (default SOURCE_DATE_EPOCH, then the clock)")
	return flags
}

func (s *source) desk() (*desk, error) {
	if info, err := os.Stat(s.content); err != nil || !info.IsDir() {
		return nil, &usageError{fmt.Sprintf("there is no folder %s; name the folder with the listings: --content DIR", s.content)}
	}
	now, err := s.moment()
	if err != nil {
		return nil, err
	}
	files, err := folder.Open(s.content)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", s.content, err)
	}
	d := &desk{dir: s.content, files: files, now: now, edited: map[string]*edit.File{}, after: map[string][]byte{}}
	if d.catalog, d.before, err = new(content.Loader).Load(files, content.Options{Now: now}); err != nil {
		return nil, err
	}
	d.today = schedule.DateOf(now.In(d.catalog.Site.Zone))
	return d, nil
}

// held is a listing or organization of the folder.
type held struct {
	*catalog.Record
	kind  string // folder of its kind: opportunities or organizations
	entry string // its key in a file of many; "" = the file is its own
}

// find finds the record with an id; "organizations/trinity-church" also works, for when
// a listing has the same id. kinds are the folders to look in.
func (d *desk) find(name string, kinds ...string) (held, error) {
	var found, former []held
	var known []string
	try := func(kind string, r *catalog.Record) {
		if !slices.Contains(kinds, kind) {
			return
		}
		known = append(known, r.ID)
		switch {
		case name == r.ID || name == kind+"/"+r.ID || name == r.File:
			found = append(found, held{Record: r, kind: kind})
		case slices.Contains(r.Formerly, name):
			former = append(former, held{Record: r, kind: kind})
		}
	}
	for _, o := range d.catalog.Opportunities {
		try("opportunities", &o.Record)
	}
	for _, o := range d.catalog.Organizations {
		try("organizations", &o.Record)
	}
	if len(found) == 0 {
		found = former
	}
	switch {
	case len(found) > 1:
		return held{}, &usageError{fmt.Sprintf("%s names %s/%s and %s/%s; write one of the two", name, found[0].kind, found[0].ID, found[1].kind, found[1].ID)}
	case len(found) == 0:
		for _, file := range d.catalog.LeftOut {
			if strings.TrimSuffix(path.Base(file), path.Ext(file)) == name {
				return held{}, &usageError{fmt.Sprintf("%s has errors; first correct what check reports", file)}
			}
		}
		text := fmt.Sprintf("there is nothing called %s in %s", name, d.dir)
		if near, ok := problem.Nearest(name, known); ok {
			text += "; did you mean " + near + "?"
		}
		return held{}, &usageError{text}
	}
	h := found[0]
	f, err := d.open(h.File)
	if err != nil {
		return held{}, err
	}
	if f.Root().Get("title") == nil && f.Root().Get("name") == nil {
		h.entry = h.ID
	}
	return h, nil
}

// open returns a file as it will be.
func (d *desk) open(file string) (*edit.File, error) {
	if f := d.edited[file]; f != nil {
		return f, nil
	}
	data, err := folder.ReadFile(d.files, file, folder.MostTable)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	f, err := edit.Read(file, data)
	if err != nil {
		return nil, &usageError{err.Error()}
	}
	d.edited[file] = f
	return f, nil
}

// set gives a field a value in YAML.
func (d *desk) set(h held, key, value string) error {
	f, err := d.open(h.File)
	if err != nil {
		return err
	}
	if err := f.Set(h.entry, key, value); err != nil {
		return &usageError{err.Error()}
	}
	d.after[h.File] = f.Bytes()
	return nil
}

// problems returns the errors that the folder would have and does not have now.
func (d *desk) problems() (problem.List, error) {
	_, after, err := new(content.Loader).Load(overlay.New(d.files, d.after), content.Options{Now: d.now})
	if err != nil {
		return nil, err
	}
	type mistake struct{ rule, file, text string }
	had := map[mistake]bool{}
	for _, p := range d.before {
		had[mistake{p.Rule, p.File, p.Text}] = true
	}
	return slices.DeleteFunc(after.Errors(), func(p problem.Problem) bool { return had[mistake{p.Rule, p.File, p.Text}] }), nil
}

// unfit is the error for an edit that would cause mistakes.
type unfit struct{ problems problem.List }

func (u *unfit) Error() string { return counted(len(u.problems), "error") }

// save writes all files, unless that would cause an error. Each is replaced in one
// step.
func (d *desk) save() error {
	list, err := d.problems()
	if err != nil {
		return err
	}
	if len(list) > 0 {
		return &unfit{list}
	}
	for _, name := range slices.Sorted(maps.Keys(d.after)) {
		if data := d.after[name]; data != nil {
			if err := replaceFile(d.path(name), data); err != nil {
				return fmt.Errorf("writing %s: %w", d.path(name), err)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.after)) {
		if d.after[name] == nil {
			if err := os.Remove(d.path(name)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

// replaceFile writes a file in one step and keeps its permissions.
func replaceFile(name string, data []byte) (err error) {
	mode := fs.FileMode(0o644)
	if info, err := os.Lstat(name); err == nil {
		if !info.Mode().IsRegular() {
			return errors.New("it is not a regular file")
		}
		mode = info.Mode().Perm()
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".corkboard-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	if err = errors.Join(err, temp.Chmod(mode), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		_ = os.Remove(temp.Name()) // the error that matters is returned
	}
	return err
}

// deskFailure prints why nothing was written.
func (s *source) deskFailure(stderr io.Writer, name string, err error) int {
	var wrong *unfit
	if errors.As(err, &wrong) {
		s.printProblems(stderr, wrong.problems)
		fmt.Fprintf(stderr, "corkboard %s: nothing was written\n", name)
		return exitContent
	}
	return failure(stderr, name, err)
}

func runConfirm(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	var organization string
	flags := s.deskFlags("confirm")
	flags.StringVar(&organization, "organization", "", "`ID` of an organization: it and all its listings")
	ids, done, code := parseRest(flags, args, "ID…", stdout, stderr)
	if done {
		return code
	}
	d, err := s.desk()
	if err == nil {
		err = d.confirm(ids, organization, stdout)
	}
	if err != nil {
		return s.deskFailure(stderr, "confirm", err)
	}
	return exitFine
}

// confirm records that listings were true today.
func (d *desk) confirm(ids []string, organization string, stdout io.Writer) error {
	if organization != "" {
		h, err := d.find(organization, "organizations")
		if err != nil {
			return err
		}
		ids = append(ids, "organizations/"+h.ID)
		for _, o := range d.catalog.Opportunities {
			if slices.ContainsFunc(o.Organizations, func(by *catalog.Organization) bool { return by.ID == h.ID }) {
				ids = append(ids, "opportunities/"+o.ID)
			}
		}
	}
	if len(ids) == 0 {
		return &usageError{"name the listings that are still true: corkboard confirm ID…, or --organization ID"}
	}
	var list []string
	for _, id := range ids {
		h, err := d.find(id, "opportunities", "organizations")
		if err != nil {
			return err
		}
		if h.Checked.Date.After(d.today) {
			return &usageError{fmt.Sprintf("%s was checked on %s, and today is %s", h.ID, h.Checked.Date, d.today)}
		}
		if err := d.set(h, "checked", d.today.String()); err != nil {
			return err
		}
		list = append(list, h.ID)
	}
	if err := d.save(); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "checked on %s: %s\n", d.today, listed(list))
	return nil
}

func runRename(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	flags := s.deskFlags("rename")
	ids, done, code := parseRest(flags, args, "OLD NEW", stdout, stderr)
	if done {
		return code
	}
	if len(ids) != 2 {
		return failure(stderr, "rename", &usageError{"name the old id and the new one: corkboard rename OLD NEW"})
	}
	d, err := s.desk()
	if err == nil {
		err = d.rename(ids[0], ids[1], stdout)
	}
	if err != nil {
		return s.deskFailure(stderr, "rename", err)
	}
	return exitFine
}

// rename gives a record a new id: it changes its file with translations or its entry,
// whatever refers to it, and adds the old id under “formerly”.
func (d *desk) rename(from, to string, stdout io.Writer) error {
	h, err := d.find(from, "opportunities", "organizations")
	if err != nil {
		return err
	}
	if fault := format.JudgeID(h.File, to); fault.Text != "" {
		return &usageError{fault.Text + "; " + fault.Hint}
	}
	if other, err := d.find(h.kind+"/"+to, h.kind); err == nil {
		return &usageError{fmt.Sprintf("%s already belongs to %s", to, other.File)}
	}
	former := append([]string{h.ID}, h.Formerly...)
	former = slices.DeleteFunc(former, func(id string) bool { return id == to })
	if err := d.set(h, "formerly", "["+strings.Join(former, ", ")+"]"); err != nil {
		return err
	}
	referring, err := d.redirect(h, to)
	if err != nil {
		return err
	}
	if h.entry != "" {
		f, err := d.open(h.File)
		if err != nil {
			return err
		}
		for _, p := range f.Root().Pairs {
			if p.Key.Value == h.entry {
				if err := f.Scalar(p.Key, to); err != nil {
					return &usageError{err.Error()}
				}
				break
			}
		}
		d.after[h.File] = f.Bytes()
	} else if err := d.move(h, to); err != nil {
		return err
	}
	if err := d.save(); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s is now %s; old links and calendars keep working\n", h.ID, to)
	if len(referring) > 0 {
		fmt.Fprintf(stdout, "corrected: %s\n", listed(referring))
	}
	return nil
}

// move renames the file of a record and its translations.
func (d *desk) move(h held, to string) error {
	dir := path.Dir(h.File)
	entries, err := fs.ReadDir(d.files, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		old := path.Join(dir, e.Name())
		f, ok := folder.Classify(old)
		if !ok || f.ID != h.ID {
			continue
		}
		renamed := path.Join(dir, to+strings.TrimPrefix(e.Name(), h.ID))
		if _, err := fs.Lstat(d.files, renamed); err == nil {
			return &usageError{renamed + " already exists"}
		}
		data, edited := d.after[old]
		if !edited {
			if data, err = folder.ReadFile(d.files, old, f.Limit()); err != nil {
				return err
			}
		}
		d.after[renamed], d.after[old] = data, nil
	}
	return nil
}

// redirect corrects the references to a record, and returns the files.
func (d *desk) redirect(h held, to string) ([]string, error) {
	typ := map[string]format.Type{"opportunities": format.TypeListing, "organizations": format.TypeOrg}[h.kind]
	tables := map[string][]format.Field{}
	for _, s := range format.Sections() {
		tables[s.Name] = s.Fields
	}
	list, err := folder.Scan(d.files)
	if err != nil {
		return nil, err
	}
	var changed []string
	for _, file := range list.Files() {
		if !content.HasMembers(file.Path) {
			continue
		}
		fields := tables["opportunity"]
		if file.Kind == folder.Organization {
			fields = tables["organization"]
		}
		data, err := folder.ReadFile(d.files, file.Path, folder.MostTable)
		if err != nil || !strings.Contains(string(data), h.ID) {
			continue // what can't be read is reported by check
		}
		f, err := d.open(file.Path)
		if err != nil {
			continue
		}
		for {
			nodes := format.References(f.Root(), fields, typ, h.ID)
			if len(nodes) == 0 {
				break
			}
			if err := f.Scalar(nodes[0], to); err != nil {
				return nil, &usageError{err.Error()}
			}
			d.after[file.Path] = f.Bytes()
			if !slices.Contains(changed, file.Path) {
				changed = append(changed, file.Path)
			}
		}
	}
	return changed, nil
}

func runWithdraw(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	flags := s.deskFlags("withdraw")
	ids, done, code := parseRest(flags, args, "ID…", stdout, stderr)
	if done {
		return code
	}
	d, err := s.desk()
	if err == nil {
		err = d.withdraw(ids, stdout)
	}
	if err != nil {
		return s.deskFailure(stderr, "withdraw", err)
	}
	return exitFine
}

// withdraw removes listings from the directory.
func (d *desk) withdraw(ids []string, stdout io.Writer) error {
	if len(ids) == 0 {
		return &usageError{"name the listings to remove: corkboard withdraw ID…"}
	}
	var list []string
	dated := false
	for _, id := range ids {
		h, err := d.find(id, "opportunities", "organizations")
		if err != nil {
			return err
		}
		for _, o := range d.catalog.Opportunities {
			dated = dated || h.kind == "opportunities" && o.ID == h.ID && len(o.Schedules) > 0
		}
		if h.entry != "" {
			f, err := d.open(h.File)
			if err != nil {
				return err
			}
			if len(f.Root().Pairs) > 1 {
				if err := f.Remove(h.entry); err != nil {
					return &usageError{err.Error()}
				}
				d.after[h.File] = f.Bytes()
				list = append(list, h.ID)
				continue
			}
		}
		if err := d.takeAway(h); err != nil {
			return err
		}
		list = append(list, h.ID)
	}
	if err := d.save(); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "removed: %s\n", listed(list))
	if dated {
		fmt.Fprintln(stdout, "People who subscribed to its calendar keep its title and dates, marked as canceled, until the dates have passed.")
	}
	fmt.Fprintln(stdout, "Its whole text stays in the history of the repository, where anybody can read it. If that puts somebody in danger, ask the people who keep the repository to rewrite it.")
	return nil
}

// takeAway deletes the file of a record and its translations.
func (d *desk) takeAway(h held) error {
	entries, err := fs.ReadDir(d.files, path.Dir(h.File))
	if err != nil {
		return err
	}
	id := cmp.Or(strings.TrimSuffix(path.Base(h.File), path.Ext(h.File)), h.ID)
	for _, e := range entries {
		name := path.Join(path.Dir(h.File), e.Name())
		if f, ok := folder.Classify(name); ok && f.ID == id {
			d.after[name] = nil
		}
	}
	return nil
}
