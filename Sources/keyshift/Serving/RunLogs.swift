internal import Glibc
internal import Model
internal import RunEngine

/// What the runs of schedules said: a file for each run, the newest ones of each schedule.
struct RunLogs: Sendable {
    /// The folder of all logs.
    let folder: String
    /// How many are kept for each schedule.
    let kept: Int

    /// The log of a run.
    func file(of run: String, schedule: String) -> String {
        "\(folder)/\(Self.encoded(schedule))/\(run).log"
    }

    /// Opens the log of a run at its end, after the oldest logs of its schedule were removed.
    /// - Returns: A descriptor, which the caller closes.
    /// - Throws: `file` with the file and what the system says.
    func open(_ run: String, schedule: String) throws(PlanError) -> Int32 {
        let path = file(of: run, schedule: schedule)
        let place = "\(folder)/\(Self.encoded(schedule))"
        try TextFile.makeFolder(place)
        prune(place)
        return try RegularFile.openAtEnd(path)
    }

    /// Leaves room for one more log in a folder.
    private func prune(_ place: String) {
        var logs: [(path: String, changed: Int)] = []
        guard let entries = unsafe opendir(place) else { return }
        defer { unsafe closedir(entries) }
        while let entry = unsafe readdir(entries) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasSuffix(".log") else { continue }
            var status = stat()
            let path = "\(place)/\(name)"
            guard unsafe stat(path, &status) == 0 else { continue }
            logs.append((path, status.st_mtim.tv_sec))
        }
        for (path, _) in logs.sorted(by: { $0.changed < $1.changed }).dropLast(max(0, kept - 1)) {
            unsafe unlink(path)
        }
    }

    /// A schedule's name as the name of a folder.
    private static func encoded(_ name: String) -> String {
        name.utf8.map { byte in
            let sign = Character(Unicode.Scalar(byte))
            if sign.isASCII, sign.isLetter || sign.isNumber || sign == "-" || sign == "_" { return String(sign) }
            return "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
        }.joined()
    }

    /// The schedule's name that the name of a folder stands for.
    static func decoded(_ folder: String) -> String {
        var (bytes, rest) = ([UInt8](), Array(folder.utf8)[...])
        while let byte = rest.popFirst() {
            let digits = byte == UInt8(ascii: "%") ? String(decoding: rest.prefix(2), as: UTF8.self) : ""
            guard digits.utf8.count == 2, let sign = UInt8(digits, radix: 16) else {
                bytes.append(byte)
                continue
            }
            bytes.append(sign)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
