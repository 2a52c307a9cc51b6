import Glibc
package import Model

/// Where a journal on PostgreSQL is: a connection string of libpq, as a URL or in words.
package struct PostgresPlace: Hashable, Sendable {
    /// The string as it was given; it may hold a password, and is shown to nobody.
    package let text: String

    /// The place without anything secret: the hosts and the database.
    package var shown: String { Self.shown(text) }

    /// Takes a connection string.
    /// - Throws: `storage` for a text that is no connection string; the sentence does not hold the text.
    package init(_ text: String) throws(JournalError) {
        guard Self.isConnectionString(text) else {
            throw JournalError(
                .storage,
                "A journal is named by a connection string of PostgreSQL, such as postgres://keyshift@db.example/keyshift: "
                    + "set KEYSHIFT_JOURNAL to one, or leave it out for a journal in KEYSHIFT_HOME.",
            )
        }
        self.text = text
    }

    /// Whether the string holds a password.
    package var hasPassword: Bool { !secrets.isEmpty }

    /// Whether a text is meant as a connection string, and not as a folder.
    package static func isConnectionString(_ text: String) -> Bool {
        guard !text.isEmpty, unsafe strlen(text) == text.utf8.count else { return false }
        return text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") || text.contains("=")
    }

    /// A text in which no secret is left.
    func hiding(_ password: String, in said: String) -> String {
        var shown = said
        for secret in Set([password, text] + secrets) where secret.utf8.count > 0 {
            shown = shown.replacing(secret, with: "…")
        }
        return shown.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// What stands for a password in the string, in its own letters.
    private var secrets: [String] {
        var found: [String] = []
        if let scheme = text.firstRange(of: "://") {
            let rest = text[scheme.upperBound...]
            let authority = rest.prefix { $0 != "/" && $0 != "?" }
            if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
                found.append(String(authority[authority.index(after: colon)..<at]))
            }
        }
        for word in text.split(whereSeparator: { $0 == "?" || $0 == "&" || $0 == " " })
        where word.hasPrefix("password=") {
            found.append(String(word.dropFirst("password=".count)))
        }
        return found.filter { !$0.isEmpty }
    }

    /// The hosts and the database of a connection string.
    private static func shown(_ text: String) -> String {
        if let scheme = text.firstRange(of: "://") {
            let rest = text[scheme.upperBound...].prefix { $0 != "?" }
            let authority = rest.prefix { $0 != "/" }
            let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
            return "\(host)\(rest.dropFirst(authority.count))".shown
        }
        let words = text.split(separator: " ").compactMap { word -> String? in
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, ["host", "hostaddr", "port", "dbname", "service"].contains(parts[0]) else {
                return nil
            }
            return "\(parts[0])=\(parts[1])"
        }
        return words.isEmpty ? "the server of PGHOST" : words.joined(separator: " ").shown
    }
}
