package import CivilTime
package import Model

/// The people of a journal.
package struct PeopleDocument: Document {
    /// The people, by name.
    package var people: [Entry]
    /// Who is signed in at this desk.
    package var signedIn: String?

    enum CodingKeys: String, CodingKey {
        case people
        case signedIn = "signed_in"
    }

    /// Makes the document.
    package init(_ people: [Person], signedIn: Person?) {
        self.people = people.map(Entry.init)
        self.signedIn = signedIn?.name
    }

    /// One person.
    package struct Entry: Document {
        /// The name.
        package var name: String
        /// What the person may do.
        package var role: Person.Role
        /// When the person was added.
        package var addedAt: Instant
        /// Who added the person.
        package var addedBy: String?

        enum CodingKeys: String, CodingKey {
            case name, role
            case addedAt = "added_at"
            case addedBy = "added_by"
        }

        init(_ person: Person) {
            name = person.name
            role = person.role
            addedAt = person.addedAt
            addedBy = person.addedBy
        }
    }
}

/// The history of people, the newest line first.
package struct PeopleHistoryDocument: Document {
    /// The lines.
    package var events: [Entry]

    /// Makes the document.
    package init(_ events: [PeopleEvent]) {
        self.events = events.map(Entry.init)
    }

    /// One line.
    package struct Entry: Document {
        /// When.
        package var at: Instant
        /// What happened.
        package var event: PeopleEvent.Kind
        /// Whom it is about.
        package var person: String
        /// Who did it.
        package var by: String?
        /// More about it.
        package var detail: String?

        init(_ event: PeopleEvent) {
            at = event.at
            self.event = event.kind
            person = event.person
            by = event.actor
            detail = event.detail
        }
    }
}
