internal import Synchronization

/// Single files that a script may read beside its folders, by their resolved paths.
final class AllowedFiles: Sendable {
    private let paths = Mutex<Set<String>>([])

    func insert(_ path: String) {
        _ = paths.withLock { $0.insert(path) }
    }

    func contains(_ path: String) -> Bool {
        paths.withLock { $0.contains(path) }
    }
}
