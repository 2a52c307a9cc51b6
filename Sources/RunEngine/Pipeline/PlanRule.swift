internal import CivilTime
internal import Model
internal import Spelling

/// A check of a whole plan.
struct PlanRule: Sendable {
    /// Why the plan is refused, nil when it is not.
    let refusal: @Sendable (CheckContext) -> PlanError?
    /// What is told instead where the check spares the plan.
    var warning: @Sendable (CheckContext) -> Warning? = { _ in nil }

    /// Every check of a whole plan, in the order in which they refuse.
    ///
    /// scripts/matrix takes each line out in turn.
    static let all: [PlanRule] = [
        .expect,
        .maxGroups,
        .maxShift,
        .maxCreated,
        .maxCancelled,
        .unattended,
        .clock,
    ]

    /// Another number of groups than the script expects.
    static let expect = PlanRule { context in
        let count = context.stayCount
        guard let expected = context.plan.expectedGroups, !expected.contains(count) else { return nil }
        let range =
            expected.lowerBound == expected.upperBound
            ? "\(expected.lowerBound)" : "\(expected.lowerBound) to \(expected.upperBound)"
        let found =
            count == 0 ? "No group would change" : count.counted("group would change", "groups would change")
        return PlanError(
            .expect,
            "\(found), and the script expects \(range).",
            remedy: .expect(least: min(count, expected.lowerBound), most: max(count, expected.upperBound)),
        )
    }

    /// More groups than the limit.
    ///
    /// A command about one booking, an undo and a resume have no more than they were given.
    static let maxGroups = PlanRule { context in
        let count = context.stayCount
        guard context.maker == .script || context.maker == .file, count > context.limits.maxGroups else { return nil }
        return PlanError(
            .maxGroups,
            "\(count.counted("group")) would change, and the limit is \(context.limits.maxGroups).",
            remedy: .maxGroups(
                count,
                pinnedIn: context.settings.maxGroups.map { _ in context.settings.file(of: "max_groups") },
            ),
        )
    }

    /// A longer way than the limit.
    ///
    /// What an undo and a resume move was under the limits of its run.
    static let maxShift = PlanRule { context in
        guard context.maker != .undo, context.maker != .resume else { return nil }
        // The longest way is told, so that a limit which lets it go lets all of them go.
        guard let (row, from, to) = context.rows.compactMap(longestWay).max(by: { $0.way < $1.way })?.told else {
            return nil
        }
        let way = (to - from).magnitude
        return way > context.limits.maxShift ? tooFar(row, from, to, context) : nil
    }

    private typealias Way = (way: TimeSpan, told: (row: Row, from: Instant, to: Instant))

    private static func longestWay(of row: Row) -> Way? {
        row.members.flatMap { member in
            [(member.before.startsAt, member.after.startsAt), (member.before.endsAt, member.after.endsAt)]
        }.compactMap { before, after -> Way? in
            guard let before, let after else { return nil }
            return ((after - before).magnitude, (row, before, after))
        }.max { $0.way < $1.way }
    }

    private static func tooFar(_ row: Row, _ before: Instant, _ after: Instant, _ context: CheckContext) -> PlanError {
        // Rounded up, so that the limit that is named lets it go.
        let way = (after - before).wholeSeconds
        let (from, to) = (LocalTime.full(before, row.zone), LocalTime.full(after, row.zone))
        let line = context.proposal.isOfOwnScript ? row.position : nil
        let place = line.map { "\n  \($0.shown)" } ?? ""
        return PlanError(
            .maxShift,
            "\(row.label) would move by \(way), from \(from) to \(to), and the limit is \(context.limits.maxShift)."
                + place,
            remedy: .maxShift(
                "\(way)",
                pinnedIn: context.settings.maxShift.map { _ in context.settings.file(of: "max_shift") },
            ),
        )
    }

    /// This machine's clock is far off the server's: who is inside and what is in time are decided by it.
    static let clock = PlanRule(
        refusal: { context in
            // What sends nothing does no harm by a clock.
            guard let sentence = clockSentence(context), !context.isOneNamedGain, !context.rows.isEmpty else {
                return nil
            }
            return PlanError(
                .clock,
                "\(sentence) Who is inside and what is in time are decided by it.",
                remedy: .setClock,
            )
        },
        warning: { context in
            guard context.isOneNamedGain || context.rows.isEmpty, let sentence = clockSentence(context) else {
                return nil
            }
            return Warning(.clock, "\(sentence) The server's time was used.")
        },
    )

    private static func clockSentence(_ context: CheckContext) -> String? {
        WorkspaceFacts.clockDifference(context.facts?.clockLead).map { "this machine's clock is \($0)." }
    }
}
