// Package publish writes a tree to disk: it writes only what changed, shows
// readers either the whole old site or the whole new one, and touches no file
// that it did not write. It knows neither what is in the files nor HTTP.
//
// Next to the output folder is a work folder, ".corkboard", with the stage: a
// second tree that shares every unchanged file with the published one by hard
// links. A build links what is missing, writes what is new, and exchanges the two
// folders in one step (renameat2, RENAME_EXCHANGE). The stage then holds the
// previous site, and the next build starts from it. The stage is not trusted:
// whatever is not the same file (device and inode) as in the output is linked
// again, so it does not matter where an earlier build was killed.
//
// The output folder holds a manifest, ".corkboard-manifest": every file that was
// written, with its fingerprint and the hash of its content. Only files listed
// there are ever deleted.
package publish

import (
	"context"
	"errors"
	"fmt"
	"time"

	"corkboard/generator/tree"
)

// Options say where to publish a tree. Only Output is required.
type Options struct {
	Output    string    // the output folder; made if it does not exist
	Protected []string  // folders that must not be written to: content, themes
	Jobs      int       // files rendered at the same time; 0 = one per core
	Force     bool      // render every file, read every published one, and write what differs
	Code      tree.Hash // version of program and theme; another version renders everything
	Stamp     Stamp     // stored for Fresh; zero = nothing is stored
	Notes     []string  // lines that the manifest keeps with the site; see Notes
}

// Stamp says what a build was made from and how long it stays valid.
type Stamp struct {
	Inputs     tree.Hash // of everything the build reads (see Inputs) and of its options; zero = unknown
	Now        time.Time // the moment the site was built for
	ValidUntil time.Time // when the next page would change; zero = never
	Summary    []byte    // returned by Fresh; for the caller, such as counts
}

// Report describes what a build did.
type Report struct {
	Files     int      // files of the site
	Bytes     int64    // their total size
	Rendered  int      // files that were rendered
	Written   int      // files whose bytes were new
	Deleted   int      // files of the last build that were removed
	Carried   []string // other files in the output, which were kept; without dot files and CNAME at its top
	Exchanged bool     // readers saw the whole old or the whole new site; false = file by file
	Notice    string   // for the person who builds, such as why files were replaced one by one; "" = none
	Fresh     bool     // nothing was planned, since nothing had changed
	Summary   []byte   // of the Stamp
}

// Refused means that the output folder must not be written to: a mistake in the
// command, not an internal error.
type Refused struct {
	Output string // as given
	Reason string
	Hint   string // what to do instead
}

func (r *Refused) Error() string {
	return fmt.Sprintf("cannot write to the output folder %q: %s; %s", r.Output, r.Reason, r.Hint)
}

// Locked means that another build is writing to the same folder.
type Locked struct {
	Output string
	PID    int // its process; 0 = unknown
}

func (l *Locked) Error() string {
	if l.PID == 0 {
		return fmt.Sprintf("another build is writing to %q; wait until it ends", l.Output)
	}
	return fmt.Sprintf("another build (process %d) is writing to %q; wait until it ends", l.PID, l.Output)
}

// Publish makes t the content of the output folder. After an error, or when it is
// killed, the folder holds what it held before; only where Report.Exchanged is
// false may it hold a mixture, which the next build completes. The error is a
// *Refused, a *Locked, ctx.Err(), or an error of rendering or of the disk.
func Publish(ctx context.Context, t *tree.Tree, opt Options) (Report, error) {
	return publish(ctx, t, opt, system{})
}

func publish(ctx context.Context, t *tree.Tree, opt Options, d disk) (report Report, err error) {
	// Find the folders and check that they may be written to.
	p, err := locate(d, opt)
	if err != nil {
		return Report{}, err
	}
	unlock, err := p.lock(d)
	if err != nil {
		return Report{}, err
	}
	defer unlock()

	// Compare what is there with what should be.
	was, err := survey(d, p)
	if err != nil {
		return Report{}, err
	}
	plan, err := makePlan(ctx, d, p, t, was, opt)
	if err != nil {
		return Report{}, err
	}
	if plan.idle() {
		report = plan.report(was)
		report.Exchanged = true // nothing changed, so nobody saw a change
		p.remember(d, was.manifest.sum, was.times(), opt, &report)
		return report, nil
	}

	// Build the whole new site on the stage.
	s := &stage{disk: d, place: p, plan: plan, was: was}
	defer func() {
		if err != nil {
			s.discard()
		}
	}()
	if err := s.prepare(ctx); err != nil {
		return Report{}, fmt.Errorf("preparing %s: %w", p.stage, err)
	}
	if err := s.render(ctx, opt.Jobs); err != nil {
		return Report{}, err
	}
	sum, err := s.seal()
	if err != nil {
		return Report{}, fmt.Errorf("writing %s: %w", p.stage, err)
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}

	// Show it.
	report = plan.report(was)
	switch err := s.exchange(); {
	case err == nil:
		report.Exchanged = true
	case errors.Is(err, errNoExchange):
		report.Notice = noticeFileByFile
		if err := s.moveFiles(); err != nil {
			return Report{}, fmt.Errorf("the site in %s is only partly written; build again to complete it: %w", p.output, err)
		}
	default:
		return Report{}, fmt.Errorf("exchanging %s: %w", p.output, err)
	}
	p.remember(d, sum, s.times(), opt, &report)
	return report, nil
}

const noticeFileByFile = "this folder cannot be replaced in one step (a mount point, a git checkout, or a system other than Linux), so its files were replaced one by one"
