/// A building of the demo data, with a zone whose offset from UTC never changes here.
struct House: Sendable {
    let name: String
    let timeZone: String
    /// What the sandbox adds to UTC for a wall clock in this house, in milliseconds.
    ///
    /// It only shapes the demo data: in summer some of its hours are one off, and no answer depends on it.
    let offset: Int64

    init(_ name: String, _ timeZone: String, hours: Int64) {
        self.name = name
        self.timeZone = timeZone
        offset = hours * UTCTime.hour
    }

    private static let all = [
        House("Harbour House", "America/Vancouver", hours: -7),
        House("Lakeside Inn", "America/Toronto", hours: -5),
        House("Cedar Lodge", "America/Vancouver", hours: -7),
        House("Fort House", "America/Halifax", hours: -4),
        House("Cactus Court", "America/Phoenix", hours: -7),
        House("Casa Alfama", "Europe/Lisbon", hours: 0),
    ]

    /// The house at a position; past the end of the list the names come again, with a number.
    static func at(_ position: Int) -> House {
        let house = all[position % all.count]
        let round = position / all.count + 1
        guard round > 1 else { return house }
        return House("\(house.name) \(round)", house.timeZone, hours: house.offset / UTCTime.hour)
    }

    /// The instant at which the house's clock shows `hour` on its day number `day` since 1970.
    func instant(day: Int64, hour: Int64) -> Int64 {
        day * UTCTime.day + hour * UTCTime.hour - offset
    }

    /// The house's day number since 1970 at an instant.
    func day(at instant: Int64) -> Int64 {
        let local = instant + offset
        return local >= 0 ? local / UTCTime.day : (local - UTCTime.day + 1) / UTCTime.day
    }
}
