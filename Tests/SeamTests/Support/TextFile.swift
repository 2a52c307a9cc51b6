#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads and writes small files of the tests.
enum TextFile {
    struct Failure: Error {
        var path: String
        var number: Int32
    }

    static func read(_ path: String) throws -> String {
        let file = try opened(path, O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw Failure(path: path, number: errno) }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    static func write(_ text: String, to path: String) throws {
        let file = try opened(path, O_WRONLY | O_CREAT | O_EXCL)
        defer { close(file) }
        let bytes = Array(text.utf8)
        let count = unsafe bytes.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
        guard count == bytes.count else { throw Failure(path: path, number: errno) }
    }

    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    private static func opened(_ path: String, _ flags: Int32) throws -> Int32 {
        let file = unsafe open(path, flags, 0o600)
        guard file >= 0 else { throw Failure(path: path, number: errno) }
        return file
    }
}
