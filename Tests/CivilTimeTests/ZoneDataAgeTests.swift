import CivilTime
import Testing

struct ZoneDataAgeTests {
    @Test(
        arguments: [
            ("2026f", "2026-11-01T00:00:00Z", "2026-11-26T00:00:00Z", 25, nil),
            ("2026f", "2029-01-01T00:00:00Z", "2027-01-01T00:00:00Z", 0, nil),
            ("2026f", nil, "2026-11-26T00:00:00Z", 329, nil),
            ("2026f", "2026-11-01T00:00:00Z", "2027-11-26T00:00:00Z", 390, "over a year old"),
            ("2025b", "2026-11-01T00:00:00Z", "2026-11-26T00:00:00Z", 329, "an hour wrong before 2026f"),
            ("2027a", "2027-01-20T00:00:00Z", "2027-02-20T00:00:00Z", 31, nil),
        ] as [(String, String?, String, Int64, String?)]
    )
    func `old zone data is told with what to do`(
        version: String,
        file: String?,
        now: String,
        days: Int64,
        words: String?,
    ) throws {
        let age = ZoneDataAge(version: version, dateOfFile: try file.map(instant), now: try instant(now))
        #expect(age.age.map { $0.milliseconds / 86_400_000 } == days)
        guard let words else { return #expect(age.warning == nil) }
        let warning = try #require(age.warning)
        #expect(warning.contains(words))
        #expect(warning.contains("update the tzdata package"))
    }

    @Test(arguments: [nil, "", "unknown", "26f"])
    func `data without a version is told, too`(version: String?) throws {
        let age = ZoneDataAge(version: version, dateOfFile: nil, now: try instant("2026-11-26T00:00:00Z"))
        #expect(age.age == nil)
        #expect(age.warning?.contains("does not say its version") == true)
    }

    @Test func `a database reads again what has changed`() throws {
        let folder = try TemporaryFolder()
        try folder.save(Array("# version 2026e\n".utf8), as: "tzdata.zi")
        let database = ZoneDatabase(directory: folder.path)
        #expect(database.version == "2026e")
        try folder.save(Array("# version 2026f\n".utf8), as: "tzdata.zi")
        #expect(database.version == "2026e")
        database.reload()
        #expect(database.version == "2026f")
        #expect(database.dateOfFile != nil)
    }
}
