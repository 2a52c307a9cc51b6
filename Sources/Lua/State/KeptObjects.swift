/// The objects that a state keeps alive by their addresses, in the order of these.
///
/// A `Set` would make Swift's runtime search all conformances of the program at the first insertion, which takes more than
/// everything else that opening a state does.
struct KeptObjects {
    private var objects: [AnyObject] = []

    /// Keeps an object; one that is there already changes nothing.
    mutating func insert(_ object: AnyObject) {
        var places = objects.startIndex..<objects.endIndex
        while !places.isEmpty {
            let middle = places.lowerBound + places.count / 2
            let known = objects[middle]
            if known === object { return }
            let isBefore = ObjectIdentifier(known) < ObjectIdentifier(object)
            places = isBefore ? middle + 1..<places.upperBound : places.lowerBound..<middle
        }
        objects.insert(object, at: places.lowerBound)
    }
}
