package convert

import (
	"context"
	"net/url"
	"os"
	"path/filepath"

	"nianlun/internal/engine/doctext"
	"nianlun/internal/kit/fault"
)

// office has LibreOffice write a file anew as .docx or .xlsx, in a folder and with
// a profile of its own: a profile can be open only once, and nothing that one file
// leaves in it reaches the next.
func (c *Converter) office(ctx context.Context, name string, data []byte, k kind) (doctext.Source, error) {
	program, err := c.find(officePrograms)
	if err != nil {
		return doctext.Source{}, err
	}
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	case <-ctx.Done():
		return doctext.Source{}, fault.Wrap(ctx.Err(), fault.Unavailable, "convert.busy")
	}
	room, err := c.room()
	if err != nil {
		return doctext.Source{}, err
	}
	defer room.remove()
	in := filepath.Join(string(room), "in."+k.extension)
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return doctext.Source{}, err
	}
	if err := room.writeProfile(); err != nil {
		return doctext.Source{}, err
	}
	result := c.run(ctx, room, program, "-env:UserInstallation="+room.profileURL(),
		"--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
		"--convert-to", k.target, "--outdir", filepath.Join(string(room), "out"), in)
	if result.err != nil {
		return doctext.Source{}, result.fault(ctx)
	}
	out, err := c.readBounded(filepath.Join(string(room), "out", "in."+k.target))
	if err != nil {
		return doctext.Source{}, err
	}
	return doctext.Source{Name: name, Data: out}, nil
}

// readBounded reads what a program wrote. It ends well without writing anything
// when it cannot open a file.
func (c *Converter) readBounded(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "convert.failed")
	}
	if info.Size() > int64(c.MaxOutput) {
		return nil, fault.New(fault.TooLarge, "convert.toolarge", "megabytes", c.MaxOutput/megabyte)
	}
	return os.ReadFile(path)
}

// profile keeps LibreOffice from running what a file brings along and from
// fetching what it links to: no macros, no updates of links, no linked graphics,
// and a proxy that leads nowhere.
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
`

// room is the folder of one conversion.
type room string

func (c *Converter) room() (room, error) {
	dir, err := os.MkdirTemp(c.TempDir, "nianlun-convert-")
	return room(dir), err
}

// remove leaves nothing of the file behind. What cannot be removed lies in the
// system's folder for such things, which is emptied anyway.
func (r room) remove() { _ = os.RemoveAll(string(r)) }

func (r room) profileURL() string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(string(r), "profile"))}).String()
}

func (r room) writeProfile() error {
	user := filepath.Join(string(r), "profile", "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(profile), 0o600)
}
