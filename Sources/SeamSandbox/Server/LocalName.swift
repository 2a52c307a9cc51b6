/// The names under which a port on loopback is asked for by programs of its own machine.
///
/// A page in a browser of this machine can send requests to any port of it, and can have a name of its own lead there. It cannot
/// leave out what the browser adds: the name that it asked for (`Host`), and where a request across sites comes from (`Origin`).
package enum LocalName {
    /// Whether a request may be answered: it names this machine, and does not come from a page of another.
    ///
    /// Programs without a browser send no `Origin`, and HTTP/1.0 needs no `Host`.
    package static func allows(host: String?, origin: String?) -> Bool {
        isLoopback(host ?? "localhost") && isOwn(origin: origin)
    }

    private static func isOwn(origin: String?) -> Bool {
        guard let origin else { return true }
        for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
            return isLoopback(String(origin.dropFirst(scheme.count)))
        }
        return false
    }

    /// Whether an authority, with a port or without, is `localhost`, a name below it or an address of loopback (RFC 6761, 5735).
    static func isLoopback(_ authority: String) -> Bool {
        let name = name(of: authority.lowercased())
        if name == "[::1]" || name == "localhost" || name.hasSuffix(".localhost") { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// An authority without its port, and without the dot at the end of a name.
    private static func name(of authority: String) -> String {
        guard !authority.hasPrefix("[") else {
            return String(authority.prefix { $0 != "]" }) + "]"
        }
        let name = authority.prefix { $0 != ":" }
        return String(name.hasSuffix(".") ? name.dropLast() : name)
    }
}
