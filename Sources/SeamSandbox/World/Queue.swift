/// Work under way, in the order in which it was begun; since all of it takes equally long, also in that of its end.
struct Queue: Sendable {
    private struct Work: Sendable {
        let due: Int64
        let attempt: Int
    }

    private var works: [Work] = []
    private var head = 0

    var nextDue: Int64? { head < works.count ? works[head].due : nil }

    mutating func append(attempt: Int, due: Int64) {
        works.append(Work(due: due, attempt: attempt))
    }

    /// The number of the attempt whose work ends first.
    mutating func popFirst() -> Int? {
        guard head < works.count else { return nil }
        let attempt = works[head].attempt
        head += 1
        if head == works.count {
            works.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 1024, head * 2 > works.count {
            works.removeFirst(head)
            head = 0
        }
        return attempt
    }
}
