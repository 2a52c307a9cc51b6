/// An automation that ships with the program; its name is known where its file is not.
struct ShippedAutomation: Hashable, Sendable {
    /// What `keyshift run` takes.
    let name: String
    /// What it does, in a line.
    let abstract: String

    /// All of them, in the order of their names; a test compares them with the folder.
    static let all: [ShippedAutomation] = [
        Self("arrivals", "lists who arrives and who leaves on a day, by door"),
        Self("cancel-list", "cancels the stays of a list"),
        Self("change-rooms", "gives the stays of a list other rooms"),
        Self("checkout-at", "gives all stays that end on a day the same checkout"),
        Self("cleaner-windows", "makes codes for the cleaners between two guests of each room"),
        Self("clock-change", "moves all stays of a zone whose codes were made with the wrong clock"),
        Self("close-room", "moves the stays of a door to others, or to its new lock"),
        Self("door-watch", "raises an alarm where somebody who arrives would stand outside"),
        Self("early-check-in", "lets the guests of a day in earlier, where their doors are free by then"),
        Self("extend-all", "gives every stay more time, also those that have not begun"),
        Self("late-checkout", "gives the stays that end on a day a late checkout"),
        Self("late-checkout-list", "gives the stays of a list a late checkout"),
        Self("moves-from-list", "gives the stays of a list new starts and ends"),
        Self("new-arrivals", "makes the stays of a list of arrivals, or corrects them"),
        Self("no-shows", "lists who should have arrived, and whose code has opened no door"),
        Self("not-on-doors", "lists the codes of those who arrive soon that are not on their doors yet"),
        Self("offline-doors", "lists the doors that are offline, with the stays that need them"),
        Self("one-end", "gives all doors of a stay the same end, where they differ"),
        Self("reconcile", "compares the bookings of a table with the doors"),
        Self("rename-bookings", "gives bookings other names, from a table"),
        Self("road-closed", "keeps those who cannot leave: stays that end on a day end a day later"),
        Self("storm", "gives everybody who can open a door now more time"),
        Self("sunday-checkout", "gives every stay that ends on a Sunday a late checkout"),
        Self("turnover", "lists the doors where the next guest arrives too soon after the last"),
        Self("who-is-late", "lists whose checkout has passed and who is still about"),
        Self(
            "wrong-hours",
            "says when the clocks change next (DST, summer time), lists whose hours are an hour off, and mends them"
        ),
    ]

    private init(_ name: String, _ abstract: String) {
        self.name = name
        self.abstract = abstract
    }
}
