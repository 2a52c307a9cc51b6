/// The requests whose change is made later, soonest first.
struct LateRequests: Sendable {
    struct Item: Sendable {
        let due: Int64
        let request: SandboxRequest
        let endpoint: Endpoint
    }

    private var items: [Item] = []

    var nextDue: Int64? { items.first?.due }

    /// Adds a request; of two with the same instant the one added first comes first.
    mutating func add(_ item: Item) {
        let index = items.firstIndex { $0.due > item.due } ?? items.endIndex
        items.insert(item, at: index)
    }

    mutating func popFirst() -> Item? {
        items.isEmpty ? nil : items.removeFirst()
    }
}
