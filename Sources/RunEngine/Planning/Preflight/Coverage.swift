import CivilTime
internal import Model
internal import Spelling

/// What the doors of a plan have that it does not change, although it is there in the same hours.
struct Coverage {
    let index: WorkspaceIndex
    let rows: [Row]
    let calendar: DoorCalendar
    let now: Instant

    /// A sentence for each kind of code that is not covered.
    var sentences: [String] {
        let codes = uncovered
        return [
            sentence(
                codes.offline,
                "was made for an offline lock and cannot be changed",
                "were made for offline locks and cannot be changed"
            ),
            sentence(codes.nameless, "has no name", "have no name"),
            sentence(
                codes.single,
                "stands alone and keeps its hours",
                "stand alone and keep their hours",
                isNamed: true
            ),
            inside(codes.inside),
            withoutDoors,
        ].compactMap(\.self)
    }

    private struct Uncovered {
        var offline: [IndexedCode] = []
        var nameless: [IndexedCode] = []
        var single: [IndexedCode] = []
        var inside: [Row.Target: String] = [:]
    }

    /// The codes that are valid while the plan changes hours on their door, by what is special about them.
    private var uncovered: Uncovered {
        var uncovered = Uncovered()
        for (door, span) in spans.sorted(by: { $0.key < $1.key }) {
            let stays = calendar.stays[door] ?? []
            for place in stays.indices where !stays[place].isPlanned {
                let stay = stays[place]
                guard stay.after.overlaps(span), stay.after.upperBound > now,
                    let code = index.codes[stay.accessCodeID]
                else { continue }
                if code.isOffline {
                    uncovered.offline.append(code)
                } else if code.state.name == nil {
                    uncovered.nameless.append(code)
                } else if case .code = stay.unit {
                    uncovered.single.append(code)
                } else if !calendar.shared.contains(door), stay.after.contains(now), !calendar.isStaff(stay),
                    !index.hasRooms(stay.unit)
                {
                    uncovered.inside[stay.unit] = code.state.name
                }
            }
        }
        return uncovered
    }

    /// The hours in which the plan changes something, by door.
    private var spans: [String: Range<Instant>] {
        var spans: [String: Range<Instant>] = [:]
        for row in rows where row.changesHours {
            for member in row.members {
                guard let span = Self.span(member) else { continue }
                let old = spans[member.deviceID] ?? span
                spans[member.deviceID] =
                    min(old.lowerBound, span.lowerBound)..<max(old.upperBound, span.upperBound)
            }
        }
        return spans
    }

    /// From the first bound of a code, before and after, to the last; nil where there is no time between them.
    private static func span(_ member: Row.Member) -> Range<Instant>? {
        var (first, last): (Instant?, Instant?) = (nil, nil)
        func take(_ bound: Instant?) {
            guard let bound else { return }
            first = first.map { min($0, bound) } ?? bound
            last = last.map { max($0, bound) } ?? bound
        }
        take(member.before.startsAt)
        take(member.after.startsAt)
        take(member.before.endsAt)
        take(member.after.endsAt)
        guard let first, let last, first < last else { return nil }
        return first..<last
    }

    private func sentence(_ codes: [IndexedCode], _ one: String, _ many: String, isNamed: Bool = false) -> String? {
        guard !codes.isEmpty else { return nil }
        let head = codes.count.counted("code on these doors \(one)", "codes on these doors \(many)")
        return isNamed ? "\(head): \(PreflightRule.listed(codes.compactMap(\.state.name?.shown)))" : head
    }

    /// Grants of which nobody can tell whose doors they open.
    private var withoutDoors: String? {
        let names = index.grantsWithoutDoors.map { ($0.state.name ?? $0.accessGrantID).shown }.sorted()
        guard !names.isEmpty else { return nil }
        let head = names.count.counted("access grant has", "access grants have")
        return "\(head) no code and no door that is known, and no plan changes \(names.count == 1 ? "it" : "them"): "
            + PreflightRule.listed(names)
    }

    private func inside(_ stays: [Row.Target: String]) -> String? {
        guard !stays.isEmpty else { return nil }
        let names = PreflightRule.listed(stays.values.sorted().map(\.shown))
        return stays.count == 1
            ? "1 other guest inside has one of these doors and keeps the hours: \(names)"
            : "\(stays.count) other guests inside have these doors and keep their hours: \(names)"
    }
}
