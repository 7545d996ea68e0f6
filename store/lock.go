package store

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// fileLock is an advisory lock on a file. The kernel drops it with the
// process, so that a crash leaves nothing to clean up; the file itself stays,
// since removing it would let two processes lock two different ones.
type fileLock struct{ file *os.File }

// lockFile takes the lock and writes this process's number into the file, so
// that a second process can name the first.
func lockFile(path string) (*fileLock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock file: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		holder, _ := os.ReadFile(path)
		err = fmt.Errorf("%w: %s is held by process %s", ErrLocked, path, strings.TrimSpace(string(holder)))
	}
	if err == nil {
		err = writeProcess(file)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &fileLock{file}, nil
}

func writeProcess(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return fmt.Errorf("write lock file: %w", err)
	}
	if _, err := fmt.Fprintln(file, os.Getpid()); err != nil {
		return fmt.Errorf("write lock file: %w", err)
	}
	return nil
}

// release gives the lock back; a nil lock is one that was not asked for.
func (l *fileLock) release() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}
