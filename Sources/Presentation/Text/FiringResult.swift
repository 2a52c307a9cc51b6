package import Model
internal import Spelling

/// What became of the stays of a firing, as the journal has its run: below the firing, with the command that shows each.
package struct FiringResult: Sendable {
    private let run: String?
    private let rows: [Row]
    private let leftOut: Int
    private let effects: Int

    /// Makes it of what the journal has of the run of a firing, nil where it keeps none: then nothing was sent.
    package init(_ facts: RunFacts?) {
        run = facts?.record.id
        rows = facts?.rows ?? []
        leftOut = facts?.leftOut.reduce(0) { $0 + $1.count } ?? 0
        effects = facts?.effects.count ?? 0
    }

    /// The line: `3 moved, 1 left out, none failed: keyshift runs show 80aa41c2`; nil where the firing itself says it all.
    func line(of firing: Firing) -> String? {
        guard let run else { return firing.state == .done ? "no stay moved: nothing was sent" : nil }
        return "\(parts.joined(separator: ", ")): keyshift \(ShellWords.line(["runs", "show", run]))"
    }

    private static let settled: Set<RowStatus> = [.applied, .onDevice]
    private static let ordinary: Set<RowStatus> = settled.union([.already, .taken])

    private var parts: [String] {
        var parts = done
        for status in RowStatus.allCases where !Self.settled.contains(status) {
            let count = rows.count { $0.status == status }
            if count > 0 { parts.append("\(count) \(Story.word(status))") }
        }
        if leftOut > 0 { parts.append("\(leftOut) left out") }
        if rows.allSatisfy({ Self.ordinary.contains($0.status) }), !rows.isEmpty { parts.append("none failed") }
        if effects > 0 { parts.append("\(effects.counted("call")) took effect at once") }
        return parts
    }

    /// What was done with how many; where nothing was, that.
    private var done: [String] {
        let counts = Dictionary(grouping: rows.filter { Self.settled.contains($0.status) }, by: \.deed)
        let parts = RowDeed.allCases.compactMap { deed in counts[deed].map { DeedWords.done(deed, $0.count) } }
        return parts.isEmpty ? ["no stay moved"] : parts
    }
}
