package import CivilTime

/// The checks of a whole plan before its first request; see design section 4.2.
package enum PlanChecks {
    /// Refuses a plan that is beyond a limit or locks somebody out.
    /// - Throws: `max_groups`, `max_shift` or `lockout`, with who is concerned and what to write instead.
    package static func check(_ plan: Plan, limits: Limits, now: Instant) throws(PlanError) {
        let rows = plan.rows.filter { $0.status == .planned }
        guard rows.count <= limits.maxGroups else {
            throw PlanError(
                .maxGroups,
                "\(rows.count) groups would change, and the limit is \(limits.maxGroups). "
                    + "If that is what you mean, add --max-groups \(rows.count)",
            )
        }
        for row in rows { try checkShift(row, limits) }
        guard !limits.allowsLockout else { return }
        let lockedOut = rows.filter { !plan.lockoutsAllowed.contains($0.target) && locksOut($0, now: now) }
        guard lockedOut.isEmpty else { throw lockout(lockedOut) }
    }

    private static func checkShift(_ row: Row, _ limits: Limits) throws(PlanError) {
        for member in row.members {
            for (before, after) in [
                (member.before.startsAt, member.after.startsAt), (member.before.endsAt, member.after.endsAt),
            ] {
                guard let before, let after else { continue }
                let way = (after - before).magnitude
                guard way > limits.maxShift else { continue }
                throw PlanError(
                    .maxShift,
                    "\(row.label) would move by \(way), and the limit is \(limits.maxShift). "
                        + "If that is what you mean, add --max-shift \(way)",
                )
            }
        }
    }

    /// Whether somebody is inside whose start moves later or whose end moves earlier.
    private static func locksOut(_ row: Row, now: Instant) -> Bool {
        row.members.contains { member in
            guard member.before.isInside(at: now) else { return false }
            let startsLater = isLess(member.before.startsAt, member.after.startsAt)
            return startsLater || isLess(member.after.endsAt, member.before.endsAt)
        }
    }

    private static func isLess(_ left: Instant?, _ right: Instant?) -> Bool {
        guard let left, let right else { return false }
        return left < right
    }

    private static func lockout(_ rows: [Row]) -> PlanError {
        let shown = rows.prefix(3).map { row in
            let member = row.members.first
            let start = member?.before.startsAt.map { LocalTime.brief($0, row.zone) } ?? "?"
            let newStart = member?.after.startsAt.map { LocalTime.brief($0, row.zone) } ?? "?"
            let newEnd = member?.after.endsAt.map { LocalTime.brief($0, row.zone) } ?? "?"
            return "  \(row.label)  inside since \(start), would open \(newStart) to \(newEnd)"
        }
        let more = rows.count > shown.count ? ["  … \(rows.count - shown.count) more"] : []
        let count = rows.count == 1 ? "1 guest" : "\(rows.count) guests"
        let first = "\(count) who can open their door now could lose it by this change."
        let help = "  For guests inside write g:extend(\"2h\"); if you mean it, allow = \"lockout\" or --allow-lockout."
        return PlanError(.lockout, ([first] + shown + more + [help]).joined(separator: "\n"))
    }
}
