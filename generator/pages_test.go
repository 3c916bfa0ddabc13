package generator_test

import (
	"os/exec"
	"testing"
)

// The picker of the subscribe page, and the calendar, used by a real browser in
// the way of people.
func TestPickerInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	use(t, "subscribe.mjs", written(t, theSample(t)), "/")
}

func TestPickerBelowAPathInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	use(t, "subscribe.mjs", written(t, theSampleBelow(t)), "/town/")
}

func TestCalendarInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	use(t, "calendar.mjs", written(t, theSample(t)), "/", sampleNow.Format("2006-01-02"))
}

func use(t *testing.T, program string, args ...string) {
	t.Helper()
	out, err := exec.Command("node", append([]string{judges + "/" + program}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
