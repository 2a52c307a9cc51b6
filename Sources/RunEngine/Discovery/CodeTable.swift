internal import Model

/// The codes of a workspace, each at a place that stays while the table grows.
///
/// A place costs no look at the text of an id: of 200,000 codes those texts lie all over the memory.
package struct CodeTable: Sendable {
    private var places: [String: Int] = [:]
    private var slots: [IndexedCode?] = []

    /// The codes, in the order in which they came.
    package var values: some Sequence<IndexedCode> { slots.lazy.compactMap(\.self) }

    /// The ids of the codes.
    package var keys: Dictionary<String, Int>.Keys { places.keys }

    /// How many codes there are.
    package var count: Int { places.count }

    /// Whether there is none.
    package var isEmpty: Bool { places.isEmpty }

    /// The code with an id, nil where there is none.
    package subscript(_ accessCodeID: String) -> IndexedCode? {
        places[accessCodeID].flatMap { slots[$0] }
    }

    /// The code at a place, nil where it was removed.
    func code(at place: Int) -> IndexedCode? { slots[place] }

    /// Adds a code, or puts it into the place of the one with its id.
    /// - Returns: Its place, and whether there was none with its id.
    mutating func insert(_ code: IndexedCode) -> (place: Int, isNew: Bool) {
        if let place = places[code.accessCodeID] {
            slots[place] = code
            return (place, false)
        }
        places[code.accessCodeID] = slots.count
        slots.append(code)
        return (slots.count - 1, true)
    }

    /// Gives a code other hours or another name; one that is not there stays away.
    mutating func set(_ state: CodeState, of accessCodeID: String) {
        guard let place = places[accessCodeID] else { return }
        slots[place]?.state = state
    }

    /// Takes a code out; its place stays empty.
    mutating func remove(_ accessCodeID: String) -> (place: Int, code: IndexedCode)? {
        guard let place = places.removeValue(forKey: accessCodeID), let code = slots[place] else { return nil }
        slots[place] = nil
        return (place, code)
    }
}
