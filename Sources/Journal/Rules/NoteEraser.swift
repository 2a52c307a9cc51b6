package import Model

/// Takes a name out of what says who did something.
///
/// The name of a person who could sign in is a part of what was done, and stays. What was typed beside it in brackets, or where
/// nobody was signed in, is a note like any other text.
package struct NoteEraser: Sendable {
    /// What stands in the place of a text that was forgotten.
    package static let forgotten = "(forgotten)"

    private let text: ForgetText
    private let people: Set<String>

    /// Takes the name, and all people who could ever sign in.
    package init(text: ForgetText, people: Set<String>) {
        self.text = text
        self.people = people
    }

    /// What takes the place of who did something, nil where nothing has to.
    package func erased(_ who: String?) -> String? {
        guard let who, text.isIn(who), !people.contains(who) else { return nil }
        guard who.hasSuffix(")"), let person = people.first(where: { who.hasPrefix("\($0) (") }) else {
            return Self.forgotten
        }
        return text.isIn(String(who.dropFirst(person.count))) ? "\(person) \(Self.forgotten)" : nil
    }

    /// The people who have the name, in their order.
    package var known: [String] { people.filter(text.isIn).sorted() }
}
