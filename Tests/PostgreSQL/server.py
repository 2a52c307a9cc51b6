"""A PostgreSQL server for the length of a test: unpacked beside the build, on a socket in a folder of its own."""

import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile

PATIENCE = 120
PACKAGES = ["postgresql-15", "postgresql-client-15", "libpq5", "libllvm14", "libz3-4", "libxml2"]


class Missing(Exception):
    """The server cannot be had here."""


def programs(folder):
    """The folder of the server's programs, after the packages were fetched and unpacked into `folder` where they are missing."""
    return unpacked(folder, PACKAGES, "usr/lib/postgresql/*/bin")


def unpacked(folder, packages, wanted):
    """The place of a file in packages, which are fetched and unpacked into `folder` where they are missing; none is installed."""
    found = glob.glob(f"{folder}/root/{wanted}")
    if found:
        return found[0]
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise Missing("this is not Debian, and there is no PostgreSQL beside the build")
    os.makedirs(folder, exist_ok=True)
    try:
        fetch = ["apt-get", "download", *packages]
        subprocess.run(fetch, cwd=folder, capture_output=True, text=True, check=True, timeout=PATIENCE)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise Missing(f"the packages {packages} cannot be fetched: {(error.stderr or str(error)).strip()[-200:]}")
    for package in glob.glob(f"{folder}/*.deb"):
        subprocess.run(["dpkg", "-x", package, f"{folder}/root"], check=True)
        os.remove(package)
    return glob.glob(f"{folder}/root/{wanted}")[0]


class Server:
    """A running server; it never runs as root, and listens on no port."""

    def __init__(self, bin_folder):
        self.bin = bin_folder
        self.root = bin_folder.split("/usr/lib/postgresql/")[0]
        # The parts of the way to the programs may be closed to others, so that they are copied where nobody may read.
        self.user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="keyshift-pg-")
        os.chmod(self.folder, 0o755)
        if self.user:
            copy = f"{self.folder}/root"
            shutil.copytree(self.root, copy, symlinks=True)
            self.bin, self.root = copy + self.bin[len(self.root) :], copy
        self.data = f"{self.folder}/data"
        os.mkdir(self.data, 0o700)
        if self.user:
            os.chown(self.data, self.user.pw_uid, self.user.pw_gid)
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c max_connections=400"
        try:
            self.run("initdb", "-D", self.data, "-U", "keyshift", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
            self.run("pg_ctl", "-D", self.data, "-w", "-o", options, "-l", f"{self.data}/log", "start")
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Missing(f"the server could not be started here: {error}")
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self):
        """The variables of its programs, which find their own libraries."""
        libraries = ":".join(glob.glob(f"{self.root}/usr/lib/*-linux-gnu"))
        return {"PATH": f"{self.bin}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": libraries}

    def run(self, program, *arguments, text=None):
        """Runs one of its programs as the server's user, and answers what it prints; one that fails is an error."""
        rights = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        done = subprocess.run(
            [f"{self.bin}/{program}", *arguments],
            env=self.environment(), input=text, capture_output=True, text=True, cwd="/", timeout=PATIENCE, **rights,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout + done.stderr

    def sql(self, text):
        """Runs statements up to the first one that fails."""
        return self.run("psql", "-h", self.folder, "-U", "keyshift", "-d", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1", text=text)


if __name__ == "__main__":
    try:
        programs(sys.argv[1])
    except Missing as reason:
        sys.exit(str(reason))
