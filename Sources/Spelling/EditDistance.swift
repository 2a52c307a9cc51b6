/// How unlike two words are.
package enum EditDistance {
    /// The fewest letters to insert, delete, replace or swap with a neighbour that make one word of the other (optimal
    /// string alignment); nil for more than `most`, which ends the work early.
    package static func between(_ left: [Character], _ right: [Character], most: Int) -> Int? {
        guard abs(left.count - right.count) <= most else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            // A swap looks two rows back, so that both have to be too far.
            if min(current.min() ?? 0, last.min() ?? 0) > most { return nil }
            (beforeLast, last) = (last, current)
        }
        return last[right.count] <= most ? last[right.count] : nil
    }
}
