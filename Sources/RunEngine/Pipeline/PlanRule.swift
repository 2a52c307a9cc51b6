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
        .clock,
    ]

    /// Another number of groups than the script expects.
    static let expect = PlanRule { context in
        let count = context.rows.count
        guard let expected = context.plan.expectedGroups, !expected.contains(count) else { return nil }
        let range =
            expected.lowerBound == expected.upperBound
            ? "\(expected.lowerBound)" : "\(expected.lowerBound) to \(expected.upperBound)"
        let found =
            count == 0 ? "No group would change" : count.counted("group would change", "groups would change")
        return PlanError(
            .expect,
            "\(found), and the script expects \(range).\n"
                + "  Look at the plan. If it is right, change run.expect{ groups = … } in the script.",
        )
    }

    /// More groups than the limit.
    ///
    /// A command about one booking, an undo and a resume have no more than they were given.
    static let maxGroups = PlanRule { context in
        guard context.maker == .script || context.maker == .file, context.rows.count > context.limits.maxGroups else {
            return nil
        }
        return PlanError(
            .maxGroups,
            "\(context.rows.count) groups would change, and the limit is \(context.limits.maxGroups).",
            remedy: .maxGroups(context.rows.count, isPinned: context.settings.maxGroups != nil),
        )
    }

    /// A longer way than the limit.
    ///
    /// What an undo and a resume move was under the limits of its run.
    static let maxShift = PlanRule { context in
        guard context.maker != .undo, context.maker != .resume else { return nil }
        for row in context.rows {
            for member in row.members {
                if let refusal = tooFar(row, member.before.startsAt, member.after.startsAt, context) { return refusal }
                if let refusal = tooFar(row, member.before.endsAt, member.after.endsAt, context) { return refusal }
            }
        }
        return nil
    }

    private static func tooFar(_ row: Row, _ before: Instant?, _ after: Instant?, _ context: CheckContext) -> PlanError?
    {
        guard let before, let after else { return nil }
        let way = (after - before).magnitude
        guard way > context.limits.maxShift else { return nil }
        let (from, to) = (LocalTime.full(before, row.zone), LocalTime.full(after, row.zone))
        let place = row.position.map { "\n  \($0.shown)" } ?? ""
        return PlanError(
            .maxShift,
            "\(row.label) would move by \(way), from \(from) to \(to), and the limit is \(context.limits.maxShift)."
                + place,
            remedy: .maxShift("\(way)", isPinned: context.settings.maxShift != nil),
        )
    }

    /// This machine's clock is far off the server's: who is inside and what is in time are decided by it.
    static let clock = PlanRule(
        refusal: { context in
            guard let sentence = clockSentence(context), !context.isOneNamedGain else { return nil }
            return PlanError(
                .clock,
                "\(sentence) Who is inside and what is in time are decided by it.\n"
                    + "  Set the clock, by NTP for instance, and plan again.",
            )
        },
        warning: { context in
            guard context.isOneNamedGain, let sentence = clockSentence(context) else { return nil }
            return Warning(.clock, "\(sentence) The server's time was used.")
        },
    )

    private static func clockSentence(_ context: CheckContext) -> String? {
        guard let facts = context.facts, facts.isClockOff, let lead = facts.clockLead else { return nil }
        let seconds = TimeSpan(milliseconds: lead.magnitude.milliseconds / 1000 * 1000)
        return "this machine's clock is \(seconds) \(lead > .zero ? "ahead of" : "behind") the server's."
    }
}
