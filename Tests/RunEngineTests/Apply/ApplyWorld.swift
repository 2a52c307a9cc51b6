import CivilTime
import Synchronization

@testable import RunEngine

/// An apply against a scripted API in virtual time.
final class ApplyWorld: Sendable {
    let simulation: Simulation
    let seam: FakeSeam
    let journal: TestJournal
    let stop = StopSignal()
    private let reports = Mutex<[ApplyProgress]>([])

    init(before real: SQLiteJournal? = nil) {
        simulation = Simulation()
        seam = FakeSeam(simulation)
        journal = TestJournal(simulation, before: real)
    }

    var progress: [ApplyProgress] { reports.withLock { $0 } }

    /// The time since the world began.
    var elapsed: TimeSpan { simulation.now - Simulation.start }

    /// Applies rows to their end.
    func apply(
        _ rows: [Row],
        options: ApplyOptions = ApplyOptions(pace: .off),
    ) throws -> Result<[Row], JournalError> {
        // What a test hung into the fake holds this world, and this world holds the fake.
        defer { seam.forgetHooks() }
        return try simulation.run {
            let applier = Applier(
                gateway: self.seam,
                journal: self.journal,
                clock: self.simulation.clock,
                options: options,
                stop: self.stop,
                progress: { report in self.reports.withLock { $0.append(report) } },
            )
            do throws(JournalError) {
                return .success(try await applier.apply(rows, run: "80aa"))
            } catch {
                return .failure(error)
            }
        }
    }
}

extension Row {
    static let evening = Simulation.start
    /// What the plan was made from: until Tuesday 11:00, seven hours west of UTC.
    static let oldEnd = Instant(milliseconds: 1_795_543_200_000)
    static let newEnd = oldEnd + TimeSpan(milliseconds: 7_200_000)
    static let start = evening - TimeSpan(milliseconds: 7_200_000)

    /// A linked group on two doors whose end moves by two hours.
    static func group(
        _ key: String,
        devices: [String] = ["front", "room"],
        changes: Set<ChangedField> = [.endsAt],
        deadline: Instant? = oldEnd,
        isInHouse: Bool = true,
    ) -> Row {
        Row(
            target: .group(commonCodeKey: key),
            name: "BK-\(key)",
            zone: "-07:00",
            changes: changes,
            members: devices.enumerated().map { member("\(key)-\($0)", device: $1, changes) },
            isInHouse: isInHouse,
            deadline: deadline,
        )
    }

    /// One code on one door.
    static func code(_ id: String, changes: Set<ChangedField> = [.endsAt]) -> Row {
        Row(
            target: .code(accessCodeID: id),
            name: nil,
            zone: nil,
            changes: changes,
            members: [member(id, device: "front", changes)],
            isInHouse: true,
            deadline: oldEnd,
        )
    }

    static func groups(_ count: Int, devices: (Int) -> [String] = { ["d\($0)", "e\($0)"] }) -> [Row] {
        (0..<count).map { group("k\($0)", devices: devices($0)) }
    }

    private static func member(_ id: String, device: String, _ changes: Set<ChangedField>) -> Member {
        let before = CodeState(startsAt: start, endsAt: oldEnd, name: "Ito")
        var after = before
        if changes.contains(.startsAt) { after.startsAt = start + TimeSpan(milliseconds: 3_600_000) }
        if changes.contains(.endsAt) { after.endsAt = newEnd }
        if changes.contains(.name) { after.name = "Ito late" }
        return Member(accessCodeID: id, deviceID: device, door: "Door \(device)", before: before, after: after)
    }
}
