internal import CivilTime
internal import Model
internal import Spelling

extension RowRule {
    /// Doors of one group with different hours, and nothing that says what is meant.
    static let mixed = RowRule(
        check: .mixed,
        code: .mixed,
        warningCode: .mixed,
        find: { context in
            context.rows.indices.filter { context.rows[$0].isUnclearlyMixed }.map {
                RowFinding(row: $0, sentence: "different hours on \(doors(of: context.rows[$0]))")
            }
        },
        headline: { _, findings in
            let what = findings.count.counted(
                "group has different hours on its",
                "groups have different hours on their"
            )
            return "\(what) doors, or would have them by a change of one code alone."
        },
        isRefused: { context, _ in !context.isOneNamedGain },
        advice: { _ in "Say what is meant: g:align{ ends = \"latest\" } first, or each code by its id." },
    )

    /// Guests who can open a door now and would lose time: at once, or at the end of the stay.
    ///
    /// An undo takes back hours that a run has added without a word; it asks only where somebody would stand outside now, and so
    /// does its resume.
    static let lockout = RowRule(
        check: .lockout,
        code: .lockout,
        warningCode: .lockout,
        find: { context in
            let now = context.now
            let found = context.rows.indices.filter { place in
                let row = context.rows[place]
                return context.beginning == .undo ? row.shutsOut(at: now) : row.locksOut(at: now)
            }
            // Who would stand outside at once comes first.
            let shutOut = found.filter { context.rows[$0].shutsOut(at: now) }
            return (shutOut + found.filter { !context.rows[$0].shutsOut(at: now) }).map { place in
                RowFinding(row: place, sentence: loss(of: context.rows[place], at: now))
            }
        },
        headline: lockoutHeadline,
        advice: lockoutAdvice,
    )

    /// Stays that lose time at either end.
    static let shorten = RowRule(
        check: .shorten,
        code: .shorten,
        warningCode: .shorten,
        find: { context in
            // What an undo takes away is what its run had given.
            guard context.beginning != .undo else { return [] }
            return context.rows.indices.compactMap { place in
                let row = context.rows[place]
                guard row.losesTime else { return nil }
                return RowFinding(row: place, sentence: shortening(of: row, at: context.now))
            }
        },
        headline: { _, findings in "\(findings.count.counted("stay loses", "stays lose")) time." },
        isRefused: { context, findings in
            // What a resume sends was agreed to when its run began.
            guard context.maker != .resume else { return false }
            let unnamed = Set(findings.map { context.rows[$0.row] }.filter { !$0.isNamed }.map(context.stay(of:)))
            return unnamed.count >= context.limits.shortenFrom
        },
        advice: { row in
            guard let member = row.members.first(where: \.losesTime), member.startsBy > .zero else { return nil }
            return "this moves starts, too. To let stays end later write g:extend(\"2h\") or g:extend_to(…)."
        },
    )

    /// A time on the clock of a zone whose rules changed after the zone data was made.
    static let zoneData = RowRule(
        check: .zoneData,
        code: .zoneData,
        warningCode: .zoneData,
        find: { context in
            context.rows.indices.compactMap { place in
                let zones = context.rows[place].wallZones.sorted().filter {
                    ZoneSoundness.isUnsound($0, in: context.proposal.zoneDataVersion)
                }
                guard !zones.isEmpty else { return nil }
                let version = context.proposal.zoneDataVersion ?? "of unknown age"
                let needed = zones.compactMap { ZoneSoundness.firstSound[$0] }.max() ?? ""
                return RowFinding(
                    row: place,
                    sentence: "\(zones.joined(separator: ", ")) needs zone data \(needed), and this is \(version)"
                )
            }
        },
        headline: { _, findings in
            "\(findings.count.counted("stay was", "stays were")) read on a clock that this machine's zone data has wrong: "
                + "update the tzdata package."
        },
        isRefused: { context, _ in !context.isSandbox && !context.isOneNamedGain },
    )

    // MARK: - Words

