/// A proxy that carries the secure connections of a client, by the method CONNECT (RFC 9110, section 9.3.6).
///
/// Printing it, also with `dump`, never shows the password.
public struct SeamProxy: Sendable {
    let host: String
    let port: Int
    private let user: String?
    private let password: String

    /// Reads the address of a proxy: `http://proxy.example:3128`, with `user:password@` before the host if it asks for
    /// them.
    ///
    /// A user or password with special characters is percent-encoded, as in any address. Without a port it is 80.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options` for anything else, also for the address of a SOCKS proxy
    ///   or of one that itself speaks TLS.
    public init(_ text: String) throws(SeamError) {
        let scheme = text.firstRange(of: "://").map { text[..<$0.lowerBound].lowercased() }
        if let scheme, scheme != "http" {
            throw SeamError(
                .invalidOptions,
                "HTTPS_PROXY names a proxy with \(scheme)://, and only http:// can be used"
            )
        }
        guard let parts = Self.read(text) else {
            // The text may hold a password, so it is not shown.
            throw SeamError(
                .invalidOptions,
                "HTTPS_PROXY cannot be used; write it as http://proxy.example:3128 or "
                    + "http://user:password@proxy.example:3128, with %40 for an @ in the password",
            )
        }
        (host, port, user, password) = parts
    }

    /// The proxy that the environment names for an address; nil if there is none, or none for this address.
    ///
    /// Read are `https_proxy`, else `HTTPS_PROXY`, and `no_proxy`, else `NO_PROXY`, a list of names, addresses and
    /// networks that are reached without it. An address with `http://` has no proxy: its credential could be read.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options` for a proxy, or an address, that cannot be used.
    public static func fromEnvironment(
        _ environment: [String: String],
        endpoint: String,
    ) throws(SeamError) -> SeamProxy? {
        func value(_ names: String...) -> String? {
            names.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        let address = try SeamAddress(endpoint)
        guard address.isSecure, let text = value("https_proxy", "HTTPS_PROXY") else { return nil }
        let exceptions = ProxyExceptions(value("no_proxy", "NO_PROXY") ?? "")
        return exceptions.cover(host: address.host, port: address.port) ? nil : try SeamProxy(text)
    }

    /// The value of the header `Proxy-Authorization`; nil when there is no user.
    var authorization: String? {
        user.map { "Basic \(Base64.encode(Array("\($0):\(password)".utf8)))" }
    }

    /// The texts that no log and no error may show.
    var secrets: [String] {
        [password, authorization].compactMap(\.self).filter { !$0.isEmpty }
    }

    /// The host with the port.
    var authority: String {
        "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    private typealias Parts = (host: String, port: Int, user: String?, password: String)

    private static func read(_ text: String) -> Parts? {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        let authority = rest.prefix { $0 != "/" }
        guard ["", "/"].contains(rest.dropFirst(authority.count)) else { return nil }
        // The last one: an @ in a password that is not encoded is common, and only one reading is possible.
        let at = authority.lastIndex(of: "@")
        let place = at.map { authority[authority.index(after: $0)...] } ?? authority
        guard let (host, portText) = SeamAddress.split(place), let port = portText.map(SeamAddress.port) ?? 80 else {
            return nil
        }
        guard let at else { return (host, port, nil, "") }
        let words = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let user = words.first.flatMap(percentDecoded), !user.isEmpty,
            let password = percentDecoded(words.count == 2 ? words[1] : "")
        else { return nil }
        return (host, port, user, password)
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension SeamProxy: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address, with no part of the user and the password.
    public var description: String { "http://\(user == nil ? "" : "••••@")\(authority)" }

    /// The address, with no part of the user and the password.
    public var debugDescription: String { description }

    /// A mirror without the user and the password.
    public var customMirror: Mirror {
        Mirror(self, children: ["host": host, "port": port])
    }
}
