package import CivilTime

/// The checks of a whole plan before its first request; see design section 4.2.
package struct PlanChecks {
    /// How far our clock may be off the server's.
    static let clockTolerance = TimeSpan(milliseconds: 60_000)

    private let plan: Plan
    private let limits: Limits
    private let settings: Settings
    private let now: Instant
    private let rows: [Row]

    /// Refuses a plan that is beyond a limit, is unclear, or locks somebody out.
    ///
    /// The settings tell which limits a flag cannot raise.
    /// - Throws: `expect`, `max_groups`, `max_shift`, `clock`, `mixed` or `lockout`, with who is concerned and what to
    ///   write instead.
    package static func check(
        _ plan: Plan,
        limits: Limits,
        settings: Settings = Settings(),
        now: Instant,
    ) throws(PlanError) {
        try PlanChecks(plan, limits: limits, settings: settings, now: now).check()
    }

    private init(_ plan: Plan, limits: Limits, settings: Settings, now: Instant) {
        self.plan = plan
        self.limits = limits
        self.settings = settings
        self.now = now
        rows = plan.rows.planned
    }

    private func check() throws(PlanError) {
        try checkExpectation()
        try checkCount()
        for row in rows { try checkShift(row) }
        try checkClock()
        try checkMixed()
        guard !limits.allowsLockout else { return }
        let lockedOut = Self.lockedOut(rows, now: now).filter { !$0.allowed.contains(.lockout) }
        guard lockedOut.isEmpty else { throw lockout(lockedOut) }
    }

    /// The rows of guests who are inside and would lose the door: their start moves later, or their end earlier.
    static func lockedOut(_ rows: [Row], now: Instant) -> [Row] {
        rows.filter { row in
            row.status == .planned
                && row.members.contains { member in
                    guard member.before.isInside(at: now) else { return false }
                    return isLess(member.before.startsAt, member.after.startsAt)
                        || isLess(member.after.endsAt, member.before.endsAt)
                }
        }
    }

    private func checkExpectation() throws(PlanError) {
        guard let expected = plan.expectedGroups, !expected.contains(rows.count) else { return }
        let range =
            expected.lowerBound == expected.upperBound
            ? "\(expected.lowerBound)" : "\(expected.lowerBound) to \(expected.upperBound)"
        let count =
            rows.count == 0
            ? "No group would change" : Self.count(rows.count, "group would change", "groups would change")
        throw PlanError(
            .expect,
            "\(count), and the script expects \(range).\n"
                + "  Look at the plan. If it is right, change run.expect{ groups = … } in the script.",
        )
    }

    private func checkCount() throws(PlanError) {
        guard rows.count > limits.maxGroups else { return }
        let help =
            settings.maxGroups == nil
            ? "If that is what you mean, add --max-groups \(rows.count)."
            : "The settings file pins the limit, and a flag can only lower it."
        throw PlanError(
            .maxGroups,
            "\(rows.count) groups would change, and the limit is \(limits.maxGroups).\n  \(help)",
        )
    }

    private func checkShift(_ row: Row) throws(PlanError) {
        for member in row.members {
            for (before, after) in [
                (member.before.startsAt, member.after.startsAt), (member.before.endsAt, member.after.endsAt),
            ] {
                guard let before, let after else { continue }
                let way = (after - before).magnitude
                guard way > limits.maxShift else { continue }
                let help =
                    settings.maxShift == nil
                    ? "If that is what you mean, add --max-shift \(way)."
                    : "The settings file pins the limit, and a flag can only lower it."
                let from = LocalTime.full(before, row.zone)
                let to = LocalTime.full(after, row.zone)
                throw PlanError(
                    .maxShift,
                    "\(row.label) would move by \(way), from \(from) to \(to), and the limit is \(limits.maxShift).\n"
                        + "  \(place(of: row))\(help)",
                )
            }
        }
    }

    private func checkClock() throws(PlanError) {
        guard let lead = plan.clockLead, lead.magnitude > Self.clockTolerance else { return }
        let seconds = TimeSpan(milliseconds: lead.magnitude.milliseconds / 1000 * 1000)
        throw PlanError(
            .clock,
            "this machine's clock is \(seconds) \(lead > .zero ? "ahead of" : "behind") the server's. "
                + "Who is inside and what is in time are decided by it.\n"
                + "  Set the clock, by NTP for instance, and plan again.",
        )
    }

    private func checkMixed() throws(PlanError) {
        let names = plan.unclearlyMixed
        guard !names.isEmpty else { return }
        let shown = names.prefix(3).joined(separator: ", ")
        let more = names.count > 3 ? "   … \(names.count - 3) more" : ""
        let count = Self.count(names.count, "group has different hours on its", "groups have different hours on their")
        throw PlanError(
            .mixed,
            "\(count) doors, or would have them by a change of one code alone.\n"
                + "  \(shown)\(more)\n"
                + "  Say what is meant: g:align{ ends = \"latest\" } first, each code by its id, or allow = \"mixed\".",
        )
    }

    // MARK: - Lockouts

    private func lockout(_ rows: [Row]) -> PlanError {
        let shown = rows.prefix(3).map { "  \($0.label)  \(loss(of: $0))" }
        let more = rows.count > shown.count ? ["  … \(rows.count - shown.count) more"] : []
        let count = Self.count(rows.count, "guest", "guests")
        let first = "\(count) who can open their door now could not after this change."
        return PlanError(.lockout, ([first] + shown + more + ["  \(advice(for: rows[0]))"]).joined(separator: "\n"))
    }

    /// `inside since 20:30, new start 22:30`, or the same for an end.
    private func loss(of row: Row) -> String {
        guard let member = row.members.first(where: { $0.before.isInside(at: now) }) else { return "" }
        func brief(_ instant: Instant?) -> String {
            instant.map { LocalTime.brief($0, row.zone, near: now) } ?? "?"
        }
        if Self.isLess(member.before.startsAt, member.after.startsAt) {
            return "inside since \(brief(member.before.startsAt)), new start \(brief(member.after.startsAt))"
        }
        return "inside until \(brief(member.before.endsAt)), new end \(brief(member.after.endsAt))"
    }

    private func advice(for row: Row) -> String {
        let consent = "If you mean it: allow = \"lockout\" in the script, or --allow-lockout."
        guard let delta = row.members.first?.delta, delta.startsBy > .zero else { return place(of: row) + consent }
        guard delta.startsBy == delta.endsBy else {
            return
                "\(place(of: row))a later start is for guests who have not come yet: groups.all():upcoming(). \(consent)"
        }
        return
            "\(place(of: row))this moves starts, too. For guests inside write g:extend(\"\(delta.endsBy)\"). \(consent)"
    }

    private func place(of row: Row) -> String {
        row.position.map { "\($0)  " } ?? ""
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    private static func isLess(_ left: Instant?, _ right: Instant?) -> Bool {
        guard let left, let right else { return false }
        return left < right
    }
}
