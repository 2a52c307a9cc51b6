package import Model

/// That a check was allowed which refuses nothing of a plan: who typed it expected it to let something through.
package struct UnneededText {
    /// The checks that tell a plan what they let through.
    private static let telling: [RowCheck] = [.lockout, .mixed, .overlap, .shorten, .zoneData]

    private let plan: Plan
    private let allowed: Set<RowCheck>

    /// Makes the text of a plan and of the checks that were allowed for it.
    package init(_ plan: Plan, allowed: Set<RowCheck>) {
        self.plan = plan
        self.allowed = allowed
    }

    /// The line; nil where each check had something to let through, or where nothing was left out.
    package var line: String? {
        let told = Set(plan.warnings.map(\.code.word))
        let checks = Self.telling.filter { allowed.contains($0) && !told.contains($0.rawValue) }.map(\.rawValue)
        guard !checks.isEmpty, plan.leftOutCount > 0 else { return nil }
        return
            "--allow \(checks.joined(separator: ",")) had nothing to let through: no change of this plan needs it, and what "
            + "is left out stays left out."
    }
}
