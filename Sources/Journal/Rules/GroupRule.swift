internal import Model

/// Which of the groups that are known a text names.
package enum GroupRule {
    /// Those with this key or the id of one of their codes, else those that the text names by whole words; by name and key.
    package static func named(_ text: String, among groups: [KnownGroup]) -> [KnownGroup] {
        let keyed = groups.filter { group in
            group.target.identifier == text || group.members.contains { $0.accessCodeID == text }
        }
        let words = StayText(text)
        let named = groups.filter { words?.isFound(name: $0.name, doors: $0.members.map(\.door)) == true }
        return (keyed.isEmpty ? named : keyed).sorted {
            ($0.name ?? "", $0.target.identifier) < ($1.name ?? "", $1.target.identifier)
        }
    }
}
