// Package publish puts a tree on a disk: only what changed is written, a reader
// sees the whole old site or the whole new one, and no file that it did not
// write is touched. It does not know what is in the files, nor HTTP.
//
// Beside the output folder stands a work folder, ".corkboard". In it lies the
// stage: a second tree that shares every unchanged file with the published one
// by hard link. A build links what is missing, writes what is new, and exchanges
// the two folders in one step (renameat2, RENAME_EXCHANGE). The stage then holds
// the site before, and the next build starts from it. Nothing is believed about
// a stage: what is not the very same file (device and inode) as in the output is
// linked again, so it does not matter where an earlier build was killed.
//
// The output folder holds a manifest, ".corkboard-manifest": every file that was
// written, with its fingerprint and the hash of its content. Only files named
// there are ever deleted.
package publish

import (
	"context"
	"errors"
	"fmt"
	"time"

	"corkboard/generator/tree"
)

// Options say where a tree goes. Only Output is needed.
type Options struct {
	Output    string    // the output folder; made when it does not exist
	Protected []string  // folders that must never be written: content, themes
	Jobs      int       // files rendered at the same time; 0 = one per core
	Force     bool      // render every file, read every published one, and write what differs
	Code      tree.Hash // version of program and theme: another one renders everything
	Stamp     Stamp     // remembered for Fresh; zero = nothing is remembered
}

// Stamp says what a build was made from and how long it holds.
type Stamp struct {
	Inputs     tree.Hash // of everything the build reads (see Inputs) and of its options; zero = not known
	Now        time.Time // the moment the site was built for
	ValidUntil time.Time // the next instant at which any page would change; zero = none will
	Summary    []byte    // whatever the caller wants back from Fresh, such as counts and problems
}

// Report says what a build did.
type Report struct {
	Files     int      // files of the site
	Bytes     int64    // their size together
	Rendered  int      // files that were rendered
	Written   int      // files whose bytes were new
	Deleted   int      // files of the last build that are no more
	Carried   []string // files in the output that are not ours, kept; dot files and CNAME at its top are not named
	Exchanged bool     // readers see the whole old or the whole new site; false = file by file
	Notice    string   // for the person who builds, such as why the promise is weaker; "" = nothing to say
	Fresh     bool     // nothing was planned, since nothing had changed
	Summary   []byte   // of the Stamp
}

// Refused means that the output folder must not be written: a mistake in the
// command line, not a fault.
type Refused struct {
	Output string // as given
	Reason string
	Hint   string // what to do instead
}

func (r *Refused) Error() string {
	return fmt.Sprintf("the output folder %q is refused: %s; %s", r.Output, r.Reason, r.Hint)
}

// Locked means that another build is writing the same folder at this moment.
type Locked struct {
	Output string
	PID    int // its process; 0 = unknown
}

func (l *Locked) Error() string {
	if l.PID == 0 {
		return fmt.Sprintf("another build is writing %q; wait until it has ended", l.Output)
	}
	return fmt.Sprintf("another build (process %d) is writing %q; wait until it has ended", l.PID, l.Output)
}

// Publish brings the output folder to t. After an error or a kill at any moment
// the folder holds what it held before; only where Report.Exchanged is false may
// it be between the two, and then the next build completes it. The error is a
// *Refused, a *Locked, ctx.Err() or a fault of rendering or of the disk.
func Publish(ctx context.Context, t *tree.Tree, opt Options) (Report, error) {
	return publish(ctx, t, opt, system{})
}

func publish(ctx context.Context, t *tree.Tree, opt Options, d disk) (report Report, err error) {
	// Where does it go, and may it?
	p, err := locate(d, opt)
	if err != nil {
		return Report{}, err
	}
	unlock, err := p.lock(d)
	if err != nil {
		return Report{}, err
	}
	defer unlock()

	// What is there, and what has to change?
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
			return Report{}, fmt.Errorf("the site in %s is partly written, build again to complete it: %w", p.output, err)
		}
	default:
		return Report{}, fmt.Errorf("exchanging %s: %w", p.output, err)
	}
	p.remember(d, sum, s.times(), opt, &report)
	return report, nil
}

const noticeFileByFile = "this folder can't be exchanged as a whole (a mount point, a git checkout, or another system than Linux), so its files were replaced one by one"
