import Testing

@testable import CivilTime

enum OracleFolder {
    /// The folder with the files, nil where nothing is to be compared.
    static let path = Platform.environmentVariable("KEYSHIFT_ORACLE")

    /// The zone data that Python has read, which is not that of the other tests.
    static let zones = ZoneDatabase(
        directory: Platform.environmentVariable("KEYSHIFT_ORACLE_ZONES") ?? "/usr/share/zoneinfo"
    )
}

/// Comparisons with what scripts/oracle has worked out in Python; `KEYSHIFT_ORACLE` is the folder with its files,
/// `KEYSHIFT_ORACLE_ZONES` the one with the zone data.
///
/// Without that variable a sample of the same cases is compared, which is kept in `CronVector.sampled`.
@Suite(.enabled(if: OracleFolder.path != nil, "scripts/oracle makes the cases, and runs this"))
struct OracleTests {
    /// The lines of a file, in parts.
    private func lines(of name: String) throws -> [[Substring]] {
        let folder = try #require(OracleFolder.path)
        let bytes = try #require(Platform.contents(ofFile: "\(folder)/\(name)", limit: 1 << 30))
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false)
        }
    }

    private func instant(_ text: Substring) throws -> Instant {
        Instant(seconds: try #require(Int64(text)))
    }

    @Test func `random expressions fire when a search over every minute says`() throws {
        let lines = try lines(of: "cron.tsv")
        var wrong: [String] = []
        for parts in lines {
            let after = try instant(parts[2])
            let end = try instant(parts[3])
            let expected = try parts.dropFirst(4).map(instant)
            let firings = try firings(parts, after: after).filter { $0 <= end }
            if firings != expected { wrong.append("\(parts[0]) \(parts[1]) \(after): \(firings), not \(expected)") }
        }
        print("oracle: \(lines.count) cron cases, \(wrong.count) differences")
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(lines.count >= 100)
    }

    /// The firings of a case; none for an expression that is refused because it could never fire.
    private func firings(_ parts: [Substring], after: Instant) throws -> [Instant] {
        let expression: CronExpression
        do {
            expression = try CronExpression(parsing: parts[0])
        } catch {
            guard error.message.contains("could never fire") else { throw error }
            return []
        }
        return expression.firings(after: after, in: try OracleFolder.zones.zone(named: String(parts[1])), count: 5)
    }

    @Test func `every zone is what zoneinfo says, at every change of its clocks`() throws {
        var counts: [Substring: Int] = [:]
        var zones: Set<Substring> = []
        var wrong: [String] = []
        for parts in try lines(of: "zones.tsv") {
            counts[parts[0], default: 0] += 1
            zones.insert(parts[1])
            let zone = try OracleFolder.zones.zone(named: String(parts[1]))
            let found =
                switch parts[0] {
                case "at": try shown(zone, parts)
                case "wall": try resolved(zone, parts)
                default: try daysLater(zone, parts)
                }
            if found != parts.dropFirst(3).joined(separator: " ") { wrong.append("\(parts): \(found)") }
        }
        print("oracle: \(zones.count) zones, \(counts.values.reduce(0, +)) comparisons, \(wrong.count) differences")
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(zones.count >= 300)
        #expect(counts.count == 3)
    }

    private func shown(_ zone: Zone, _ parts: [Substring]) throws -> String {
        let offset = zone.offset(at: try instant(parts[2]))
        return "\(offset.seconds) \(offset.abbreviation)"
    }

    private func resolved(_ zone: Zone, _ parts: [Substring]) throws -> String {
        switch zone.resolve(try CivilDateTime(parsing: parts[2])) {
        case .unique(let instant): "unique \(instant.seconds) \(instant.seconds)"
        case .gap(let earlier, let later, _): "gap \(later.seconds) \(earlier.seconds)"
        case .repeated(let first, let second): "repeated \(first.seconds) \(second.seconds)"
        }
    }

    private func daysLater(_ zone: Zone, _ parts: [Substring]) throws -> String {
        let wall = zone.civil(at: try instant(parts[2]))
        let day = try wall.date.adding(days: try #require(Int(parts[3])))
        let result =
            switch zone.resolve(CivilDateTime(date: day, time: wall.time)) {
            case .unique(let instant): "\(instant.seconds)"
            case .gap: "gap"
            case .repeated: "repeated"
            }
        return "\(parts[3]) \(result)"
    }
}
