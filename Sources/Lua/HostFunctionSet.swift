/// The host functions that a state keeps alive, in the order of their addresses.
///
/// A `Set` would make Swift's runtime search all conformances of the program at the first insertion, which takes more than
/// everything else that opening a state does.
struct HostFunctionSet {
    private var functions: [LuaHostFunction] = []

    /// Keeps a function; one that is there already changes nothing.
    mutating func insert(_ function: LuaHostFunction) {
        var places = functions.startIndex..<functions.endIndex
        while !places.isEmpty {
            let middle = places.lowerBound + places.count / 2
            let known = functions[middle]
            if known === function { return }
            let isBefore = ObjectIdentifier(known) < ObjectIdentifier(function)
            places = isBefore ? middle + 1..<places.upperBound : places.lowerBound..<middle
        }
        functions.insert(function, at: places.lowerBound)
    }
}
