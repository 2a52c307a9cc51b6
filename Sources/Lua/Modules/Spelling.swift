/// What is said of a name that is not there.
enum Spelling {
    /// A function for a module that refuses a name that it lacks.
    static func missing(in module: String, among names: [String]) -> LuaHostFunction {
        LuaHostFunction(module) { _, arguments throws(LuaError) in
            throw LuaError(sentence("\(module) has no function", arguments[1].text ?? "?", among: names))
        }
    }

    /// `<beginning> "<name>"; did you mean "<nearest>"?`, or the names that there are.
    static func sentence(_ beginning: String, _ name: String, among names: [String]) -> String {
        let what = "\(beginning) \"\(name)\""
        if let nearest = nearest(to: name, among: names) { return "\(what); did you mean \"\(nearest)\"?" }
        return names.isEmpty ? what : "\(what); there are \(names.joined(separator: ", "))"
    }

    /// The nearest of `names`: at most a third of its letters differ; the first of equals.
    static func nearest(to name: String, among names: [String]) -> String? {
        let near = names.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
        guard let best = near.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, best.name.count / 3) ? best.name : nil
    }

    /// The number of letters to insert, delete, replace or swap with a neighbour (optimal string alignment).
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(64))
        let right = Array(right.prefix(64))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var before: [Int] = []
        var previous = Array(0...right.count)
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                var best = min(replaced, previous[j] + 1, row[j - 1] + 1)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, before[j - 2] + 1)
                }
                row.append(best)
            }
            before = previous
            previous = row
        }
        return previous[right.count]
    }
}
