package import CivilTime

/// What is known of the changes of one group: by the runs of this journal, and by others.
package struct StoryFacts: Hashable, Sendable {
    /// What was asked for.
    package var query: String
    /// What runs did, in the order of the runs; times are those of this machine's clock.
    package var changes: [GroupHistory]
    /// What others did, oldest first.
    package var outside: [OutsideChange] = []
    /// The stay as it is known, where no run has changed it.
    package var stay: Stay?
    /// The doors of codes that went and that no run had given it.
    package var lost: [Stay.Door] = []
    /// What the stay is called now, where that is another name than the newest run knew; nil where it is not, or not known.
    package var presentName: String?
    /// How far this machine's clock is ahead of the server's, zero where they agree.
    package var clockLead = TimeSpan.zero
    /// Why Seam was not asked for what others did, nil where it was.
    package var notAsked: String?

    /// Makes facts of what runs did.
    package init(of query: String, _ changes: [GroupHistory]) {
        self.query = query
        self.changes = changes
    }

    /// The name and the zone of the door of each code, by the code's id.
    package var doors: [String: (name: String, zone: String?)] {
        let members = changes.flatMap { history in history.row.members.map { ($0, history.row.zone) } }
        var doors = Dictionary(members.map { ($0.0.accessCodeID, (name: $0.0.door, zone: $0.1)) }) { _, new in new }
        for door in lost + (stay?.doors ?? []) { doors[door.accessCodeID] = (door.name, door.zone) }
        return doors
    }
}