    /// Who could not open a door at once, and who still could and has a shorter stay.
    @Sendable private static func lockoutHeadline(_ context: CheckContext, _ findings: [RowFinding]) -> String {
        let shutOut = findings.count { context.rows[$0.row].shutsOut(at: context.now) }
        let shortened = findings.count - shutOut
        let atOnce = "\(shutOut.counted("guest")) who can open their door now could not after this change"
        if shortened == 0 { return "\(atOnce)." }
        if shutOut == 0, let soon = soonOutside(context, findings) {
            return "\(shortened.counted("guest")) who can open their door now could not from \(soon) on."
        }
        if shutOut == 0 {
            return
                "\(shortened.counted("guest")) who can open their door now would lose time. They still could open it "
                + "after this change."
        }
        return "\(atOnce), and \(shortened.counted("other")) would lose time."
    }

    /// The new end, where it comes within minutes for all of some rows: nobody is told then that the door opens still.
    private static func soonOutside(_ context: CheckContext, _ findings: [RowFinding]) -> String? {
        let guests = Set(findings.map { context.stay(of: context.rows[$0.row]) })
        let rows = context.rows.filter { guests.contains(context.stay(of: $0)) && $0.locksOut(at: context.now) }
        let ends = rows.compactMap { row in
            row.members.filter { $0.before.isInside(at: context.now) && $0.losesTime }.compactMap(\.after.endsAt).min()
        }
        guard let last = ends.max(), ends.count == rows.count, last - context.now < soon else { return nil }
        return LocalTime.brief(last, rows[0].zone, near: context.now)
    }

    /// An end within this time is no time to stay in.
    private static let soon = TimeSpan(milliseconds: 15 * 60_000)

    private static func doors(of row: Row) -> String {
        row.members.map(\.door.shown).joined(separator: ", ")
    }

    /// `inside since 20:30, new start 22:30`, or the same for an end.
    private static func loss(of row: Row, at now: Instant) -> String {
        if row.changesDoors, row.takesDoors(at: now) {
            let doors = row.members.filter { $0.part == .drop }.map(\.door.shown).joined(separator: ", ")
            return "inside, and loses \(doors)"
        }
        guard let member = row.members.first(where: { $0.before.isInside(at: now) && $0.losesTime }) else { return "" }
        let place = row.zone.map { " (\($0.shown))" } ?? ""
        func brief(_ instant: Instant?) -> String {
            instant.map { LocalTime.brief($0, row.zone, near: now) } ?? "?"
        }
        if member.startsBy > .zero {
            return "inside since \(brief(member.before.startsAt)), new start \(brief(member.after.startsAt))\(place)"
        }
        return "inside until \(brief(member.before.endsAt)), new end \(brief(member.after.endsAt))\(place)"
    }

    /// `starts Tue 15:00 → 17:00, 2h later`, `ends Tue 11:00 → 01:00, 10h earlier`.
    private static func shortening(of row: Row, at now: Instant) -> String {
        guard let member = row.members.max(by: { $0.loss < $1.loss }) else { return "" }
        let place = row.zone.map { " (\($0.shown))" } ?? ""
        func brief(_ instant: Instant?) -> String {
            instant.map { LocalTime.brief($0, row.zone, near: now) } ?? "?"
        }
        var parts: [String] = []
        if member.startsBy > .zero {
            parts.append(
                "starts \(brief(member.before.startsAt)) → \(brief(member.after.startsAt)), \(member.startsBy) later"
            )
        }
        if member.endsBy < .zero {
            parts.append(
                "ends \(brief(member.before.endsAt)) → \(brief(member.after.endsAt)), "
                    + "\(member.endsBy.magnitude) earlier"
            )
        }
        return parts.joined(separator: "; ") + place
    }

    @Sendable private static func lockoutAdvice(_ row: Row) -> String? {
        guard let delta = row.members.first?.delta, delta.startsBy > .zero else { return nil }
        guard delta.startsBy == delta.endsBy else {
            return "a later start is for guests who have not come yet: groups.all():upcoming()."
        }
        return "this moves starts, too. For guests inside write g:extend(\"\(delta.endsBy)\")."
    }
}
