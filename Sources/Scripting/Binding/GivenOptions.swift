internal import Lua
package import Model

/// What a script says of a change beside the change itself.
package struct GivenOptions: Sendable {
    /// Why, in the words of the script.
    package var because: String?
    /// A label under which the group is changed once.
    package var once: String?
    /// The checks that the change may fail.
    package var allowed: Set<RowCheck> = []
    /// Whether it may set a field that an earlier change of the script has set to something else.
    package var replaces = false

    init(because: String?, once: String?, allow: [RowCheck]?, again: Bool?, replace: Bool?) {
        self.because = because
        self.once = once
        allowed = Set(allow ?? [])
        if again == true { allowed.insert(.recent) }
        replaces = replace ?? false
    }
}

extension Parameter {
    /// The same parameter with another value made of its own.
    func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Parameter<Other> {
        Parameter<Other>(described) { [read] in read($0).map(transform) }
    }
}

extension Parameter where Value == [RowCheck] {
    /// The word of a check that may be failed, or a list of them.
    static func checks(_ name: String, _ summary: String) -> Self {
        Self(.required(name, .checks, summary)) { value in
            if let word = value.text { return RowCheck(rawValue: word).map { [$0] } }
            guard case .table(let table) = value else { return nil }
            return table.sequence.compactMap { $0.text.flatMap(RowCheck.init) }
        }
    }
}
