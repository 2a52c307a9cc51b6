"""Members of an archive: owned by root, dated by the commit, in the order of their names."""

import io
import tarfile


def mode_of(place):
    return 0o755 if place.endswith(("bin/keyshift", ".sh")) or "/ld-linux" in place else 0o644


class Tree:
    """An archive in the making."""

    def __init__(self, epoch):
        self.epoch = epoch
        self.members = {}

    def folder(self, place, mode=0o755, owner=0):
        self.members[place] = (self.head(place, tarfile.DIRTYPE, mode, owner), None)

    def file(self, place, content, mode=None, owner=0):
        """A file, and the folders above it that are not there yet."""
        self.above(place)
        head = self.head(place, tarfile.REGTYPE, mode or mode_of(place), owner)
        head.size = len(content)
        self.members[place] = (head, content)

    def link(self, place, target):
        self.above(place)
        head = self.head(place, tarfile.SYMTYPE, 0o777, 0)
        head.linkname = target
        self.members[place] = (head, None)

    def above(self, place):
        parts = place.split("/")[:-1]
        for count in range(1, len(parts) + 1):
            folder = "/".join(parts[:count])
            if folder not in self.members:
                self.folder(folder)

    def head(self, place, kind, mode, owner):
        head = tarfile.TarInfo(place)
        head.type, head.mode, head.mtime, head.uid, head.gid = kind, mode, self.epoch, owner, owner
        return head

    def tar(self):
        """The bytes of the archive, not packed."""
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
            for place in sorted(self.members):
                head, content = self.members[place]
                archive.addfile(head, io.BytesIO(content) if content is not None else None)
        return out.getvalue()
