internal import Model
internal import Spelling

extension PlanRule {
    /// The codes of more stays than the limit would be made.
    ///
    /// A command about one booking makes one; an undo and a resume make no more than was agreed to.
    static let maxCreated = PlanRule { context in
        let count = context.rows.count { $0.change == .create }
        guard isAsked(context), count > context.limits.maxCreated else { return nil }
        return PlanError(
            .maxCreated,
            "The codes of \(count.counted("stay")) would be made, and the limit is \(context.limits.maxCreated).",
            remedy: .maxCreated(count),
        )
    }

    /// More stays than the limit would be cancelled.
    static let maxCancelled = PlanRule { context in
        let count = context.rows.count { $0.change == .cancel }
        guard isAsked(context), count > context.limits.maxCancelled else { return nil }
        return PlanError(
            .maxCancelled,
            "\(count.counted("stay")) would be cancelled, and the limit is \(context.limits.maxCancelled).",
            remedy: .maxCancelled(count),
        )
    }

    /// A schedule would make PINs, and no hook is there to bring them to anybody.
    ///
    /// What is left of a run was begun with a hook, or before there was this check.
    static let unattended = PlanRule { context in
        let count = context.rows.count(where: \.makesPIN)
        guard context.isUnattended, context.maker != .resume, context.settings.codeHooks.isEmpty, count > 0 else {
            return nil
        }
        return PlanError(
            .unattended,
            "\(count.counted("stay")) would get a PIN while nobody is there to see it. Name a program in on_code of "
                + "keyshift.json (docs/commands.md), or let a person run it.",
        )
    }

    private static func isAsked(_ context: CheckContext) -> Bool {
        context.maker == .script || context.maker == .file
    }
}
