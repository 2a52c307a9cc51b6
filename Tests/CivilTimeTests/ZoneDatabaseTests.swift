import CivilTime
import Testing

struct ZoneDatabaseTests {
    /// The offsets that a zone with such a file has at some instants.
    private func offsets(_ file: ZoneFileBytes, at seconds: [Int64]) throws -> [Int] {
        let folder = try TemporaryFolder()
        try folder.save(file.bytes, as: "Test")
        let zone = try ZoneDatabase(directory: folder.path).zone(named: "Test")
        return seconds.map { zone.offset(at: Instant(milliseconds: $0 * 1000)).seconds }
    }

    private let kinds = [
        ZoneFileBytes.Kind(seconds: 600),
        ZoneFileBytes.Kind(seconds: 3600),
        ZoneFileBytes.Kind(seconds: 7200, isDaylight: true, nameIndex: 4),
    ]

    @Test(arguments: [0x00, 0x32, 0x33, 0x34] as [UInt8])
    func `files of every version are read`(version: UInt8) throws {
        let file = ZoneFileBytes(version: version, transitions: [(1_000, 1), (2_000, 2)], kinds: kinds)
        #expect(
            try offsets(file, at: [-1, 999, 1_000, 1_999, 2_000, 9_999_999]) == [600, 600, 3600, 3600, 7200, 7200]
        )
    }

    @Test func `transitions beyond 32 bits are read`() throws {
        let file = ZoneFileBytes(transitions: [(-5_000_000_000, 1), (5_000_000_000, 2)], kinds: kinds)
        #expect(try offsets(file, at: [-5_000_000_001, -5_000_000_000, 5_000_000_000]) == [600, 3600, 7200])
    }

    struct RuleCase: CustomTestStringConvertible, Sendable {
        let footer: String
        let at: String
        let seconds: Int

        var testDescription: String { "\(footer) at \(at)" }
    }

    @Test(arguments: [
        RuleCase(footer: "CET-1CEST,M3.5.0,M10.5.0/3", at: "2050-03-27T00:59:59Z", seconds: 3_600),
        RuleCase(footer: "CET-1CEST,M3.5.0,M10.5.0/3", at: "2050-03-27T01:00Z", seconds: 7_200),
        RuleCase(footer: "CET-1CEST,M3.5.0,M10.5.0/3", at: "2050-10-30T00:59:59Z", seconds: 7_200),
        RuleCase(footer: "CET-1CEST,M3.5.0,M10.5.0/3", at: "2050-10-30T01:00Z", seconds: 3_600),
        RuleCase(footer: "AEST-10AEDT,M10.1.0,M4.1.0/3", at: "2050-01-01T00:00Z", seconds: 39_600),
        RuleCase(footer: "AEST-10AEDT,M10.1.0,M4.1.0/3", at: "2050-06-01T00:00Z", seconds: 36_000),
        RuleCase(footer: "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", at: "2050-12-31T23:59Z", seconds: 39_600),
        RuleCase(footer: "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", at: "2050-03-27T00:59:59Z", seconds: -7_200),
        RuleCase(footer: "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", at: "2050-03-27T01:00Z", seconds: -3_600),
        RuleCase(footer: "EET-2EEST,M3.4.4/50,M10.4.4/50", at: "2050-03-26T00:00Z", seconds: 10_800),
        RuleCase(footer: "EET-2EEST,M3.4.4/50,M10.4.4/50", at: "2050-03-25T23:59Z", seconds: 7_200),
        RuleCase(footer: "IST-1GMT0,M10.5.0,M3.5.0/1", at: "2050-01-01T00:00Z", seconds: 0),
        RuleCase(footer: "IST-1GMT0,M10.5.0,M3.5.0/1", at: "2050-07-01T00:00Z", seconds: 3_600),
        RuleCase(footer: "EST5EDT,0/0,J365/25", at: "2050-01-01T00:00Z", seconds: -14_400),
        RuleCase(footer: "EST5EDT,0/0,J365/25", at: "2050-07-01T00:00Z", seconds: -14_400),
        RuleCase(footer: "EST5EDT,0/0,J365/25", at: "2051-01-01T05:00Z", seconds: -14_400),
        RuleCase(footer: "AAA0BBB,J60,J61", at: "2048-03-01T02:00Z", seconds: 3_600),
        RuleCase(footer: "AAA0BBB,J60,J61", at: "2048-02-29T12:00Z", seconds: 0),
        RuleCase(footer: "AAA0BBB,59,60", at: "2048-02-29T12:00Z", seconds: 3_600),
        RuleCase(footer: "AAA0BBB,59,60", at: "2050-03-01T12:00Z", seconds: 3_600),
        RuleCase(footer: "AAA+5:30:15", at: "2050-03-01T12:00Z", seconds: -19_815),
    ])
    func `the footer rules the time after the last transition`(_ item: RuleCase) throws {
        let file = ZoneFileBytes(transitions: [(1_000, 1)], kinds: kinds, footer: item.footer)
        #expect(try offsets(file, at: [try instant(item.at).milliseconds / 1000]) == [item.seconds])
    }

    @Test func `daylight saving all year round has no clock changes`() throws {
        let folder = try TemporaryFolder()
        try folder.save(ZoneFileBytes(kinds: kinds, footer: "EST5EDT,0/0,J365/25").bytes, as: "Test")
        let zone = try ZoneDatabase(directory: folder.path).zone(named: "Test")
        #expect(zone.offset(at: try instant("2026-01-01T00:00Z")).abbreviation == "EDT")
        #expect(zone.offset(at: try instant("2026-07-01T00:00Z")) == zone.offset(at: try instant("2026-01-01T00:00Z")))
    }

    @Test(arguments: [
        "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M3.2.0,M11.1.0,", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
        "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J10", "EST5EDT,366,10", "EST5EDT,M3.2.0/168,M11.1.0", "E5", "EST",
        "<+01-1",
        "EST25", "EST5:60", "EST5EDT,M3.2.0/2:60,M11.1.0",
    ])
    func `a footer that cannot be read is refused`(footer: String) throws {
        let error = try refusalOfFile(ZoneFileBytes(kinds: kinds, footer: footer).bytes)
        #expect(error.code == .zoneData)
        #expect(error.message.hasSuffix("its footer cannot be read."))
    }

    @Test(arguments: [
        (ZoneFileBytes(kinds: []), "it names no local time"),
        (ZoneFileBytes(transitions: [(5, 0), (5, 0)], kinds: [.init(seconds: 0)]), "its transitions are not in order"),
        (ZoneFileBytes(transitions: [(5, 1)], kinds: [.init(seconds: 0)]), "a transition in it leads nowhere"),
        (ZoneFileBytes(kinds: [.init(seconds: 0, nameIndex: 8)]), "a local time in it is impossible"),
        (ZoneFileBytes(kinds: [.init(seconds: 100_000)]), "a local time in it is impossible"),
        (ZoneFileBytes(kinds: [.init(seconds: .min)]), "a local time in it is impossible"),
        (ZoneFileBytes(kinds: [.init(seconds: 0)], leapSeconds: 1), "it counts leap seconds"),
        (ZoneFileBytes(kinds: [.init(seconds: 0)], footer: nil), "it ends too early"),
    ])
    func `a damaged file is refused with the reason`(file: ZoneFileBytes, reason: String) throws {
        let error = try refusalOfFile(file.bytes)
        #expect(error.code == .zoneData)
        #expect(error.message.hasSuffix("/Test cannot be used: \(reason)."))
    }

    @Test func `a file cut anywhere is refused and never traps`() throws {
        let bytes = ZoneFileBytes(transitions: [(1, 1), (2, 2)], kinds: kinds, footer: "CET-1").bytes
        for length in 0..<bytes.count {
            let error = try refusalOfFile(Array(bytes[..<length]))
            #expect(error.code == (length < 4 ? .zone : .zoneData))
        }
    }

    @Test func `a file with any one byte changed never traps`() throws {
        let folder = try TemporaryFolder()
        let bytes = ZoneFileBytes(transitions: [(1, 1), (2, 2)], kinds: kinds, footer: "CET-1CEST,M3.5.0,M10.5.0/3")
            .bytes
        var usable = 0
        for index in bytes.indices {
            for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = value
                try folder.save(changed, as: "Test")
                guard let zone = try? ZoneDatabase(directory: folder.path).zone(named: "Test") else { continue }
                usable += 1
                let later = Instant(milliseconds: 1_800_000_000_000)
                _ = zone.resolve(zone.civil(at: later))
                #expect(abs(zone.offset(at: later).seconds) < 100_000)
            }
        }
        #expect(usable > 0)
    }

    @Test func `the nearest names come from the folder's own index`() throws {
        let folder = try TemporaryFolder()
        let index =
            "# version 2031x\n# a comment\nR x 1 2 o - Ja 1 0 0 -\nZ Here 1 - UTC\n2 - UTC\nL Here There\nL Here Their\n"
        try folder.save(Array(index.utf8), as: "tzdata.zi")
        let file = ZoneFileBytes(kinds: kinds)
        try folder.save(file.bytes, as: "Here")
        try folder.save(file.bytes, as: "There")
        let database = ZoneDatabase(directory: folder.path)

        #expect(database.version == "2031x")
        let error = try #require(refusal { () throws(CivilTimeError) in try database.zone(named: "Thera") })
        #expect(error.message == "\"Thera\" is not a time zone; did you mean There?")
    }

    @Test func `without zone data only offsets are known, and the refusal says what to install`() throws {
        let folder = try TemporaryFolder()
        let database = ZoneDatabase(directory: "\(folder.path)/none")
        #expect(database.version == nil)
        #expect(try database.zone(named: "UTC") == .utc)
        #expect(try database.zone(named: "UTC-7").name == "-07:00")
        let error = try #require(refusal { () throws(CivilTimeError) in try database.zone(named: "Europe/Paris") })
        #expect(error.code == .zoneData)
        #expect(error.message.contains("install the tzdata package"))
    }

    private func refusalOfFile(_ bytes: [UInt8]) throws -> CivilTimeError {
        let folder = try TemporaryFolder()
        try folder.save(bytes, as: "Test")
        let database = ZoneDatabase(directory: folder.path)
        return try #require(refusal { () throws(CivilTimeError) in try database.zone(named: "Test") })
    }
}
