import CivilTime
import Testing
import ZoneFixture

/// The tests read the zone files that they bring, whatever the machine has.
struct ZoneFixtureTests {
    private let folder = unsafe String(cString: zone_fixture_folder())

    @Test func `the zones of the tests are those that they bring`() {
        #expect(ZoneDatabase.system.directory == folder)
        #expect(Zone.dataVersion ?? "" >= ZoneDataAge.soundVersion)
    }

    @Test(arguments: [("Current", -25_200), ("Old", -28_800)])
    func `Vancouver keeps its summer time since 2026 in new data, and did not in old data`(
        name: String,
        seconds: Int,
    ) throws {
        let zone = try ZoneDatabase(directory: "\(folder)/../\(name)").zone(named: "America/Vancouver")
        #expect(zone.offset(at: try instant("2026-07-15T00:00Z")).seconds == -25_200)
        #expect(zone.offset(at: try instant("2026-11-15T00:00Z")).seconds == seconds)
    }

    @Test func `the old data is 2025b`() {
        #expect(ZoneDatabase(directory: "\(folder)/../Old").version == "2025b")
    }
}
