package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/format"
)

// schemas are the sections that editors get a schema for.
var schemas = []string{"opportunity", "organization", "category", "location", "closure", "need", "site"}

func runSchema(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	var output string
	flags := s.deskFlags("schema")
	flags.StringVar(&output, "output", ".vscode", "`DIR` for the files, one per section")
	section, done, code := parseOne(flags, args, "[SECTION]", stdout, stderr)
	if done {
		return code
	}
	d, err := s.desk()
	if err != nil {
		return s.deskFailure(stderr, "schema", err)
	}
	if section != "" {
		data, ok := format.Schema(section, d.offered())
		if !ok || !slices.Contains(schemas, section) {
			return failure(stderr, "schema", &usageError{fmt.Sprintf("there is no section %s; the sections are %s", section, listed(schemas))})
		}
		if _, err := stdout.Write(data); err != nil {
			return internalError(stderr, "schema", fmt.Errorf("printing: %w", err))
		}
		return exitFine
	}
	if err := d.writeSchemas(output); err != nil {
		return failure(stderr, "schema", err)
	}
	fmt.Fprintf(stdout, "%s in %s\n", counted(len(schemas), "schema"), output)
	return exitFine
}

// writeSchemas writes a schema for each section, replacing those it wrote before.
func (d *desk) writeSchemas(dir string) error {
	files := map[string][]byte{}
	for _, section := range schemas {
		name := filepath.Join(dir, section+".schema.json")
		old, err := os.ReadFile(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case !bytes.Contains(old, []byte(format.SchemaMark)):
			return &usageError{name + " already exists and was not written by corkboard schema; nothing was written"}
		}
		files[name], _ = format.Schema(section, d.offered())
	}
	for name, data := range files {
		if err := replaceFile(name, data); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
	return nil
}

// offered returns the ids that a schema, which anybody may see, suggests: without
// organizations that reveal a private matter, and without places that are confidential
// or known only from private matters.
func (d *desk) offered() map[format.Type][]string {
	b := board.New(d.catalog, board.Options{Now: d.now})
	private := map[*catalog.Location]bool{}
	ids := map[format.Type][]string{}
	for _, o := range b.Organizations {
		if !o.Sensitive {
			ids[format.TypeOrg] = append(ids[format.TypeOrg], o.ID)
			continue
		}
		for _, l := range o.Locations {
			private[l] = true
		}
	}
	for _, o := range d.catalog.Opportunities {
		if board.AnySensitive(o.Categories) {
			for _, l := range o.Locations {
				private[l] = true
			}
		}
	}
	for _, l := range d.catalog.Locations {
		if l.Privacy != catalog.Confidential && (!private[l] || slices.Contains(b.Locations, l)) {
			ids[format.TypePlace] = append(ids[format.TypePlace], l.ID)
		}
	}
	for _, c := range d.catalog.Categories {
		ids[format.TypeCategory] = append(ids[format.TypeCategory], c.ID)
	}
	for _, list := range ids {
		slices.Sort(list)
	}
	return ids
}
