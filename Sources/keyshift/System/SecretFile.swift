internal import Glibc
internal import Model
internal import RunEngine

/// A small file that nobody but its owner may read.
enum SecretFile {
    /// Why a file is not used.
    struct Problem: Error {
        let why: String
    }

    /// The text of the file; nil where there is none.
    /// - Throws: `Problem` for a link, for what is no file, and for one that others can read or write or that is another user's.
    static func text(of path: String, longest: Int) throws(Problem) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            guard errno != ENOENT, errno != ENOTDIR else { return nil }
            throw Problem(why: unsafe String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Problem(why: "it is no ordinary file")
        }
        guard status.st_uid == getuid(), status.st_mode & 0o077 == 0 else {
            throw Problem(why: "others can read or write it")
        }
        return String(decoding: (Descriptor.read(descriptor) ?? []).prefix(longest), as: UTF8.self)
    }

    /// The value in the file of a secret, without the end of its line.
    /// - Throws: `file` that says why it is not used, with what to do.
    static func read(_ path: String) throws(PlanError) -> String {
        do throws(Problem) {
            guard let text = try text(of: path, longest: 4096) else { throw Problem(why: "it is not there") }
            let value = String(text.drop(while: \.isWhitespace).prefix { !$0.isNewline })
            guard !value.isEmpty else { throw Problem(why: "it is empty") }
            return value
        } catch {
            throw PlanError(
                .file,
                "the secret in \(path.shown) cannot be used: \(error.why) (chmod 600 makes it yours alone)"
            )
        }
    }
}
