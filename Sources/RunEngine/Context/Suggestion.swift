internal import Seam

/// The nearest of what there is, for what was typed wrong.
package enum Suggestion {
    /// The nearest of `names`, by a whole name or by its first word; nil when none is near.
    package static func nearest(to name: String, among names: [String]) -> String? {
        if let nearest = SeamCatalogue.nearest(to: name, among: names) { return nearest }
        let byFirstWord = Dictionary(
            names.compactMap { name in name.split(separator: " ").first.map { (String($0), name) } }
        ) {
            first,
            _ in first
        }
        return SeamCatalogue.nearest(to: name, among: Array(byFirstWord.keys)).flatMap { byFirstWord[$0] }
    }
}
