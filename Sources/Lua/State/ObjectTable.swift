/// The Swift objects that a state holds: each userdata owns one slot, which is freed exactly once.
struct ObjectTable {
    private var slots: [AnyObject?] = []
    private var free: [UInt64] = []

    /// The object in a slot, nil for a slot that was freed.
    subscript(slot: UInt64) -> AnyObject? {
        slot < slots.count ? slots[Int(slot)] : nil
    }

    /// The number of objects that are alive.
    var count: Int { slots.count - free.count }

    /// Keeps an object and answers its slot.
    mutating func insert(_ object: AnyObject) -> UInt64 {
        if let slot = free.popLast() {
            slots[Int(slot)] = object
            return slot
        }
        slots.append(object)
        return UInt64(slots.count - 1)
    }

    /// Frees a slot; the object is handed back so that it is released outside of the table's access.
    mutating func remove(_ slot: UInt64) -> AnyObject? {
        guard slot < slots.count, let object = slots[Int(slot)] else { return nil }
        slots[Int(slot)] = nil
        free.append(slot)
        return object
    }
}
