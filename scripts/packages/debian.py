"""The Debian package."""

import gzip
import os
import shutil
import time
from pathlib import Path

from packages.tools import run
from packages.tree import mode_of

HERE = Path(__file__).parent / "debian"
SCRIPTS = ["postinst", "prerm", "postrm"]


def package(files, release, out, work):
    staged = work / "debian-root"
    for place, file in files.installed.items():
        put(staged / "usr" / place, file.read_bytes(), mode_of(place))
    own(staged, files, release)
    (staged / "DEBIAN").mkdir()
    for script in SCRIPTS:
        put(staged / "DEBIAN" / script, (HERE / script).read_bytes(), 0o755)
    put(staged / "DEBIAN/conffiles", b"/etc/keyshift/serve.env\n")
    put(staged / "DEBIAN/md5sums", checksums(staged))
    put(staged / "DEBIAN/control", control(staged, release, work).encode())
    date(staged, release.epoch)
    packed = out / f"{release.stem}.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--threads-max=1", "--build", staged, packed]
    run(build, env={**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch)})
    return packed


def own(staged, files, release):
    """What only this package has."""
    put(staged / "usr/lib/systemd/system/keyshift.service", (files.root / "docs/keyshift.service").read_bytes())
    put(staged / "usr/lib/sysusers.d/keyshift.conf", (HERE / "sysusers").read_bytes())
    put(staged / "usr/share/lintian/overrides/keyshift", (HERE / "overrides").read_bytes())
    put(staged / "etc/keyshift/serve.env", (HERE / "serve.env").read_bytes(), 0o600)
    documents = staged / "usr/share/doc/keyshift"
    put(documents / "copyright", (HERE / "copyright").read_bytes())
    put(documents / "changelog.gz", packed(changelog(release)))
    # The zsh of Debian looks in a folder of its own.
    shutil.move(staged / "usr/share/zsh/site-functions", staged / "usr/share/zsh/vendor-completions")
    plain = documents / "CHANGELOG.md"
    put(documents / "CHANGELOG.md.gz", packed(plain.read_text()))
    plain.unlink()


def packed(text):
    return gzip.compress(text.encode(), 9, mtime=0)


def changelog(release):
    moment = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(release.epoch))
    entry = f"  * Commit {release.commit}.\n  * What a user can see is in CHANGELOG.md.gz."
    return f"keyshift ({release.version}) unstable; urgency=medium\n\n{entry}\n\n -- {release.maintainer}  {moment}\n"


def control(staged, release, work):
    kilobytes = sum(-(-one.stat().st_size // 1024) for one in staged.rglob("*") if one.is_file() and "DEBIAN" not in one.parts)
    text = (HERE / "control").read_text()
    filled = {
        "VERSION": release.version,
        "MACHINE": release.machine,
        "MAINTAINER": release.maintainer,
        "SIZE": str(kilobytes),
        "LIBRARIES": libraries(staged / "usr/bin/keyshift", work),
    }
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    return text


def libraries(program, work):
    """The packages of the libraries that the program needs, as Debian's own tool finds them."""
    (work / "source/debian").mkdir(parents=True)
    (work / "source/debian/control").write_text("Source: keyshift\n\nPackage: keyshift\nArchitecture: any\n")
    said = run(["dpkg-shlibdeps", "-O", "-e" + str(program)], cwd=work / "source")
    return said.strip().removeprefix("shlibs:Depends=")


def checksums(staged):
    files = sorted(one for one in staged.rglob("*") if one.is_file() and "DEBIAN" not in one.parts and "etc" not in one.parts)
    said = run(["md5sum", *(one.relative_to(staged) for one in files)], cwd=staged)
    return said.encode()


def put(place, content, mode=0o644):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    place.chmod(mode)


def date(staged, epoch):
    for one in [staged, *staged.rglob("*")]:
        if one.is_dir():
            one.chmod(0o755)
        os.utime(one, (epoch, epoch))
