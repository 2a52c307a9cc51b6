internal import Synchronization

/// Files by their resolved paths: those that a script may read beside its folders, or those that it has written.
final class AllowedFiles: Sendable {
    private let paths = Mutex<Set<String>>([])

    func insert(_ path: String) {
        _ = paths.withLock { $0.insert(path) }
    }

    func contains(_ path: String) -> Bool {
        paths.withLock { $0.contains(path) }
    }
}
