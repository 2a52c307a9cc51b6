/// The server's address, taken apart and checked.
struct SeamAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address of the API itself.
    static let ofSeam = "https://connect.getseam.com"

    var isSecure: Bool
    /// A name or an IP address, without brackets.
    var host: String
    var port: Int
    /// What stands before every path; empty, or begins with a slash and does not end with one.
    var basePath: String

    /// Reads `http://` or `https://`, a host, and optionally a port and a path.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options`, naming the address and a form that works.
    init(_ text: String) throws(SeamError) {
        guard let address = Self.read(text) else {
            // A user part may hold a password, so such an address is not shown.
            let shown = text.contains("@") ? "the endpoint" : "the endpoint \"\(text)\""
            throw SeamError(
                .invalidOptions,
                "\(shown) cannot be used; write it as \(Self.ofSeam) or http://127.0.0.1:8080",
            )
        }
        self = address
    }

    private init(isSecure: Bool, host: String, port: Int, basePath: String) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.basePath = basePath
    }

    private static func read(_ text: String) -> SeamAddress? {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains(where: { "?#@\\".contains($0) }) else {
            return nil
        }
        let lower = text.lowercased()
        let isSecure = lower.hasPrefix("https://")
        guard isSecure || lower.hasPrefix("http://") else { return nil }
        let rest = text.dropFirst(isSecure ? 8 : 7)
        let authority = rest.prefix { $0 != "/" }
        var path = rest.dropFirst(authority.count)
        while path.hasSuffix("/") { path = path.dropLast() }
        guard let (written, portText) = split(authority) else { return nil }
        // The dot of the root, which no certificate has.
        let host = written.hasSuffix(".") ? String(written.dropLast()) : written
        guard !host.isEmpty, !host.hasSuffix(".") else { return nil }
        guard let portText else {
            return SeamAddress(isSecure: isSecure, host: host, port: isSecure ? 443 : 80, basePath: String(path))
        }
        guard let port = port(portText) else { return nil }
        return SeamAddress(isSecure: isSecure, host: host, port: port, basePath: String(path))
    }

    /// The number of a port, 1 to 65535.
    static func port(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text), (1...65535).contains(port)
        else { return nil }
        return port
    }

    /// The host without its brackets, and the text behind the colon.
    static func split(_ authority: Substring) -> (host: String, port: Substring?)? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            guard host.contains(":"), rest.isEmpty || rest.hasPrefix(":") else { return nil }
            return (String(host), rest.isEmpty ? nil : rest.dropFirst())
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count < 3, !host.contains(where: { "[]".contains($0) })
        else {
            return nil
        }
        return (String(host), parts.count == 2 ? parts[1] : nil)
    }

    /// The value of the Host header: the port only where it is not the scheme's own.
    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// The address as it would be written.
    var description: String {
        "\(isSecure ? "https" : "http")://\(authority)\(basePath)"
    }
}
