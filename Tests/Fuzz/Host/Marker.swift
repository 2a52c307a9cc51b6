/// A Swift object that scripts hold; it counts how many there are.
final class Marker {
    /// How many are alive; only the fuzzer's thread makes and releases them.
    nonisolated(unsafe) static var alive = 0

    let id: Int64

    init(_ id: Int64) {
        self.id = id
        Marker.alive += 1
    }

    deinit {
        Marker.alive -= 1
    }
}
