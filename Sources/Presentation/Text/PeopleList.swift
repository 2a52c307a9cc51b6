internal import CivilTime
package import Model

/// The people as an operator reads them.
package struct PeopleList {
    private let people: [Person]
    private let signedIn: Person?

    /// Makes the list.
    package init(_ people: [Person], signedIn: Person?) {
        self.people = people
        self.signedIn = signedIn
    }

    /// The lines.
    package var lines: [String] {
        guard !people.isEmpty else {
            return [
                "No people: whoever runs this program may send.",
                "To ask for people, at a terminal: keyshift people link",
            ]
        }
        let width = people.map { $0.name.shown.count }.max() ?? 0
        return people.map { person in
            let name = person.name.shown + String(repeating: " ", count: width - person.name.shown.count)
            let role = person.role.rawValue + String(repeating: " ", count: 8 - person.role.rawValue.count)
            let by = person.addedBy.map { " by \($0.shown)" } ?? ""
            let here = person.name == signedIn?.name ? "   signed in here" : ""
            return "\(name)  \(role)  added \(LocalTime.full(person.addedAt, nil))\(by)\(here)"
        } + (signedIn == nil ? ["Nobody is signed in here: keyshift people login NAME"] : [])
    }
}

/// The history of people as an operator reads it.
package struct PeopleHistory {
    private let events: [PeopleEvent]

    /// Makes the history.
    package init(_ events: [PeopleEvent]) {
        self.events = events
    }

    /// A line for each event, the newest first.
    package var lines: [String] {
        events.map { event in
            let by = event.actor.map { " by \($0.shown)" } ?? ""
            let detail = event.detail.map { " (\($0.shown))" } ?? ""
            return "\(LocalTime.full(event.at, nil))  \(Self.sentence(event))\(detail)\(by)"
        }
    }

    private static func sentence(_ event: PeopleEvent) -> String {
        let name = event.person.shown
        return switch event.kind {
        case .added: "\(name) was added"
        case .removed: "\(name) was removed"
        case .signedIn: "\(name) signed in"
        case .signedOut: "\(name) signed out"
        case .refused: "a wrong secret was typed for \(name)"
        case .linked: "a one-time secret was made for \(event.person.isEmpty ? "the first admin" : name)"
        case .renewed: "\(name) has a new secret"
        }
    }
}
