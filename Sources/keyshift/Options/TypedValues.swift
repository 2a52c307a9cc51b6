internal import CivilTime
internal import Model
internal import RunEngine

// What options are typed as, read into what the engine takes.

extension Settings {
    /// The limits of a run: what is laid down here, lowered by what was typed.
    /// - Throws: `invalid_value` when the distance is no duration; what `limits(maxGroups:maxShift:allowed:leftOut:)` throws.
    func limits(
        maxGroups: Int?,
        maxShift: String?,
        allowed: Set<RowCheck> = [],
        leftOut: Set<RowCheck> = [],
    ) throws(PlanError) -> Limits {
        let span: TimeSpan?
        do throws(CivilTimeError) {
            span = if let maxShift { try TimeSpan(parsing: maxShift) } else { nil }
        } catch {
            throw PlanError(.invalidValue, error.typedMessage, about: .maxShift, underlying: error)
        }
        return try limits(maxGroups: maxGroups, maxShift: span, allowed: allowed, leftOut: leftOut)
    }
}

extension Limits {
    /// The share in percent of what was typed for `--stop-at`, such as `10%`.
    /// - Throws: `invalid_value` that shows a share that works.
    static func percent(_ text: String) throws(PlanError) -> Int {
        guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (1...100).contains(percent) else {
            throw PlanError(
                .invalidValue,
                "\"\(text.shown)\" is no share; write it as 10%, from 1% to 100%",
                about: .stopAt,
            )
        }
        return percent
    }
}

extension EngineClock {
    /// The milliseconds since 1970 of an ISO 8601 text with an offset.
    /// - Throws: `invalid_value` that shows the text and one that is right.
    static func milliseconds(of text: String) throws(PlanError) -> Int64 {
        do throws(CivilTimeError) {
            return try Instant(iso8601: text).milliseconds
        } catch {
            throw PlanError(.invalidValue, error.typedMessage, underlying: error)
        }
    }

    /// A clock that stands at an instant, such as `2026-11-24T11:00:00Z`.
    /// - Throws: `invalid_value` that shows the text and one that is right.
    static func standing(at text: String) throws(PlanError) -> EngineClock {
        let instant = try milliseconds(of: text)
        return EngineClock(now: { Instant(milliseconds: instant) }, sleep: EngineClock.system.sleep)
    }
}
