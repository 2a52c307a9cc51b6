internal import Spelling

/// The nearest of what there is, for what was typed wrong.
package enum Suggestion {
    /// The nearest of `names`, by a whole name or by its first word; nil when none is near.
    package static func nearest(to name: String, among names: [String]) -> String? {
        if let nearest = NearestName.find(name, among: names) { return nearest }
        let byFirstWord = Dictionary(
            names.compactMap { name in name.split(separator: " ").first.map { (String($0), name) } }
        ) {
            first,
            _ in first
        }
        return NearestName.find(name, among: byFirstWord.keys.sorted()).flatMap { byFirstWord[$0] }
    }
}
