package e2e

import (
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDockerfile runs the commands of the build stage in a clean checkout, for
// want of a Docker engine, and looks at what the image would hold.
func TestDockerfile(t *testing.T) {
	src := filepath.Join(t.TempDir(), "src")
	sh(t, ".", "git clone --quiet --no-hardlinks .. "+src)
	text, err := os.ReadFile(filepath.Join(src, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	build, image, ok := strings.Cut(string(text), "\nFROM scratch\n")
	if !ok {
		t.Fatal("the last stage does not start from scratch")
	}
	commands := regexp.MustCompile(`(?m)^RUN (.*)$`).FindAllStringSubmatch(build, -1)
	if len(commands) < 3 {
		t.Fatalf("%d commands in the build stage: %q", len(commands), commands)
	}
	for _, command := range commands {
		sh(t, src, command[1])
	}
	for _, copied := range regexp.MustCompile(`(?m)^COPY --from=build (?:--chown=\S+ )?/src/(\S+)`).FindAllStringSubmatch(image, -1) {
		if _, err := os.Stat(filepath.Join(src, copied[1])); err != nil {
			t.Errorf("the image copies what the build stage does not make: %v", err)
		}
	}
	for _, line := range []string{"VOLUME /data", "USER 65532:65532", "ENTRYPOINT [\"/entente\"]"} {
		if !strings.Contains(image, "\n"+line+"\n") {
			t.Errorf("the image lacks %q", line)
		}
	}
	if !regexp.MustCompile(`(?m)^HEALTHCHECK .*CMD \["/entente", "health"\]$`).MatchString(image) {
		t.Error("the image has no health check")
	}
	checkStatic(t, filepath.Join(src, "bin/entente"))
}

// checkStatic checks that a program runs where nothing else is: no dynamic
// linker, no zone files, no environment.
func checkStatic(t *testing.T, program string) {
	t.Helper()
	file, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, p := range file.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the program is not static")
		}
	}
	version := exec.CommandContext(t.Context(), program, "version")
	version.Env = []string{}
	version.Dir = t.TempDir()
	if out, err := version.CombinedOutput(); err != nil {
		t.Errorf("version: %v\n%s", err, out)
	}
}

func sh(t *testing.T, dir, command string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), "sh", "-ec", command)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}
