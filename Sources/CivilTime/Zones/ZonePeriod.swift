/// A stretch of the time line with one local time, from its start up to, not including, its end.
struct ZonePeriod: Hashable, Sendable {
    /// The first second, the least number when the period has no beginning.
    let start: Int64
    /// The first second after it, the greatest number when the period has no end.
    let end: Int64
    /// The local time in the period.
    let offset: Zone.Offset

    /// The wall time at the start.
    var wallStart: Int64 { start.addingSaturating(Int64(offset.seconds)) }

    /// The wall time that the clock would show at the end if it did not change.
    var wallEnd: Int64 { end == .max ? .max : end.addingSaturating(Int64(offset.seconds)) }

    /// The second at which the clock shows a wall time, nil when it never does in this period.
    func seconds(atWall wall: Int64) -> Int64? {
        let (seconds, overflow) = wall.subtractingReportingOverflow(Int64(offset.seconds))
        return !overflow && start <= seconds && seconds < end ? seconds : nil
    }
}

extension ZoneFile {
    /// The period that holds an instant.
    func period(containing seconds: Int64) -> ZonePeriod {
        let count = countOfTransitions(upTo: seconds)
        guard count == transitions.count else {
            let start = count == 0 ? Int64.min : transitions[count - 1]
            return ZonePeriod(start: start, end: transitions[count], offset: offset(afterTransitions: count))
        }
        let last = transitions.last ?? .min
        guard let rule else { return ZonePeriod(start: last, end: .max, offset: offset(afterTransitions: count)) }
        return rule.period(containing: seconds, notBefore: last)
    }

    /// How many transitions are at or before an instant.
    private func countOfTransitions(upTo seconds: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func offset(afterTransitions count: Int) -> Zone.Offset {
        offsets[count == 0 ? 0 : Int(kinds[count - 1])]
    }
}

extension ZoneRule {
    /// The period that holds an instant, cut at the instant from which the rule is in force.
    fileprivate func period(containing seconds: Int64, notBefore first: Int64) -> ZonePeriod {
        let changes = changes(around: seconds)
        guard changes.count > 1 else {
            return ZonePeriod(start: first, end: .max, offset: changes.first?.offset ?? standard)
        }
        let next = changes.firstIndex { $0.seconds > seconds } ?? changes.endIndex
        let end = next < changes.endIndex ? changes[next].seconds : Int64.max
        guard next > 0 else { return ZonePeriod(start: first, end: end, offset: standard) }
        let current = changes[next - 1]
        return ZonePeriod(start: max(first, current.seconds), end: end, offset: current.offset)
    }
}
