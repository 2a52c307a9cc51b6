internal import CivilTime
package import Model
package import Seam

extension CodeState {
    /// The hours and the name of a code, those of its pending changes first.
    ///
    /// A time that cannot be read counts as none: it then equals no plan, and nothing is sent. A code without a known type
    /// ends, unless the answer says that it has neither start nor end.
    package init(_ code: AccessCode) {
        let frame = code.pendingMutations.last(where: \.movesHours)
        let naming = code.pendingMutations.last { $0.code == "updating_name" }?.to
        let startsAt = Self.instant(frame == nil ? code.startsAt : frame?.to?.startsAt)
        let endsAt = Self.instant(frame == nil ? code.endsAt : frame?.to?.endsAt)
        let isEndless = frame == nil && code.saysItHasNoHours
        self.init(
            startsAt: startsAt,
            endsAt: endsAt,
            name: naming?.name ?? code.name,
            kind: code.type.flatMap(Kind.init(rawValue:)) ?? (isEndless ? .ongoing : .timeBound),
        )
    }

    /// The hours and the name of a grant, those that are on their way first.
    ///
    /// A time that cannot be read counts as none: it then equals no plan, and nothing is sent. Only a grant that says that
    /// it has no end is one without an end.
    package init(_ grant: AccessGrant) {
        let moved = grant.pendingMutations.last { $0.code == "updating_access_times" }?.to
        let startsAt = Self.instant(moved?.startsAt ?? grant.startsAt)
        let endsAt = Self.instant(moved?.endsAt ?? grant.endsAt)
        let isEndless = grant.endsAt == nil && moved?.endsAt == nil && !grant.unknownFields.contains("ends_at")
        self.init(startsAt: startsAt, endsAt: endsAt, name: grant.name, kind: isEndless ? .ongoing : .timeBound)
    }

    private static func instant(_ text: String?) -> Instant? {
        text.flatMap { try? Instant(iso8601: $0) }
    }
}

extension PendingMutation {
    /// Whether it brings other hours to the lock; one without a word does, if hours are what it has.
    fileprivate var movesHours: Bool {
        code == "updating_time_frame" || (code == nil && (to?.startsAt != nil || to?.endsAt != nil))
    }
}

extension AccessCode {
    /// Whether the answer has both bounds, and both are null.
    fileprivate var saysItHasNoHours: Bool {
        startsAt == nil && endsAt == nil && !unknownFields.contains("starts_at") && !unknownFields.contains("ends_at")
    }
}
