import CivilTime
import Model
import Scripting
import Testing

@testable import RunEngine

/// Which changes a plan takes for relative, by where their instants come from.
struct RelativeChangeTests {
    private let builder = PlanFixture.builder()
    private static let ito = Row.Target.group(commonCodeKey: "ito")
    private static let single = Row.Target.code(accessCodeID: "s1")
    private static let itoEnd = "2026-11-24T19:00:00Z"
    private static let singleEnd = "2026-11-26T19:00:00Z"

    private static func change(_ end: String, _ basis: TimeOrigin.Basis) -> Change {
        var change = Change(ends: .to(PlanFixture.instant(end)))
        change.endsOrigin = TimeOrigin(basis: basis)
        return change
    }

    private static func hours(of target: Row.Target, _ text: String) -> TimeOrigin.Basis {
        .hours(of: target, PlanFixture.instant(text))
    }

    private static func text(_ own: String, _ others: String...) -> TimeOrigin.Basis {
        .text(PlanFixture.instant(own), others: Set(others.map(PlanFixture.instant)))
    }

    @Test(arguments: [
        ("a moved end", change("2026-11-24T21:00:00Z", hours(of: ito, itoEnd)), ito, true),
        ("the end as it is", change(itoEnd, hours(of: ito, itoEnd)), ito, false),
        ("another group's end", change("2026-11-24T21:00:00Z", hours(of: single, itoEnd)), ito, false),
        ("an end that is not there", change("2026-11-24T21:00:00Z", hours(of: ito, singleEnd)), ito, false),
        ("a single code's end", change("2026-11-26T21:00:00Z", hours(of: single, singleEnd)), single, true),
        (
            "a code of the group", change("2026-11-24T21:00:00Z", hours(of: ito, itoEnd)), .code(accessCodeID: "i2"),
            true
        ),
        ("a text of the end, moved", change("2026-11-24T21:00:00Z", text(itoEnd)), ito, true),
        ("a text of the end", change(itoEnd, text(itoEnd)), ito, false),
        ("a text of another time", change("2026-11-24T21:00:00Z", text("2026-11-24T21:00:00Z")), ito, false),
        (
            "a text of a moved end",
            change("2026-11-24T21:00:00Z", text("2026-11-24T21:00:00Z", singleEnd, itoEnd)), ito, true
        ),
        ("an instant", change("2026-11-24T21:00:00Z", .absolute), ito, false),
    ])
    func `a present bound that was moved makes a change relative`(
        what: String,
        change: Change,
        target: Row.Target,
        isRelative: Bool,
    ) throws {
        try builder.record(change, of: target, at: PlanFixture.now)
        #expect(builder.rows.map(\.isRelative) == [isRelative], "\(what)")
    }

    @Test func `the two ends of a stay are each moved by a line of their own`() throws {
        try builder.record(
            Self.change("2026-11-24T21:00:00Z", Self.hours(of: Self.ito, Self.itoEnd)),
            of: Self.ito,
            at: PlanFixture.now
        )
        var start = Change(starts: .to(PlanFixture.instant("2026-11-23T22:00:00Z")))
        start.startsOrigin = TimeOrigin(basis: Self.hours(of: Self.ito, "2026-11-23T23:00:00Z"))
        try builder.record(start, of: Self.ito, at: PlanFixture.now)
        #expect(builder.rows.map(\.isRelative) == [true])
        #expect(builder.rows.map(\.changes) == [[.startsAt, .endsAt]])
    }

    @Test func `the codes of a group are moved one by one, by what the API says of each`() throws {
        for id in ["i1", "i2"] {
            let change = Self.change("2026-11-24T21:00:00Z", Self.text(Self.itoEnd))
            try builder.record(change, of: .code(accessCodeID: id), at: PlanFixture.now)
        }
        #expect(builder.rows.count == 2)
        #expect(builder.rows.allSatisfy { $0.isRelative })
    }

    @Test func `an end that the plan itself has set is no present one`() throws {
        let set = "2026-11-24T20:00:00Z"
        try builder.record(Self.change(set, .absolute), of: Self.ito, at: PlanFixture.now)
        var later = Self.change("2026-11-24T21:00:00Z", Self.hours(of: Self.ito, set))
        later.replaces = true
        try builder.record(later, of: Self.ito, at: PlanFixture.now)
        #expect(builder.rows.map(\.isRelative) == [false])
    }

    @Test(arguments: [
        (hours(of: ito, itoEnd), TimeOrigin.Basis.absolute, hours(of: ito, itoEnd)),
        (.absolute, hours(of: ito, itoEnd), hours(of: ito, itoEnd)),
        (hours(of: ito, itoEnd), hours(of: ito, "2026-11-23T23:00:00Z"), .absolute),
        (hours(of: ito, itoEnd), hours(of: single, singleEnd), hours(of: ito, itoEnd)),
        (text(singleEnd), hours(of: ito, itoEnd), hours(of: ito, itoEnd)),
        (text(itoEnd), .absolute, text(itoEnd)), (text(itoEnd), text(singleEnd), .absolute),
    ])
    func `a distance is as good as the bound at one of its ends, and the length of a stay is not`(
        later: TimeOrigin.Basis,
        earlier: TimeOrigin.Basis,
        distance: TimeOrigin.Basis,
    ) {
        let origin = TimeOrigin(basis: later, zones: ["UTC"]).distance(
            from: TimeOrigin(basis: earlier, zones: ["Europe/Paris"])
        )
        #expect(origin == TimeOrigin(basis: distance, zones: ["UTC", "Europe/Paris"]))
    }
}
