/// Which calls that take effect at once the runs of a schedule may make.
package enum DirectGrant: Hashable, Sendable {
    /// None.
    case none
    /// Those that are listed, by their names, such as `access_codes.create`; a path for one that only `seam.call` makes.
    case only(Set<String>)
    /// Every one: what a schedule was granted before functions were listed.
    case all

    /// Whether any call may be made.
    package var allowsAny: Bool { self != .none }

    /// Whether a call of this path may be made.
    package func allows(path: String) -> Bool {
        switch self {
        case .none: false
        case .all: true
        case .only(let names): names.contains { Self.path(of: $0) == path }
        }
    }

    /// The names in a steady order; empty where there is no list.
    package var names: [String] {
        if case .only(let names) = self { names.sorted() } else { [] }
    }

    /// The name of a call as it is listed: `access_codes.create` for `/access_codes/create`.
    package static func name(ofPath path: String) -> String {
        path.split(separator: "/").joined(separator: ".")
    }

    /// The path of a listed name.
    package static func path(of name: String) -> String {
        name.hasPrefix("/") ? name : "/" + name.split(separator: ".").joined(separator: "/")
    }

    /// Whether a text has the form of a name, or of a path.
    static func isName(_ text: String) -> Bool {
        let parts =
            text.hasPrefix("/")
            ? text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            : text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
            }
    }
}
