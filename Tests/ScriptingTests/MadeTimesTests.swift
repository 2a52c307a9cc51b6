import CivilTime
import Model
import Testing

@testable import Scripting

/// What a session remembers of the texts that a script made of times.
struct MadeTimesTests {
    private static let unit = Row.Target.group(commonCodeKey: "ito")
    private let made = MadeTimes()

    private static func bound(_ milliseconds: Int64) -> TimeValue {
        let instant = Instant(milliseconds: milliseconds)
        return TimeValue(instant, TimeOrigin(basis: .hours(of: unit, instant)))
    }

    private static func later(_ time: TimeValue) -> TimeValue {
        TimeValue(time.instant + TimeSpan(milliseconds: 2 * 3_600_000), time.origin)
    }

    private func isMoved(_ text: String, from bound: TimeValue) throws -> Bool {
        let instant = try Instant(iso8601: text)
        return made.origin(of: text, instant).isMoved(to: instant, from: [bound.instant], of: Self.unit)
    }

    @Test func `a text of a moved bound counts as it, and any other text is absolute`() throws {
        let bound = Self.bound(1_800_000_000_000)
        let later = Self.later(bound)
        #expect(try !isMoved(later.instant.iso8601, from: bound))
        made.note(later)
        #expect(try isMoved(later.instant.iso8601, from: bound))
        #expect(try isMoved(later.instant.iso8601.replacing(".000Z", with: "+00:00"), from: bound))
        #expect(try !isMoved(later.instant.iso8601, from: Self.bound(1_700_000_000_000)))
        #expect(try !isMoved((later.instant + TimeSpan(milliseconds: 1 * 3_600_000)).iso8601, from: bound))
    }

    @Test func `times without an origin leave nothing behind`() throws {
        let instant = Instant(milliseconds: 1_800_000_000_000)
        made.note("2027-01-15 08:00", of: TimeValue(instant))
        #expect(made.origin(ofWall: "2027-01-15 08:00", instant) == .absolute)
        #expect(made.origin(of: "2027-01-15T08:00:00Z", instant) == .absolute)
    }

    @Test func `the newest texts are remembered, however many there are`() throws {
        let bounds = (0..<120_000).map { Self.bound(1_800_000_000_000 + Int64($0) * 60_000) }
        for bound in bounds { made.note("\(bound.instant.milliseconds)", of: Self.later(bound)) }
        func isKnown(_ bound: TimeValue) throws -> Bool {
            try isMoved(Self.later(bound).instant.iso8601, from: bound)
        }
        #expect(try bounds.suffix(20_000).allSatisfy(isKnown))
        #expect(try !isKnown(bounds[0]))
    }

    @Test func `many groups that get one end are told apart from the others`() throws {
        let end = Instant(milliseconds: 1_800_000_000_000)
        let bounds = (1...500).map { Self.bound(end.milliseconds - $0 * 60_000) }
        for bound in bounds { made.note(TimeValue(end, bound.origin)) }
        #expect(try bounds.allSatisfy { try isMoved(end.iso8601, from: $0) })
        #expect(try !isMoved(end.iso8601, from: Self.bound(end.milliseconds - 30_000)))
    }
}
