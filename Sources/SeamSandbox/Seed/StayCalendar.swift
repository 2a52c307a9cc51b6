/// The stays of one unit: whoever is inside leaves on one day, and from then on the others come one after the other.
struct StayCalendar {
    private static let arrivalHour: Int64 = 15
    private static let departureHour: Int64 = 11

    private let house: House
    private let today: Int64
    /// The first day, or the one after it, whose departure is at least 24 hours ahead.
    private let departureDay: Int64
    private var freeFrom: Int64

    init(house: House, start: Int64, random: inout SandboxRandom) {
        self.house = house
        today = house.day(at: start)
        let tomorrow = start + UTCTime.day
        var first = house.day(at: tomorrow)
        if house.instant(day: first, hour: Self.departureHour) < tomorrow { first += 1 }
        if random.below(4) == 0 { first += 1 }
        departureDay = first
        freeFrom = first
    }

    /// The stay of a guest who is inside.
    func currentStay(_ random: inout SandboxRandom) -> TimeFrame {
        stay(from: today - 1 - Int64(random.below(2)), to: departureDay)
    }

    /// The stay after the last one that this function gave.
    mutating func nextStay(_ random: inout SandboxRandom) -> TimeFrame {
        let first = freeFrom + Int64(random.below(2))
        freeFrom = first + 1 + Int64(random.below(3))
        return stay(from: first, to: freeFrom)
    }

    private func stay(from first: Int64, to last: Int64) -> TimeFrame {
        TimeFrame(
            startsAt: house.instant(day: first, hour: Self.arrivalHour),
            endsAt: house.instant(day: last, hour: Self.departureHour)
        )
    }
}
