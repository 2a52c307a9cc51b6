package import CivilTime
package import Model

/// Where a time of a script comes from, as far as the checks of a plan ask.
///
/// A time that was worked out from a group's own present hours moves the group once more when the script runs once more; one
/// that was written down does not. A value carries its origin through sums and steps; `PlanBuilder` judges it against the
/// group that is changed.
package struct TimeOrigin: Hashable, Sendable {
    /// What the time was worked out from.
    package enum Basis: Hashable, Sendable {
        /// Nothing that a run changes: what was typed, a clock on a wall, the present.
        case absolute
        /// A start or an end of a group, which was at an instant.
        case hours(of: Row.Target, Instant)
        /// A text that may be a start or an end: its own instant, and those that the texts made by the script came from.
        case text(Instant, others: Set<Instant>)
    }

    /// What it was worked out from.
    package var basis = Basis.absolute
    /// The zones on whose clocks it was read.
    package var zones: Set<String> = []

    /// Makes an origin of both.
    package init(basis: Basis = .absolute, zones: Set<String> = []) {
        self.basis = basis
        self.zones = zones
    }

    /// Nothing that a check asks for.
    package static let absolute = TimeOrigin()

    /// The origin of a time that was read on the clock of a zone.
    package static func clock(of zone: Zone) -> TimeOrigin { TimeOrigin(zones: [zone.name]) }

    /// The origin of what is worked out from this and something else, which counts where this is absolute.
    package func joined(with other: TimeOrigin) -> TimeOrigin {
        guard other != .absolute else { return self }
        return TimeOrigin(basis: basis == .absolute ? other.basis : basis, zones: zones.union(other.zones))
    }

    /// The origin of the time between this and an earlier one.
    ///
    /// The length of a stay is nothing that adds up; a distance from somewhere else to a bound is as good as the bound.
    package func distance(from earlier: TimeOrigin) -> TimeOrigin {
        var origin = TimeOrigin(zones: zones.union(earlier.zones))
        switch (basis, earlier.basis) {
        case (.hours(let one, _), .hours(let other, _)) where one == other: break
        case (.text, .text): break
        case (.absolute, _), (.text, .hours): origin.basis = earlier.basis
        case (.hours, _), (.text, .absolute): origin.basis = basis
        }
        return origin
    }

    /// The same without what it was worked out from, for a day that was left as it was and got a clock time.
    package var onlyZones: TimeOrigin { TimeOrigin(zones: zones) }

    /// Whether a time of this origin, now at `instant`, is a present bound of `unit` that was moved.
    package func isMoved(to instant: Instant, from present: some Sequence<Instant>, of unit: Row.Target) -> Bool {
        switch basis {
        case .absolute: false
        case .hours(let owner, let base): owner == unit && base != instant && present.contains(base)
        case .text(let own, let others):
            present.contains { $0 != instant && ($0 == own || others.contains($0)) }
        }
    }
}
