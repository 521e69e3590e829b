package store

import (
	"os"
	"path/filepath"
	"runtime"
)

// DefaultDir is the folder where a station is kept unless another is named:
// guitu in the user's data folder, on Linux as the XDG rules have it.
func DefaultDir() (string, error) {
	base := os.Getenv("XDG_DATA_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", Fail(Invalid, "找不到用户文件夹，请用 --data 指定资料文件夹。").Because(err)
		}
		switch runtime.GOOS {
		case "windows":
			base = filepath.Join(home, "AppData", "Local")
		case "darwin":
			base = filepath.Join(home, "Library", "Application Support")
		default:
			base = filepath.Join(home, ".local", "share")
		}
	}
	return filepath.Join(base, "guitu"), nil
}

// Exists reports whether a station's database is in dir.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, FileName))
	return err == nil
}
