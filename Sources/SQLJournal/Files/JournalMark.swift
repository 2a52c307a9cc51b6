import Glibc
import Journal
internal import Model
import Synchronization

/// What is known of a journal a second time, in a small file beside it: which one it is, and how much it had in it.
///
/// It is written after each transaction and may lag behind a little; it never runs ahead of the database. So a database
/// that has less in it than the mark says has lost something: it was deleted, cut, or restored from a copy.
final class JournalMark: Sendable {
    private let descriptor: Mutex<Int32>

    /// Opens the file, and makes it where there is none.
    /// - Throws: `readOnly`, `diskFull` or `storage` with the system's reason.
    init(file: String) throws(JournalError) {
        let descriptor = unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw systemError("The file \(file.shown) cannot be opened") }
        self.descriptor = Mutex(descriptor)
    }

    deinit {
        descriptor.withLock { _ = Glibc.close($0) }
    }

    /// What the file says; nil for an empty one, and for one that was not written by a journal.
    func read() -> LossRule.Mark? {
        descriptor.withLock { Self.read($0) }
    }

    /// Says what there is now, unless the file says more of the same journal; `isTaken` has it say that in any case.
    func write(_ content: LossRule.Mark, isTaken: Bool = false) {
        self.descriptor.withLock { descriptor in
            if !isTaken, let known = Self.read(descriptor) {
                guard known.identity == content.identity, known.operation < content.operation else { return }
            }
            let digits = String(content.operation)
            let number = String(repeating: "0", count: max(0, 19 - digits.count)) + digits
            let line = "\(content.identity) \(number)\(content.name.map { " \($0)" } ?? "")\n"
            var bytes = Array(line.utf8)
            // What cannot be written lags behind, and is written with the next transaction.
            _ = unsafe bytes.withUnsafeMutableBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        }
    }

    private static func read(_ descriptor: Int32) -> LossRule.Mark? {
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        // What stands behind the first line is left of a longer one.
        let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard (2...3).contains(words.count), words[0].utf8.count == 32, let operation = Int64(words[1]) else {
            return nil
        }
        var mark = LossRule.Mark(identity: String(words[0]), operation: operation)
        mark.name = words.dropFirst(2).first.map(String.init)
        return mark
    }
}
