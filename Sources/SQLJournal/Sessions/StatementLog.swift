import Glibc
import Synchronization

/// The texts of the statements that a program runs, each once, in a file that `KEYSHIFT_SQL_LOG` names.
///
/// It is for the test that has another database prepare them all; without the variable nothing is noted.
final class StatementLog: Sendable {
    /// The log of this process, nil where none is wanted.
    static let ofProcess: StatementLog? = unsafe getenv("KEYSHIFT_SQL_LOG").map {
        unsafe StatementLog(String(cString: $0))
    }

    private let file: String
    private let known = Mutex<Set<String>>([])

    private init(_ file: String) {
        self.file = file
    }

    /// Notes a text.
    func note(_ sql: String) {
        let isNew = known.withLock { $0.insert(sql).inserted }
        guard isNew else { return }
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array("\(sql)\n;\n".utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    }
}
