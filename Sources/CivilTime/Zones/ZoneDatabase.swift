import Synchronization

/// A folder of compiled zone data, with every zone read from it kept in memory.
///
/// Foundation is not asked: on Linux its tables are frozen in the toolchain.
package final class ZoneDatabase: Sendable {
    /// The data in `$TZDIR`, else in /usr/share/zoneinfo.
    package static let system = ZoneDatabase(
        directory: Platform.environmentVariable("TZDIR") ?? "/usr/share/zoneinfo"
    )

    /// The folder that the zones are read from.
    package let directory: String

    private struct State {
        var zones: [String: Zone] = [:]
        /// What the first line of `tzdata.zi` says, once it was read.
        var version: String??
        var names: [String]?
    }

    private let state = Mutex(State())

    /// Makes a database over a folder of TZif files; nothing is read until a zone is asked for.
    package init(directory: String) {
        self.directory = directory
    }

    /// The version in the first line of the folder's `tzdata.zi`, such as `2026b`; nil when it does not say.
    ///
    /// Every run notes it, so that only the beginning of the file is read for it.
    package var version: String? {
        if let known = state.withLock({ $0.version }) { return known }
        let version = ZoneIndex.version(Platform.beginning(ofFile: index, count: 64) ?? [])
        state.withLock { $0.version = version }
        return version
    }

    /// The zone with an IANA name, `UTC`, or a fixed offset.
    /// - Throws: `zone` for a name that is not known, with the nearest ones; `zone_data` for a damaged file.
    package func zone(named name: String) throws(CivilTimeError) -> Zone {
        if name == "UTC" { return .utc }
        if let known = state.withLock({ $0.zones[name] }) { return known }
        if let seconds = try FixedOffset.parse(name) { return Zone(fixedSeconds: seconds) }
        let zone = Zone(name: name, file: try file(named: name))
        state.withLock { $0.zones[name] = zone }
        return zone
    }

    /// Forgets what was read, so that newer data in the folder counts; zones that are in use stay as they are.
    package func reload() {
        state.withLock { $0 = State() }
    }

    /// When the folder's `tzdata.zi` was made, by the date of the file; nil where there is none.
    package var dateOfFile: Instant? {
        Platform.modificationMilliseconds(ofFile: index).map(Instant.init(milliseconds:))
    }

    private func file(named name: String) throws(CivilTimeError) -> ZoneFile {
        guard !ZoneName.isHostDependent(name) else {
            let message = "\(quoted(name)) depends on the machine; name the place, such as America/Vancouver, or UTC."
            throw CivilTimeError(code: .zone, message: message)
        }
        guard ZoneName.isValid(name), let bytes = contents(of: name), bytes.starts(with: "TZif".utf8) else {
            throw unknown(name)
        }
        do {
            return try ZoneFile(bytes: bytes)
        } catch {
            let message = "The zone data file \(directory)/\(name) cannot be used: \(error.message)."
            throw CivilTimeError(code: .zoneData, message: message)
        }
    }

    private func contents(of name: String) -> [UInt8]? {
        Platform.contents(ofFile: "\(directory)/\(name)", limit: 1 << 20)
    }

    private func unknown(_ name: String) -> CivilTimeError {
        guard Platform.isDirectory(directory) else {
            let message =
                "There is no zone data in \(directory), so \(quoted(name)) cannot be looked up; "
                + "install the tzdata package, or name its folder in TZDIR."
            return CivilTimeError(code: .zoneData, message: message)
        }
        let nearest = ZoneName.nearest(to: name, among: names).filter(isUsable).prefix(3)
        let advice =
            nearest.isEmpty
            ? "write an IANA name such as America/Vancouver, UTC, or an offset such as -07:00."
            : "did you mean \(nearest.joined(separator: ", "))?"
        return CivilTimeError(code: .zone, message: "\(quoted(name)) is not a time zone; \(advice)")
    }

    private func isUsable(_ name: String) -> Bool {
        name.hasPrefix("UTC") || contents(of: name) != nil
    }

    private var index: String { "\(directory)/tzdata.zi" }

    private var names: [String] {
        if let known = state.withLock({ $0.names }) { return known }
        let names = ZoneIndex.names(Platform.contents(ofFile: index, limit: 1 << 22) ?? [])
        state.withLock { $0.names = names }
        return names
    }
}

/// What `tzdata.zi` says of itself: its version, and the names of zones and links.
enum ZoneIndex {
    /// The version in the first line, nil when it has none.
    static func version(_ beginning: [UInt8]) -> String? {
        let first = String(decoding: beginning.prefix { $0 != 0x0A }, as: UTF8.self)
        let mark = "# version "
        return first.hasPrefix(mark) ? String(first.dropFirst(mark.count)) : nil
    }

    /// The names in the lines of zones and links.
    static func names(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: 0x0A).compactMap { line in
            let word = line.first == 0x5A ? 1 : line.first == 0x4C ? 2 : 0
            let words = line.split(separator: 0x20)
            guard word > 0, words[0].count == 1, word < words.count else { return nil }
            return String(decoding: words[word], as: UTF8.self)
        }
    }
}
