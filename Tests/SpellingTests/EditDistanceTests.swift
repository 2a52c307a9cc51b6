import Testing

@testable import Spelling

struct EditDistanceTests {
    /// All words of the letters a, b and c up to four of them.
    private static let words: [[Character]] = (0...4).flatMap { length in
        (0..<length).reduce([[]]) { words, _ in words.flatMap { word in ["a", "b", "c"].map { word + [$0] } } }
    }

    /// The distance as it is defined, by trying everything.
    private static func defined(_ left: ArraySlice<Character>, _ right: ArraySlice<Character>) -> Int {
        guard let last = left.last, let other = right.last else { return max(left.count, right.count) }
        var least = min(
            defined(left.dropLast(), right) + 1,
            defined(left, right.dropLast()) + 1,
            defined(left.dropLast(), right.dropLast()) + (last == other ? 0 : 1)
        )
        let (before, otherBefore) = (left.dropLast().last, right.dropLast().last)
        if before == other, last == otherBefore {
            least = min(least, defined(left.dropLast(2), right.dropLast(2)) + 1)
        }
        return least
    }

    @Test func `the distance of short words is what its definition says, and nil where it is more than asked for`() {
        for left in Self.words.filter({ $0.count < 4 }) {
            for right in Self.words {
                let distance = Self.defined(left[...], right[...])
                for most in 0...5 {
                    let found = EditDistance.between(left, right, most: most)
                    #expect(found == (distance <= most ? distance : nil), "\(left) \(right) \(most)")
                }
            }
        }
    }

    @Test(arguments: [
        ("kitten", "sitting", 3), ("vancovuer", "vancouver", 1), ("Zoe", "Zoë", 1), ("Zoe\u{308}", "Zoë", 0),
        ("ca", "abc", 3), ("", "abc", 3),
    ])
    func `letters are what a reader sees as one, and a swap of neighbours is one slip`(
        left: String,
        right: String,
        distance: Int,
    ) {
        #expect(EditDistance.between(Array(left), Array(right), most: 9) == distance)
        #expect(EditDistance.between(Array(right), Array(left), most: 9) == distance)
    }
}
