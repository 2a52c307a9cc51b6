/// What a person types for a door: the one rule of all commands, of scripts and of the settings.
///
/// It is the door's name, a pattern with `*`, or the id of its device. A command takes words of a name as well, such as
/// `204`, where no door that it looks at has the whole name.
package struct DoorText: Sendable {
    private let text: String
    private let name: FoldedName
    private let words: StayText?

    /// Takes the text as it was written.
    package init(_ text: String) {
        self.text = text
        name = FoldedName(text)
        words = StayText(text)
    }

    /// Whether it names a door.
    package func names(door: String, deviceID: String) -> Bool {
        if deviceID == text { return true }
        return name.hasStar ? name.fits(FoldedName(door)) : name == FoldedName(door)
    }

    /// Whether its words are in the name of a door.
    package func hasWords(in door: String) -> Bool {
        words?.isFound(name: nil, doors: [door]) == true
    }
}
