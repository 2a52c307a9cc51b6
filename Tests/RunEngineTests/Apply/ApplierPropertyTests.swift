import CivilTime
import Journal
import Model
import PaceSimulation
import Testing

@testable import RunEngine
@testable import Seam

struct ApplierPropertyTests {
    /// What a row meets, and what must become of it.
    private enum Fate: CaseIterable {
        case fine, done, half, elsewhere, gone, lostBefore, lostAfter, busy, refused, slow, never
    }

    @Test(arguments: 0..<40)
    func `whatever happens, each row ends as the model says and no code has a value that nobody wanted`(
        seed: Int
    ) throws {
        var generator = SplitMix(seed: UInt64(seed))
        let world = ApplyWorld()
        let count = Int.random(in: 1...60, using: &generator)
        let doors = Int.random(in: 2...12, using: &generator)
        let rows = Row.groups(count) { ["d\($0 % doors)", "e\($0 % doors)"] }
        let fates = rows.map { _ in Fate.allCases.randomElement(using: &generator) ?? .fine }
        world.seam.install(rows)
        for (row, fate) in zip(rows, fates) { prepare(row, fate, world.seam) }
        let options = ApplyOptions(
            concurrency: Int.random(in: 1...20, using: &generator),
            pace: Bool.random(using: &generator) ? .documented : .off,
            batchSize: Int.random(in: 1...30, using: &generator),
        )
        let applied = try world.apply(rows, options: options).get()

        let sends = Dictionary(grouping: world.seam.snapshot.sends, by: \.update.target)
        for (row, fate) in zip(applied, fates) {
            #expect(row.status == status(fate), "seed \(seed), \(fate), \(row.target)")
            #expect(sendCounts(fate).contains(sends[row.target]?.count ?? 0), "seed \(seed), \(fate), \(row.target)")
            let wanted = endOf(fate)
            for member in row.members where world.seam.snapshot.codes[member.accessCodeID] != nil {
                let end = world.seam.snapshot.codes[member.accessCodeID]?.state.endsAt
                #expect(end.map(wanted.contains) == true, "seed \(seed), \(fate)")
            }
        }
        #expect(Set(world.journal.outcomes.map(\.row)) == Set(rows.indices))
        #expect(world.journal.outcomes.count == rows.count)
        let intents = world.journal.snapshot.intents.flatMap(\.self).count
        let sent = world.seam.snapshot.sends.count
        // Within a pace a row can be put back after its intent, because a 429 closed its door.
        #expect(options.pace == .off ? intents == sent : intents >= sent)
        #expect(world.seam.snapshot.maxInFlight <= options.concurrency)
        #expect(world.progress.map(\.settled) == Array(1...count))
    }

    private func prepare(_ row: Row, _ fate: Fate, _ seam: FakeSeam) {
        let (first, key) = (row.members[0].accessCodeID, row.target.identifier)
        seam.change { state in
            switch fate {
            case .fine: break
            case .done: for member in row.members { state.codes[member.accessCodeID]?.state = member.after }
            case .half: state.codes[first]?.state = row.members[0].after
            case .elsewhere: state.codes[first]?.state.endsAt = Row.evening
            case .gone: state.codes[first] = nil
            case .lostBefore: state.faults[key] = [.error(.lostAnswer, takesEffect: false)]
            case .lostAfter: state.faults[key] = [.error(.lostAnswer, takesEffect: true)]
            case .busy: state.faults[key] = [.error(.status(429, "slow"), takesEffect: false)]
            case .refused: state.faults[key] = [.error(.status(400, "no"), takesEffect: false)]
            case .slow: state.faults[key] = [.stale(TimeSpan(milliseconds: 8000))]
            case .never:
                let lost = FakeSeam.Fault.error(.lostAnswer, takesEffect: false)
                state.faults[key] = [lost, lost]
            }
        }
    }

    private func status(_ fate: Fate) -> RowStatus {
        switch fate {
        case .fine, .half, .lostBefore, .lostAfter, .busy, .slow: .applied
        case .done: .already
        case .elsewhere, .gone: .conflict
        case .refused: .failed
        case .never: .pending
        }
    }

    private func sendCounts(_ fate: Fate) -> ClosedRange<Int> {
        switch fate {
        case .fine, .half, .refused, .slow: 1...1
        case .done, .elsewhere, .gone: 0...0
        case .lostBefore, .busy, .never: 2...2
        // Without a free slot for a repetition the read comes first, and shows the new hours.
        case .lostAfter: 1...2
        }
    }

    private func endOf(_ fate: Fate) -> Set<Instant> {
        switch status(fate) {
        case .applied, .already: [Row.newEnd]
        default: [Row.oldEnd, Row.evening]
        }
    }
}
