/// The newest items of a sequence, numbered from 0; the oldest make room, so that memory stays bounded.
struct Ring<Item: Sendable>: Sendable {
    let capacity: Int
    private var items: [Item] = []
    /// The number of the next item.
    private(set) var end = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The number of the oldest item that is still there.
    var start: Int { end - items.count }

    /// The item with a number, or nil when it is no longer, or not yet, there.
    subscript(number: Int) -> Item? {
        get {
            guard number >= start, number < end else { return nil }
            return items[number % capacity]
        }
        set {
            guard let newValue, number >= start, number < end else { return }
            items[number % capacity] = newValue
        }
    }

    /// Adds an item; returns the one that made room for it.
    mutating func append(_ item: Item) -> Item? {
        defer { end += 1 }
        guard items.count == capacity else {
            items.append(item)
            return nil
        }
        let oldest = items[end % capacity]
        items[end % capacity] = item
        return oldest
    }
}
