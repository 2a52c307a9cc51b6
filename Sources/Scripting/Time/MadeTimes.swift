package import CivilTime

/// The texts that a script made of times whose origin matters, so that a time which went through a text keeps it.
///
/// Not the texts are kept but their instants, which also finds a text that got its offset later, and the numbers of texts
/// that `format` made. The newest hundred thousand are known; what is older is forgotten.
package final class MadeTimes {
    /// What is known of the times behind a text.
    private struct Trace {
        /// Whether some was a group's bound, or came from one.
        var isOfHours = false
        /// The bounds that the others came from.
        var bases: Set<Instant> = []
        var zones: Set<String> = []

        /// Whether it knows all that another one does.
        func holds(_ other: Trace) -> Bool {
            (isOfHours || !other.isOfHours) && other.bases.isSubset(of: bases) && other.zones.isSubset(of: zones)
        }

        mutating func add(_ other: Trace) {
            isOfHours = isOfHours || other.isOfHours
            if !other.bases.isEmpty { bases.formUnion(other.bases) }
            if !other.zones.isEmpty { zones.formUnion(other.zones) }
        }
    }

    /// A text by its instant, or by the number that its letters make.
    private enum Key: Hashable {
        case instant(Instant)
        case letters(Int)
    }

    private static let limit = 50_000
    private var newer: [Key: Trace] = [:]
    private var older: [Key: Trace] = [:]
    private var count = 0

    /// Makes a memory of no text.
    package init() {}

    /// Takes note that the script made a text of a time: ISO 8601, or such that the script can make one of it.
    package func note(_ time: TimeValue) {
        guard time.origin != .absolute else { return }
        var trace = trace(of: time)
        // The instant of the text is looked at anyway.
        trace.bases.remove(time.instant)
        note(trace, under: .instant(time.instant))
    }

    /// Takes note of a text of another form.
    package func note(_ text: String, of time: TimeValue) {
        guard time.origin != .absolute else { return }
        note(time)
        note(trace(of: time), under: .letters(text.hashValue))
    }

    /// The origin of the instant that a text names.
    ///
    /// A text in the form of the API may be one of its answers, which are not looked at one by one.
    package func origin(of text: String, _ instant: Instant) -> TimeOrigin {
        var found = Trace()
        if !isEmpty {
            found = trace(under: .instant(instant))
            found.add(trace(under: .letters(text.hashValue)))
        }
        guard found.isOfHours || Self.isOfAPI(text) else { return TimeOrigin(zones: found.zones) }
        return TimeOrigin(basis: .text(instant, others: found.bases), zones: found.zones)
    }

    /// The origin of an instant that was read from a text without an offset, which no answer of the API holds.
    package func origin(ofWall text: String, _ instant: Instant) -> TimeOrigin {
        let found = isEmpty ? Trace() : trace(under: .letters(text.hashValue))
        guard found.isOfHours else { return TimeOrigin(zones: found.zones) }
        return TimeOrigin(basis: .text(instant, others: found.bases), zones: found.zones)
    }

    private var isEmpty: Bool { count == 0 && older.isEmpty }

    private func trace(of time: TimeValue) -> Trace {
        var trace = Trace(zones: time.origin.zones)
        switch time.origin.basis {
        case .absolute: break
        case .hours(_, let base):
            trace.isOfHours = true
            trace.bases = [base]
        case .text(let own, let others):
            trace.isOfHours = true
            trace.bases = others.union([own])
        }
        return trace
    }

    private func trace(under key: Key) -> Trace {
        guard var trace = newer[key] else { return older[key] ?? Trace() }
        if let more = older[key] { trace.add(more) }
        return trace
    }

    private func note(_ trace: Trace, under key: Key) {
        if count >= Self.limit {
            (older, newer, count) = (newer, [:], 0)
        }
        guard var known = newer[key] else {
            newer[key] = trace
            count += 1
            return
        }
        guard !known.holds(trace) else { return }
        known.add(trace)
        newer[key] = known
        count += 1
    }

    /// Whether a text that is ISO 8601 has the API's form of it: `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    private static func isOfAPI(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.count == 24 && bytes.last == UInt8(ascii: "Z")
            && bytes[bytes.index(bytes.startIndex, offsetBy: 19)] == UInt8(ascii: ".")
    }
}
