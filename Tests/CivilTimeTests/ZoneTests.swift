import CivilTime
import Testing

struct ZoneTests {
    @Test(arguments: [
        ("UTC", "2026-07-01T00:00Z", 0, "UTC", false),
        ("America/New_York", "2026-01-15T12:00Z", -18_000, "EST", false),
        ("America/New_York", "2026-07-15T12:00Z", -14_400, "EDT", true),
        ("America/New_York", "2026-03-08T06:59:59.999Z", -18_000, "EST", false),
        ("America/New_York", "2026-03-08T07:00Z", -14_400, "EDT", true),
        ("America/New_York", "2026-11-01T05:59:59Z", -14_400, "EDT", true),
        ("America/New_York", "2026-11-01T06:00Z", -18_000, "EST", false),
        ("America/New_York", "1800-01-01T00:00Z", -17_762, "LMT", false),
        ("America/New_York", "2500-07-15T12:00Z", -14_400, "EDT", true),
        ("America/New_York", "9999-12-15T12:00Z", -18_000, "EST", false),
        ("Europe/London", "1970-01-01T00:00Z", 3_600, "BST", false),
        ("Europe/Berlin", "2100-07-01T00:00Z", 7_200, "CEST", true),
        ("Australia/Lord_Howe", "2026-12-15T00:00Z", 39_600, "+11", true),
        ("Australia/Lord_Howe", "2026-07-15T00:00Z", 37_800, "+1030", false),
        ("Pacific/Auckland", "2300-01-15T00:00Z", 46_800, "NZDT", true),
        ("Asia/Kathmandu", "2026-07-15T00:00Z", 20_700, "+0545", false),
        ("Pacific/Kiritimati", "2026-07-15T00:00Z", 50_400, "+14", false),
        ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000, "-10", true),
        ("Pacific/Apia", "2011-12-30T10:00Z", 50_400, "+14", true),
        ("America/St_Johns", "2200-07-15T00:00Z", -9_000, "NDT", true),
    ])
    func `a zone's offset follows the zone data`(
        name: String,
        at text: String,
        seconds: Int,
        abbreviation: String,
        isDaylight: Bool,
    ) throws {
        let offset = try Zone.named(name).offset(at: try instant(text))
        #expect(offset.seconds == seconds)
        #expect(offset.abbreviation == abbreviation)
        #expect(offset.isDaylight == isDaylight)
    }

    @Test func `names of one place have the same rules`() throws {
        let instant = try instant("2026-07-15T00:00Z")
        let link = try Zone.named("Asia/Calcutta")
        let zone = try Zone.named("Asia/Kolkata")
        #expect(link.offset(at: instant) == zone.offset(at: instant))
        #expect(link != zone)
        #expect(zone == (try Zone.named("Asia/Kolkata")))
        #expect(Set([zone, try Zone.named("Asia/Kolkata")]).count == 1)
    }

    @Test(arguments: [
        ("UTC", "UTC", 0, "UTC"),
        ("+02:00", "+02:00", 7_200, "UTC+2"),
        ("-0700", "-07:00", -25_200, "UTC-7"),
        ("UTC-7", "-07:00", -25_200, "UTC-7"),
        ("UTC+5:30", "+05:30", 19_800, "UTC+5:30"),
        ("UTC+0530", "+05:30", 19_800, "UTC+5:30"),
        ("UTC+14", "+14:00", 50_400, "UTC+14"),
        ("+00:00", "UTC", 0, "UTC"),
        ("UTC-12:00", "-12:00", -43_200, "UTC-12"),
    ])
    func `a zone can be a fixed offset`(name: String, canonical: String, seconds: Int, words: String) throws {
        let zone = try Zone.named(name)
        let instant = try instant("2026-07-15T00:00Z")
        #expect(zone.name == canonical)
        #expect(zone.offset(at: instant).seconds == seconds)
        #expect(zone.offsetDescription(at: instant) == words)
        #expect(zone == (try Zone.named(canonical)))
    }

    @Test(arguments: [
        ("America/Vancover", "did you mean America/Vancouver?"),
        ("Vancouver", "did you mean America/Vancouver?"),
        ("new york", "did you mean America/New_York?"),
        ("america/new_york", "did you mean America/New_York?"),
        ("Europe/Berln", "did you mean Europe/Berlin?"),
        ("PST", "did you mean America/Los_Angeles, America/Vancouver?"),
        ("GMT+5", "did you mean UTC+5?"),
        ("utc-7", "did you mean UTC-7?"),
        ("Z", "did you mean UTC?"),
        ("+02", "write +02:00"),
        ("-7:00", "write -07:00"),
        ("UTC+15", "from -12:00 to +14:00"),
        ("-13:00", "from -12:00 to +14:00"),
        ("UTC+5:75", "from -12:00 to +14:00"),
        ("localtime", "depends on the machine"),
        ("posixrules", "depends on the machine"),
        ("", "write an IANA name such as America/Vancouver"),
        ("Nowhere/Zzyzx", "write an IANA name such as America/Vancouver"),
        ("America", "write an IANA name such as America/Vancouver"),
        ("zone.tab", "write an IANA name such as America/Vancouver"),
        ("tzdata.zi", "write an IANA name such as America/Vancouver"),
        ("../zoneinfo/UTC", "is not a time zone"),
        ("/usr/share/zoneinfo/UTC", "is not a time zone"),
        ("America//Vancouver", "did you mean America/Vancouver?"),
        ("America/Vancouver/", "did you mean America/Vancouver?"),
        ("America/Vancouver\0", "is not a time zone"),
        ("right/UTC", "did you mean"),
    ])
    func `a name that is no zone is refused with the nearest ones`(name: String, advice: String) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try Zone.named(name) })
        #expect(error.code == .zone)
        #expect(error.message.contains(advice))
    }

    @Test func `the zone data says which version it is`() throws {
        let version = try #require(Zone.dataVersion)
        #expect(version.count >= 5)
        #expect(version.hasPrefix("20"))
    }
}
